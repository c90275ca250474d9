import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const path = 'sys/quotas/live-tokens';

interface Login {
  readonly role_id: string;
  readonly secret_id: string;
}

async function createRole(server: TestServer, role: string, settings = {}): Promise<Login> {
  const at = `auth/approle/role/${role}`;
  await server.request('POST', at, { token_ttl: '10m', ...settings });
  const id = await server.request('GET', `${at}/role-id`);
  const secret = await server.request('POST', `${at}/secret-id`);
  const { role_id } = id.body['data'] as unknown as { role_id: string };
  const { secret_id } = secret.body['data'] as unknown as { secret_id: string };
  return { role_id, secret_id };
}

/** A server with two roles at AppRole. */
async function start(): Promise<{ server: TestServer; deploy: Login; build: Login }> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/approle', { type: 'approle' });
  const deploy = await createRole(server, 'deploy');
  const build = await createRole(server, 'build');
  return { server, deploy, build };
}

async function limit(server: TestServer, name: string, body: object): Promise<void> {
  const answer = await server.request('POST', `${path}/${name}`, body as never);
  expect([answer.status, answer.body]).toEqual([204, null]);
}

const logIn = (server: TestServer, login: Login) =>
  server.request('POST', 'auth/approle/login', { ...login }, { token: '' });

async function statuses(server: TestServer, login: Login, count: number): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) found.push((await logIn(server, login)).status);
  return found;
}

const ofDeploy = (max_live_tokens: number) => ({
  path: 'auth/approle',
  role: 'deploy',
  max_live_tokens,
});

