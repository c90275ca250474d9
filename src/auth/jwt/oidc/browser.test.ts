import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider } from '../../../testing/fake-provider.ts';
import { openMemoryStore } from '../../../storage/sqlite/index.ts';
import { dataOf } from '../../../testing/make-token.ts';
import { errorOf } from '../../../testing/jwt-server.ts';
import { OidcServer, REDIRECT, startOidc } from '../../../testing/oidc-server.ts';
import { startTestServer } from '../../../testing/test-server.ts';

let oidc: OidcServer;

beforeEach(async () => {
  oidc = await startOidc(await new FakeProvider().start());
});
afterEach(() => oidc.provider.stop());

describe('a login by browser', () => {
  test('goes to the provider with PKCE, nonce and state, and comes back for a token', async () => {
    await oidc.writeWebRole({ oidc_scopes: 'email', max_age: '1h', groups_claim: 'groups' });
    oidc.provider.userinfo = { sub: 'ann', groups: ['ops'] };
    oidc.provider.claims = { auth_time: oidc.now };

    const { url, state } = await oidc.begin();
    const answer = await oidc.finish({ state });

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
    const [exchange] = oidc.provider.posted;
    expect(exchange?.get('code_verifier')).toMatch(/^\w{43}$/);
    expect(exchange?.get('redirect_uri')).toBe(REDIRECT);
    expect(exchange?.has('client_secret')).toBe(false);
  });

  test('is finished without a warning by command lines that send an empty ID token', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin({ client_nonce: 'n' });

    const { body } = await oidc.finish({ state, client_nonce: 'n', id_token: '' });

    expect(body).toMatchObject({ auth: { policies: ['default', 'p'] }, warnings: null });
  });

  test('takes no ID token that only the caller has seen', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin();

    const answer = await oidc.finish({ state, code: '', id_token: 'a.b.c' });

    expect(errorOf(answer)).toContain('No code or id_token received');
  });

  test('is good for one attempt, whoever makes it', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin();

    const answers = await Promise.all([
      oidc.finish({ state }),
      oidc.finish({ state }),
      oidc.finish({ state }),
    ]);

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    expect(oidc.provider.count('/token')).toBe(1);
  });

  test('that is decided again goes by what the role says then, and asks the provider once', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin();
    let release = (): void => undefined;
    oidc.provider.override = (path, response) => {
      if (path !== '/userinfo') return false;
      release = () => response.end(JSON.stringify(oidc.provider.userinfo));
      return true;
    };
    const finished = oidc.finish({ state });
    await expect.poll(() => oidc.provider.count('/userinfo')).toBe(1);

    await oidc.writeWebRole({ token_policies: 'later' });
    release();

    expect((await finished).body).toMatchObject({ auth: { policies: ['default', 'later'] } });
    expect([oidc.provider.count('/token'), oidc.provider.count('/userinfo')]).toEqual([1, 1]);
  });

  test('is over after ten minutes, and with a new configuration', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin();
    oidc.server.advance(601);
    const late = await oidc.finish({ state });
    const again = await oidc.begin();
    await oidc.configure();
    const changed = await oidc.finish({ state: again.state });

    expect(errorOf(late)).toContain('Expired or missing OAuth state.');
    expect(errorOf(changed)).toContain('Expired or missing OAuth state.');
  });

  test('that one process began is finished by another', async () => {
    const store = openMemoryStore();
    oidc = await startOidc(oidc.provider, { store });
    await oidc.writeWebRole();
    const second = await startTestServer({ store, isReady: false });
    await second.core.lifecycle.unseal(oidc.server.unsealKey);
    const { state } = await oidc.begin();

    const answer = await new OidcServer(second, oidc.provider).finish({ state });

    expect(answer.status).toBe(200);
  });

  test('ends with a wrong nonce of the client, and the state with it', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin({ client_nonce: 'mine' });

    const wrong = await oidc.finish({ state, client_nonce: 'other' });
    const right = await oidc.finish({ state, client_nonce: 'mine' });

    expect(errorOf(wrong)).toBe('invalid client_nonce');
    expect(errorOf(right)).toContain('Expired or missing');
  });

  test('goes nowhere where the redirect is not allowed or the provider is away', async () => {
    await oidc.writeWebRole();
    const ask = async (redirect_uri: string) =>
      dataOf(await oidc.asStranger('POST', 'oidc/auth_url', { redirect_uri }))['auth_url'];

    expect(await ask('https://evil.example/cb')).toBe('');
    expect(await ask('http://127.0.0.1:8250/oidc/callback')).toBe('');
    expect(await ask('http://localhost:9999/oidc/callback')).not.toBe('');
    await oidc.configure();
    oidc.provider.override = (_path, response) => Boolean(response.writeHead(500).end());
    expect(await ask(REDIRECT)).toBe('');
  });

  test.each([undefined, '', 'no address', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'goes nowhere where the provider names %j as its page',
    async (authorization_endpoint) => {
      await oidc.writeWebRole();
      oidc.provider.document = { authorization_endpoint: authorization_endpoint ?? null };
      await oidc.configure();

      const answer = await oidc.asStranger('POST', 'oidc/auth_url', { redirect_uri: REDIRECT });

      expect([answer.status, dataOf(answer)['auth_url']]).toEqual([200, '']);
    },
  );

  test('is refused outside the addresses of the role, at its beginning and at its end', async () => {
    await oidc.writeWebRole({ token_bound_cidrs: '127.0.0.0/8' });
    const { state } = await oidc.begin();

    const end = await oidc.asStranger('GET', 'oidc/callback', { state, code: 'c' }, '10.0.0.1');
    const beginning = await oidc.asStranger(
      'POST',
      'oidc/auth_url',
      { redirect_uri: REDIRECT },
      '10.0.0.1',
    );

    expect([end.status, beginning.status]).toEqual([403, 403]);
  });

  test('tells what the provider refused, in its own plain words', async () => {
    await oidc.writeWebRole();
    const first = await oidc.begin();
    const second = await oidc.begin();

    const denied = await oidc.finish({ state: first.state, code: '', error: 'access_denied' });
    const odd = await oidc.finish({ state: second.state, code: '', error: '<script>' });

    expect(errorOf(denied)).toContain('access_denied');
    expect(errorOf(odd)).not.toContain('script');
  });

  test('is refused where the answer names another issuer', async () => {
    await oidc.writeWebRole();
    const { state } = await oidc.begin();

    expect(errorOf(await oidc.finish({ state, iss: 'https://other.example' }))).toContain(
      'another issuer',
    );
  });

  test('is not sent twice to a provider that refuses the code', async () => {
    await oidc.writeWebRole();
    oidc.provider.refusal = { error: 'invalid_grant' };

    const answer = await oidc.loginByBrowser();

    expect(errorOf(answer)).toBe('Vault login failed. Error exchanging oidc code: invalid_grant');
    expect(oidc.provider.count('/token')).toBe(1);
  });

  test('proves the client in the body where the provider wants it so', async () => {
    await oidc.writeWebRole();
    oidc.provider.document = { token_endpoint_auth_methods_supported: ['client_secret_post'] };
    await oidc.configure();

    expect((await oidc.loginByBrowser()).status).toBe(200);
    expect(oidc.provider.posted[0]?.get('client_secret')).toBe('s3cr&t');
  });
});
