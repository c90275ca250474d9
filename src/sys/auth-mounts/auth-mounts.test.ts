import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

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
