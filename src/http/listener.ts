import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Server as TlsServer } from 'node:tls';
import fastify, { type FastifyInstance } from 'fastify';
import type { ListenerConfig } from '../config/listener.ts';
import type { RequestHandler } from '../core/request.ts';
import { Deadlines } from './deadlines.ts';
import { Exchange, type ExchangeContext, type HttpLog, type RawExchange } from './exchange.ts';
import { type ParseError, resumeAtForeignVerb, verbOf } from './foreign-verbs.ts';
import { createAddressResolver } from './forwarded-for.ts';
import { createNodeServer, type NodeServer } from './node-server.ts';
import { Outbox } from './outbox.ts';
import { isClosing, refuseConnection } from './refuse-connection.ts';
import { createResponseHeaderTable } from './response-headers.ts';
import { loadTlsMaterial, type TlsMaterial } from './tls.ts';

/** A listener that accepts connections. */
export interface RunningListener {
  /** `host:port` that is bound. */
  readonly address: string;
  /** Scheme, host and port. */
  readonly url: string;
  /**
   * Read the certificate files again; connections stay open. Does nothing without TLS.
   *
   * @throws Error when the new files cannot be used; the old certificate then stays
   */
  reload(): Promise<void>;
  /**
   * Stop accepting, let requests in flight be answered, close.
   *
   * @param graceMs - after so many milliseconds what is left is cut
   */
  stop(graceMs: number): Promise<void>;
}

/** What a listener is given beside its configuration and its handler. */
export interface ListenerOptions {
  readonly log: HttpLog;
  /** Makes the id of a request; random UUIDs when absent. */
  readonly requestId?: () => string;
}

/**
 * Open a listener and serve the API on it: HTTP/1.1, and over TLS HTTP/2 as well.
 *
 * @throws Error when the address cannot be bound or a certificate file cannot be used
 */
export async function startListener(
  config: ListenerConfig,
  handler: RequestHandler,
  options: ListenerOptions,
): Promise<RunningListener> {
  let isStopping = false;
  const tls = config.tls && (await loadTlsMaterial(config.tls));
  const context: ExchangeContext = {
    config,
    handler,
    log: options.log,
    requestId: options.requestId ?? randomUUID,
    addresses: createAddressResolver(config.forwarded_for),
    headers: createResponseHeaderTable(config.custom_response_headers),
    deadlines: new Deadlines(config.max_request_duration_ms),
    outbox: new Outbox(),
    isStopping: () => isStopping,
  };
  const { app, node } = createApp(context, tls);
  await app.listen(parseAddress(config.address)).catch((error: unknown) => {
    context.deadlines.stop();
    throw error;
  });
  const address = boundAddress(node.server);
  return {
    address,
    url: `${config.tls ? 'https' : 'http'}://${address}`,
    reload: async () => {
      if (!config.tls) return;
      (node.server as unknown as TlsServer).setSecureContext(await loadTlsMaterial(config.tls));
    },
    stop: async (graceMs) => {
      isStopping = true;
      const timer = setTimeout(node.cut, graceMs);
      const closed = app.close();
      node.closeIdle();
      await closed;
      clearTimeout(timer);
      context.deadlines.stop();
    },
  };
}

/** Where a request keeps the verb and target that Fastify does not get to see. */
const arrival = Symbol('arrival');

type Arrived = RawExchange['request'] & {
  readonly [arrival]?: Pick<RawExchange, 'verb' | 'target'>;
};

/** What goes to the API without a detour. */
const API_PREFIX = '/v1/';

/**
 * The one route behind which everything happens that is not asked of the API itself.
 *
 * Requests below `/v1/` do not pass through Fastify at all. Of others it sees `GET /` whatever was asked for:
 * its router, its body parser and its error answers would otherwise decode paths and refuse verbs or media
 * types by rules that are not the API's.
 */
function createApp(
  context: ExchangeContext,
  tls: TlsMaterial | undefined,
): { app: FastifyInstance; node: NodeServer } {
  let node: NodeServer | undefined;
  const app = fastify({
    serverFactory: (toFastify) => {
      node = createNodeServer(
        (request, response) => {
          const isHttp2 = 'stream' in request;
          if (!isHttp2 && isClosing(request.socket)) return;
          const verb = isHttp2 ? request.method : verbOf(request);
          const target = request.url ?? '';
          if (target.startsWith(API_PREFIX)) {
            void new Exchange(context, { request, response, verb, target }).run();
            return;
          }
          const arrived: Arrived = Object.assign(request, {
            [arrival]: { verb, target },
            method: 'GET',
            url: '/',
          });
          toFastify(arrived as IncomingMessage, response as ServerResponse);
        },
        { ...(tls && { tls }), maxBodyBytes: context.config.max_request_size },
      );
      return node.server;
    },
    clientErrorHandler: onParseError,
    return503OnClosing: false,
  });
  app.get('/', (request, reply) => {
    reply.hijack();
    const { raw } = request;
    const sent = (raw as Arrived)[arrival] ?? { verb: '', target: '' };
    void new Exchange(context, { request: raw, response: reply.raw, ...sent }).run();
  });
  if (!node) throw new Error('Fastify made no server');
  return { app, node };
}

/** Fastify's own handler would answer a JSON text of its own. */
function onParseError(error: Error, socket: Socket): void {
  const parseError = error as ParseError;
  if (!resumeAtForeignVerb(parseError, socket)) refuseConnection(parseError, socket);
}

/** `host:port`, `[::1]:port`, or `:port` for all addresses. */
function parseAddress(address: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(address);
  if (!match) throw new Error('listener address must read host:port');
  return { host: match[1] ?? (match[2] === '' ? '::' : (match[2] ?? '')), port: Number(match[3]) };
}

function boundAddress(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
