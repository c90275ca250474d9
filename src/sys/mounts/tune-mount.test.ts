import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

test('a fresh method has the lifetimes of the server', async () => {
  const server = await startMethod();

  const { body } = await server.request('GET', 'sys/auth/people/tune');

  const expected = {
    default_lease_ttl: 2_764_800,
    description: '',
    force_no_cache: false,
    max_lease_ttl: 2_764_800,
    token_type: 'default-service',
  };
  expect(body['data']).toEqual(expected);
  expect(body).toMatchObject(expected);
});

test('only what is named changes', async () => {
  const server = await startMethod();
  await tune(server, { default_lease_ttl: 1800, max_lease_ttl: '24h', description: 'first' });

  const answer = await tune(server, { audit_non_hmac_request_keys: 'a, b', token_type: 'batch' });

  expect(answer.status).toBe(204);
  expect((await server.request('GET', 'sys/auth/people/tune')).body['data']).toEqual({
    audit_non_hmac_request_keys: ['a', 'b'],
    default_lease_ttl: 1800,
    description: 'first',
    force_no_cache: false,
    max_lease_ttl: 86_400,
    token_type: 'batch',
  });
});

test('an empty list and the word system take a setting back', async () => {
  const server = await startMethod();
  await tune(server, {
    default_lease_ttl: '1h',
    max_lease_ttl: '2h',
    passthrough_request_headers: ['X-Team'],
    listing_visibility: 'unauth',
    token_type: 'service',
  });

  await tune(server, {
    default_lease_ttl: 'system',
    max_lease_ttl: 'system',
    passthrough_request_headers: [],
    listing_visibility: '',
    token_type: '',
  });

  const { body } = await server.request('GET', 'sys/auth/people');
  expect(body['config']).toEqual({
    default_lease_ttl: 0,
    force_no_cache: false,
    max_lease_ttl: 0,
    token_type: 'default-service',
  });
});

test('an empty lifetime keeps the one that is stored', async () => {
  const server = await startMethod();
  await tune(server, { default_lease_ttl: '1h' });

  await tune(server, { default_lease_ttl: '' });

  expect((await server.request('GET', 'sys/auth/people/tune')).body['default_lease_ttl']).toBe(
    3600,
  );
});

describe('what cannot be tuned, and then changes nothing', () => {
  test.each([
    [
      { default_lease_ttl: '48h' },
      'backend max lease TTL of 86400 would be less than backend default lease TTL of 172800',
    ],
    [{ default_lease_ttl: 'a while' }, 'time: invalid duration "a while"'],
    [{ max_lease_ttl: '-5' }, 'cannot provide negative value'],
    [{ listing_visibility: 'sometimes' }, 'invalid listing_visibility sometimes'],
    [{ token_type: 'soft' }, "invalid value for 'token_type'"],
    [{ plugin_version: 'v9.9.9' }, 'plugin not found in the catalog: userpass, version=v9.9.9'],
    [{ options: { version: '2' } }, 'auth method "userpass" does not allow setting a version'],
    [
      { user_lockout_config: { lockout_threshold: -1 } },
      'unable to parse user lockout threshold: cannot provide negative value',
    ],
    [
      { user_lockout_config: { lockout_duration: 'a while' } },
      'unable to parse user lockout duration: time: invalid duration "a while"',
    ],
  ])('%j', async (body, text) => {
    const server = await startMethod();
    await tune(server, { max_lease_ttl: '24h' });
    const before = await server.request('GET', 'sys/auth/people');

    const answer = await tune(server, { description: 'changed', ...body });

    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([text]);
    expect((await server.request('GET', 'sys/auth/people')).body).toEqual(before.body);
  });
});

