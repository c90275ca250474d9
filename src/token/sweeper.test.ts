import { describe, expect, test } from 'vitest';
import { inTransaction, type OpenStore } from '../storage/transaction.ts';
import { isAccepted, lookUpSelf, makeToken } from '../testing/make-token.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { sweepTokens } from './sweeper.ts';
import { tokenKeys } from './token-store.ts';

const { prefix, childPrefix, cubbyholePrefix, revokedPrefix } = tokenKeys;

function openOf(server: TestServer): OpenStore {
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('the server is sealed');
  return unsealed.open;
}

async function sweep(server: TestServer): Promise<void> {
  let steps = 0;
  while (await sweepTokens(openOf(server), server.now())) {
    steps += 1;
    if (steps > 1000) throw new Error('the sweeper does not come to an end');
  }
}

/** Rows of tokens, of links to children, of cubbyholes, and of work to be done. */
async function countRows(server: TestServer): Promise<number[]> {
  const prefixes = [prefix, childPrefix, cubbyholePrefix, revokedPrefix];
  return Promise.all(
    prefixes.map(async (start) => (await server.store.scan(start, { limit: 10_000 })).length),
  );
}

/** What only the root token leaves in the store. */
const onlyRoot = [1, 0, 0, 0];

/** A tree: a token, three children, and nine grandchildren. */
async function makeTree(server: TestServer, ttl = '1h') {
  const top = await makeToken(server, { ttl });
  const children = [];
  const grandchildren = [];
  for (let i = 0; i < 3; i++) {
    const child = await makeToken(server, { ttl }, { as: top.token });
    children.push(child);
    for (let k = 0; k < 3; k++) {
      grandchildren.push(await makeToken(server, { ttl }, { as: child.token }));
    }
  }
  return { top, children, grandchildren };
}

async function fillCubbyhole(server: TestServer, token: string): Promise<void> {
  const answer = await server.request('POST', 'cubbyhole/a/b', { k: 'v' }, { token });
  expect(answer.status).toBe(204);
}

describe('sweeping', () => {
  test('frees all rows of a revoked tree, and none of others', async () => {
    const server = await startTestServer();
    const kept = await makeTree(server);
    const before = await countRows(server);
    const gone = await makeTree(server);
    await server.request('POST', 'auth/token/revoke', { token: gone.top.token });

    await sweep(server);

    expect(await countRows(server)).toEqual(before);
    for (const { token } of kept.grandchildren) expect(await isAccepted(server, token)).toBe(true);
  });

  test('frees what has expired, and the links to it', async () => {
    const server = await startTestServer();
    await makeTree(server, '1h');
    server.advance(3600);

    await sweep(server);

    expect(await countRows(server)).toEqual(onlyRoot);
  });

  test('frees the children that outlive an expired parent', async () => {
    const server = await startTestServer();
    const parent = await makeToken(server, { ttl: '1h' });
    const child = await makeToken(server, { ttl: '9h' }, { as: parent.token });
    server.advance(3600);
    expect(await isAccepted(server, child.token)).toBe(false);

    await sweep(server);

    expect(await countRows(server)).toEqual(onlyRoot);
  });

  test('leaves a token that was renewed in time', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], ttl: '1h' });
    await server.request('POST', 'auth/token/renew', { token, increment: '3h' });
    server.advance(3600);

    await sweep(server);

    expect(await isAccepted(server, token)).toBe(true);
  });

  test('makes true orphans of the children of a token that was revoked alone', async () => {
    const server = await startTestServer();
    const { top, children, grandchildren } = await makeTree(server);
    await server.request('POST', 'auth/token/revoke-orphan', { token: top.token });

    await sweep(server);

    for (const { token } of children) {
      expect(await lookUpSelf(server, token)).toMatchObject({ orphan: true });
    }
    for (const { token } of grandchildren) {
      expect(await lookUpSelf(server, token)).toMatchObject({ orphan: false });
    }
    expect(await isAccepted(server, top.token)).toBe(false);
    expect(await countRows(server)).toEqual([13, 9, 0, 0]);
  });

  test('goes through trees that are wider than one step', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { ttl: '1h' });
    for (let i = 0; i < 450; i++) await makeToken(server, { ttl: '1h' }, { as: token });
    await server.request('POST', 'auth/token/revoke', { token });

    await sweep(server);

    expect(await countRows(server)).toEqual(onlyRoot);
  });
});

describe('the cubbyhole of a token', () => {
  test('is freed when the token is revoked or expires', async () => {
    const server = await startTestServer();
    const revoked = await makeToken(server, { policies: ['default'], ttl: '1h' });
    const expired = await makeToken(server, { policies: ['default'], ttl: '1h' });
    for (const { token } of [revoked, expired]) await fillCubbyhole(server, token);
    await server.request('POST', 'auth/token/revoke', { token: revoked.token });
    server.advance(3600);

    await sweep(server);

    expect(await countRows(server)).toEqual(onlyRoot);
  });

  test('is freed when the last use of the token wrote it', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 1 });
    await fillCubbyhole(server, token);

    await sweep(server);

    expect(await countRows(server)).toEqual(onlyRoot);
  });
});

describe('a tidy', () => {
  test('finds what belongs to tokens that are gone', async () => {
    const server = await startTestServer();
    const { top } = await makeTree(server);
    const before = await countRows(server);
    // as a commit at the wrong moment could leave it: the token is gone, nobody was told
    await inTransaction(openOf(server), async (transaction) => {
      const [link = ''] = await transaction.scanKeys(childPrefix, { limit: 1 });
      const [hash = ''] = link.slice(childPrefix.length).split('/');
      transaction.remove(prefix + hash);
    });
    await sweep(server);
    expect((await countRows(server))[0]).toBe((before[0] ?? 0) - 1);

    const answer = await server.request('POST', 'auth/token/tidy');
    expect(answer.status).toBe(202);
    expect(answer.body['warnings']).toHaveLength(1);
    await sweep(server);
    await server.request('POST', 'auth/token/revoke', { token: top.token });
    await sweep(server);

    expect(await countRows(server)).toEqual(onlyRoot);
  });

  test('runs once at a time', async () => {
    const server = await startTestServer();
    await server.request('POST', 'auth/token/tidy');

    const second = await server.request('POST', 'auth/token/tidy');
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ warnings: ['Tidy operation already in progress.'] });

    await sweep(server);
    expect((await server.request('POST', 'auth/token/tidy')).status).toBe(202);
  });

  test('leaves all tokens that are valid', async () => {
    const server = await startTestServer();
    const { grandchildren } = await makeTree(server);
    await server.request('POST', 'auth/token/tidy');

    await sweep(server);

    for (const { token } of grandchildren) expect(await isAccepted(server, token)).toBe(true);
    expect(await countRows(server)).toEqual([14, 13, 0, 0]);
  });
});
