import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

test('a fresh server has the token method and nothing else', async () => {
  const server = await startTestServer();

  const { body } = await server.request('GET', 'sys/auth');

  const token = {
    accessor: expect.stringMatching(/^auth_token_[\da-f]{8}$/) as string,
    config: {
      default_lease_ttl: 0,
      force_no_cache: false,
      max_lease_ttl: 0,
      token_type: 'default-service',
    },
    description: 'token based credentials',
    external_entropy_access: false,
    local: false,
    options: null,
    plugin_version: '',
    running_plugin_version: expect.stringContaining('+builtin') as string,
    running_sha256: '',
    seal_wrap: false,
    type: 'token',
    uuid: expect.any(String) as string,
  };
  expect(body['data']).toEqual({ 'token/': token });
  expect(body['token/']).toEqual(token);
});

test('an enabled method is read at its path, with and without a slash at the end', async () => {
  const server = await startTestServer();

  const enabled = await enable(server, 'team/people', { description: 'people', local: true });

  expect(enabled.status).toBe(204);
  const plain = await server.request('GET', 'sys/auth/team/people');
  const slashed = await server.request('GET', 'sys/auth/team/people/');
  expect(plain.body['data']).toMatchObject({
    type: 'userpass',
    description: 'people',
    local: true,
    seal_wrap: false,
    options: {},
    deprecation_status: 'supported',
    accessor: expect.stringMatching(/^auth_userpass_[\da-f]{8}$/) as string,
  });
  expect(slashed.body).toEqual(plain.body);
  const list = await server.request('GET', 'sys/auth');
  expect(Object.keys(list.body['data'] ?? {})).toEqual(['team/people/', 'token/']);
});

test('settings given at once are answered as given, and those left out are not there', async () => {
  const server = await startTestServer();
  const config = {
    default_lease_ttl: '30m',
    max_lease_ttl: 86_400,
    listing_visibility: 'unauth',
    audit_non_hmac_request_keys: ['role_id'],
    audit_non_hmac_response_keys: 'client_token,accessor',
    passthrough_request_headers: ['X-Team'],
    allowed_response_headers: [],
    token_type: 'batch',
    somebody_elses_setting: 1,
  };

  const enabled = await enable(server, 'machines', { config });

  expect(enabled.status).toBe(204);
  const { body } = await server.request('GET', 'sys/auth/machines');
  expect(body['config']).toEqual({
    default_lease_ttl: 1800,
    max_lease_ttl: 86_400,
    force_no_cache: false,
    listing_visibility: 'unauth',
    audit_non_hmac_request_keys: ['role_id'],
    audit_non_hmac_response_keys: ['client_token', 'accessor'],
    passthrough_request_headers: ['X-Team'],
    token_type: 'batch',
  });
});

test('lockout settings given at once count, and are not dropped in silence', async () => {
  const server = await startTestServer();

  await enable(server, 'people', { config: { user_lockout_config: { lockout_threshold: 7 } } });

  const { body } = await server.request('GET', 'sys/auth/people/tune');
  expect(body).toMatchObject({ user_lockout_threshold: 7, user_lockout_disable: false });
});

describe('a path that is taken is refused', () => {
  test.each(['people', 'people/sub', 'token', 'team'])('%s', async (path) => {
    const server = await startTestServer();
    await enable(server, 'people');
    await enable(server, 'team/a');

    const { status, body } = await enable(server, path);

    expect(status).toBe(400);
    const holder = { people: 'people/', 'people/sub': 'people/', token: 'token/', team: 'team/a/' };
    expect(body['errors']).toEqual([
      `path is already in use at ${holder[path as keyof typeof holder]}`,
    ]);
  });
});

describe('what cannot be enabled', () => {
  test.each([
    [{ type: '' }, 'backend type must be specified as a string'],
    [{ type: 'no-such-method' }, 'plugin not found in the catalog: no-such-method'],
    [{ type: 'kv' }, 'plugin not found in the catalog: kv'],
    [{ type: 'token' }, 'token credential backend cannot be instantiated'],
    [{ type: 'plugin' }, 'plugin_name must be provided for plugin backend'],
    [{ type: 'plugin', plugin_name: 'odd' }, 'plugin not found in the catalog: odd'],
    [{ options: { version: '2' } }, 'auth method "userpass" does not allow setting a version'],
    [
      { config: { default_lease_ttl: '2h', max_lease_ttl: '1h' } },
      'given default lease TTL greater than given max lease TTL',
    ],
    [
      { config: { default_lease_ttl: '2764801s' } },
      'given default lease TTL greater than system max lease TTL of 2764800',
    ],
    [
      { config: { default_lease_ttl: 'soon' } },
      'unable to parse default TTL of soon: time: invalid duration "soon"',
    ],
    [
      { config: { max_lease_ttl: '-1h' } },
      'unable to parse max TTL of -1h: cannot provide negative value',
    ],
    [{ config: { token_type: 'soft' } }, "invalid value for 'token_type'"],
    [{ config: { listing_visibility: 'sometimes' } }, 'invalid listing_visibility sometimes'],
    [{ config: { force_no_cache: 'true' } }, 'unable to convert given auth config information'],
    [
      { config: { audit_non_hmac_request_keys: [1] } },
      'unable to convert given auth config information',
    ],
    [{ config: { default_lease_ttl: {} } }, 'unable to convert given auth config information'],
    [{ config: { plugin_version: 'newest' } }, 'version "newest" is not a valid semantic version'],
    [
      { config: { plugin_version: 'v9.9.9' } },
      'plugin not found in the catalog: userpass, version=v9.9.9',
    ],
    [
      { config: { user_lockout_config: { lockout_threshold: 'many' } } },
      "unable to parse user lockout threshold: cannot parse value as 'int': invalid syntax",
    ],
  ])('%j', async (body, text) => {
    const server = await startTestServer();

    const answer = await enable(server, 'people', body);

    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([text]);
    expect((await server.request('GET', 'sys/auth/people')).status).toBe(400);
  });
});

