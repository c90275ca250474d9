import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { ListenerConfig } from '../config/listener.ts';
import type { IncomingRequest, PendingAnswer } from '../core/request.ts';
import { decodeBody } from './body.ts';
import { readApiHeaders } from './headers.ts';
import { canonicalPath } from './path.ts';
import { readVerb } from './verb.ts';

/** A request whose body has been read, before anything of it was understood. */
export interface ReceivedRequest {
  readonly id: string;
  readonly raw: IncomingMessage | Http2ServerRequest;
  /** The verb as the client sent it, LIST and SCAN included. */
  readonly verb: string;
  /** Request target as sent: path and query. */
  readonly target: string;
  readonly body: Buffer;
  readonly remoteAddress: string;
  readonly peerAddress: string;
  readonly pending?: PendingAnswer;
}

/** The request in the core's terms, or the cleaner URL under which it should be asked again. */
export type DecodedRequest =
  | { readonly kind: 'request'; readonly request: IncomingRequest }
  | { readonly kind: 'redirect'; readonly location: string };

/**
 * Understand a received request: path, verb, headers, body, in this order.
 *
 * @throws ApiError with one of the codes of `canonicalPath`, `readVerb`, `readApiHeaders`, `decodeBody`
 */
export function decodeRequest(received: ReceivedRequest, config: ListenerConfig): DecodedRequest {
  const { raw, target } = received;
  const mark = target.indexOf('?');
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const place = canonicalPath(mark < 0 ? target : target.slice(0, mark), {
    allowUnprintable: config.disable_printable_check,
  });
  if (place.kind === 'redirect') {
    return { kind: 'redirect', location: place.location + (query === '' ? '' : `?${query}`) };
  }
  const meaning = readVerb(received.verb, query);
  const data =
    meaning.source === 'query'
      ? meaning.data
      : decodeBody(
          received.body,
          { isPatch: meaning.operation === 'patch', contentType: raw.headers['content-type'] },
          config,
        );
  const headers = readApiHeaders(raw);
  return {
    kind: 'request',
    request: {
      id: received.id,
      operation: meaning.operation,
      path: meaning.isList ? asListPath(place.path) : place.path,
      data,
      token: headers.token,
      namespace: headers.namespace,
      wrapTtlSeconds: headers.wrapTtlSeconds,
      remoteAddress: received.remoteAddress,
      peerAddress: received.peerAddress,
      ...(received.pending && { pending: received.pending }),
      header: (name) => {
        const value = raw.headers[name];
        return typeof value === 'string' ? value : value?.join(', ');
      },
    },
  };
}

/** Policies see a list always with the slash, however it was asked for. */
function asListPath(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`;
}
