import type { WrapInfo } from './method.ts';
import { type ErrorCode, PortcullisError } from './portcullis-error.ts';
import type { OperationRow } from './row.ts';
import type { FetchAnswer } from './runtime.ts';

/** The whole of an answer. */
export interface Answer<Value> {
  readonly status: number;
  /** Fields of `data` or `auth`, or the document where there is no envelope; undefined where there is nothing. */
  readonly value: Value;
  /** Of the request in log and audit. */
  readonly requestId: string | undefined;
  readonly warnings: readonly string[];
  /** Seconds; 0 where nothing is leased. */
  readonly leaseDuration: number;
  readonly wrapInfo: WrapInfo | undefined;
}

/** An answer whose body has arrived. */
export interface ArrivedAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly type: string;
  readonly body: Uint8Array;
}

type Document = Readonly<Record<string, unknown>>;

/** How the text of an answer becomes data. */
export type ParseJson = (text: string) => unknown;

/** Wait for the body, within the time that the attempt has. */
export async function receive(answer: FetchAnswer): Promise<ArrivedAnswer> {
  const header = (name: string): string | null => answer.headers.get(name);
  const body = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, header, type: header('content-type') ?? '', body };
}

/**
 * Take an answer apart.
 *
 * @throws PortcullisError with the code of the server where it refuses
 */
export function readAnswer(
  row: OperationRow,
  answer: ArrivedAnswer,
  parseJson: ParseJson,
): Answer<unknown> {
  const { operationId } = row;
  const { status } = answer;
  // a browser tells nothing of an answer that points elsewhere
  if (status === 0 || (status >= 300 && status < 400)) {
    throw new PortcullisError('REDIRECTED', { operationId, status });
  }
  const document = readDocument(answer, parseJson);
  if (isRefusal(row, status, document)) throw toError(row, answer, document);
  if (row.isRaw || row.isBare || document === undefined) return bareAnswer(status, document);
  if (!isObject(document)) throw new PortcullisError('ANSWER_UNREADABLE', { operationId, status });
  return readEnvelope(row, status, document);
}

/** Documents without envelope tell a state, and the status tells it again. */
function isRefusal({ isBare, verb }: OperationRow, status: number, document: unknown): boolean {
  if (status < 400) return false;
  const isState = isObject(document) ? document['errors'] === undefined : verb === 'HEAD';
  return !isBare || !isState;
}

function readEnvelope(row: OperationRow, status: number, envelope: Document): Answer<unknown> {
  const { auth, data, wrap_info: wrapInfo } = envelope;
  const { request_id: id, warnings, lease_duration: seconds } = envelope;
  return {
    status,
    value: (row.isToken ? auth : (data ?? (row.isByPath ? auth : undefined))) ?? undefined,
    requestId: textOf(id),
    warnings: textsOf(warnings),
    leaseDuration: typeof seconds === 'number' ? seconds : 0,
    wrapInfo: isObject(wrapInfo) ? (wrapInfo as unknown as WrapInfo) : undefined,
  };
}

function bareAnswer(status: number, value: unknown): Answer<unknown> {
  const nothing = { requestId: undefined, warnings: [], leaseDuration: 0, wrapInfo: undefined };
  return { status, value, ...nothing };
}

/** JSON as data, text as text, anything else as bytes. */
function readDocument({ type, body }: ArrivedAnswer, parseJson: ParseJson): unknown {
  if (body.length === 0) return undefined;
  const isJson = type.startsWith('application/json');
  if (!isJson && !type.startsWith('text/')) return body;
  const text = new TextDecoder().decode(body);
  if (!isJson) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

function toError(row: OperationRow, answer: ArrivedAnswer, document: unknown): PortcullisError {
  const { operationId } = row;
  const { status, header } = answer;
  const envelope = isObject(document) ? document : {};
  const errors = textsOf(envelope['errors']);
  // a proxy or a server of another kind does not speak JSON
  const isForeign = !isObject(document) && answer.body.length > 0;
  const told = header('x-portcullis-error') as ErrorCode | null;
  return new PortcullisError(told ?? (isForeign ? 'UNKNOWN' : guessCode(status, errors)), {
    operationId,
    status,
    errors,
    warnings: textsOf(envelope['warnings']),
    requestId: header('x-request-id') ?? textOf(envelope['request_id']),
    retryAfter: secondsOf(header('retry-after')),
    data: envelope['data'] ?? undefined,
  });
}

/** Where the header is missing: what status and text tell for certain. */
function guessCode(status: number, errors: readonly string[]): ErrorCode {
  const [text = ''] = errors;
  if (status === 404 && text === '') return 'NOT_FOUND';
  if (status === 403 && text.startsWith('1 error occurred')) return 'ACL_DENIED';
  if (status === 403 && text === 'permission denied') return 'PERMISSION_DENIED';
  if (status === 503 && text.endsWith(' is sealed')) return 'SEALED';
  return 'UNKNOWN';
}

/** @see RFC 9110 §10.2.3: dates are left out, the server sends seconds */
function secondsOf(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function isObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
