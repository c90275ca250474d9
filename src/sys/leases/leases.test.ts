import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { dataOf, isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { putTokens } from '../../testing/many-tokens.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const password = 'one two three';

async function startWithUsers(...names: readonly string[]): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  for (const name of names) {
    await server.request('POST', `auth/up/users/${name}`, { password, token_ttl: '10m' });
  }
  return server;
}

async function login(server: TestServer, name: string): Promise<string> {
  const path = `auth/up/login/${name}`;
  const token = clientTokenOf(await server.request('POST', path, { password }, { token: '' }));
  if (token === '') throw new Error('the login failed');
  return token;
}

/** The keys one level below a prefix; none where the answer is 404. */
async function list(server: TestServer, prefix: string): Promise<readonly string[]> {
  const answer = await server.request('LIST', `sys/leases/lookup/${prefix}`);
  return answer.status === 404 ? [] : (dataOf(answer)['keys'] as unknown as string[]);
}

/** The id of the one lease below a path. */
async function leaseOf(server: TestServer, path: string): Promise<string> {
  const keys = await list(server, path);
  if (keys.length !== 1) throw new Error(`${keys.length} leases below ${path}`);
  return `${path}/${keys[0]}`;
}

function lookUp(server: TestServer, body: JsonObject) {
  return server.request('POST', 'sys/leases/lookup', body);
}

describe('the list of leases', () => {
  test('shows one level, folders with a slash', async () => {
    const server = await startWithUsers('amy', 'bob');
    await login(server, 'amy');
    await login(server, 'bob');
    await login(server, 'bob');

    expect(await list(server, '')).toEqual(['auth/']);
    expect(await list(server, 'auth')).toEqual(['up/']);
    expect(await list(server, 'auth/up/')).toEqual(['login/']);
    expect(await list(server, 'auth/up/login')).toEqual(['amy/', 'bob/']);
    expect(await list(server, 'auth/up/login/bob')).toHaveLength(2);
  });

  test('has neither what has ended nor what is below another word', async () => {
    const server = await startWithUsers('bob');
    await login(server, 'bob');

    expect(await list(server, 'auth/up/log')).toEqual([]);
    server.advance(601);
    expect(await list(server, 'auth/up')).toEqual([]);
  });

  test('does not have the first root token, which has no lease', async () => {
    const server = await startTestServer();

    expect((await server.request('LIST', 'sys/leases/lookup')).status).toBe(404);
  });

  test('needs sudo, at its root and below', async () => {
    const server = await startTestServer();
    const policy = 'path "sys/leases/*" { capabilities = ["list"] }';
    await server.request('POST', 'sys/policies/acl/lister', { policy });
    const { token } = await makeToken(server, { policies: ['lister'] });

    for (const path of ['sys/leases/lookup', 'sys/leases/lookup/auth/token']) {
      expect((await server.request('LIST', path, {}, { token })).status).toBe(403);
    }
  });

  test('tells where to go on when there are more tokens than one request looks at', async () => {
    const server = await startTestServer();
    const { body } = await server.request('GET', 'sys/auth/token');
    const { uuid } = body['data'] as unknown as { uuid: string };
    await putTokens(server, 10_050, { path: 'auth/token/create', mount_uuid: uuid });

    const first = await server.request('LIST', 'sys/leases/lookup/auth/token');
    const { after = '' } = dataOf(first);
    const second = await server.request('LIST', 'sys/leases/lookup/auth/token', { after });

    expect(first).toMatchObject({ status: 200, body: { data: { keys: ['create/'] } } });
    expect(first.body['warnings']).toHaveLength(1);
    expect(dataOf(second)).toEqual({ keys: ['create/'] });
  });

  test('refuses a cursor that no answer told', async () => {
    const server = await startTestServer();

    const answer = await server.request('LIST', 'sys/leases/lookup', { after: '../x' });

    expect(refusalOf(answer)).toEqual([400, "'after' must be that of the answer before"]);
  });
});

