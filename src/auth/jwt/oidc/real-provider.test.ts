import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { client, OpenIdProvider } from '../../../../tests/support/openid-provider.ts';
import { authUrlOf, errorOf, type JwtServer, startJwt } from '../../../testing/jwt-server.ts';
import { REDIRECT } from '../../../testing/oidc-server.ts';

let provider: OpenIdProvider;

beforeAll(async () => {
  // it writes what is not meant for production to the console
  for (const level of ['info', 'warn', 'log'] as const) vi.spyOn(console, level).mockReturnValue();
  provider = await OpenIdProvider.start();
});

afterAll(async () => {
  await provider.close();
  vi.restoreAllMocks();
});

/** A browser as far as a login needs one: cookies, redirects, and the forms of the provider's own pages. */
class Browser {
  readonly #cookies = new Map<string, string>();

  /** Go on from an address until one at the client. */
  async browse(start: string): Promise<URL> {
    let next: Next = { url: new URL(start) };
    for (let step = 0; step < 20; step += 1) {
      if (next.url.href.startsWith(REDIRECT)) return next.url;
      next = await this.#step(next);
    }
    throw new Error('the browser went round in circles');
  }

  async #step({ url, form }: Next): Promise<Next> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const posting = form ? { method: 'POST', body: form } : {};
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual', ...posting });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const html = await response.text();
    return location ? { url: new URL(location, url) } : fillForm(html, url);
  }
}

interface Next {
  readonly url: URL;
  readonly form?: URLSearchParams;
}

function fillForm(html: string, url: URL): Next {
  const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
  if (!prompt) throw new Error(`no form at ${url.pathname}`);
  const own = prompt === 'login' ? { login: 'ann', password: 'any' } : {};
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
  return { form: new URLSearchParams({ prompt, ...own }), url: new URL(action, url) };
}

async function login(jwt: JwtServer) {
  const begun = await jwt.asStranger('POST', 'oidc/auth_url', {
    redirect_uri: REDIRECT,
    client_nonce: 'n',
  });
  const back = await new Browser().browse(authUrlOf(begun));
  const query = Object.fromEntries(back.searchParams);
  return jwt.asStranger('GET', 'oidc/callback', { ...query, client_nonce: 'n' });
}

async function start(): Promise<JwtServer> {
  // its tokens are dated by the clock of this machine
  const jwt = await startJwt({ startAt: Date.now() });
  await jwt.write('config', {
    oidc_discovery_url: provider.issuer,
    oidc_client_id: client.id,
    oidc_client_secret: client.secret,
    default_role: 'web',
  });
  await jwt.write('role/web', {
    user_claim: 'email',
    groups_claim: 'groups',
    oidc_scopes: 'email,groups',
    allowed_redirect_uris: REDIRECT,
    bound_claims: { groups: ['ops'] },
    claim_mappings: { email: 'mail' },
  });
  return jwt;
}

describe('with oidc-provider', () => {
  test('a person logs in by browser, claims come from userinfo', async () => {
    const jwt = await start();

    const answer = await login(jwt);

    expect(errorOf(answer)).toBe('');
    expect(answer.body).toMatchObject({
      auth: { metadata: { role: 'web', mail: 'ann@b.example' }, policies: ['default'] },
    });
  });

  test('keys that the provider changes are noticed by the next login', async () => {
    const jwt = await start();
    const before = await login(jwt);
    provider.changeKeys('second');

    const after = await login(jwt);

    expect([before.status, after.status]).toEqual([200, 200]);
  });

  test('a state that was used cannot be used again', async () => {
    const jwt = await start();
    const begun = await jwt.asStranger('POST', 'oidc/auth_url', { redirect_uri: REDIRECT });
    const query = Object.fromEntries((await new Browser().browse(authUrlOf(begun))).searchParams);

    const first = await jwt.asStranger('GET', 'oidc/callback', query);
    const second = await jwt.asStranger('GET', 'oidc/callback', query);

    expect([first.status, second.status]).toEqual([200, 400]);
  });
});
