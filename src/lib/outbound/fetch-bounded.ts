import type { Dispatcher } from 'undici';
import type { ConnectionOptions } from './agents.ts';
import { OutboundError } from './outbound-error.ts';
import { isWrittenAsLocal, LocalAddressError } from './reachable-address.ts';

/** An outgoing request and its bounds. */
export interface FetchOptions extends ConnectionOptions {
  /** Default: GET. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | undefined;
  /** For everything from the name to the last byte. */
  readonly timeoutMs: number;
  /** Of the body of the answer. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * The URL of the document that the address came from. An address that was not written by an operator may be
   * one of this machine or its link only if the document itself came from there.
   */
  readonly learnedFrom?: string | undefined;
}

/** What came back, whatever its status. Redirects are not followed: they are answers like others. */
export interface FetchAnswer {
  readonly status: number;
  /** By lower-case name; a repeated header is joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Make one outgoing request within bounds of time and size.
 *
 * Names that stand for this machine, its link or a metadata service are not connected to, unless the URL says
 * `localhost` or the address itself. Redirects are never followed, answers never unpacked.
 *
 * @throws OutboundError
 */
export async function fetchBounded(url: string, options: FetchOptions): Promise<FetchAnswer> {
  const target = parseTarget(url, options.learnedFrom);
  const time = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([time, options.signal]) : time;
  try {
    // many a process never asks another server anything, and what it takes to do so is large
    const { agentFor } = await import('./agents.ts');
    const answer = await agentFor(options).request({
      origin: target.origin,
      path: target.pathname + target.search,
      method: options.method ?? 'GET',
      headers: { 'accept-encoding': 'identity', ...options.headers },
      body: options.body ?? null,
      signal,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    });
    const body = await readBounded(answer, options.maxBytes, target.host);
    return { status: answer.statusCode, headers: flatten(answer.headers), body };
  } catch (error) {
    throw toOutboundError(error, { host: target.host, hasTimedOut: time.aborted, signal });
  }
}

/** @throws OutboundError `url`, `address` */
function parseTarget(url: string, learnedFrom: string | undefined): URL {
  if (!URL.canParse(url)) throw new OutboundError('url', 'the address is no URL');
  const target = new URL(url);
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    throw new OutboundError('url', 'the address is neither https nor http');
  }
  if (target.username !== '' || target.password !== '') {
    throw new OutboundError('url', 'the address holds a password');
  }
  if (learnedFrom !== undefined && isWrittenAsLocal(target.hostname)) {
    const source = new URL(learnedFrom);
    if (!isWrittenAsLocal(source.hostname)) {
      throw new OutboundError('address', `${source.host} names an address of this machine`);
    }
  }
  return target;
}

async function readBounded(
  answer: Dispatcher.ResponseData,
  maxBytes: number,
  host: string,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    length += chunk.length;
    // leaving the loop destroys the body, and with it the connection
    if (length > maxBytes) {
      throw new OutboundError('too large', `${host} answered more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(pairs);
}

function toOutboundError(
  error: unknown,
  about: { host: string; hasTimedOut: boolean; signal: AbortSignal },
): OutboundError {
  if (error instanceof OutboundError) return error;
  const { host } = about;
  if (about.hasTimedOut) return new OutboundError('timeout', `${host} took too long`, error);
  if (about.signal.aborted)
    return new OutboundError('aborted', `${host} was not waited for`, error);
  if (error instanceof LocalAddressError)
    return new OutboundError('address', `${host}: ${error.message}`, error);
  const code = codeOf(error);
  if (/TIMEOUT/.test(code)) return new OutboundError('timeout', `${host} took too long`, error);
  if (/CERT|TLS|SSL|ISSUER|SIGN|VERIFY/.test(code)) {
    return new OutboundError('certificate', `certificate of ${host}: ${code}`, error);
  }
  return new OutboundError('network', `${host} cannot be reached: ${code}`, error);
}

/** The code of a failure, never its message, which may repeat what was sent. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
