import type { IncomingHttpHeaders } from 'node:http';
import { type ListenerConfig, defaultListenerConfig } from '../config/listener.ts';
import type { IncomingRequest, OutgoingAnswer, RequestHandler } from '../core/request.ts';
import { randomUuid } from '../crypto/random.ts';
import { ApiError } from '../errors/api-error.ts';
import { decodeHead, decodeRequest } from '../http/decode.ts';
import type { HeaderSource } from '../http/headers.ts';
import { errorAnswer, redirectAnswer } from '../http/respond.ts';
import { seededRandom } from './seeded-random.ts';

const config: ListenerConfig = { address: 'in-process', ...defaultListenerConfig };
const LOOPBACK = '127.0.0.1';

/**
 * A `fetch` that reaches the server without a socket, whatever host the URL names: path, verb, body and
 * headers are understood by the code that reads them from a socket.
 */
export function createInProcessFetch(handler: RequestHandler): typeof fetch {
  const random = seededRandom('request ids');
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const id = randomUuid(random);
    const answer = await answerTo(request, { id, handler }).catch((error: unknown) => {
      if (error instanceof ApiError) return errorAnswer(error);
      throw error;
    });
    request.signal.throwIfAborted();
    return toResponse(answer, { id, isHead: request.method === 'HEAD' });
  };
}

async function answerTo(
  request: Request,
  { id, handler }: { readonly id: string; readonly handler: RequestHandler },
): Promise<OutgoingAnswer> {
  const { pathname, search } = new URL(request.url);
  const received = {
    id,
    raw: headersOf(request),
    verb: request.method,
    target: pathname + search,
    body: Buffer.from(await request.arrayBuffer()),
    remoteAddress: LOOPBACK,
    peerAddress: LOOPBACK,
  };
  const head = decodeHead(received, config);
  if (head.kind === 'redirect') return redirectAnswer(head.location, received.verb);
  const { path, meaning } = head;
  const arriving = { id, operation: meaning.operation, path, remoteAddress: LOOPBACK };
  const { refusal, ticket } = (await handler.arrive?.(arriving)) ?? {};
  if (refusal) return refusal;
  const decoded: IncomingRequest = decodeRequest(received, head, config);
  return handler.handle(decoded, ticket);
}

function headersOf(request: Request): HeaderSource {
  const pairs = [...request.headers];
  return {
    headers: Object.fromEntries(pairs) as IncomingHttpHeaders,
    rawHeaders: pairs.flat(),
  };
}

function toResponse(
  answer: OutgoingAnswer,
  { id, isHead }: { readonly id: string; readonly isHead: boolean },
): Response {
  const hasBody = answer.status !== 204 && !isHead && answer.body !== undefined;
  const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body ?? '');
  return new Response(hasBody ? body : null, {
    status: answer.status,
    headers: {
      'Content-Type': answer.contentType ?? 'application/json',
      'Cache-Control': 'no-store',
      ...answer.headers,
      ...(answer.status >= 400 && { 'X-Request-Id': id }),
    },
  });
}
