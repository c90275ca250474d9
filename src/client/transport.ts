import type { BuiltRequest } from './build-request.ts';
import { PortcullisError } from './portcullis-error.ts';
import {
  type Answer,
  type ArrivedAnswer,
  type ParseJson,
  readAnswer,
  receive,
} from './read-answer.ts';
import { delayBefore, mayRepeat } from './retry.ts';
import type { OperationRow } from './row.ts';
import { type Fetch, type Runtime, sleep } from './runtime.ts';

/** How requests of a client are sent. */
export interface Transport {
  readonly fetch: Fetch;
  readonly runtime: Runtime;
  readonly parseJson: ParseJson;
}

/** One call. */
export interface Sending {
  readonly row: OperationRow;
  readonly request: BuiltRequest;
  /** Empty: none is sent. */
  readonly token: string;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
}

/**
 * Send a request, again where that is safe.
 *
 * @throws PortcullisError of the last attempt
 */
export async function send(transport: Transport, sending: Sending): Promise<Answer<unknown>> {
  const { row, signal, retries } = sending;
  const { runtime } = transport;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return readAnswer(row, await sendOnce(transport, sending), transport.parseJson);
    } catch (error) {
      const mayGoOn = error instanceof PortcullisError && attempt < retries;
      if (!mayGoOn || !mayRepeat(row, error)) throw error;
      const delay = delayBefore(attempt, error.retryAfter, runtime.random());
      if (!(await sleep(runtime, delay, signal))) throw error;
    }
  }
}

async function sendOnce({ fetch, runtime }: Transport, sending: Sending): Promise<ArrivedAnswer> {
  const { request, row, token, signal, timeoutMs } = sending;
  const { operationId } = row;
  assertToken(operationId, token);
  if (signal?.aborted) throw new PortcullisError('ABORTED', { operationId, cause: signal.reason });
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let isLate = false;
  const callOff = runtime.after(timeoutMs, () => {
    isLate = true;
    abort();
  });
  signal?.addEventListener('abort', abort, { once: true });
  const { method, body } = request;
  const headers = { ...request.headers, ...(token === '' ? {} : { 'X-Vault-Token': token }) };
  const rest = body === undefined ? {} : { body };
  try {
    const init = {
      method,
      headers,
      ...rest,
      signal: controller.signal,
      redirect: 'manual',
    } as const;
    return await receive(await fetch(request.url, init));
  } catch (cause) {
    if (isLate) throw new PortcullisError('TIMED_OUT', { operationId });
    const code = signal?.aborted ? 'ABORTED' : 'CONNECTION_FAILED';
    throw new PortcullisError(code, { operationId, cause });
  } finally {
    callOff();
    signal?.removeEventListener('abort', abort);
  }
}

/** What `fetch` says of a header that it does not take has the header in it. */
function assertToken(operationId: string, token: string): void {
  if (/^[!-~]*$/.test(token)) return;
  const errors = ['the token has a character that no token has, such as a line end'];
  throw new PortcullisError('INPUT_INVALID', { operationId, errors });
}
