import { expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const LIST = 'sys/internal/ui/mounts';

test('a stranger sees the mounts that are marked for it, and of these no more than a login needs', async () => {
  const server = await startServer();

  const { status, body } = await server.request('GET', LIST, {}, { token: '' });

  expect(status).toBe(200);
  expect(body['data']).toEqual({
    auth: { 'shown/': { type: 'userpass', description: 'for all', options: {} } },
    secret: {},
  });
});

test('a token sees the mounts that its policies reach, in full, and those that everybody sees', async () => {
  const server = await startServer();
  const token = await tokenWith(server, 'path "auth/hidden/users/*" { capabilities = ["read"] }');

  const { body } = await server.request('GET', LIST, {}, { token });

  expect(Object.keys(body['data']?.['auth'] ?? {})).toEqual(['hidden/', 'shown/', 'token/']);
  expect(body['data']?.['auth']?.['hidden/']).toMatchObject({
    accessor: expect.stringContaining('auth_userpass_') as string,
  });
});

test('a policy that denies hides a mount that another one shows', async () => {
  const server = await startServer();
  const token = await tokenWith(
    server,
    'path "auth/*" { capabilities = ["read"] }\npath "auth/hidden/*" { capabilities = ["deny"] }',
  );

  const { body } = await server.request('GET', LIST, {}, { token });

  expect(Object.keys(body['data']?.['auth'] ?? {})).toEqual(['shown/', 'token/']);
});

test('a token that is no longer valid is refused, not taken for a stranger', async () => {
  const server = await startServer();

  const { status, body } = await server.request('GET', LIST, {}, { token: 's.made-up' });

  expect(status).toBe(403);
  expect(body['errors']).toEqual(['permission denied']);
});

test('a path leads to the mount that holds it', async () => {
  const server = await startServer();

  const { status, body } = await server.request('GET', `${LIST}/auth/hidden/users/ann`);

  expect(status).toBe(200);
  expect(body['data']).toMatchObject({ path: 'hidden/', type: 'userpass' });
});

test('a mount out of reach and none at all are told apart by nobody (CVE-2020-25594)', async () => {
  const server = await startServer();
  const token = await tokenWith(server, 'path "elsewhere/*" { capabilities = ["read"] }');

  const real = await server.request('GET', `${LIST}/auth/hidden`, {}, { token });
  const none = await server.request('GET', `${LIST}/auth/nobody`, {}, { token });

  expect([real.status, none.status]).toEqual([403, 403]);
  expect(JSON.stringify(none.body).replace('nobody', 'hidden')).toBe(JSON.stringify(real.body));
});

test('without a token no path is looked at', async () => {
  const server = await startServer();

  for (const path of [`${LIST}/auth/shown`, `${LIST}/auth/nobody`, 'sys/internal/ui/namespaces']) {
    const { status, body } = await server.request('GET', path, {}, { token: '' });
    expect(status).toBe(403);
    expect(body['errors']).toEqual(['permission denied']);
  }
});

test('there are no namespaces to show yet', async () => {
  const server = await startTestServer();

  const { body } = await server.request('GET', 'sys/internal/ui/namespaces');

  expect(body['data']).toEqual({ keys: [] });
});

test('a token reads what its policies allow', async () => {
  const server = await startTestServer();
  const token = await tokenWith(
    server,
    `path "secret/a" { capabilities = ["read", "update"] }
     path "secret/b/*" { capabilities = ["list"] }`,
  );

  const { body } = await server.request('GET', 'sys/internal/ui/resultant-acl', {}, { token });

  expect(body['data']).toMatchObject({
    root: false,
    exact_paths: { 'secret/a': { capabilities: ['read', 'update'] } },
    glob_paths: { 'secret/b/': { capabilities: ['list'] } },
  });
});

test('to root everything is allowed', async () => {
  const server = await startTestServer();

  const { body } = await server.request('GET', 'sys/internal/ui/resultant-acl');

  expect(body['data']).toEqual({ root: true });
});

async function startServer(): Promise<TestServer> {
  const server = await startTestServer();
  const config = { listing_visibility: 'unauth' };
  await server.request('POST', 'sys/auth/hidden', { type: 'userpass' });
  const shown = { type: 'userpass', description: 'for all', config };
  await server.request('POST', 'sys/auth/shown', shown);
  return server;
}

async function tokenWith(server: TestServer, policy: string): Promise<string> {
  await server.request('POST', 'sys/policies/acl/of-test', { policy });
  const { body } = await server.request('POST', 'auth/token/create', { policies: ['of-test'] });
  return body['auth']?.['client_token'] ?? '';
}
