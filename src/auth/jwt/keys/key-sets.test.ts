import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeProvider, jwkOf } from '../../../testing/fake-provider.ts';
import { errorOf, type JwtServer, keys, startJwt } from '../../../testing/jwt-server.ts';

let provider: FakeProvider;
let jwt: JwtServer;

beforeEach(async () => {
  provider = await new FakeProvider().start();
  jwt = await startJwt();
});
afterEach(() => provider.stop());

async function configure(data = {}): Promise<void> {
  await jwt.write('config', { jwks_url: `${provider.issuer}/keys`, ...data });
  await jwt.writeRole();
}

describe('a key set at a URL', () => {
  test('is fetched once for all logins', async () => {
    await configure();
    const before = provider.count('/keys');

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => jwt.login(jwt.claims(), { kid: 'one' })),
    );

    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(provider.count('/keys') - before).toBe(1);
  });

  test('is fetched once more for a key that is new', async () => {
    await configure();
    await jwt.login(jwt.claims(), { kid: 'one' });
    provider.keySet = { keys: [jwkOf('one'), jwkOf('two', keys.other.publicKey)] };

    const answer = await jwt.login(jwt.claims(), { kid: 'two', key: keys.other.privateKey });

    expect(answer.status).toBe(200);
  });

  test('tries all keys for a token without a key id, and one key for a token with one', async () => {
    provider.keySet = { keys: [jwkOf('x', keys.other.publicKey), jwkOf(undefined)] };
    await configure();

    expect((await jwt.login(jwt.claims())).status).toBe(200);
    expect((await jwt.login(jwt.claims(), { kid: 'x' })).status).toBe(400);
    expect((await jwt.login(jwt.claims(), { kid: 'none' })).status).toBe(400);
  });

  test('uses a key for nothing but what it says it is for', async () => {
    provider.keySet = {
      keys: [
        { ...jwkOf('one'), use: 'enc' },
        { ...jwkOf('two'), alg: 'RS512' },
      ],
    };
    await configure();

    expect((await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(400);
    expect((await jwt.login(jwt.claims(), { kid: 'two' })).status).toBe(400);
    expect((await jwt.login(jwt.claims(), { kid: 'two', alg: 'RS512' })).status).toBe(200);
  });

  test('goes on being used while its server is away, and for no more than a day', async () => {
    await configure();
    await jwt.login(jwt.claims(), { kid: 'one' });
    provider.override = (_path, response) => Boolean(response.writeHead(500).end());

    jwt.server.advance(3600);
    const later = await jwt.login(jwt.claims(), { kid: 'one' });
    jwt.server.advance(86_400);
    const tooLate = await jwt.login(jwt.claims(), { kid: 'one' });

    expect(later.status).toBe(200);
    expect(errorOf(tooLate)).toContain('fetching keys failed');
  });

  test('loses a key that was withdrawn after a while', async () => {
    await configure();
    await jwt.login(jwt.claims(), { kid: 'one' });
    provider.keySet = { keys: [] };
    jwt.server.advance(700);

    // this one goes on with what is known, and has the set fetched
    await jwt.login(jwt.claims(), { kid: 'one' });
    await expect.poll(async () => (await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(400);
  });

  test('is forgotten when the configuration is written', async () => {
    await configure();
    await jwt.login(jwt.claims(), { kid: 'one' });
    provider.keySet = { keys: [jwkOf('one', keys.other.publicKey)] };
    await configure();

    expect((await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(400);
  });

  test('holds up nobody else while its server is slow', async () => {
    await configure();
    await jwt.server.request('POST', 'sys/auth/other', { type: 'jwt' });
    let release = (): void => undefined;
    provider.override = (path, response) => {
      if (path !== '/keys') return false;
      release = () => response.end(JSON.stringify(provider.keySet));
      return true;
    };

    const waiting = Array.from({ length: 50 }, () => jwt.login(jwt.claims(), { kid: 'one' }));
    await expect.poll(() => provider.count('/keys')).toBe(2);
    const lookup = await jwt.server.request('GET', 'auth/token/lookup-self');
    release();

    expect(lookup.status).toBe(200);
    expect((await Promise.all(waiting)).every(({ status }) => status === 200)).toBe(true);
    expect(provider.count('/keys')).toBe(2);
  });

  test('is asked once for a login that is decided again', async () => {
    await configure();
    let release = (): void => undefined;
    provider.override = (path, response) => {
      if (path !== '/keys') return false;
      release = () => response.end(JSON.stringify(provider.keySet));
      return true;
    };
    const login = jwt.login(jwt.claims(), { kid: 'one' });
    await expect.poll(() => provider.count('/keys')).toBe(2);

    // what it has read of the configuration has moved when it commits
    await jwt.writeRole({ token_policies: 'later' });
    release();
    const answer = await login;

    expect(answer.body).toMatchObject({ auth: { policies: ['default', 'later'] } });
    expect(provider.count('/keys')).toBe(2);
  });

  test('is told to be away by a read of the configuration', async () => {
    await configure();
    provider.override = (_path, response) => Boolean(response.writeHead(500).end());
    await jwt.login(jwt.claims());

    expect((await jwt.send('GET', 'config')).body).toMatchObject({ data: { status: 'invalid' } });
  });
});

describe('the key sets of several issuers', () => {
  let second: FakeProvider;

  beforeEach(async () => {
    second = await new FakeProvider().start();
    second.keySet = {
      keys: [jwkOf('two', keys.other.publicKey), jwkOf('one', keys.other.publicKey)],
    };
    const pairs = [provider, second].map(({ issuer }) => ({ jwks_url: `${issuer}/keys` }));
    await jwt.write('config', { jwks_pairs: pairs });
    await jwt.writeRole();
  });
  afterEach(() => second.stop());

  test('are searched in their order for the key that the token names', async () => {
    expect((await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(200);
    expect((await jwt.login(jwt.claims(), { kid: 'two', key: keys.other.privateKey })).status).toBe(
      200,
    );
    // the first set that has the id counts
    expect((await jwt.login(jwt.claims(), { kid: 'one', key: keys.other.privateKey })).status).toBe(
      400,
    );
    expect(errorOf(await jwt.login(jwt.claims()))).toContain('missing kid');
    expect(errorOf(await jwt.login(jwt.claims(), { kid: '' }))).toContain('missing kid');
  });

  test('go on while one of them does not answer', async () => {
    await jwt.login(jwt.claims(), { kid: 'one' });
    // a new configuration: nothing is known of either
    const pairs = [second, provider].map(({ issuer }) => ({ jwks_url: `${issuer}/keys` }));
    await jwt.write('config', { jwks_pairs: pairs });
    let release = (): void => undefined;
    second.override = (_path, response) => {
      release = () => response.writeHead(503).end();
      return true;
    };
    const first = jwt.login(jwt.claims(), { kid: 'one' });
    await expect.poll(() => provider.count('/keys')).toBe(4);

    await expect
      .poll(async () => (await jwt.login(jwt.claims(), { kid: 'one' })).status, { timeout: 2000 })
      .toBe(200);
    release();

    expect((await first).status).toBe(200);
  });

  test('go on without the one that is away', async () => {
    second.stop();

    expect((await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(200);
  });
});

describe('keys by discovery', () => {
  test('are those that the document of the issuer names', async () => {
    await jwt.write('config', { oidc_discovery_url: provider.issuer });
    await jwt.writeRole();

    expect((await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(200);
  });

  test('are none where the issuer calls itself by another name', async () => {
    provider.document = { issuer: `${provider.issuer}/` };

    const answer = await jwt.send('POST', 'config', { oidc_discovery_url: provider.issuer });

    expect(errorOf(answer)).toBe('error checking oidc discovery URL');
  });

  test('may be away when they are configured, where that is said to be meant', async () => {
    provider.stop();
    const body = { oidc_discovery_url: 'http://127.0.0.1:1' };

    const refused = await jwt.send('POST', 'config', body);
    const stored = await jwt.send('POST', 'config', { ...body, skip_jwks_validation: true });

    expect(refused.status).toBe(400);
    expect(stored.body).toMatchObject({ warnings: ['error checking oidc discovery URL'] });
  });
});
