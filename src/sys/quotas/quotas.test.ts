import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import { at, startAudited } from '../../testing/audited-server.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const path = 'sys/quotas/rate-limit';

async function startWithMount(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/mounts/kv1', { type: 'kv', options: { version: '1' } });
  await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
  await server.request('POST', 'sys/auth/approle', { type: 'approle' });
  return server;
}

async function limit(server: TestServer, name: string, body: object): Promise<void> {
  const answer = await server.request('POST', `${path}/${name}`, body as never);
  expect(answer.body).toBeNull();
  expect(answer.status).toBe(204);
}

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const found: number[] = [];
  for (let i = 0; i < count; i++) found.push((await ask()).status);
  return found;
}

describe('a rate-limit quota', () => {
  test('is read with its defaults, listed and removed', async () => {
    const server = await startWithMount();
    await limit(server, 'all', { rate: 1000 });
    await limit(server, 'kv', { rate: '2.5', interval: '10s', path: 'kv1' });

    const read = async (name: string) => (await server.request('GET', `${path}/${name}`)).body;
    expect(await read('all')).toMatchObject({
      data: {
        name: 'all',
        type: 'rate-limit',
        path: '',
        role: '',
        rate: 1000,
        interval: 1,
        block_interval: 0,
        inheritable: true,
        group_by: 'ip',
      },
    });
    expect(await read('kv')).toMatchObject({
      data: { path: 'kv1/', rate: 2.5, interval: 10, inheritable: false },
    });
    const listed = await server.request('LIST', path);
    expect(listed.body).toMatchObject({ data: { keys: ['all', 'kv'] } });
    expect((await server.request('DELETE', `${path}/kv`)).status).toBe(204);
    expect((await server.request('DELETE', `${path}/kv`)).status).toBe(204);
    expect((await server.request('GET', `${path}/kv`)).status).toBe(404);
  });

  test.each([
    [{}, "'rate' is invalid"],
    [{ rate: 0 }, "'rate' is invalid"],
    [{ rate: -1 }, "'rate' is invalid"],
    [{ rate: 'many' }, "'rate' is invalid"],
    [{ rate: 1, group_by: 'entity' }, "'group_by' is invalid"],
    [{ rate: 1, path: 'nowhere/at/all' }, 'invalid mount path "nowhere/at/all/"'],
    [
      { rate: 1, path: 'kv1', role: 'x' },
      'Mount path "kv1" is not a valid auth method and therefore unsuitable for use with role-based quotas',
    ],
    [
      { rate: 1, path: 'auth/userpass', role: 'x' },
      'Mount path "auth/userpass" does not support use with role-based quotas',
    ],
    [
      { rate: 1, path: 'auth/approle/login', role: 'x' },
      'Quotas cannot contain both a path suffix and a role. With a role, path must be that of a mount that has roles.',
    ],
    [{ rate: 9, path: '' }, 'quota rule with similar properties exists under the name "all"'],
  ])('%j is refused', async (body, text) => {
    const server = await startWithMount();
    await limit(server, 'all', { rate: 1000 });

    const answer = await server.request('POST', `${path}/new`, body);

    expect([answer.status, answer.body]).toEqual([400, { errors: [text] }]);
  });

  test('refuses what is beyond its rate, and allows again as time passes', async () => {
    const server = await startWithMount();
    await limit(server, 'kv', { rate: 2, interval: '10s', path: 'kv1' });
    const ask = () => server.request('GET', 'kv1/a');

    expect(await statuses(3, ask)).toEqual([404, 404, 429]);
    const refused = await ask();
    expect(refused.body).toEqual({ errors: ['request path "kv1/a": rate limit quota exceeded'] });
    expect(refused.raw.headers).toMatchObject({ 'Retry-After': '5' });
    expect(refused.raw.headers).not.toHaveProperty('X-RateLimit-Limit');
    server.advance(5);
    expect(await statuses(2, ask)).toEqual([404, 429]);
    expect((await server.request('GET', 'secret/a')).status).toBe(404);
    await server.request('DELETE', `${path}/kv`);
    expect((await ask()).status).toBe(404);
  });

  test('counts each address by itself, an IPv6 site as one, and all together by group_by none', async () => {
    const server = await startWithMount();
    const from = async (remoteAddress: string) =>
      (await server.request('GET', 'kv1/a', {}, { remoteAddress })).status;
    await limit(server, 'kv', { rate: 1, interval: '1h', path: 'kv1' });

    expect([await from('10.0.0.1'), await from('10.0.0.2')]).toEqual([404, 404]);
    expect(await from('10.0.0.1')).toBe(429);
    expect([await from('2001:db8::1'), await from('2001:db8:0:0:9::1')]).toEqual([404, 429]);
    expect(await from('2001:db8:0:1::1')).toBe(404);

    await limit(server, 'kv', { rate: 1, interval: '1h', path: 'kv1', group_by: 'none' });
    expect([await from('10.0.0.1'), await from('10.0.0.2')]).toEqual([404, 429]);
  });

  test('with a block refuses until that has elapsed', async () => {
    const server = await startWithMount();
    await limit(server, 'kv', { rate: 1, interval: 1, block_interval: 60, path: 'kv1' });
    const ask = () => server.request('GET', 'kv1/a');

    expect(await statuses(2, ask)).toEqual([404, 429]);
    server.advance(59);
    expect(await statuses(1, ask)).toEqual([429]);
    server.advance(1);
    expect(await statuses(1, ask)).toEqual([404]);
  });

  test('of the narrowest path counts alone', async () => {
    const server = await startWithMount();
    await limit(server, 'all', { rate: 1000 });
    await limit(server, 'mount', { rate: 1000, path: 'kv1' });
    await limit(server, 'short', { rate: 1000, path: 'kv1/a*' });
    await limit(server, 'long', { rate: 2, interval: '1h', path: 'kv1/a/b*' });
    await limit(server, 'exact', { rate: 1, interval: '1h', path: 'kv1/a/b/c' });

    expect(await statuses(2, () => server.request('GET', 'kv1/a/b/c'))).toEqual([404, 429]);
    expect(await statuses(3, () => server.request('GET', 'kv1/a/b/d'))).toEqual([404, 404, 429]);
    expect(await statuses(3, () => server.request('GET', 'kv1/a/c'))).toEqual([404, 404, 404]);
  });

  test('of a path holds for all spellings of a name in it', async () => {
    const server = await startWithMount();
    await limit(server, 'alice', {
      rate: 1,
      interval: '1h',
      path: 'auth/userpass/login/Alice',
    });

    const login = async (name: string) =>
      (await server.request('POST', `auth/userpass/login/${name}`, { password: 'x' })).status;

    expect([await login('alice'), await login('ALICE'), await login('bob')]).toEqual([
      400, 429, 400,
    ]);
  });

  test('of a role counts the logins of that role alone (GHSA-5v22-543h-wg96)', async () => {
    const server = await startWithMount();
    const roleIds: string[] = [];
    for (const role of ['one', 'two']) {
      await server.request('POST', `auth/approle/role/${role}`, { bind_secret_id: true });
      const read = await server.request('GET', `auth/approle/role/${role}/role-id`);
      roleIds.push((read.body['data'] as unknown as { role_id: string }).role_id);
    }
    await limit(server, 'one', { rate: 1, interval: '1h', path: 'auth/approle', role: 'One' });
    const login = (role_id: string) => () =>
      server.request('POST', 'auth/approle/login', { role_id, secret_id: 'wrong' });

    expect(await statuses(2, login(roleIds[0] ?? ''))).toEqual([400, 429]);
    expect(await statuses(2, login(roleIds[1] ?? ''))).toEqual([400, 400]);
  });

  test('goes with its mount when that is moved, and ends with it', async () => {
    const server = await startWithMount();
    await limit(server, 'kv', { rate: 1, interval: '1h', path: 'kv1' });
    await server.request('POST', 'sys/remount', { from: 'kv1', to: 'kv2' });

    expect((await server.request('GET', `${path}/kv`)).body).toMatchObject({
      data: { path: 'kv2/' },
    });
    expect(await statuses(2, () => server.request('GET', 'kv2/a'))).toEqual([404, 429]);
    await server.request('DELETE', 'sys/mounts/kv2');
    expect((await server.request('GET', `${path}/kv`)).status).toBe(404);
  });

  test('made by another process holds at once, and one that is removed is forgotten', async () => {
    const store = openMemoryStore();
    const first = await startTestServer({ store });
    const second = await startTestServer({ store, isReady: false });
    await second.core.lifecycle.unseal(first.unsealKey);
    const token = first.rootToken;
    const ask = () => second.request('GET', 'cubbyhole/a', {}, { token });
    expect(await statuses(1, ask)).toEqual([404]);

    await limit(first, 'c', { rate: 1, interval: '1h', path: 'cubbyhole' });
    expect(await statuses(2, ask)).toEqual([404, 429]);
    await first.request('DELETE', `${path}/c`);
    second.advance(2);
    expect(await statuses(1, ask)).toEqual([404]);
  });

  test('holds for the first request of a process too', async () => {
    const store = openMemoryStore();
    const first = await startTestServer({ store });
    await limit(first, 'c', { rate: 1, interval: '1h', path: 'cubbyhole' });
    const second = await startTestServer({ store, isReady: false });
    await second.core.lifecycle.unseal(first.unsealKey);
    const { rootToken: token } = first;

    const asked = [1, 2, 3].map(() => second.request('GET', 'cubbyhole/a', {}, { token }));

    const found = (await Promise.all(asked)).map(({ status }) => status);
    expect(found.toSorted((a, b) => a - b)).toEqual([404, 429, 429]);
  });
});