describe('paths that no mount can have', () => {
  test.each(['a//b', 'a/../b', './a', 'a/tune/', 'tune', 'a*', 'a\u0007b', 'a\u200bb', ' a'])(
    '%j',
    async (path) => {
      const server = await startTestServer();

      const { status } = await enable(server, path);

      expect(status).toBe(400);
      expect(Object.keys((await server.request('GET', 'sys/auth')).body['data'] ?? {})).toEqual([
        'token/',
      ]);
    },
  );
});

test('a type may be named as a plugin', async () => {
  const server = await startTestServer();

  await enable(server, 'a', { type: 'plugin', plugin_name: 'userpass' });
  await enable(server, 'b', { type: 'plugin', config: { plugin_name: 'userpass' } });

  expect((await server.request('GET', 'sys/auth/a')).body['type']).toBe('userpass');
  expect((await server.request('GET', 'sys/auth/b')).body['type']).toBe('userpass');
});

test('of two requests for the same path one wins', async () => {
  const server = await startTestServer();

  const answers = await Promise.all([
    enable(server, 'people'),
    enable(server, 'people/sub'),
    enable(server, 'people'),
  ]);

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 400, 400]);
  expect(Object.keys((await server.request('GET', 'sys/auth')).body['data'] ?? {})).toHaveLength(2);
});

test('disabling ends the tokens of a method at once, and its children', async () => {
  const server = await startTestServer();
  await enable(server, 'people');
  const ann = await login(server);
  const child = await server.request('POST', 'auth/token/create', {}, { token: ann });
  const childToken = (child.body['auth'] as Record<string, string> | undefined)?.['client_token'];

  const { status } = await server.request('DELETE', 'sys/auth/people');

  expect(status).toBe(204);
  for (const token of [ann, childToken ?? '']) {
    expect((await server.request('GET', 'auth/token/lookup-self', {}, { token })).status).toBe(403);
  }
  const body = { password: 'correct horse' };
  const again = await server.request('POST', 'auth/people/login/ann', body, { token: '' });
  expect(again.status).toBe(403);
});

test('a method that is enabled again at the same path starts empty', async () => {
  const server = await startTestServer();
  await enable(server, 'people');
  const ann = await login(server);
  await server.request('DELETE', 'sys/auth/people');

  await enable(server, 'people');

  const body = { password: 'correct horse' };
  const again = await server.request('POST', 'auth/people/login/ann', body, { token: '' });
  expect(again.status).toBe(400);
  const self = await server.request('GET', 'auth/token/lookup-self', {}, { token: ann });
  expect(self.status).toBe(403);
});

test('disabling what is not there answers as if it had been', async () => {
  const server = await startTestServer();

  expect((await server.request('DELETE', 'sys/auth/nobody')).status).toBe(204);
  const token = await server.request('DELETE', 'sys/auth/token');
  expect(token.status).toBe(400);
  expect(token.body['errors']).toEqual(['token credential backend cannot be disabled']);
});

test('reading what is not there names the path', async () => {
  const server = await startTestServer();

  const { status, body } = await server.request('GET', 'sys/auth/nobody');

  expect(status).toBe(400);
  expect(body['errors']).toEqual(['No auth engine at nobody/']);
});

async function enable(server: TestServer, path: string, body: object = {}) {
  return server.request('POST', `sys/auth/${path}`, { type: 'userpass', ...body });
}

async function login(server: TestServer): Promise<string> {
  const body = { password: 'correct horse' };
  await server.request('POST', 'auth/people/users/ann', body);
  const answer = await server.request('POST', 'auth/people/login/ann', body, { token: '' });
  return (answer.body['auth'] as Record<string, string> | undefined)?.['client_token'] ?? '';
}
