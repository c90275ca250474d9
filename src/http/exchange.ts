import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { ListenerConfig } from '../config/listener.ts';
import type {
  Arrival,
  IncomingRequest,
  OutgoingAnswer,
  PendingAnswer,
  RequestHandler,
} from '../core/request.ts';
import type { ArrivingRequest } from '../core/quota/quota-ticket.ts';
import { ApiError } from '../errors/api-error.ts';
import { assertClearMessage, hasBody, readBody } from './body.ts';
import { type BrowserVerdict, concernsBrowsers, decideForBrowser } from './browser.ts';
import type { Deadlines } from './deadlines.ts';
import { decodeHead, type DecodedHead, decodeRequest } from './decode.ts';
import { type AddressResolver, canonicalAddress } from './forwarded-for.ts';
import { isPage } from './page-headers.ts';
import { refuseByRole } from './listener-role.ts';
import { peerAddressOf, rememberConnection } from './peer.ts';
import type { Outbox } from './outbox.ts';
import { noteLastAnswer } from './refuse-connection.ts';
import { RequestAborted } from './request-aborted.ts';
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
  readonly outbox: Outbox;
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
/** Bytes of a body that are read although the request is refused already. */
const SMALL_BODY = 64 * 1024;

/** One request and its one answer. */
export class Exchange implements PendingAnswer {
  readonly #context: ExchangeContext;
  readonly #raw: RawExchange;
  readonly #id: string;
  late: PendingAnswer['late'];
  #address: string | undefined;
  /** For browsers, on whatever is answered. */
  #browserHeaders: BrowserVerdict['headers'] | undefined;
  /** What its first line says; absent: nothing that can be understood. */
  #arrived: ArrivingRequest | undefined;
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
    const deadline = deadlines.add(this);
    try {
      const { request } = this.#raw;
      assertClearMessage(request);
      const head = this.#readHead();
      const arrival = head instanceof ApiError ? undefined : this.#arrive(head);
      const { refusal, ticket } = (arrival instanceof Promise ? await arrival : arrival) ?? {};
      if (refusal) return await this.#refuseUnread(refusal);
      if (concernsBrowsers(this.#raw)) {
        const { answer } = await this.#decideForBrowser(head);
        if (answer) return await this.#refuseUnread(answer);
      }
      const body = hasBody(request) ? await readBody(request, config.max_request_size) : noBody;
      this.#isBodyRead = true;
      // its time may be up by now: then nothing is to happen any more
      if (this.#isAnswered) return;

      if (head instanceof ApiError) throw head;
      this.#answer(
        head.kind === 'redirect'
          ? redirectAnswer(head.location, this.#raw.verb)
          : await handler.handle(this.#decode(head, body), ticket),
      );
    } catch (error) {
      this.#fail(error);
    } finally {
      deadlines.remove(deadline);
    }
  }

  /** Answer that it took too long; what the handler answers later is dropped. */
  expire(): void {
    const { late } = this;
    this.#fail(new ApiError('REQUEST_TIMEOUT'));
    void late?.recordLate();
  }

  /** What is wrong with it is told only once the body is read, so that the connection can be used again. */
  #readHead(): DecodedHead | ApiError {
    try {
      return decodeHead(this.#raw, this.#context.config);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  /** Whether the limits let it in; decided before its body costs anything. */
  #arrive(head: DecodedHead): Arrival | Promise<Arrival> | undefined {
    if (head.kind === 'redirect') return undefined;
    const { path, meaning } = head;
    const refusal = refuseByRole(path, this.#context.config.telemetry);
    if (refusal) return { refusal };
    const remoteAddress = this.#remoteAddress();
    const { operation } = meaning;
    this.#arrived = { id: this.#id, operation, path, remoteAddress };
    return this.#context.handler.arrive?.(this.#arrived);
  }

  /** Pages of other origins are told whether they may ask; what is no path at all never tells. */
  async #decideForBrowser(head: DecodedHead | ApiError): Promise<BrowserVerdict> {
    const isPath = !(head instanceof ApiError) || !head.code.startsWith('PATH_');
    if (!isPath && !isPage(this.#raw.target)) return { headers: {} };
    const settings = await this.#context.handler.webSettings?.();
    if (!settings) return { headers: {} };
    try {
      const verdict = decideForBrowser(settings, this.#raw);
      this.#browserHeaders = verdict.headers;
      return verdict;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#tellRefusal(error);
      return { headers: {}, answer: errorAnswer(error) };
    }
  }

  /** A small body is read to its end, so that the connection can be used again. */
  async #refuseUnread(refusal: OutgoingAnswer): Promise<void> {
    const { request } = this.#raw;
    if (!hasBody(request)) this.#isBodyRead = true;
    else if (Number(request.headers['content-length'] ?? Infinity) <= SMALL_BODY) {
      await readBody(request, SMALL_BODY);
      this.#isBodyRead = true;
    }
    this.#answer(refusal);
  }

  #remoteAddress(): string {
    const { request } = this.#raw;
    const forwarded = request.headers['x-forwarded-for'];
    const header = typeof forwarded === 'string' ? forwarded : forwarded?.join(',');
    this.#address ??= this.#context.addresses.resolve(peerAddressOf(request), header);
    return this.#address;
  }

  #decode(head: Extract<DecodedHead, { kind: 'head' }>, body: Buffer): IncomingRequest {
    const { request: raw, verb, target } = this.#raw;
    const { config } = this.#context;
    const received = {
      id: this.#id,
      raw,
      verb,
      target,
      body,
      remoteAddress: this.#remoteAddress(),
      peerAddress: canonicalAddress(peerAddressOf(raw)),
      pending: this,
    };
    const request = decodeRequest(received, head, config);
    if (config.tls) rememberConnection(request, raw);
    return request;
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

  #tellRefusal(error: ApiError): void {
    if (this.#arrived) this.#context.handler.refused?.(this.#arrived, error);
  }

  #refuse(error: ApiError): void {
    this.#tellRefusal(error);
    if (error.code !== 'PATH_UNPRINTABLE') {
      this.#answer(errorAnswer(error));
    } else {
      this.#send((response, context) => writeBareRefusal(response, context));
    }
  }

  #answer(answer: OutgoingAnswer): void {
    const extra = this.#browserHeaders;
    const whole = extra ? { ...answer, headers: { ...extra, ...answer.headers } } : answer;
    this.#send((response, context) => writeAnswer(response, whole, context));
  }

  /** The first answer is sent at the end of this turn; the caller may be gone by then. */
  #send(write: (response: RawExchange['response'], context: ResponseContext) => void): void {
    if (!this.#claim()) return;
    const { response } = this.#raw;
    const context = this.#responseContext();
    this.#context.outbox.add(() => {
      try {
        if (!response.destroyed) write(response, context);
      } catch (error) {
        this.#context.log('error', 'answer not sent', { request_id: this.#id, error });
        response.destroy();
      }
    });
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
