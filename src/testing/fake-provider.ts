import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { keys, signToken, type SignOptions } from './jwt-server.ts';
import type { TestCertificate } from './make-certificate.ts';

/** The key `rsa` of the tests as a JWK. */
export function jwkOf(kid: string | undefined, key = keys.rsa.publicKey): JsonObject {
  const jwk = key.export({ format: 'jwk' }) as JsonObject;
  return { ...jwk, ...(kid === undefined ? {} : { kid }), use: 'sig' };
}

/** An OpenID provider that says what a test wants it to say. */
export class FakeProvider {
  readonly #server: Server;
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** Bodies of what was posted, in order. */
  readonly posted: URLSearchParams[] = [];
  keySet: JsonValue = { keys: [jwkOf('one')] };
  /** Beside what every document has. */
  document: JsonObject = {};
  /** Claims of the ID token, over the usual ones. */
  claims: JsonObject = {};
  signedBy: SignOptions = { kid: 'one' };
  userinfo: JsonObject = { sub: 'ann' };
  /** Of the token endpoint, in the place of tokens. */
  refusal: JsonObject | undefined;
  nonce = '';
  /** Answers a path in the place of the usual answer. */
  override: ((path: string, response: ServerResponse) => boolean) | undefined;
  now = 0;

  readonly #protocol: 'http' | 'https';

  /** @param tls - speak TLS, with this certificate */
  constructor(tls?: TestCertificate) {
    this.#protocol = tls ? 'https' : 'http';
    const answer = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#answer(request, response);
    this.#server = tls
      ? createTlsServer({ cert: tls.certificate, key: tls.key }, answer)
      : createServer(answer);
  }

  get issuer(): string {
    return `${this.#protocol}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Begin to listen at a free port. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.asked.filter((asked) => asked === path).length;
  }

  /** An ID token for the login with the nonce. */
  idToken(): string {
    const { issuer: iss, now, nonce } = this;
    const usual = { iss, sub: 'ann', aud: 'client', iat: now, exp: now + 300, nonce };
    return signToken({ ...usual, ...this.claims }, this.signedBy);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.issuer);
    this.asked.push(pathname);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    if (request.method === 'POST') this.posted.push(new URLSearchParams(body));
    if (this.override?.(pathname, response)) return;
    const answer = this.#documentOf(pathname);
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  }

  #documentOf(path: string): JsonValue | undefined {
    const { issuer } = this;
    const documents: Readonly<Record<string, () => JsonValue>> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        device_authorization_endpoint: `${issuer}/device`,
        jwks_uri: `${issuer}/keys`,
        ...this.document,
      }),
      '/keys': () => this.keySet,
      '/userinfo': () => this.userinfo,
      '/device': () => ({
        device_code: 'dc',
        user_code: 'ABCD',
        verification_uri: `${issuer}/type`,
        interval: 7,
      }),
      '/token': () =>
        this.refusal ?? { access_token: 'at', token_type: 'Bearer', id_token: this.idToken() },
      '/groups': () => ({ value: ['many', 'groups'] }),
    };
    return documents[path]?.();
  }
}
