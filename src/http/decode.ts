import type { ListenerConfig } from '../config/listener.ts';
import type { IncomingRequest, PendingAnswer } from '../core/request.ts';
import { decodeBody } from './body.ts';
import { type HeaderSource, readApiHeaders } from './headers.ts';
import { canonicalPath } from './path.ts';
import { readVerb, type VerbMeaning } from './verb.ts';

/** A request whose body has been read, before anything of it was understood. */
export interface ReceivedRequest {
  readonly id: string;
  readonly raw: HeaderSource;
  /** The verb as the client sent it, LIST and SCAN included. */
  readonly verb: string;
  /** Request target as sent: path and query. */
  readonly target: string;
  readonly body: Buffer;
  readonly remoteAddress: string;
  readonly peerAddress: string;
  readonly pending?: PendingAnswer;
}

/** What the first line of a request says, or the cleaner URL under which it should be asked again. */
export type DecodedHead =
  | { readonly kind: 'head'; readonly path: string; readonly meaning: VerbMeaning }
  | { readonly kind: 'redirect'; readonly location: string };

/**
 * Understand path and verb of a request, in this order.
 *
 * @throws ApiError with one of the codes of `canonicalPath`, `readVerb`
 */
export function decodeHead(
  { verb, target }: Pick<ReceivedRequest, 'verb' | 'target'>,
  config: ListenerConfig,
): DecodedHead {
  const mark = target.indexOf('?');
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const place = canonicalPath(mark < 0 ? target : target.slice(0, mark), {
    allowUnprintable: config.disable_printable_check,
  });
  if (place.kind === 'redirect') {
    return { kind: 'redirect', location: place.location + (query === '' ? '' : `?${query}`) };
  }
  const meaning = readVerb(verb, query);
  return { kind: 'head', path: meaning.isList ? asListPath(place.path) : place.path, meaning };
}

/**
 * Understand the rest of a received request: body, then headers.
 *
 * @throws ApiError with one of the codes of `decodeBody`, `readApiHeaders`
 */
export function decodeRequest(
  received: ReceivedRequest,
  { path, meaning }: Extract<DecodedHead, { kind: 'head' }>,
  config: ListenerConfig,
): IncomingRequest {
  const { raw } = received;
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
    id: received.id,
    operation: meaning.operation,
    path,
    data,
    token: headers.token,
    namespace: headers.namespace,
    wrapTtlSeconds: headers.wrapTtlSeconds,
    remoteAddress: received.remoteAddress,
    peerAddress: received.peerAddress,
    ...(received.pending && { pending: received.pending }),
    ...(config.telemetry?.unauthenticated_metrics_access && { opensMetrics: true }),
    ...(config.opens_in_flight && { opensInFlight: true }),
    ...(config.opens_rekey && { opensRekey: true }),
    ...(config.opens_generate_root && { opensGenerateRoot: true }),
    header: (name) => {
      const value = raw.headers[name];
      return typeof value === 'string' ? value : value?.join(', ');
    },
  };
}

/** Policies see a list always with the slash, however it was asked for. */
function asListPath(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`;
}
