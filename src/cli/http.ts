import { request as requestHttp, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { request as requestHttps, Agent as HttpsAgent } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import type { Environment } from './io.ts';

/** The far end and the way to it. */
export interface Connection {
  /** Scheme, host and port; for a Unix socket a stand-in host. */
  readonly origin: URL;
  readonly socketPath?: string;
  readonly tls: TlsOptions;
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
  const answer = await send(connection, request, first);
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
  return send(withoutSocket(connection), request, second);
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

function send(connection: Connection, request: WireRequest, url: URL): Promise<WireAnswer> {
  const isTls = url.protocol === 'https:' && connection.socketPath === undefined;
  const proxyEnv = { ...connection.proxyEnv };
  const options = {
    method: request.method,
    headers: { ...request.headers, ...basicCredentials(url) },
    ...(connection.socketPath === undefined ? {} : { socketPath: connection.socketPath }),
  };
  return new Promise((resolve, reject) => {
    const take = (answer: IncomingMessage): void => {
      collect(answer, url).then(resolve, reject);
    };
    const outgoing = isTls
      ? requestHttps(
          url,
          { ...options, ...connection.tls, agent: new HttpsAgent({ proxyEnv, ...connection.tls }) },
          take,
        )
      : requestHttp(url, { ...options, agent: new HttpAgent({ proxyEnv }) }, take);
    const deadline = setTimeout(() => {
      outgoing.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    }, connection.timeoutMs);
    outgoing.on('close', () => clearTimeout(deadline));
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

function basicCredentials(url: URL): Record<string, string> {
  if (url.username === '') return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

async function collect(answer: IncomingMessage, url: URL): Promise<WireAnswer> {
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
  };
}
