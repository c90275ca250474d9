import type { ClientRequest, IncomingMessage } from 'node:http';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import type { Environment } from './io.ts';

/** The far end and the way to it. */
export interface Connection {
  /** Scheme, host and port; for a Unix socket a stand-in host. */
  readonly origin: URL;
  readonly socketPath?: string;
  readonly tls: TlsOptions;
  /**
   * CAs to try once the built-in ones did not know the issuer; PEM. Reading those of the system takes
   * longer than most calls, so they are read only then.
   */
  readonly loadFurtherTrust?: () => Promise<string[]>;
  /** Variables that name the proxies, in the usual spelling. */
  readonly proxyEnv: Environment;
  readonly timeoutMs: number;
  readonly followsRedirects: boolean;
}

/** What TLS is told; texts are PEM. */
export interface TlsOptions extends Pick<SecureContextOptions, 'cert' | 'key'> {
  readonly ca?: string[];
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

/** One HTTP request, ready to send. */
export interface WireRequest {
  readonly method: string;
  /** Percent-encoded, with query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** What came back. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** Address that answered, after a redirect the second one. */
  readonly url: string;
  /** End of the peer's certificate, as OpenSSL prints it; only over TLS. */
  readonly certificateEnds?: string;
}

/** Send one request; a test may hand in its own. */
export type Exchange = (connection: Connection, request: WireRequest) => Promise<WireAnswer>;

/** The peer redirected to a place that the token must not follow. */
export class RedirectRefused extends Error {
  override readonly name = 'RedirectRefused';
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 307]);

/**
 * Send a request and follow at most one redirect.
 *
 * @throws Error of node:http or node:tls, with its `code`, when no answer comes
 * @throws RedirectRefused when following would leave https, or the host without being a 307
 */
export const exchange: Exchange = async (connection, request) => {
  const first = new URL(request.target, connection.origin);
  const answer = await sendTrusting(connection, request, first);
  const location = answer.headers['location'];
  if (
    !connection.followsRedirects ||
    !redirectStatuses.has(answer.status) ||
    typeof location !== 'string'
  ) {
    return answer;
  }
  const second = new URL(location, first);
  refuseUnsafe(first, second, answer.status);
  return sendTrusting(withoutSocket(connection), request, second);
};

/** A standby sends 307 to the active node; any other redirect to a stranger would hand it the token. */
function refuseUnsafe(from: URL, to: URL, status: number): void {
  if (to.protocol !== 'https:' && to.protocol !== 'http:') {
    throw new RedirectRefused('the server redirected to an address that is not HTTP');
  }
  if (from.protocol === 'https:' && to.protocol !== 'https:') {
    throw new RedirectRefused('the server redirected from https to http');
  }
  if (status !== 307 && from.hostname !== to.hostname) {
    throw new RedirectRefused('the server redirected to another host');
  }
}

function withoutSocket(connection: Connection): Connection {
  const { socketPath: _socket, ...rest } = connection;
  return rest;
}

const untrustedCodes: ReadonlySet<unknown> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** An untrusted peer is found out in the handshake, before anything of the request is sent. */
async function sendTrusting(
  connection: Connection,
  request: WireRequest,
  url: URL,
): Promise<WireAnswer> {
  try {
    return await send(connection, request, url);
  } catch (error) {
    const isUntrusted = error instanceof Error && 'code' in error && untrustedCodes.has(error.code);
    if (!isUntrusted || !connection.loadFurtherTrust) throw error;
    const ca = await connection.loadFurtherTrust();
    return send({ ...connection, tls: { ...connection.tls, ca } }, request, url);
  }
}

async function send(connection: Connection, request: WireRequest, url: URL): Promise<WireAnswer> {
  const outgoing = await open(connection, request, url);
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      outgoing.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    }, connection.timeoutMs);
    outgoing.on('response', (answer) => {
      collect(answer, url).then(resolve, reject);
    });
    outgoing.on('close', () => clearTimeout(deadline));
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

/** Each protocol is loaded only where it is spoken: `node:https` alone takes as long as Node's start. */
async function open(
  connection: Connection,
  request: WireRequest,
  url: URL,
): Promise<ClientRequest> {
  const { socketPath, tls } = connection;
  const proxyEnv = { ...connection.proxyEnv };
  const options = {
    method: request.method,
    headers: { ...request.headers, ...basicCredentials(url) },
  };
  if (url.protocol === 'https:') {
    const https = await import('node:https');
    const agent = new https.Agent({ proxyEnv, ...tls });
    return https.request(url, { ...options, ...tls, agent });
  }
  const http = await import('node:http');
  const agent = new http.Agent({ proxyEnv });
  const socket = socketPath === undefined ? {} : { socketPath };
  return http.request(url, { ...options, ...socket, agent });
}

function basicCredentials(url: URL): Record<string, string> {
  if (url.username === '') return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

async function collect(answer: IncomingMessage, url: URL): Promise<WireAnswer> {
  const certificateEnds = certificateEndOf(answer);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk as Uint8Array));
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: Buffer.concat(chunks),
    url: shown.href,
    ...(certificateEnds === undefined ? {} : { certificateEnds }),
  };
}

/** The socket lets go of the certificate once the answer has ended. */
function certificateEndOf({ socket }: IncomingMessage): string | undefined {
  if (!('getPeerCertificate' in socket)) return undefined;
  return (socket as TLSSocket).getPeerCertificate().valid_to;
}
