import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { operations as authMounts } from '../auth-mounts/operations.ts';
import { operations as internal } from '../internal/operations.ts';
import { operations as mounts } from './operations.ts';

const operations = Object.entries({ ...authMounts, ...mounts, ...internal });

/** What a token with no policy but "default" may call: it shows only what concerns that token. */
const openToAll = new Set([
  'internal-ui-list-enabled-visible-mounts',
  'internal-ui-list-namespaces',
  'internal-ui-read-resultant-acl',
]);

test('which operations are protected, and how, is a decision that this list records (CVE-2021-42135)', () => {
  const marks = operations.map(([id, operation]) => {
    const isOpen = 'unauthenticated' in operation;
    const mark = isOpen ? 'open' : 'sudo' in operation ? 'sudo' : 'policy';
    return `${operation.method} ${operation.path}: ${mark}${isOpen ? ` (${id})` : ''}`;
  });

  expect(marks).toEqual([
    'GET auth: policy',
    'GET auth/{path+}/tune: sudo',
    'POST auth/{path+}/tune: sudo',
    'POST auth/{path+}: sudo',
    'GET auth/{path+}: sudo',
    'DELETE auth/{path+}: sudo',
    'GET mounts: policy',
    'GET mounts/auth/{path+}/tune: policy',
    'POST mounts/auth/{path+}/tune: policy',
    'GET mounts/{path+}/tune: policy',
    'POST mounts/{path+}/tune: policy',
    'POST mounts/{path+}: policy',
    'GET mounts/{path+}: policy',
    'DELETE mounts/{path+}: policy',
    'POST remount: sudo',
    'GET remount/status/{migration_id}: policy',
    'GET internal/ui/mounts: open (internal-ui-list-enabled-visible-mounts)',
    'GET internal/ui/mounts/{path+}: open (internal-ui-read-mount-information)',
    'GET internal/ui/namespaces: open (internal-ui-list-namespaces)',
    'GET internal/ui/resultant-acl: policy',
  ]);
});

describe('a token with the policy default alone is refused (CVE-2023-0665)', () => {
  test.each(operations.filter(([id]) => !openToAll.has(id)))('%s', async (_id, operation) => {
    const server = await startTestServer();
    const { body } = await server.request('POST', 'auth/token/create', { policies: ['default'] });
    const token = body['auth']?.['client_token'] ?? '';

    const path = `sys/${operation.path.replace(/\{[^}]+\}/g, 'people')}`;
    const { status } = await server.request(operation.method, path, {}, { token });

    expect(status).toBe(403);
  });
});

describe('without a token a mount and none at all answer alike (CVE-2020-25594)', () => {
  test.each(['GET', 'LIST', 'POST', 'PATCH', 'DELETE', 'HEAD', 'SCAN'] as const)(
    '%s',
    async (verb) => {
      const server = await startTestServer();
      await server.request('POST', 'sys/auth/people', { type: 'userpass' });
      const paths = ['auth/people/users/ann', 'auth/nobody/users/ann', 'nothing/a', 'cubbyhole/a'];
      const settings = ['sys/auth/people', 'sys/auth/nobody', 'sys/mounts/nothing/tune', 'sys/odd'];

      for (const path of [...paths, ...settings]) {
        const { status, body } = await server.request(verb, path, {}, { token: '' });
        expect([path, status, body]).toEqual([path, 403, { errors: ['permission denied'] }]);
      }
    },
  );
});

test('sudo is needed on sys/auth; sys/mounts/auth tunes the same mount without it', async () => {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/people', { type: 'userpass' });
  const token = await tokenWith(
    server,
    `path "sys/auth/people" { capabilities = ["create", "update", "read", "delete"] }
     path "sys/auth/people/tune" { capabilities = ["read", "update"] }
     path "sys/mounts/auth/people/tune" { capabilities = ["read", "update"] }`,
  );
  const status = async (verb: 'GET' | 'POST' | 'DELETE', path: string): Promise<number> =>
    (await server.request(verb, path, { description: 'x' }, { token })).status;

  expect(await status('GET', 'sys/auth/people')).toBe(403);
  expect(await status('DELETE', 'sys/auth/people')).toBe(403);
  expect(await status('POST', 'sys/auth/people/tune')).toBe(403);
  expect(await status('GET', 'sys/mounts/auth/people/tune')).toBe(200);
  expect(await status('POST', 'sys/mounts/auth/people/tune')).toBe(204);
});

describe('a policy that denies a mount covers every spelling of its path', () => {
  test.each(['sys/auth/people', 'sys/auth/people/', 'sys/auth//people', 'sys/auth/people//'])(
    '%s',
    async (path) => {
      const server = await startTestServer();
      await server.request('POST', 'sys/auth/people', { type: 'userpass' });
      const token = await tokenWith(
        server,
        `path "sys/auth/*" { capabilities = ["read", "delete", "sudo"] }
         path "sys/auth/people" { capabilities = ["deny"] }`,
      );

      const { status } = await server.request('DELETE', path, {}, { token });

      expect(status).toBe(403);
      expect((await server.request('GET', 'sys/auth/people')).status).toBe(200);
    },
  );
});

async function tokenWith(server: TestServer, policy: string): Promise<string> {
  await server.request('POST', 'sys/policies/acl/of-test', { policy });
  const { body } = await server.request('POST', 'auth/token/create', { policies: ['of-test'] });
  return body['auth']?.['client_token'] ?? '';
}
