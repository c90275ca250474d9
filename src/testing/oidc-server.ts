import type { JsonObject } from '../lib/json.ts';
import type { FakeProvider } from './fake-provider.ts';
import { authUrlOf, errorOf, JwtServer } from './jwt-server.ts';
import { dataOf } from './make-token.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from './test-server.ts';

/** Where a command line waits for the browser to come back. */
export const REDIRECT = 'http://localhost:8250/oidc/callback';

/** A login that has begun. */
export interface BegunLogin {
  /** Of the provider, where the browser is sent. */
  readonly url: URL;
  readonly state: string;
  /** All that the beginning answered. */
  readonly data: JsonObject;
}

/** What a browser is shown. */
export interface ShownPage {
  readonly status: number;
  readonly text: string;
  /** The header `Content-Security-Policy`. */
  readonly csp: string;
}

/** A server whose mount at `auth/jwt/` sends people to an OpenID provider. */
export class OidcServer extends JwtServer {
  readonly provider: FakeProvider;

  constructor(server: TestServer, provider: FakeProvider) {
    super(server);
    this.provider = provider;
  }

  /** Trust the provider, as the client `client`. */
  async configure(more: JsonObject = {}): Promise<void> {
    await this.write('config', {
      oidc_discovery_url: this.provider.issuer,
      oidc_client_id: 'client',
      oidc_client_secret: 's3cr&t',
      default_role: 'web',
      ...more,
    });
  }

  /** Write the role `web`, whose logins come back to `REDIRECT`. */
  async writeWebRole(more: JsonObject = {}): Promise<void> {
    const usual = { user_claim: 'sub', allowed_redirect_uris: REDIRECT, token_policies: 'p' };
    await this.write('role/web', { ...usual, ...more });
  }

  /** Begin a login; the provider learns the nonce. @throws Error when it does not begin */
  async begin(more: JsonObject = {}): Promise<BegunLogin> {
    const asked = { redirect_uri: REDIRECT, ...more };
    const answer = await this.asStranger('POST', 'oidc/auth_url', asked);
    if (answer.status !== 200) throw new Error(errorOf(answer));
    const data = dataOf(answer);
    const shown = authUrlOf(answer);
    if (shown === '') throw new Error('no auth_url');
    const url = new URL(shown);
    this.provider.nonce = url.searchParams.get('nonce') ?? '';
    this.provider.now = this.now;
    return { url, state: url.searchParams.get('state') ?? '', data };
  }

  /** Bring the code of the provider, as a client does. */
  finish(data: JsonObject): Promise<TestAnswer> {
    return this.asStranger('GET', 'oidc/callback', { code: 'c', ...data });
  }

  /** Begin a login and finish it. */
  async loginByBrowser(): Promise<TestAnswer> {
    const { state } = await this.begin();
    return this.finish({ state });
  }

  /** Ask how a login that the client does not finish itself is doing. */
  poll(state: JsonObject[string] | undefined, client_nonce = 'n'): Promise<TestAnswer> {
    return this.asStranger('POST', 'oidc/poll', { state: state ?? '', client_nonce });
  }

  /** Come back as a browser does, which wants a page. */
  async page(verb: 'GET' | 'POST', data: JsonObject): Promise<ShownPage> {
    const raw = await this.server.core.handle({
      id: 'i',
      operation: verb === 'GET' ? 'read' : 'update',
      path: 'auth/jwt/oidc/callback',
      data,
      token: '',
      namespace: '',
      wrapTtlSeconds: 0,
      remoteAddress: '127.0.0.1',
      peerAddress: '127.0.0.1',
    });
    const text = typeof raw.body === 'string' ? raw.body : '';
    return { status: raw.status, text, csp: raw.headers?.['Content-Security-Policy'] ?? '' };
  }
}

/** Start a server whose mount is configured for a provider that was started. */
export async function startOidc(
  provider: FakeProvider,
  options: TestServerOptions = {},
): Promise<OidcServer> {
  const server = await startTestServer(options);
  await server.given.authMethod('jwt');
  const oidc = new OidcServer(server, provider);
  await oidc.configure();
  return oidc;
}
