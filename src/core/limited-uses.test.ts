import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../storage/sqlite/index.ts';
import type { Commit, Store } from '../storage/store.ts';
import { StoreError } from '../storage/store-error.ts';
import { isAccepted, lookUpSelf, makeToken } from '../testing/make-token.ts';
import { startTestServer } from '../testing/test-server.ts';
import { tokenKeys } from '../token/token-store.ts';

/** A store that fails the next so many commits on demand. */
function openFailingStore() {
  const store = openMemoryStore();
  let failures = 0;
  const failing: Store = {
    get: (keys) => store.get(keys),
    scan: (prefix, bounds) => store.scan(prefix, bounds),
    expired: (until, limit) => store.expired(until, limit),
    close: () => store.close(),
    commit: (commit: Commit) => {
      if (failures === 0) return store.commit(commit);
      failures -= 1;
      return Promise.reject(new StoreError('full', 'the disk is full'));
    },
  };
  return { store: failing, fail: (commits: number) => (failures = commits) };
}

async function countTokens(store: Store): Promise<number> {
  return (await store.scan(tokenKeys.prefix, { limit: 1000 })).length;
}

// the standard client repeats what was answered with 5xx
describe('a request that fails in the store', () => {
  test('makes no token', async () => {
    const { store, fail } = openFailingStore();
    const server = await startTestServer({ store });
    const before = await countTokens(store);
    fail(1);

    const answer = await server.request('POST', 'auth/token/create', { ttl: '1h' });

    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(await countTokens(store)).toBe(before);
    await makeToken(server, { ttl: '1h' });
    expect(await countTokens(store)).toBe(before + 1);
  });

  test('costs no use, so that its repetition succeeds', async () => {
    const { store, fail } = openFailingStore();
    const server = await startTestServer({ store });
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 2 });
    const write = () => server.request('POST', 'cubbyhole/a', { k: 'v' }, { token });
    fail(1);

    expect((await write()).status).toBeGreaterThanOrEqual(500);
    expect((await write()).status).toBe(204);

    expect(await lookUpSelf(server, token)).toMatchObject({ num_uses: -1 });
    expect(await isAccepted(server, token)).toBe(false);
  });
});

describe('a limited token', () => {
  test.each([
    ['its policies', 'sys/auth'],
    ['the router', 'cubbyhole-that-is-not/there'],
    ['the handler', 'cubbyhole/nothing-here'],
  ])('spends a use on what %s refuses', async (_who, path) => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 3 });

    const answer = await server.request('GET', path, {}, { token });

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await lookUpSelf(server, token)).toMatchObject({ num_uses: 1 });
  });

  test('is told no more refusals than it has uses', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 3 });
    const read = () => server.request('GET', 'cubbyhole/nothing-here', {}, { token });

    const answers = await Promise.all(Array.from({ length: 20 }, read));

    expect(answers.filter(({ status }) => status === 404)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(17);
  });

  test('writes no more often than it has uses', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 4 });
    const write = (i: number) => server.request('POST', `cubbyhole/k${i}`, { k: 'v' }, { token });

    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => write(i)));

    expect(answers.filter(({ status }) => status === 204)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(16);
  });

  test('spends no use on a path that needs no token', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 2 });

    await server.request('GET', 'sys/health', {}, { token });

    expect(await lookUpSelf(server, token)).toMatchObject({ num_uses: 1 });
  });
});
