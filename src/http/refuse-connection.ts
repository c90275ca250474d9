import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { answerInFlight, incompleteRequest } from './node-parser.ts';

const statusByCode: ReadonlyMap<string, number> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

const closing = new WeakSet<Socket>();

/**
 * Note that the connection ends with the answer that is being given.
 *
 * What is sent behind that request must not be acted upon: its answer would never arrive, and behind a
 * request with doubtful framing it may not be a request at all.
 *
 * @see RFC 9112 §9.6
 */
export function noteLastAnswer(socket: Socket): void {
  closing.add(socket);
}

/** Whether requests that still come on a connection are to be left alone. */
export function isClosing(socket: Socket): boolean {
  return closing.has(socket);
}

/**
 * Answer what is no HTTP, and close.
 *
 * Requests that came whole before it on the same connection are answered first: a refusal written early
 * would be taken for the answer to the first of them.
 *
 * @see RFC 9112 §2.2, §9.3.2
 */
export function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (closing.has(socket)) return;
  closing.add(socket);
  socket.pause();
  const status = statusByCode.get(error.code ?? '') ?? 400;
  if (error.code?.startsWith('HPE_') || status === 408) closeWhenIdle(socket, status);
  else socket.destroy();
}

function closeWhenIdle(socket: Socket, status: number): void {
  const answer = answerInFlight(socket);
  if (answer && answer.req !== incompleteRequest(socket)) {
    answer.once('finish', () => closeWhenIdle(socket, status));
    return;
  }
  if (answer?.headersSent || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
