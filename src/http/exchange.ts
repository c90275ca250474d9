import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { ListenerConfig } from '../config/listener.ts';
import type { OutgoingAnswer, PendingAnswer, RequestHandler } from '../core/request.ts';
import { ApiError } from '../errors/api-error.ts';
import { assertClearMessage, hasBody, readBody, RequestAborted } from './body.ts';
import type { Deadlines } from './deadlines.ts';
import { decodeRequest, type DecodedRequest } from './decode.ts';
import { type AddressResolver, canonicalAddress } from './forwarded-for.ts';
import { peerAddressOf, rememberConnection } from './peer.ts';
import { noteLastAnswer } from './refuse-connection.ts';
import {
  errorAnswer,
  redirectAnswer,
  type ResponseContext,
  writeAnswer,
  writeBareRefusal,
} from './respond.ts';
import type { ResponseHeaderTable } from './response-headers.ts';

/** Takes a line for the server's log. Details never hold a secret. */
export type HttpLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  details: Readonly<Record<string, unknown>>,
) => void;

/** What all exchanges of a listener share. */
export interface ExchangeContext {
  readonly config: ListenerConfig;
  readonly handler: RequestHandler;
  readonly log: HttpLog;
  readonly requestId: () => string;
  readonly addresses: AddressResolver;
  readonly headers: ResponseHeaderTable;
  /** `max_request_duration_ms` of the listener. */
  readonly deadlines: Deadlines;
  /** Whether the listener is being stopped: each answer is then the last of its connection. */
  readonly isStopping: () => boolean;
}

/** One request as Node hands it over, with the verb and target that the client sent. */
export interface RawExchange {
  readonly request: IncomingMessage | Http2ServerRequest;
  readonly response: ServerResponse | Http2ServerResponse;
  readonly verb: string;
  readonly target: string;
}

const noBody = Buffer.alloc(0);

/** One request and its one answer. */
export class Exchange implements PendingAnswer {
  readonly #context: ExchangeContext;
  readonly #raw: RawExchange;
  readonly #id: string;
  late: PendingAnswer['late'];
  #isBodyRead = false;
  #isAnswered = false;

  constructor(context: ExchangeContext, raw: RawExchange) {
    this.#context = context;
    this.#raw = raw;
    this.#id = context.requestId();
  }

  /** Read, hand over, answer. Never rejects. */
  async run(): Promise<void> {
    const { config, deadlines, handler } = this.#context;
    deadlines.add(this);
    try {
      const { request } = this.#raw;
      assertClearMessage(request);
      const body = hasBody(request) ? await readBody(request, config.max_request_size) : noBody;
      this.#isBodyRead = true;
      const decoded = this.#decode(body);
      this.#answer(
        decoded.kind === 'request'
          ? await handler.handle(decoded.request)
          : redirectAnswer(decoded.location, this.#raw.verb),
      );
    } catch (error) {
      this.#fail(error);
    } finally {
      deadlines.remove(this);
    }
  }

  /** Answer that it took too long; what the handler answers later is dropped. */
  expire(): void {
    const { late } = this;
    this.#fail(new ApiError('REQUEST_TIMEOUT'));
    void late?.recordLate();
  }

  #decode(body: Buffer): DecodedRequest {
    const { request: raw, verb, target } = this.#raw;
    const peer = peerAddressOf(raw);
    const forwarded = raw.headers['x-forwarded-for'];
    const decoded = decodeRequest(
      {
        id: this.#id,
        raw,
        verb,
        target,
        body,
        remoteAddress: this.#context.addresses.resolve(
          peer,
          typeof forwarded === 'string' ? forwarded : forwarded?.join(','),
        ),
        peerAddress: canonicalAddress(peer),
        pending: this,
      },
      this.#context.config,
    );
    if (decoded.kind === 'request' && this.#context.config.tls) {
      rememberConnection(decoded.request, raw);
    }
    return decoded;
  }

  #fail(error: unknown): void {
    if (error instanceof RequestAborted) {
      this.#isAnswered = true;
    } else if (error instanceof ApiError) {
      this.#refuse(error);
    } else {
      this.#context.log('error', 'request failed', { request_id: this.#id, error });
      this.#answer(errorAnswer(new ApiError('INTERNAL')));
    }
  }

  #refuse(error: ApiError): void {
    if (error.code !== 'PATH_UNPRINTABLE') {
      this.#answer(errorAnswer(error));
    } else if (this.#claim()) {
      writeBareRefusal(this.#raw.response, this.#responseContext());
    }
  }

  #answer(answer: OutgoingAnswer): void {
    if (this.#claim()) writeAnswer(this.#raw.response, answer, this.#responseContext());
  }

  /** Whether it is still for the caller of this method to answer. */
  #claim(): boolean {
    if (this.#isAnswered) return false;
    this.#isAnswered = true;
    return !this.#raw.response.destroyed;
  }

  #responseContext(): ResponseContext {
    const { request, verb } = this.#raw;
    const { headers } = request;
    const namespace = headers['x-vault-namespace'];
    // Node drops what was sent behind a request to upgrade, so nothing may be awaited behind it.
    const isLast = !this.#isBodyRead || headers.upgrade !== undefined || this.#context.isStopping();
    if (isLast && !('stream' in request)) noteLastAnswer(request.socket);
    return {
      table: this.#context.headers,
      isHead: verb === 'HEAD',
      isLast,
      hasUnreadBody: !this.#isBodyRead,
      requestId: this.#id,
      namespace: typeof namespace === 'string' ? namespace : '',
    };
  }
}