describe('a quota of live tokens', () => {
  test('is read with its count, listed and removed, by the name that Vault has too', async () => {
    const { server, deploy } = await start();
    await limit(server, 'few', { path: 'auth/approle/', role: 'Deploy', max_leases: 3 });
    await logIn(server, deploy);

    const read = await server.request('GET', 'sys/quotas/lease-count/few');
    expect(read.body['data']).toEqual({
      name: 'few',
      type: 'lease-count',
      path: 'auth/approle/',
      role: 'deploy',
      max_live_tokens: 3,
      max_leases: 3,
      live_tokens: 1,
      counter: 1,
      is_counted: false,
    });
    expect((await server.request('LIST', path)).body).toMatchObject({ data: { keys: ['few'] } });
    expect((await server.request('DELETE', `${path}/few`)).status).toBe(204);
    expect((await server.request('GET', `${path}/few`)).status).toBe(404);
    expect((await server.request('LIST', path)).status).toBe(404);
  });

  test.each([
    [{ path: 'auth/approle' }, "'max_live_tokens' is invalid"],
    [{ path: 'auth/approle', max_live_tokens: 0 }, "'max_live_tokens' is invalid"],
    [{ path: 'auth/none', max_live_tokens: 1 }, 'invalid mount path "auth/none/"'],
    [
      { path: 'auth/approle/login', max_live_tokens: 1 },
      'invalid mount path "auth/approle/login/"',
    ],
    [
      { path: 'cubbyhole', max_live_tokens: 1 },
      'Mount path "cubbyhole" is not a valid auth method and therefore unsuitable for use with role-based quotas',
    ],
    [
      { path: 'auth/token', role: 'x', max_live_tokens: 1 },
      'Mount path "auth/token" does not support use with role-based quotas',
    ],
    [
      { path: 'auth/approle', role: 'deploy', max_live_tokens: 9 },
      'quota rule with similar properties exists under the name "few"',
    ],
  ])('%j is refused', async (body, text) => {
    const { server } = await start();
    await limit(server, 'few', ofDeploy(3));

    const answer = await server.request('POST', `${path}/new`, body);

    expect([answer.status, answer.body]).toEqual([400, { errors: [text] }]);
  });

  test('refuses logins beyond it and says when to come back; other roles go on', async () => {
    const { server, deploy, build } = await start();
    await limit(server, 'few', ofDeploy(2));

    expect(await statuses(server, deploy, 2)).toEqual([200, 200]);
    const refused = await logIn(server, deploy);

    expect([refused.status, refused.body]).toEqual([
      429,
      { errors: ['request path "auth/approle/login": lease count quota exceeded'] },
    ]);
    expect(refused.raw.headers).toMatchObject({ 'Retry-After': '600' });
    expect(await statuses(server, build, 3)).toEqual([200, 200, 200]);
  });

  test('counts a token no more once it has ended, by itself or by somebody', async () => {
    const { server, deploy } = await start();
    await limit(server, 'few', ofDeploy(2));
    const first = await logIn(server, deploy);
    const { client_token } = first.body['auth'] as unknown as { client_token: string };
    expect(await statuses(server, deploy, 2)).toEqual([200, 429]);

    await server.request('POST', 'auth/token/revoke-self', {}, { token: client_token });
    expect(await statuses(server, deploy, 2)).toEqual([200, 429]);
    server.advance(600);
    expect(await statuses(server, deploy, 3)).toEqual([200, 200, 429]);
    await server.request('POST', 'sys/leases/revoke-prefix/auth/approle/login');
    expect(await statuses(server, deploy, 3)).toEqual([200, 200, 429]);
  });

  test('goes on counting a token that was renewed', async () => {
    const { server } = await start();
    const login = await createRole(server, 'periodic', { token_period: '10m' });
    await limit(server, 'one', { path: 'auth/approle', role: 'periodic', max_live_tokens: 1 });
    const first = await logIn(server, login);
    const { client_token: token } = first.body['auth'] as unknown as { client_token: string };

    server.advance(500);
    await server.request('POST', 'auth/token/renew-self', {}, { token });
    server.advance(500);

    expect(await statuses(server, login, 1)).toEqual([429]);
    server.advance(101);
    expect(await statuses(server, login, 2)).toEqual([200, 429]);
  });

  test('of a mount counts the roles that have none of their own', async () => {
    const { server, deploy, build } = await start();
    await limit(server, 'mount', { path: 'auth/approle', max_live_tokens: 1 });
    await limit(server, 'own', ofDeploy(2));

    expect(await statuses(server, build, 2)).toEqual([200, 429]);
    expect(await statuses(server, deploy, 3)).toEqual([200, 200, 429]);
  });

  test('refuses before a password is looked at', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
    await server.request('POST', 'auth/userpass/users/ann', { password: 'right-password' });
    await limit(server, 'one', { path: 'auth/userpass', max_live_tokens: 1 });
    const login = (password: string) =>
      server.request('POST', 'auth/userpass/login/ann', { password }, { token: '' });
    expect((await login('right-password')).status).toBe(200);

    expect((await login('wrong-password')).status).toBe(429);
    expect((await login('right-password')).status).toBe(429);
  });

  test('lets exactly as many of 64 logins at once in as there is room for', async () => {
    const { server, deploy } = await start();
    await limit(server, 'ten', ofDeploy(10));

    const answers = await Promise.all(Array.from({ length: 64 }, () => logIn(server, deploy)));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(54);
    const read = await server.request('GET', `${path}/ten`);
    expect(read.body).toMatchObject({ data: { live_tokens: 10 } });
  });

  test('holds for two processes at one store together', async () => {
    const store = openMemoryStore();
    const first = await startTestServer({ store });
    await first.request('POST', 'sys/auth/approle', { type: 'approle' });
    const deploy = await createRole(first, 'deploy');
    await limit(first, 'ten', ofDeploy(10));
    const second = await startTestServer({ store, isReady: false });
    await second.core.lifecycle.unseal(first.unsealKey);

    const servers = [first, second];
    const asked = Array.from({ length: 40 }, (_, i) => logIn(servers[i % 2] ?? first, deploy));
    const answers = await Promise.all(asked);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  });

  test('that is lowered ends nothing, and lets nobody in until enough have ended', async () => {
    const { server, deploy } = await start();
    await limit(server, 'few', ofDeploy(4));
    expect(await statuses(server, deploy, 2)).toEqual([200, 200]);
    server.advance(300);
    expect(await statuses(server, deploy, 2)).toEqual([200, 200]);

    await limit(server, 'few', ofDeploy(3));
    expect(await statuses(server, deploy, 1)).toEqual([429]);
    server.advance(300);
    expect(await statuses(server, deploy, 2)).toEqual([200, 429]);
  });

  test('costs logins of other roles neither a row nor a read', async () => {
    const store = openMemoryStore();
    const server = await startTestServer({ store });
    await server.request('POST', 'sys/auth/approle', { type: 'approle' });
    const build = await createRole(server, 'build');
    await logIn(server, build);
    const rows: number[] = [];
    const reads: number[] = [];
    const { commit, get } = store;
    store.commit = (change) => {
      rows.push((change.put ?? []).length);
      return commit.call(store, change);
    };
    store.get = (keys) => {
      reads.push(keys.length);
      return get.call(store, keys);
    };
    await logIn(server, build);
    const without = [rows.splice(0), reads.splice(0)];
    await limit(server, 'few', ofDeploy(1));
    await logIn(server, build);
    rows.length = 0;
    reads.length = 0;

    await logIn(server, build);

    expect([rows, reads]).toEqual(without);
  });

  test('names itself to the operator who asks why', async () => {
    const { server, deploy } = await start();
    await limit(server, 'few', ofDeploy(1));
    await logIn(server, deploy);
    const id = '11111111-2222-3333-4444-555555555555';

    await server.request('POST', 'auth/approle/login', { ...deploy }, { token: '', id });

    const told = await server.request('GET', `sys/explain/${id}`);
    expect(told.body).toMatchObject({ data: { error_code: 'LIVE_TOKENS_EXHAUSTED' } });
    expect((told.body['data'] as unknown as { checks: object[] }).checks).toContainEqual({
      name: 'live_tokens',
      outcome: 'failed',
      expected: 'fewer than 1 live tokens (quota few)',
      received: 'as many',
      code: 'LIVE_TOKENS_EXHAUSTED',
    });
  });

  test('of the token mount counts what tokens make, until their tree is gone', async () => {
    const { server } = await start();
    await limit(server, 'made', { path: 'auth/token', max_live_tokens: 3 });
    const create = async (token: string) =>
      server.request('POST', 'auth/token/create', { ttl: '1h', policies: ['root'] }, { token });
    const parent = await create(server.rootToken);
    const { client_token } = parent.body['auth'] as unknown as { client_token: string };

    const made = [await create(client_token), await create(client_token)];
    expect(made.map(({ status }) => status)).toEqual([200, 200]);
    expect((await create(server.rootToken)).status).toBe(429);
    await server.request('POST', 'auth/token/revoke', { token: client_token });
    expect((await create(server.rootToken)).status).toBe(200);
  });

  test('does not count batch tokens, which are stored nowhere', async () => {
    const { server } = await start();
    const login = await createRole(server, 'batch', { token_type: 'batch' });
    await limit(server, 'one', { path: 'auth/approle', role: 'batch', max_live_tokens: 1 });

    expect(await statuses(server, login, 3)).toEqual([200, 200, 200]);
  });

  test('goes with its mount', async () => {
    const { server } = await start();
    await limit(server, 'few', ofDeploy(1));

    await server.request('DELETE', 'sys/auth/approle');

    expect((await server.request('LIST', path)).status).toBe(404);
  });
});

