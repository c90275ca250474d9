import { describe, expect, test } from 'vitest';
import { isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

/** A token with a child, a grandchild and a batch child. */
async function startWithTree() {
  const server = await startTestServer();
  const parent = await makeToken(server, { ttl: '1h' });
  const child = await makeToken(server, { ttl: '1h' }, { as: parent.token });
  const grandchild = await makeToken(server, { ttl: '1h' }, { as: child.token });
  const batch = await makeToken(
    server,
    { type: 'batch', policies: ['default'], ttl: '1h' },
    { as: parent.token },
  );
  return { server, parent, child, grandchild, batch };
}

function revoke(server: TestServer, path: string, body: Record<string, string>) {
  return server.request('POST', `auth/token/${path}`, body);
}

describe('a token that is revoked', () => {
  test('ends at once with all below it', async () => {
    const { server, parent, child, grandchild, batch } = await startWithTree();

    expect((await revoke(server, 'revoke', { token: parent.token })).status).toBe(204);

    for (const { token } of [parent, child, grandchild, batch]) {
      expect(await isAccepted(server, token)).toBe(false);
    }
    for (const { accessor } of [parent, child, grandchild]) {
      const found = await server.request('POST', 'auth/token/lookup-accessor', { accessor });
      expect(found.status).toBe(400);
    }
    expect((await server.request('POST', 'auth/token/renew', { token: child.token })).status).toBe(
      400,
    );
  });

  test('leaves its maker and its siblings alone', async () => {
    const { server, parent, child, grandchild, batch } = await startWithTree();

    await revoke(server, 'revoke', { token: child.token });

    expect(await isAccepted(server, grandchild.token)).toBe(false);
    expect(await isAccepted(server, parent.token)).toBe(true);
    expect(await isAccepted(server, batch.token)).toBe(true);
  });

  test('by its owner or by its accessor ends as well', async () => {
    const { server, parent, child, grandchild } = await startWithTree();

    const own = await server.request('POST', 'auth/token/revoke-self', {}, { token: child.token });
    const byAccessor = await revoke(server, 'revoke-accessor', { accessor: parent.accessor });

    expect([own.status, byAccessor.status]).toEqual([204, 204]);
    expect(await isAccepted(server, grandchild.token)).toBe(false);
    expect(await isAccepted(server, parent.token)).toBe(false);
  });

  test('a second time is done already', async () => {
    const { server, parent } = await startWithTree();
    const { token, accessor } = parent;
    await revoke(server, 'revoke', { token });

    expect((await revoke(server, 'revoke', { token })).status).toBe(204);
    const byAccessor = await revoke(server, 'revoke-accessor', { accessor });
    expect(byAccessor.status).toBe(200);
    expect(byAccessor.body).toMatchObject({ warnings: ['No token found with this accessor'] });
  });

  test('takes its last use with it', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 1 });

    const answer = await server.request('POST', 'auth/token/revoke-self', {}, { token });

    expect(answer.status).toBe(204);
    expect(await isAccepted(server, token)).toBe(false);
  });
});

describe('a token that is revoked alone', () => {
  test('leaves its children as orphans, and takes its batch children with it', async () => {
    const { server, parent, child, grandchild, batch } = await startWithTree();

    expect((await revoke(server, 'revoke-orphan', { token: parent.token })).status).toBe(204);

    expect(await isAccepted(server, parent.token)).toBe(false);
    expect(await isAccepted(server, batch.token)).toBe(false);
    expect(await lookUpSelf(server, child.token)).toMatchObject({ orphan: true });
    expect(await lookUpSelf(server, grandchild.token)).toMatchObject({ orphan: false });
  });

  test('leaves children that can still be renewed, revoked and be parents', async () => {
    const { server, parent, child, grandchild } = await startWithTree();
    await revoke(server, 'revoke-orphan', { token: parent.token });

    const renewed = await server.request('POST', 'auth/token/renew', { token: child.token });
    expect(renewed.body).toMatchObject({ auth: { orphan: true } });
    const another = await makeToken(server, { ttl: '1h' }, { as: child.token });
    await revoke(server, 'revoke', { token: child.token });

    expect(await isAccepted(server, grandchild.token)).toBe(false);
    expect(await isAccepted(server, another.token)).toBe(false);
  });

  test('needs sudo on the path', async () => {
    const { server, parent } = await startWithTree();
    const policy = 'path "auth/token/revoke-orphan" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/revoker', { policy });
    const { token } = await makeToken(server, { policies: ['revoker'] });
    const body = { token: parent.token };

    const answer = await server.request('POST', 'auth/token/revoke-orphan', body, { token });

    expect(refusalOf(answer)).toEqual([
      400,
      'root or sudo privileges required to revoke and orphan',
    ]);
    expect(await isAccepted(server, parent.token)).toBe(true);
  });
});

test.each([
  ['revoke', {}, 'missing token ID'],
  ['revoke-orphan', {}, 'missing token ID'],
  ['revoke-orphan', { token: 'nothing-here' }, 'token to revoke not found'],
  ['revoke-accessor', {}, '1 error occurred:\n\t* missing accessor\n\n'],
])('%s with %j is refused', async (path, body, text) => {
  const server = await startTestServer();

  expect(refusalOf(await revoke(server, path, body))).toEqual([400, text]);
});

test.each(['revoke', 'revoke-orphan'])('%s refuses a batch token', async (path) => {
  const { server, batch } = await startWithTree();

  const answer = await revoke(server, path, { token: batch.token });

  expect(refusalOf(answer)).toEqual([400, 'batch tokens cannot be revoked']);
});

test('a child that is made while its parent is revoked is refused', async () => {
  const server = await startTestServer();
  const parent = await makeToken(server, { ttl: '1h' });
  const children = Array.from({ length: 8 }, () =>
    server.request('POST', 'auth/token/create', { ttl: '1h' }, { token: parent.token }),
  );

  await revoke(server, 'revoke', { token: parent.token });

  for (const answer of await Promise.all(children)) {
    const { auth } = answer.body as { auth?: { client_token: string } };
    expect(auth === undefined || !(await isAccepted(server, auth.client_token))).toBe(true);
  }
});
