import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/json.ts';
import { openMemoryStore } from '../../../storage/sqlite/index.ts';
import { dataOf } from '../../../testing/make-token.ts';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import {
  authUrlOf,
  errorOf,
  JwtServer,
  keys,
  startJwt,
  tokenOf,
} from '../../../testing/jwt-server.ts';
import { startTestServer, type TestAnswer } from '../../../testing/test-server.ts';

const REDIRECT = 'http://localhost:8250/oidc/callback';
let provider: FakeProvider;
let jwt: JwtServer;

beforeEach(async () => {
  provider = await new FakeProvider().start();
  jwt = await startJwt();
  await configure();
});
afterEach(() => provider.stop());

async function configure(more: JsonObject = {}): Promise<void> {
  await jwt.write('config', {
    oidc_discovery_url: provider.issuer,
    oidc_client_id: 'client',
    oidc_client_secret: 's3cr&t',
    default_role: 'web',
    ...more,
  });
}

async function writeRole(more: JsonObject = {}): Promise<void> {
  const usual = { user_claim: 'sub', allowed_redirect_uris: REDIRECT, token_policies: 'p' };
  await jwt.write('role/web', { ...usual, ...more });
}

/** Begin a login; the provider learns the nonce. */
async function begin(
  more: JsonObject = {},
  at = jwt,
): Promise<{ url: URL; state: string; data: JsonObject }> {
  const answer = await at.asStranger('POST', 'oidc/auth_url', { redirect_uri: REDIRECT, ...more });
  if (answer.status !== 200) throw new Error(errorOf(answer));
  const data = dataOf(answer);
  const shown = authUrlOf(answer);
  if (shown === '') throw new Error('no auth_url');
  const url = new URL(shown);
  provider.nonce = url.searchParams.get('nonce') ?? '';
  provider.now = jwt.now;
  return { url, state: url.searchParams.get('state') ?? '', data };
}

function finish(data: JsonObject, at = jwt): Promise<TestAnswer> {
  return at.asStranger('GET', 'oidc/callback', { code: 'c', ...data });
}

async function login(): Promise<TestAnswer> {
  const { state } = await begin();
  return finish({ state });
}