describe('a lease', () => {
  test('is looked up by its id', async () => {
    const server = await startWithUsers('bob');
    const token = await login(server, 'bob');
    const lease_id = await leaseOf(server, 'auth/up/login/bob');
    server.advance(60);

    expect(dataOf(await lookUp(server, { lease_id }))).toEqual({
      id: lease_id,
      path: 'auth/up/login/bob',
      namespace_path: '',
      issue_time: '2026-01-01T00:00:00Z',
      expire_time: '2026-01-01T00:10:00Z',
      last_renewal: null,
      renewable: true,
      ttl: 540,
    });

    await server.request('POST', 'auth/token/renew-self', { increment: '5m' }, { token });
    expect(dataOf(await lookUp(server, { lease_id }))).toMatchObject({
      id: lease_id,
      last_renewal: '2026-01-01T00:01:00Z',
      ttl: 300,
    });
  });

  test('is found neither under another path nor by a part of its id', async () => {
    const server = await startWithUsers('bob');
    await login(server, 'bob');
    const id = await leaseOf(server, 'auth/up/login/bob');
    const hash = id.slice(id.lastIndexOf('/') + 1);

    for (const lease_id of ['nope', hash, `auth/up/login/amy/${hash}`, `/${hash}`, `${id}/`]) {
      expect(refusalOf(await lookUp(server, { lease_id }))).toEqual([400, 'invalid lease']);
    }
    expect(refusalOf(await lookUp(server, {}))).toEqual([400, 'lease_id must be specified']);
  });

  test('of a token is not renewed: the token is', async () => {
    const server = await startWithUsers('bob');
    await login(server, 'bob');
    const lease_id = await leaseOf(server, 'auth/up/login/bob');
    const renew = (path: string, body: JsonObject) => server.request('PUT', path, body);

    for (const answer of [
      await renew('sys/leases/renew', { lease_id, increment: 60 }),
      await renew(`sys/leases/renew/${lease_id}`, {}),
    ]) {
      expect(refusalOf(answer)).toEqual([400, 'tokens cannot be renewed through this endpoint']);
    }
    expect(refusalOf(await renew('sys/leases/renew', { lease_id: 'x/y' }))).toEqual([
      400,
      'lease not found',
    ]);
    expect(refusalOf(await renew('sys/leases/renew', {}))[1]).toBe('lease_id must be specified');
  });

  test('goes with its token and all below it when it is revoked', async () => {
    const server = await startWithUsers('bob');
    await server.request('POST', 'auth/up/users/bob', { password, token_policies: 'maker' });
    const policy = 'path "auth/token/create" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/maker', { policy });
    const token = await login(server, 'bob');
    const child = await makeToken(server, {}, { as: token });
    const lease_id = await leaseOf(server, 'auth/up/login/bob');

    const { status } = await server.request('PUT', 'sys/leases/revoke', { lease_id });

    expect(status).toBe(204);
    expect(await isAccepted(server, token)).toBe(false);
    expect(await isAccepted(server, child.token)).toBe(false);
    expect(await list(server, 'auth/up')).toEqual([]);
  });

  test('is revoked by the id in the path, unless the body has another', async () => {
    const server = await startWithUsers('amy', 'bob');
    const amy = await login(server, 'amy');
    const bob = await login(server, 'bob');
    const ofAmy = await leaseOf(server, 'auth/up/login/amy');
    const ofBob = await leaseOf(server, 'auth/up/login/bob');

    await server.request('PUT', `sys/leases/revoke/${ofAmy}`, { lease_id: ofBob });
    expect([await isAccepted(server, amy), await isAccepted(server, bob)]).toEqual([true, false]);
    await server.request('PUT', `sys/leases/revoke/${ofAmy}`);
    expect(await isAccepted(server, amy)).toBe(false);
  });

  test('that is unknown is revoked already; without sync the answer is 202 without a body', async () => {
    const server = await startWithUsers();
    const revoke = (body: JsonObject) => server.request('POST', 'sys/leases/revoke', body);

    expect((await revoke({ lease_id: 'nope' })).status).toBe(204);
    const queued = await revoke({ lease_id: 'nope', sync: false });
    expect(queued.raw).toMatchObject({ status: 202, body: new Uint8Array(0) });
    expect(refusalOf(await revoke({}))).toEqual([400, 'lease_id must be specified']);
  });
});

