import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

test('a fresh server has its own mounts', async () => {
  const server = await startTestServer();

  const { body } = await server.request('GET', 'sys/mounts');

  expect(Object.keys(body['data'] ?? {})).toEqual(['cubbyhole/', 'identity/', 'sys/']);
  expect(body['sys/']).toMatchObject({
    type: 'system',
    seal_wrap: true,
    options: null,
    config: { passthrough_request_headers: ['Accept'] },
  });
  expect(body['sys/']).not.toHaveProperty('deprecation_status');
});

test('an enabled engine is read at its path, and at every path in it', async () => {
  const server = await startTestServer();
  const options = { version: '1' };

  const { status } = await enable(server, 'team/kv', { options, description: 'one' });

  expect(status).toBe(204);
  const at = await server.request('GET', 'sys/mounts/team/kv');
  expect(at.body['data']).toMatchObject({
    type: 'kv',
    description: 'one',
    options,
    config: { default_lease_ttl: 0, force_no_cache: false, max_lease_ttl: 0 },
    accessor: expect.stringMatching(/^kv_[\da-f]{8}$/) as string,
  });
  expect(at.body['config']).not.toHaveProperty('token_type');
  const inside = await server.request('GET', 'sys/mounts/team/kv/a/b');
  expect(inside.body).toEqual(at.body);
  const method = await server.request('GET', 'sys/mounts/auth/token/x');
  expect(method.body['type']).toBe('token');
});

test('older names of the type are understood', async () => {
  const server = await startTestServer();

  await enable(server, 'a', { type: 'generic' });
  await enable(server, 'b', { type: 'kv-v1' });

  expect((await server.request('GET', 'sys/mounts/a')).body).toMatchObject({
    type: 'kv',
    options: {},
  });
  expect((await server.request('GET', 'sys/mounts/b')).body).toMatchObject({
    type: 'kv',
    options: { version: '1' },
  });
});

describe('what cannot be enabled', () => {
  test.each([
    ['sys', {}, 'cannot mount "sys/"'],
    ['sys/foo', {}, 'cannot mount "sys/foo/"'],
    ['auth/foo', {}, 'cannot mount "auth/foo/"'],
    ['cubbyhole/a', {}, 'cannot mount "cubbyhole/a/"'],
    ['identity', {}, 'cannot mount "identity/"'],
    ['audit', {}, 'cannot mount "audit/"'],
    ['a', { type: 'system' }, 'mount type of "system" is not mountable'],
    ['a', { type: 'cubbyhole' }, 'mount type of "cubbyhole" is not mountable'],
    ['a', { type: 'odd' }, 'plugin not found in the catalog: odd'],
    ['a', { type: 'userpass' }, 'plugin not found in the catalog: userpass'],
    ['a', { options: { version: '7' } }, 'invalid version provided: 7'],
    ['a', { config: { max_lease_ttl: true } }, 'unable to convert given mount config information'],
    [
      'a',
      { config: { user_lockout_config: {} } },
      'tuning of user lockout configuration for auth type "kv" not allowed',
    ],
  ])('%s %j', async (path, body, text) => {
    const server = await startTestServer();

    const answer = await enable(server, path, body);

    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([text]);
  });
});

test('settings of an engine are tuned, but it has no token type', async () => {
  const server = await startTestServer();
  await enable(server, 'kv', { config: { default_lease_ttl: '5m', max_lease_ttl: '1h' } });
  const path = 'sys/mounts/kv/tune';

  expect((await server.request('POST', path, { default_lease_ttl: '10m' })).status).toBe(204);
  const refused = await server.request('POST', path, { token_type: 'batch' });

  expect(refused.body['errors']).toEqual(["'token_type' can only be modified on auth mounts"]);
  expect((await server.request('GET', path)).body['data']).toEqual({
    default_lease_ttl: 600,
    description: '',
    force_no_cache: false,
    max_lease_ttl: 3600,
  });
});

test('disabling takes what was stored with it', async () => {
  const server = await startTestServer();
  await enable(server, 'kv');
  await server.request('POST', 'kv/a', { k: 'v' });

  const { status } = await server.request('DELETE', 'sys/mounts/kv');

  expect(status).toBe(204);
  expect((await server.request('GET', 'kv/a')).status).toBe(404);
  await enable(server, 'kv');
  expect((await server.request('GET', 'kv/a')).status).toBe(404);
});

test('the mounts of the server stay; disabling what is not there answers as if it had been', async () => {
  const server = await startTestServer();

  expect((await server.request('DELETE', 'sys/mounts/none')).status).toBe(204);
  for (const path of ['sys', 'cubbyhole', 'auth/token']) {
    const { status, body } = await server.request('DELETE', `sys/mounts/${path}`);
    expect(status).toBe(400);
    expect(body['errors']).toEqual([`cannot unmount "${path}/"`]);
  }
});

test('reading what is not there names the path', async () => {
  const server = await startTestServer();

  const { status, body } = await server.request('GET', 'sys/mounts/none');

  expect(status).toBe(400);
  expect(body['errors']).toEqual(['No secret engine mount at none/']);
  expect((await server.request('GET', 'sys/mounts/')).status).toBe(404);
});

test('a moved engine keeps what it stores', async () => {
  const server = await startTestServer();
  await enable(server, 'old');
  await server.request('POST', 'old/a', { k: 'v' });

  await server.request('POST', 'sys/remount', { from: 'old', to: 'new' });

  expect((await server.request('GET', 'new/a')).body['data']).toEqual({ k: 'v' });
  expect((await server.request('GET', 'old/a')).status).toBe(404);
});

function enable(server: TestServer, path: string, body: object = {}) {
  return server.request('POST', `sys/mounts/${path}`, { type: 'kv', ...body });
}
