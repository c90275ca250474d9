import type { ApiError } from '../errors/api-error.ts';
import type { AnswerStream } from '../framework/operation.ts';
import type { JsonObject } from '../lib/json.ts';
import type { InternalActor } from './internal-actor.ts';
import type { ArrivingRequest, QuotaTicket } from './quota/quota-ticket.ts';
import type { WebSettings } from './web-settings.ts';

/** What a request wants, in the words of policy and audit. `create` is decided later, by the core. */
export type Operation =
  | 'read'
  | 'list'
  | 'scan'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'header'
  | 'help';

/** Whoever waits for the answer to a request. */
export interface PendingAnswer {
  /** Set by the core: to be told when the caller is answered that it took too long. */
  late?: { recordLate(): Promise<void>; readonly entityId?: string } | undefined;
}

/** A request as the HTTP layer hands it to the core: canonical, bounded, parsed; not yet authorised. */
export interface IncomingRequest {
  /** Made by the HTTP layer, answered as `request_id`, written to log and audit. */
  readonly id: string;
  readonly operation: Exclude<Operation, 'create'>;
  /**
   * Path below `/v1/`, percent-decoded once, without leading `/`, without empty, `.` or `..` segments.
   * Lists end in `/`.
   */
  readonly path: string;
  /** The body of POST, PUT and PATCH; the query of all others. Has no prototype. */
  readonly data: JsonObject;
  /** From `X-Vault-Token` or `Authorization: Bearer`; empty when none was sent. */
  readonly token: string;
  /** Canonical namespace path, empty for root, else with a trailing `/`. */
  readonly namespace: string;
  /** Seconds asked for by `X-Vault-Wrap-TTL`; 0 when no wrapping is asked for. */
  readonly wrapTtlSeconds: number;
  /** Address of the caller after trusted proxies are resolved; decides CIDR bounds. */
  readonly remoteAddress: string;
  /** Address of the other end of the socket. */
  readonly peerAddress: string;
  readonly pending?: PendingAnswer;
  /** The server itself asks; nothing that arrives by a listener has one. */
  readonly actor?: InternalActor;
  /** It came by a listener at which requests in flight are told without a token. */
  readonly opensInFlight?: boolean;
  /** It came by a listener at which metrics need no token. */
  readonly opensMetrics?: boolean;
  /** It came by a listener at which new key shares need no token beside the present ones. */
  readonly opensRekey?: boolean;
  /** It came by a listener at which a root token needs no token beside key shares. */
  readonly opensGenerateRoot?: boolean;
  /** A header as it was sent, by lower-case name; for audit only. */
  readonly header?: (name: string) => string | undefined;
}

/** What the core answers; the HTTP layer adds only headers that hold for every answer. */
export interface OutgoingAnswer {
  readonly status: number;
  /** Whole body; absent for 204. Text is UTF-8 JSON unless `contentType` says otherwise. */
  readonly body?: string | Uint8Array;
  /** In the place of a body: one that goes on. */
  readonly stream?: AnswerStream;
  /** `application/json` when absent. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What became of a request that has arrived: it is refused, or goes on with its ticket, if it has one. */
export interface Arrival {
  readonly refusal?: OutgoingAnswer;
  readonly ticket?: QuotaTicket | undefined;
}

/** The one thing that the HTTP layer needs of the core. */
export interface RequestHandler {
  /** Never rejects: every failure is an answer. */
  handle(request: IncomingRequest, ticket?: QuotaTicket): Promise<OutgoingAnswer>;
  /** Decide before the body is read whether a request may cost anything. Never rejects. */
  arrive?(request: ArrivingRequest): Arrival | Promise<Arrival>;
  /** Told of a request that the HTTP layer refuses itself, for whoever asks for its reason. Never throws. */
  refused?(request: ArrivingRequest, error: ApiError): void;
  /** CORS and page headers as they are now; asked where a browser asks. Never rejects. */
  webSettings?(): Promise<WebSettings>;
}
