import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import type { OutgoingAnswer } from '../core/request.ts';
import type { ApiError } from '../errors/api-error.ts';
import { ERROR_CODE_HEADER, publicCode } from '../errors/public-code.ts';
import { streamBody } from './stream-body.ts';
import { headerPairsFor, type HeaderPairs, type ResponseHeaderTable } from './response-headers.ts';

/** What decides how an answer is written, beside the answer itself. */
export interface ResponseContext {
  readonly table: ResponseHeaderTable;
  /** HEAD: status and headers only. */
  readonly isHead: boolean;
  /** Say that the connection ends with this answer. Means nothing on HTTP/2. */
  readonly isLast: boolean;
  /** The caller is still sending, and nobody will read it. */
  readonly hasUnreadBody: boolean;
  /** Told with a refusal, so that an operator can find it in log and audit. */
  readonly requestId: string;
  /** Value of `X-Vault-Namespace` to be given back; empty for none. */
  readonly namespace: string;
}

type Response = ServerResponse | Http2ServerResponse;

const JSON_TYPE = 'application/json';

/** @see RFC 9113 §7 */
const NO_ERROR = 0;

/** How long a caller that is still sending gets to read its refusal before the connection is cut. */
const LINGER_MS = 500;

/**
 * Write an answer and end the response.
 *
 * Lengths are always stated; headers of the answer win over those that every answer has.
 */
export function writeAnswer(
  response: Response,
  answer: OutgoingAnswer,
  context: ResponseContext,
): void {
  const body = answer.status === 204 ? undefined : answer.body;
  const headers = ['Content-Type', answer.contentType ?? JSON_TYPE];
  headers.push(...headerPairsFor(context.table, answer));
  if (answer.status !== 204 && !answer.stream) {
    headers.push('Content-Length', body === undefined ? '0' : String(Buffer.byteLength(body)));
  }
  if (answer.status >= 400) headers.push('X-Request-Id', context.requestId);
  if (context.namespace !== '') headers.push('X-Vault-Namespace', context.namespace);
  writeHead(response, answer.status, withConnection(response, headers, context));
  if (answer.stream && !context.isHead) streamBody(response, answer.stream);
  else finish(response, context.isHead ? undefined : body, context);
}

/** The answer to a refusal or failure: `{"errors":[…]}`, the list empty where the code has no text. */
export function errorAnswer(error: ApiError): OutgoingAnswer {
  const errors = error.message === '' ? [] : [error.message];
  const headers = { [ERROR_CODE_HEADER]: publicCode(error, true), ...error.headers };
  return { status: error.status, body: `${JSON.stringify({ errors })}\n`, headers };
}

/**
 * The answer that sends a caller to a cleaner URL; the verb and the body are kept (307).
 *
 * @see RFC 9110 §15.4.8
 */
export function redirectAnswer(location: string, verb: string): OutgoingAnswer {
  const headers = { Location: encodeNonAscii(location) };
  if (verb !== 'GET' && verb !== 'HEAD') return { status: 307, headers };
  return {
    status: 307,
    headers,
    contentType: 'text/html; charset=utf-8',
    body: `<a href="${escapeHtml(headers.Location)}">Temporary Redirect</a>.\n\n`,
  };
}

/** Answer a path that cannot be read: status 400, no body, none of the API's own headers. */
export function writeBareRefusal(response: Response, context: ResponseContext): void {
  writeHead(response, 400, withConnection(response, ['Content-Length', '0'], context));
  finish(response, undefined, context);
}

function isHttp2(response: Response): response is Http2ServerResponse {
  return 'stream' in response;
}

/** Connection headers exist on HTTP/1.1 alone. @see RFC 9113 §8.2.2 */
function withConnection(
  response: Response,
  headers: HeaderPairs,
  context: ResponseContext,
): HeaderPairs {
  if (context.isLast && !isHttp2(response)) headers.push('Connection', 'close');
  return headers;
}

/** Headers go out in one call: a call for each would cost more than the rest of the answer. */
function writeHead(response: Response, status: number, headers: HeaderPairs): void {
  if (!isHttp2(response)) {
    response.writeHead(status, headers);
    return;
  }
  const object: OutgoingHttpHeaders = {};
  for (let at = 0; at < headers.length; at += 2) object[headers[at] ?? ''] = headers[at + 1];
  response.writeHead(status, object);
}

/**
 * Send the body and end.
 *
 * While the caller is still sending, closing at once would make its kernel drop the answer unread. On
 * HTTP/1.1 the whole answer goes out and the connection is held for a moment; on HTTP/2 the stream is reset
 * without an error.
 */
function finish(
  response: Response,
  body: string | Uint8Array | undefined,
  context: ResponseContext,
): void {
  if (!context.hasUnreadBody) {
    if (body === undefined) response.end();
    else response.end(body);
  } else if (isHttp2(response)) {
    const { stream } = response;
    response.end(body ?? '', () => stream.close(NO_ERROR));
  } else {
    response.write(body ?? '');
    const timer = setTimeout(() => response.end(), LINGER_MS);
    response.once('close', () => clearTimeout(timer));
  }
}

function encodeNonAscii(text: string): string {
  return text.replace(/[^!-~]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    return `%${code}`;
  });
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
