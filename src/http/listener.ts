import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { ListenerConfig } from '../config/listener.ts';
import type { RequestHandler } from '../core/request.ts';
import { Exchange, type ExchangeContext, type HttpLog } from './exchange.ts';
import {
  acceptForeignVerbs,
  type ParseError,
  resumeAtForeignVerb,
  verbOf,
} from './foreign-verbs.ts';
import { refuseConnection } from './refuse-connection.ts';
import { createAddressResolver } from './forwarded-for.ts';
import { createResponseHeaderTable } from './response-headers.ts';

/** A listener that accepts connections. */
export interface RunningListener {
  /** `host:port` that is bound. */
  readonly address: string;
  /** Scheme, host and port. */
  readonly url: string;
  /** Read the certificate files again. */
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

/** Bounds of every listener, in milliseconds and bytes. */
const serverOptions: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 64 * 1024,
};

/**
 * Open a listener and serve the API on it.
 *
 * @throws Error of Node when the address cannot be bound
 */
export async function startListener(
  config: ListenerConfig,
  handler: RequestHandler,
  options: ListenerOptions,
): Promise<RunningListener> {
  let isStopping = false;
  const context: ExchangeContext = {
    config,
    handler,
    log: options.log,
    requestId: options.requestId ?? randomUUID,
    addresses: createAddressResolver(config.forwarded_for),
    headers: createResponseHeaderTable(config.custom_response_headers),
    isStopping: () => isStopping,
  };
  const app = createApp(context);
  await app.listen(parseAddress(config.address));
  const address = boundAddress(app.server);
  return {
    address,
    url: `http://${address}`,
    reload: () => Promise.resolve(),
    stop: async (graceMs) => {
      isStopping = true;
      const timer = setTimeout(() => app.server.closeAllConnections(), graceMs);
      await app.close();
      clearTimeout(timer);
    },
  };
}

interface Arrival {
  verb: string;
  target: string;
}

/**
 * The one route behind which everything happens.
 *
 * Fastify sees `GET /` whatever was asked for: its router, its body parser and its error answers would
 * otherwise decode paths and refuse verbs or media types by rules that are not the API's.
 */
function createApp(context: ExchangeContext): FastifyInstance {
  const arrivals = new WeakMap<object, Arrival>();
  const app = fastify({
    serverFactory: (toFastify) =>
      createServer(serverOptions, (request: IncomingMessage, response: ServerResponse) => {
        arrivals.set(request, { verb: verbOf(request), target: request.url ?? '' });
        request.method = 'GET';
        request.url = '/';
        toFastify(request, response);
      }),
    clientErrorHandler: onParseError,
    return503OnClosing: false,
  });
  app.server.on('connection', (socket: Socket) => {
    acceptForeignVerbs(app.server, socket, refuseConnection);
  });
  app.get('/', (request, reply) => {
    reply.hijack();
    const arrival = arrivals.get(request.raw) ?? { verb: '', target: '' };
    void new Exchange(context, { request: request.raw, response: reply.raw, ...arrival }).run();
  });
  return app;
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