describe('near the limit', () => {
  test('a login is answered with a warning, and the log has one line of it', async () => {
    const lines: string[] = [];
    const server = await startTestServer({
      log: (level, message) => level === 'warn' && lines.push(message),
    });
    await server.request('POST', 'sys/auth/approle', { type: 'approle' });
    const deploy = await createRole(server, 'deploy');
    await limit(server, 'ten', ofDeploy(10));
    const warnings = async () => (await logIn(server, deploy)).body['warnings'];

    for (let i = 0; i < 7; i++) expect(await warnings()).toBeNull();

    expect(await warnings()).toEqual([
      '8 of 10 live tokens of role "deploy" at auth/approle/ are in use; logins beyond that are refused.',
    ]);
    await logIn(server, deploy);
    expect(lines).toEqual(['live tokens come near their limit']);
  });

  test('tokens that ended in the meantime are no reason to warn', async () => {
    const { server, deploy } = await start();
    await limit(server, 'ten', ofDeploy(10));

    for (let i = 0; i < 20; i++) {
      expect((await logIn(server, deploy)).body['warnings']).toBeNull();
      server.advance(200);
    }
  });

  test('the metrics tell the limit, what is used, and what was refused', async () => {
    const { server, deploy } = await start();
    await limit(server, 'one', ofDeploy(1));
    await statuses(server, deploy, 3);

    const told = await server.request('GET', 'sys/metrics');

    const Labels = { name: 'one' };
    expect(told.body['Gauges']).toEqual(
      expect.arrayContaining([
        { Name: 'vault.quota.lease_count.max', Value: 1, Labels },
        { Name: 'vault.quota.lease_count.counter', Value: 1, Labels },
        { Name: 'vault.quota.live_tokens_warning', Value: 1, Labels },
      ]),
    );
    expect(told.body['Counters']).toContainEqual(
      expect.objectContaining({ Name: 'vault.quota.lease_count.violation', Sum: 2, Labels }),
    );
  });
});
