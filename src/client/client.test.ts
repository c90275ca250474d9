import { expect, test } from 'vitest';
import { startTestServer } from '../testing/index.ts';
import { type Client, createClient, PortcullisError, unlessAbsent } from './index.ts';

async function start(): Promise<{
  client: Client;
  server: Awaited<ReturnType<typeof startTestServer>>;
}> {
  const server = await startTestServer();
  const { url: address, rootToken: token, fetch } = server;
  return { server, client: createClient({ address, token, fetch }) };
}

/** The error that a call ends in. */
async function failureOf(call: Promise<unknown>): Promise<PortcullisError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof PortcullisError) return error;
  throw new Error('the call did not fail', { cause: error });
}

test('a login at a mount of another name answers the token', async () => {
  const { client, server } = await start();
  const { username, password } = await server.given.user('alice', {}, { mount: 'people' });

  const people = client.with({ token: '' }).auth.userpass({ mount: 'people' });
  const { client_token } = await people.login({ username, password });

  const own = await client.with({ token: client_token }).auth.token.lookUpSelf();
  expect(own).toMatchObject({ display_name: 'people-alice', path: 'auth/people/login/alice' });
});

test('a secret is written, read, listed and deleted by the methods of its mount', async () => {
  const { client } = await start();
  await client.sys.mountsEnableSecretsEngine({
    path: 'team/kv',
    type: 'kv',
    options: { version: '2' },
  });
  const kv = client.secrets.kv2({ mount: 'team/kv' });

  const written = await kv.write({ path: 'a b/ä', data: { password: 'x' }, options: { cas: 0 } });
  const read = await kv.read({ path: 'a b/ä' });
  const listed = await kv.list({ path: 'a b' });
  await kv.deleteMetadataAndAllVersions({ path: 'a b/ä' });

  expect(written.version).toBe(1);
  expect(read.data).toEqual({ password: 'x' });
  expect(listed.keys).toEqual(['ä']);
  expect(await unlessAbsent(kv.read({ path: 'a b/ä' }))).toBeUndefined();
  expect(await unlessAbsent(kv.list())).toBeUndefined();
});

test('any body goes through where any is taken, names of the path among its fields included', async () => {
  const { client } = await start();
  const body = { path: 'not the path', body: 'nor the body' };

  await client.secrets.cubbyhole.write({ path: 'mine', body });

  expect(await client.secrets.cubbyhole.read({ path: 'mine' })).toEqual(body);
});

test('a refusal has its code, status, texts and the id of the request', async () => {
  const { client } = await start();
  await client.sys.mountsEnableSecretsEngine({ path: 'kv', type: 'kv', options: { version: '2' } });
  const kv = client.secrets.kv2({ mount: 'kv' });
  await kv.write({ path: 'a', data: { n: 1 } });

  const error = await failureOf(kv.write({ path: 'a', data: { n: 2 }, options: { cas: 7 } }));

  expect(error.code).toBe('KV_CAS_MISMATCH');
  expect(error.status).toBe(400);
  expect(error.errors).toEqual(['check-and-set parameter did not match the current version']);
  expect(error.requestId).toMatch(/^[\da-f-]{36}$/);
  expect(error.message).toContain('kv-v2-write: KV_CAS_MISMATCH (400)');
});

test('a deleted version is an absence that tells its metadata', async () => {
  const { client } = await start();
  await client.sys.mountsEnableSecretsEngine({ path: 'kv', type: 'kv', options: { version: '2' } });
  const kv = client.secrets.kv2({ mount: 'kv' });
  await kv.write({ path: 'a', data: { n: 1 } });
  await kv.delete({ path: 'a' });

  const error = await failureOf(kv.read({ path: 'a' }));

  expect(error).toMatchObject({ status: 404, data: { data: null, metadata: { version: 1 } } });
});

test('a missing right and a token that is none are told apart', async () => {
  const { client, server } = await start();
  const { token } = await server.given.token({ policies: ['default'] });

  const denied = await failureOf(client.sys.mountsListSecretsEngines({}, { token }));
  const unknown = await failureOf(client.sys.mountsListSecretsEngines({}, { token: 'nobody' }));

  expect([denied.code, unknown.code]).toEqual(['ACL_DENIED', 'TOKEN_INVALID']);
});

test('an answer that shall be wrapped is its wrapping token', async () => {
  const { client } = await start();

  const wrapped = await client.auth.token.create({ ttl: '1h' }, { wrapTtl: '60s' });
  const opened = await client.with({ token: '' }).sys.unwrap({}, { token: wrapped.token });

  expect(wrapped).toMatchObject({ ttl: 60, creation_path: 'auth/token/create' });
  expect(opened).toMatchObject({ auth: { lease_duration: 3600 } });
});

test('the whole answer of an operation is had by its id', async () => {
  const { client } = await start();

  const answer = await client
    .call('userpass-list-users', {}, { mount: 'nowhere' })
    .catch((error: unknown) => error);
  const created = await client.call('token-create', { policies: ['nope'] });

  expect(answer).toMatchObject({ status: 404 });
  expect(created.status).toBe(200);
  expect(created.value.policies).toEqual(['default', 'nope']);
  expect(created.warnings).toHaveLength(1);
  expect(created.requestId).toMatch(/^[\da-f-]{36}$/);
});

test('warnings reach whoever asks for them', async () => {
  const { client } = await start();
  const seen: [readonly string[], string][] = [];

  await client
    .with({ onWarnings: (warnings, operationId) => seen.push([warnings, operationId]) })
    .auth.token.create({ policies: ['nope'] });

  expect(seen).toEqual([[[expect.stringContaining('nope')], 'token-create']]);
});

test('a path is asked for without an operation, in the client too a part that climbs is refused', async () => {
  const { client } = await start();
  await client.request('POST', 'cubbyhole/deep/er', { a: 1 });

  const read = await client.request('GET', '/cubbyhole/deep/er');
  const listed = await client.request('LIST', 'cubbyhole/deep/');
  const climbing = await failureOf(client.request('GET', 'cubbyhole/../sys/mounts'));

  expect(read.value).toEqual({ a: 1 });
  expect(listed.value).toEqual({ keys: ['er'] });
  expect(climbing.code).toBe('INPUT_INVALID');
});

test('a name that is empty or climbs is refused before anything is sent', async () => {
  const { server } = await start();
  let sent = 0;
  const fetch: typeof server.fetch = (...of) => {
    sent += 1;
    return server.fetch(...of);
  };
  const client = createClient({ address: server.url, token: server.rootToken, fetch });

  const codes = [];
  for (const username of ['', '.', '..']) {
    codes.push((await failureOf(client.auth.userpass().deleteUser({ username }))).code);
  }
  codes.push((await failureOf(client.auth.userpass({ mount: 'a//b' }).listUsers())).code);

  expect(codes).toEqual(Array.from({ length: 4 }, () => 'INPUT_INVALID'));
  expect(sent).toBe(0);
});

test('the state of a server is an answer, whatever its status', async () => {
  const server = await startTestServer({ isReady: false });
  const client = createClient({ address: server.url, fetch: server.fetch, retries: 0 });

  const { status, value } = await client.call('read-health-status');
  const sealed = await failureOf(client.auth.token.lookUpSelf());

  expect([status, value.initialized]).toEqual([501, false]);
  expect(sealed.code).toBe('SEALED');
});