describe('revocation by prefix', () => {
  test('ends what is below whole segments of the path, and nothing else', async () => {
    const server = await startWithUsers('bob', 'bobby');
    const bob = await login(server, 'bob');
    const bobby = await login(server, 'bobby');
    const other = await makeToken(server);

    const { status } = await server.request('PUT', 'sys/leases/revoke-prefix/auth/up/login/bob');

    expect(status).toBe(204);
    expect(await isAccepted(server, bob)).toBe(false);
    expect(await isAccepted(server, bobby)).toBe(true);
    expect(await isAccepted(server, other.token)).toBe(true);
    expect(await list(server, 'auth/up/login')).toEqual(['bobby/']);
  });

  test('of a mount ends all its logins and their children, and lets new logins live', async () => {
    const server = await startWithUsers('bob');
    const before = await login(server, 'bob');

    await server.request('PUT', 'sys/leases/revoke-prefix/auth/up', { sync: true });

    expect(await isAccepted(server, before)).toBe(false);
    expect(await isAccepted(server, await login(server, 'bob'))).toBe(true);
  });

  test('takes a name in any spelling that the method takes for it', async () => {
    const server = await startWithUsers('bob');
    const token = await login(server, 'BOB');

    await server.request('PUT', 'sys/leases/revoke-prefix/auth/up/login/Bob');

    expect(await isAccepted(server, token)).toBe(false);
  });

  test('that is the id of a lease ends that one', async () => {
    const server = await startWithUsers('bob');
    const first = await login(server, 'bob');
    const id = await leaseOf(server, 'auth/up/login/bob');
    const second = await login(server, 'bob');

    const { raw } = await server.request('PUT', `sys/leases/revoke-prefix/${id}`, { sync: false });

    expect(raw).toMatchObject({ status: 202, body: new Uint8Array(0) });
    expect([await isAccepted(server, first), await isAccepted(server, second)]).toEqual([
      false,
      true,
    ]);
  });

  test('ends batch tokens too, of which nothing is stored', async () => {
    const server = await startWithUsers('bob');
    await server.request('POST', 'auth/up/users/bob', { password, token_type: 'batch' });
    const token = await login(server, 'bob');

    await server.request('PUT', 'sys/leases/revoke-force/auth/up', { sync: false });

    expect(await isAccepted(server, token)).toBe(false);
    expect(await isAccepted(server, await login(server, 'bob'))).toBe(true);
  });

  test('leaves the first root token alone, whatever the prefix', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server);

    await server.request('PUT', 'sys/leases/revoke-prefix/auth');

    expect(await isAccepted(server, token)).toBe(false);
    expect(await lookUpSelf(server, server.rootToken)).toMatchObject({ path: 'auth/token/root' });
  });

  test('is answered by the same words for a prefix below which nothing is', async () => {
    const server = await startTestServer();

    expect((await server.request('PUT', 'sys/leases/revoke-prefix/no/such')).status).toBe(204);
    expect((await server.request('PUT', 'sys/leases/revoke-force/no/such')).status).toBe(204);
  });
});

describe('leases that cannot be revoked', () => {
  test('are none, and counted only where they are asked for', async () => {
    const server = await startTestServer();
    const get = (path: string, query: JsonObject = {}) => server.request('GET', path, query);

    const type = 'irrevocable';
    expect(dataOf(await get('sys/leases/count', { type }))).toEqual({ lease_count: 0, counts: {} });
    expect(dataOf(await get('sys/leases', { type, limit: '5' }))).toEqual({
      lease_count: 0,
      leases: [],
    });
    expect((await get('sys/leases/count')).status).toBe(404);
    expect((await get('sys/leases', { type: 'all' })).status).toBe(404);
    expect((await get('sys/leases', { type, limit: '0' })).status).toBe(400);
  });
});

test('tidying is done in the background, and asked for once', async () => {
  const server = await startTestServer();

  const answers = [
    await server.request('POST', 'sys/leases/tidy'),
    await server.request('POST', 'sys/leases/tidy'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const [first, second] = answers.map(({ body }) => String(body['warnings']));
  expect(first).toMatch(/^Tidy operation successfully started/);
  expect(second).toBe('Tidy operation already in progress.');
});
