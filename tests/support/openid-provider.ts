import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import OidcProvider from 'oidc-provider';

/** Client that the provider knows. */
export const client = { id: 'portcullis', secret: 'secret of the client' };

/** An OpenID provider that others wrote, on a port of this machine, with its own pages to sign in. */
export class OpenIdProvider {
  readonly #server: Server;
  #handler: RequestListener = () => undefined;
  #requests: string[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#requests.push(`${request.method} ${request.url?.replace(/[?].*$/, '')}`);
      this.#handler(request, response);
    });
  }

  static async start(): Promise<OpenIdProvider> {
    const provider = new OpenIdProvider();
    provider.#server.listen(0, '127.0.0.1');
    await once(provider.#server, 'listening');
    provider.changeKeys('first');
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.#requests.filter((line) => line === `GET ${path}`).length;
  }

  /** Sign with a new key, and publish no other. */
  changeKeys(kid: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
    this.#handler = new OidcProvider(this.issuer, {
      ...configuration,
      jwks: { keys: [key] },
    }).callback();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

const configuration = {
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      // any port of the machine on which the browser runs (RFC 8252 §7.3)
      redirect_uris: [
        'http://localhost/oidc/callback',
        'http://127.0.0.1/v1/auth/oidc/oidc/callback',
      ],
      grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
      application_type: 'native',
    },
  ],
  claims: { email: ['email'], groups: ['groups'] },
  scopes: ['openid', 'email', 'groups'],
  cookies: { keys: ['of a test'] },
  features: { deviceFlow: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (_context: unknown, id: string) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@b.example`, groups: ['ops', 'dev'] }),
  }),
};