/** Ask for a page. */
async function page(
  verb: 'GET' | 'POST',
  data: JsonObject,
): Promise<{ status: number; text: string; csp: string }> {
  const raw = await jwt.server.core.handle({
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

describe('a login by browser', () => {
  test('goes to the provider with PKCE, nonce and state, and comes back for a token', async () => {
    await writeRole({ oidc_scopes: 'email', max_age: '1h', groups_claim: 'groups' });
    provider.userinfo = { sub: 'ann', groups: ['ops'] };
    provider.claims = { auth_time: jwt.now };

    const { url, state } = await begin();
    const answer = await finish({ state });

    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'client',
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: 'openid email',
      code_challenge_method: 'S256',
      max_age: '3600',
    });
    expect(answer.body).toMatchObject({
      auth: { policies: ['default', 'p'], metadata: { role: 'web' } },
    });
    const [exchange] = provider.posted;
    expect(exchange?.get('code_verifier')).toMatch(/^\w{43}$/);
    expect(exchange?.get('redirect_uri')).toBe(REDIRECT);
    expect(exchange?.has('client_secret')).toBe(false);
  });

  test('is good for one attempt, whoever makes it', async () => {
    await writeRole();
    const { state } = await begin();

    const answers = await Promise.all([finish({ state }), finish({ state }), finish({ state })]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    expect(provider.count('/token')).toBe(1);
  });

  test('that is decided again goes by what the role says then, and asks the provider once', async () => {
    await writeRole();
    const { state } = await begin();
    let release = (): void => undefined;
    provider.override = (path, response) => {
      if (path !== '/userinfo') return false;
      release = () => response.end(JSON.stringify(provider.userinfo));
      return true;
    };
    const finished = finish({ state });
    await expect.poll(() => provider.count('/userinfo')).toBe(1);

    await writeRole({ token_policies: 'later' });
    release();

    expect((await finished).body).toMatchObject({ auth: { policies: ['default', 'later'] } });
    expect([provider.count('/token'), provider.count('/userinfo')]).toEqual([1, 1]);
  });

  test('is over after ten minutes, and with a new configuration', async () => {
    await writeRole();
    const { state } = await begin();
    jwt.server.advance(601);
    const late = await finish({ state });
    const again = await begin();
    await configure();
    const changed = await finish({ state: again.state });

    expect(errorOf(late)).toContain('Expired or missing OAuth state.');
    expect(errorOf(changed)).toContain('Expired or missing OAuth state.');
  });

  test('that one process began is finished by another', async () => {
    const store = openMemoryStore();
    jwt = await startJwt({ store });
    await configure();
    await writeRole();
    const second = await startTestServer({ store, isReady: false });
    await second.core.lifecycle.unseal(jwt.server.unsealKey);
    const { state } = await begin();

    const answer = await finish({ state }, new JwtServer(second));

    expect(answer.status).toBe(200);
  });

  test('ends with a wrong nonce of the client, and the state with it', async () => {
    await writeRole();
    const { state } = await begin({ client_nonce: 'mine' });

    const wrong = await finish({ state, client_nonce: 'other' });
    const right = await finish({ state, client_nonce: 'mine' });

    expect(errorOf(wrong)).toBe('invalid client_nonce');
    expect(errorOf(right)).toContain('Expired or missing');
  });

  test('goes nowhere where the redirect is not allowed or the provider is away', async () => {
    await writeRole();
    const ask = async (redirect_uri: string) =>
      dataOf(await jwt.asStranger('POST', 'oidc/auth_url', { redirect_uri }))['auth_url'];

    expect(await ask('https://evil.example/cb')).toBe('');
    expect(await ask('http://127.0.0.1:8250/oidc/callback')).toBe('');
    expect(await ask('http://localhost:9999/oidc/callback')).not.toBe('');
    await configure();
    provider.override = (_path, response) => Boolean(response.writeHead(500).end());
    expect(await ask(REDIRECT)).toBe('');
  });

  test('is refused outside the addresses of the role, at its beginning and at its end', async () => {
    await writeRole({ token_bound_cidrs: '127.0.0.0/8' });
    const { state } = await begin();

    const end = await jwt.asStranger('GET', 'oidc/callback', { state, code: 'c' }, '10.0.0.1');
    const beginning = await jwt.asStranger(
      'POST',
      'oidc/auth_url',
      { redirect_uri: REDIRECT },
      '10.0.0.1',
    );

    expect([end.status, beginning.status]).toEqual([403, 403]);
  });

  test('tells what the provider refused, in its own plain words', async () => {
    await writeRole();
    const first = await begin();
    const second = await begin();

    const denied = await finish({ state: first.state, code: '', error: 'access_denied' });
    const odd = await finish({ state: second.state, code: '', error: '<script>' });

    expect(errorOf(denied)).toContain('access_denied');
    expect(errorOf(odd)).not.toContain('script');
  });

  test('is refused where the answer names another issuer', async () => {
    await writeRole();
    const { state } = await begin();

    expect(errorOf(await finish({ state, iss: 'https://other.example' }))).toContain(
      'another issuer',
    );
  });

  test('is not sent twice to a provider that refuses the code', async () => {
    await writeRole();
    provider.refusal = { error: 'invalid_grant' };

    const answer = await login();

    expect(errorOf(answer)).toBe('Vault login failed. Error exchanging oidc code: invalid_grant');
    expect(provider.count('/token')).toBe(1);
  });

  test('proves the client in the body where the provider wants it so', async () => {
    await writeRole();
    provider.document = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
    await configure();

    expect((await login()).status).toBe(200);
    expect(provider.posted[0]?.get('client_secret')).toBe('s3cr&t');
  });
});

describe('an ID token', () => {
  test.each([
    ['of another login', { nonce: 'other' }],
    ['without a nonce', { nonce: null }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['for another client', { aud: 'other' }],
    ['for several, without authorized party', { aud: ['client', 'other'] }],
    ['for several, with another authorized party', { aud: ['client', 'other'], azp: 'other' }],
    ['for others alone', { aud: ['x', 'y'], azp: 'client' }],
    ['without an audience', { aud: null }],
    ['without a subject', { sub: '' }],
    ['without an end', { exp: null }],
    ['that has ended', { exp: 1 }],
    ['with the hash of another access token', { at_hash: 'AAAA' }],
    ['with the hash of another code', { c_hash: 'AAAA' }],
  ])('%s logs nobody in', async (_name, claims) => {
    await writeRole();
    provider.claims = claims;

    const answer = await login();

    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatch(/^Token verification failed\. /);
  });

  test('for several with the right authorized party logs in', async () => {
    await writeRole();
    provider.claims = { aud: ['client', 'other'], azp: 'client' };

    expect((await login()).status).toBe(200);
  });

  test('says when the person proved who they are, where the role wants that', async () => {
    await writeRole({ max_age: 60 });
    const without = await login();
    provider.claims = { auth_time: jwt.now - 200 };
    const tooLongAgo = await login();
    provider.claims = { auth_time: jwt.now - 30 };

    expect([without.status, tooLongAgo.status, (await login()).status]).toEqual([400, 400, 200]);
  });

  test('is signed by RS256 unless the configuration allows more', async () => {
    await writeRole();
    provider.signedBy = { kid: 'one', alg: 'PS256', key: keys.rsa.privateKey };
    const refused = await login();
    await configure({ jwt_supported_algs: ['PS256'] });

    expect([refused.status, (await login()).status]).toEqual([400, 200]);
  });

  test('is not changed by userinfo in what it says of itself, nor by userinfo of somebody else', async () => {
    await writeRole({ user_claim: 'email' });
    provider.userinfo = { sub: 'bob', email: 'bob@b.example' };
    const other = await login();
    provider.userinfo = { sub: 'ann', email: 'ann@b.example', aud: 'x', nonce: 'y' };

    expect(errorOf(other)).toBe('claim "email" not found in token');
    expect((await login()).status).toBe(200);
  });
});

describe('the callback by form', () => {
  const direct = 'https://v.example/ui/vault/auth/jwt/oidc/callback';

  beforeEach(async () => {
    await configure({ oidc_response_mode: 'form_post' });
    await writeRole({ allowed_redirect_uris: [direct, REDIRECT] });
  });

  test('keeps the code until the client asks, and tells the window that waits', async () => {
    const { url, state } = await begin({ redirect_uri: direct });

    const form = await page('POST', { state, code: 'c' });
    const answer = await finish({ state, code: 'no_code' });

    expect(url.searchParams.get('response_mode')).toBe('form_post');
    expect(form.status).toBe(200);
    expect(form.text).toContain('"path":"jwt"');
    expect(form.csp).toContain("script-src 'sha256-");
    expect(answer.status).toBe(200);
  });

  test('takes an ID token where one was asked for', async () => {
    await configure({ oidc_response_mode: 'form_post', oidc_response_types: 'id_token' });
    const { url, state } = await begin();

    const form = await page('POST', { state, id_token: provider.idToken() });
    const answer = await finish({ state, code: '' });

    expect(url.searchParams.get('response_type')).toBe('id_token');
    expect(form.text).toContain('Invalid redirect path.');
    expect(answer.status).toBe(200);
    expect(provider.count('/token')).toBe(0);
  });

  test('is a page that repeats nothing unescaped (CVE-2026-33758)', async () => {
    const form = await page('POST', { state: '"><script>alert(1)</script>', error: '<b>' });

    expect(form.status).toBe(400);
    expect(form.text).not.toMatch(/<script>|<b>/);
    expect(form.csp).toContain("default-src 'none'");
  });

  test('is no such verb where the provider is not asked for forms', async () => {
    await configure();

    expect((await page('POST', { state: 's' })).status).toBe(405);
  });
});

describe('a login that comes back to this server', () => {
  beforeEach(() => writeRole({ callback_mode: 'direct', poll_interval: 2 }));
  const poll = (state: string, client_nonce = 'n') =>
    jwt.asStranger('POST', 'oidc/poll', { state, client_nonce });

  test('asks the person first, and gives the token to who began it (CVE-2026-33757)', async () => {
    const { state, data } = await begin({ client_nonce: 'n' });

    const asked = await page('GET', { state, code: 'c' });
    const pending = await poll(state);
    const confirmed = await page('GET', { state, code: 'c', confirmation: '1' });
    const tooSoon = await poll(state);
    jwt.server.advance(3);
    const stranger = await poll(state, 'guess');
    const done = await poll(state);
    const again = await poll(state);

    expect(data).toMatchObject({ poll_interval: '2' });
    expect(asked.text).toMatch(/Did you begin this login\?[\s\S]*127\.0\.0\.1[\s\S]*web/);
    expect(errorOf(pending)).toBe('authorization_pending');
    expect(provider.count('/token')).toBe(1);
    expect(confirmed.text).toContain('You are logged in.');
    expect(errorOf(tooSoon)).toBe('slow_down');
    expect(errorOf(stranger)).toBe('invalid client_nonce');
    expect(tokenOf(done)).toMatch(/^s\.|^hvs\./);
    expect(again.status).toBe(400);
  });

  test('repeats nothing unescaped when it asks the person', async () => {
    const { state } = await begin({ client_nonce: 'n' });

    const asked = await page('GET', { state, code: `"'><script>alert(1)</script>` });

    expect(asked.status).toBe(200);
    expect(asked.text).toContain('&#34;&#39;&#62;&#60;script');
    expect(asked.text).not.toContain('<script>');
  });

  test('is told to a browser in escaped words when it fails', async () => {
    const { state } = await begin({ client_nonce: 'n' });

    const refused = await page('GET', { state, error: 'x', error_description: '<script>"\r\n' });

    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain('<script>');
  });

  test('needs a nonce of the client', async () => {
    await expect(begin()).rejects.toThrow('missing client_nonce');
  });

  test('is no login for a client that calls the callback itself', async () => {
    const { state } = await begin({ client_nonce: 'n' });

    const answer = await page('GET', { state, code: 'c', confirmation: '1' });

    expect(answer.text).not.toContain('client_token');
  });
});

describe('a login on another device', () => {
  test('shows a code, is asked about as often as the provider wants, and ends in a token', async () => {
    await writeRole({ callback_mode: 'device', allowed_redirect_uris: [] });
    const { data } = await begin({ client_nonce: 'n', redirect_uri: '' });
    const ask = () =>
      jwt.asStranger('POST', 'oidc/poll', { state: data['state'] ?? '', client_nonce: 'n' });

    provider.refusal = { error: 'authorization_pending' };
    const pending = await ask();
    const tooSoon = await ask();
    jwt.server.advance(8);
    provider.refusal = undefined;
    const done = await ask();

    expect(data).toMatchObject({ user_code: 'ABCD', poll_interval: '7' });
    expect(errorOf(pending)).toBe('authorization_pending');
    expect(errorOf(tooSoon)).toBe('slow_down');
    expect(done.status).toBe(200);
    expect(provider.count('/token')).toBe(2);
  });

  test('ends when the provider refuses it', async () => {
    await writeRole({ callback_mode: 'device', allowed_redirect_uris: [] });
    const { data } = await begin({ client_nonce: 'n', redirect_uri: '' });
    const ask = () =>
      jwt.asStranger('POST', 'oidc/poll', { state: data['state'] ?? '', client_nonce: 'n' });
    provider.refusal = { error: 'access_denied' };

    const refused = await ask();
    jwt.server.advance(8);

    expect(errorOf(refused)).toContain('access_denied');
    expect(errorOf(await ask())).toContain('Expired or missing');
  });
});

describe('groups that Entra leaves out of a token', () => {
  beforeEach(() => writeRole({ groups_claim: 'groups', bound_claims: { groups: 'many' } }));

  test('are fetched from where the token says, for the provider azure', async () => {
    await configure({ provider_config: { provider: 'azure' } });
    provider.claims = {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: `${provider.issuer}/groups` } },
    };

    expect((await login()).status).toBe(200);
  });

  test('are not asked for at any other address', async () => {
    await configure({ provider_config: { provider: 'azure' } });
    provider.claims = {
      _claim_names: { groups: 'src1' },
      _claim_sources: { src1: { endpoint: 'https://evil.example/groups' } },
    };

    expect(errorOf(await login())).toContain('another server than the directory');
  });

  test('are named as left out where nobody fetches them', async () => {
    provider.claims = { _claim_names: { groups: 'src1' } };

    expect(errorOf(await login())).toContain('left out of the token');
  });
});
