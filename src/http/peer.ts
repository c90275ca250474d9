import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { IncomingRequest } from '../core/request.ts';

type Connection = Socket & Partial<Pick<TLSSocket, 'getPeerX509Certificate'>>;

/** Where a request keeps its connection, out of sight of what goes on with it. */
const connectionKey = Symbol('connection');

interface Connected extends IncomingRequest {
  [connectionKey]?: Connection;
}

/** Address of the other end of the connection; empty once it is closed. */
export function peerAddressOf(raw: IncomingMessage | Http2ServerRequest): string {
  return connectionOf(raw)?.remoteAddress ?? '';
}

/** Let `clientCertificateOf` find the connection of a request for as long as the request lives. */
export function rememberConnection(
  request: Connected,
  raw: IncomingMessage | Http2ServerRequest,
): void {
  const connection = connectionOf(raw);
  if (connection) request[connectionKey] = connection;
}

/**
 * The certificate that the client of a request has shown in its TLS handshake; undefined for none.
 *
 * The client has proved that it holds the key. Who issued it is for the caller to check.
 */
export function clientCertificateOf(request: Connected): X509Certificate | undefined {
  return request[connectionKey]?.getPeerX509Certificate?.();
}

function connectionOf(raw: IncomingMessage | Http2ServerRequest): Connection | undefined {
  if (!('stream' in raw)) return raw.socket;
  const { session } = raw.stream;
  return session && !session.destroyed ? session.socket : undefined;
}