test('refusals are recorded in audit only where that is wanted', async () => {
  const { server, last } = await startAudited();
  await limit(server, 'c', { rate: 1, interval: '1h', path: 'cubbyhole' });
  await server.request('GET', 'cubbyhole/a');

  expect((await server.request('GET', 'cubbyhole/b')).status).toBe(429);
  expect(at(last(), 'request', 'path')).toBe('cubbyhole/a');
  await server.request('POST', 'sys/quotas/config', { enable_rate_limit_audit_logging: true });
  expect((await server.request('GET', 'cubbyhole/c')).status).toBe(429);
  const { request, error } = last() as { request?: object; error?: string };
  expect(request).toMatchObject({ path: 'cubbyhole/c', operation: 'read' });
  expect(error).toContain('rate limit quota exceeded');
});

describe('the configuration of quotas', () => {
  test('is replaced as a whole', async () => {
    const server = await startTestServer();
    const read = async () => (await server.request('GET', 'sys/quotas/config')).body['data'];
    expect(await read()).toMatchObject({ enable_rate_limit_response_headers: false });

    await server.request('POST', 'sys/quotas/config', {
      rate_limit_exempt_paths: ['/sys/health', ''],
      enable_rate_limit_response_headers: true,
    });
    expect(await read()).toEqual({
      rate_limit_exempt_paths: ['sys/health'],
      enable_rate_limit_audit_logging: false,
      enable_rate_limit_response_headers: true,
    });
    await server.request('POST', 'sys/quotas/config', {});
    expect(await read()).toMatchObject({ rate_limit_exempt_paths: [] });
  });

  test('exempts paths, health among them', async () => {
    const server = await startWithMount();
    await server.request('POST', 'kv1/a', { k: 'v' });
    await limit(server, 'all', { rate: 1, interval: '1h' });

    expect(await statuses(2, () => server.request('GET', 'sys/health'))).toEqual([200, 200]);
    await server.request('GET', 'kv1/a', {}, { remoteAddress: '10.0.0.9' });
    expect(await statuses(2, () => server.request('GET', 'sys/leader'))).toEqual([200, 429]);
  });

  test('may tell in headers what is left', async () => {
    const server = await startWithMount();
    await server.request('POST', 'sys/quotas/config', { enable_rate_limit_response_headers: true });
    await limit(server, 'kv', { rate: 2, interval: '10s', path: 'kv1' });
    const headers = async () => (await server.request('GET', 'kv1/a')).raw.headers;

    const found = [await headers(), await headers(), await headers()];

    expect(found).toMatchObject([
      { 'X-RateLimit-Limit': '2', 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': '5' },
      { 'X-RateLimit-Limit': '2', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '10' },
      {
        'X-RateLimit-Limit': '2',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': '10',
        'Retry-After': '5',
      },
    ]);
  });
});