test('lockout is tuned member by member; zero and the word system take one back', async () => {
  const server = await startMethod();
  await tune(server, {
    user_lockout_config: { lockout_threshold: '2', lockout_duration: '2m', lockout_disable: true },
  });
  await tune(server, {
    user_lockout_config: { lockout_counter_reset_duration: 90, lockout_duration: 'system' },
  });

  const { body } = await server.request('GET', 'sys/auth/people/tune');

  const lockout = {
    user_lockout_counter_reset_duration: 90,
    user_lockout_disable: true,
    user_lockout_duration: 0,
    user_lockout_threshold: 2,
  };
  expect(body['data']).toMatchObject(lockout);
  const info = await server.request('GET', 'sys/auth/people');
  expect(info.body['config']).toMatchObject({ user_lockout_config: lockout });
});

test('a threshold of zero never locks everybody out', async () => {
  const server = await startMethod();
  await tune(server, { user_lockout_config: { lockout_threshold: 0 } });
  const body = { password: 'correct horse' };
  await server.request('POST', 'auth/people/users/ann', body);
  const login = await server.request('POST', 'auth/people/login/ann', body, { token: '' });
  expect(login.status).toBe(200);
});

test('the token method is tuned in its lifetimes, but neither in its token type nor its lockout', async () => {
  const server = await startTestServer();
  const path = 'sys/auth/token/tune';

  expect((await server.request('POST', path, { default_lease_ttl: '1h' })).status).toBe(204);
  const type = await server.request('POST', path, { token_type: 'batch' });
  expect(type.body['errors']).toEqual([
    "'token_type' cannot be set for 'token' or 'ns_token' auth mounts",
  ]);
  const lockout = await server.request('POST', path, { user_lockout_config: {} });
  expect(lockout.body['errors']).toEqual([
    'tuning of user lockout configuration for auth type "token" not allowed',
  ]);
});

test('of the mounts of the server only what audit shows can be tuned', async () => {
  const server = await startTestServer();
  const path = 'sys/mounts/cubbyhole/tune';

  const keys = await server.request('POST', path, { audit_non_hmac_request_keys: ['a'] });
  const description = await server.request('POST', path, { description: 'mine' });

  expect(keys.status).toBe(204);
  expect(description.status).toBe(400);
  expect(description.body['errors']).toEqual(['cannot tune parameter description of cubbyhole/']);
});

test('what is not there cannot be read or tuned', async () => {
  const server = await startTestServer();

  const read = await server.request('GET', 'sys/auth/none/tune');
  const tuned = await server.request('POST', 'sys/auth/none/tune', { description: 'x' });
  const secret = await server.request('POST', 'sys/mounts/none/tune', { description: 'x' });

  expect(read.body['errors']).toEqual(['cannot fetch sysview for path "auth/none/"']);
  expect(tuned.body['errors']).toEqual(['tune of path "auth/none/" failed: no mount entry found']);
  expect(secret.body['errors']).toEqual(['tune of path "none/" failed: no mount entry found']);
});

test('two who tune different settings at the same time both get theirs', async () => {
  const server = await startMethod();

  const answers = await Promise.all([
    tune(server, { description: 'mine' }),
    tune(server, { default_lease_ttl: '1h' }),
    tune(server, { listing_visibility: 'unauth' }),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  expect((await server.request('GET', 'sys/auth/people/tune')).body).toMatchObject({
    description: 'mine',
    default_lease_ttl: 3600,
    listing_visibility: 'unauth',
  });
});

test('a lifetime counts from the next login on', async () => {
  const server = await startMethod();
  const body = { password: 'correct horse' };
  await server.request('POST', 'auth/people/users/ann', body);

  await server.request('POST', 'sys/mounts/auth/people/tune', { default_lease_ttl: '10m' });

  const login = await server.request('POST', 'auth/people/login/ann', body, { token: '' });
  expect(login.body['auth']).toMatchObject({ lease_duration: 600 });
});

async function startMethod(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/people', { type: 'userpass' });
  return server;
}

function tune(server: TestServer, body: object) {
  return server.request('POST', 'sys/auth/people/tune', { ...body });
}
