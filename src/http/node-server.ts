import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import type { Socket } from 'node:net';
import { acceptForeignVerbs } from './foreign-verbs.ts';
import { answerInFlight, hasParser, incompleteRequest } from './node-parser.ts';
import { noteLastAnswer, refuseConnection } from './refuse-connection.ts';
import { isDeclaredTooLarge } from './body.ts';
import { CollectingRequest } from './collecting-request.ts';
import type { TlsMaterial } from './tls.ts';

/** Takes a request of either protocol. */
export type OnRequest = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void;

/** Node's server of a listener, and what is needed to end it. */
export interface NodeServer {
  readonly server: Server;
  /**
   * Close the HTTP/1.1 connections that no request is being answered on.
   *
   * Node's own `closeIdleConnections` leaves out those that have not sent a request yet (until Node 26).
   */
  readonly closeIdle: () => void;
  /** Cut every connection that is still open. */
  readonly cut: () => void;
}

/** How a server is opened. */
export interface NodeServerOptions {
  /** Absent: HTTP/1.1 without TLS. Present: HTTP/2 or HTTP/1.1, as the client likes. */
  readonly tls?: TlsMaterial;
  /** Bytes of a body; 0 or less: no limit. */
  readonly maxBodyBytes: number;
}

const HEADER_BYTES = 64 * 1024;
const IDLE_MS = 300_000;

/** Milliseconds and bytes that hold for HTTP/1.1 with and without TLS. */
export const http1Options = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: IDLE_MS,
  maxHeaderSize: HEADER_BYTES,
  optimizeEmptyRequests: true,
  // Looked at by `assertClearMessage`: Node would go on to the next request after refusing this one.
  requireHostHeader: false,
};

const http2Options = {
  allowHTTP1: true,
  // The default of `node:http`, but not of `node:http2`: answers must not wait for acknowledgements.
  noDelay: true,
  settings: { maxConcurrentStreams: 250, maxHeaderListSize: HEADER_BYTES, enablePush: false },
};

/**
 * Create a server of Node that knows the API's verbs on every protocol it speaks.
 *
 * `clientError` is left to the caller, who must hand it to `resumeAtForeignVerb` first.
 */
export function createNodeServer(onRequest: OnRequest, options: NodeServerOptions): NodeServer {
  const { tls } = options;
  // The types of Node know no common server; what is used below is the same in both.
  const server = tls
    ? (createSecureServer(
        { ...tls, ...http1Options, ...http2Options, Http1IncomingMessage: CollectingRequest },
        onRequest,
      ) as unknown as Server)
    : createServer({ ...http1Options, IncomingMessage: CollectingRequest }, onRequest);
  const sockets = new Set<Socket>();
  const http1 = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    acceptForeignVerbs(server, socket, refuseConnection);
    http1.add(socket);
    socket.once('close', () => http1.delete(socket));
  });
  server.on('session', (session: ServerHttp2Session) => {
    session.setTimeout(IDLE_MS, () => session.close());
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!isDeclaredTooLarge(request, options.maxBodyBytes)) response.writeContinue();
    onRequest(request, response);
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    noteLastAnswer(request.socket);
    response.writeHead(417, { Connection: 'close', 'Content-Length': 0 }).end();
  });
  return {
    server,
    closeIdle: () => http1.forEach((socket) => isIdle(socket) && socket.destroy()),
    cut: () => sockets.forEach((socket) => socket.destroy()),
  };
}

function isIdle(socket: Socket): boolean {
  return hasParser(socket) && !answerInFlight(socket) && !incompleteRequest(socket);
}
