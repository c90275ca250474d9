import { beforeEach, describe, expect, test } from 'vitest';
import { systemRandom } from '../../crypto/random.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const autoUnsealKey = Buffer.alloc(32, 0xef);

let store: Store;
let shares: readonly string[];
let root: { token: string };

beforeEach(async () => {
  store = openMemoryStore();
  const server = await startTestServer({ store, isReady: false });
  const made = await server.core.lifecycle.init({ shares: 3, threshold: 2 });
  shares = made.shares.map((share) => Buffer.from(share).toString('base64'));
  root = { token: made.rootToken };
  await give(server, false);
  await server.request('POST', 'sys/mounts/kv', { type: 'kv' }, root);
  await server.request('POST', 'kv/one', { word: 'here' }, root);
});

/** As a process would start by this configuration. */
async function start(configured: object): Promise<TestServer> {
  const server = await startTestServer({
    store,
    isReady: false,
    // processes that make the same keys would follow each other to nothing
    random: systemRandom,
    ...configured,
  });
  await server.core.lifecycle.unsealAutomatically();
  return server;
}

async function give(server: TestServer, migrate: boolean, keys = shares.slice(0, 2)) {
  let answer;
  for (const key of keys) {
    answer = await server.request('POST', 'sys/unseal', { key, migrate }, { token: '' });
  }
  return answer;
}

async function word(server: TestServer): Promise<unknown> {
  return (await server.request('GET', 'kv/one', {}, root)).body['data'];
}

describe('a store with key shares', () => {
  test('is moved to a key at hand by its shares, which become those of the recovery key', async () => {
    const server = await start({ autoUnsealKey });
    const before = await server.request('GET', 'sys/seal-status', {}, { token: '' });

    const answer = await give(server, true);

    expect(before.body).toMatchObject({ type: 'shamir', sealed: true, migration: true });
    expect(answer?.body).toMatchObject({ type: 'static', sealed: false, migration: false });
    expect(answer?.body).toMatchObject({ recovery_seal: true, t: 2, n: 3 });
    expect(await word(server)).toEqual({ word: 'here' });
    expect(await word(await start({ autoUnsealKey }))).toEqual({ word: 'here' });
    const generation = await server.request('POST', 'sys/generate-root/attempt', {}, root);
    const nonce: string = generation.body['nonce'] ?? '';
    for (const [at, key] of shares.slice(1).entries()) {
      const given = await server.request('POST', 'sys/generate-root/update', { key, nonce }, root);
      expect(given.body).toMatchObject({ progress: at + 1, complete: at === 1 });
    }
  });

  test('is not opened by them any more', async () => {
    await give(await start({ autoUnsealKey }), true);

    const later = await start({});
    const answer = await give(later, false);

    expect([answer?.status, later.core.lifecycle.unsealed]).toEqual([400, undefined]);
  });

  test('is not moved by whoever does not say so, nor by wrong shares', async () => {
    const server = await start({ autoUnsealKey });
    const wrong = [shares[0] ?? '', Buffer.alloc(33, 9).toString('base64')];

    const silent = await give(server, false);
    const mistaken = await give(server, true, wrong);

    expect([silent?.status, mistaken?.status]).toEqual([400, 400]);
    expect(await server.core.lifecycle.status()).toMatchObject({ type: 'shamir', progress: 0 });
    const unmoved = await start({});
    expect((await give(unmoved, true))?.status).toBe(400);
    expect((await give(unmoved, false))?.body).toMatchObject({ sealed: false });
  });
});

describe('a store with a key at hand', () => {
  beforeEach(async () => {
    await give(await start({ autoUnsealKey }), true);
  });

  test('is moved back by the shares of its recovery key', async () => {
    const server = await start({ autoUnsealKey, isAutoUnsealDisabled: true });
    const before = await server.request('GET', 'sys/seal-status', {}, { token: '' });

    const answer = await give(server, true, shares.slice(1));

    expect(before.body).toMatchObject({ type: 'static', sealed: true, migration: true });
    expect(answer?.body).toMatchObject({ type: 'shamir', sealed: false, recovery_seal: false });
    const later = await start({});
    expect((await give(later, false))?.body).toMatchObject({ sealed: false });
    expect(await word(later)).toEqual({ word: 'here' });
    expect(await store.get(['core/recovery-key'])).toEqual([undefined]);
  });

  test('is not moved back by other shares', async () => {
    const server = await start({ autoUnsealKey, isAutoUnsealDisabled: true });

    const answer = await give(server, true, [
      shares[0] ?? '',
      Buffer.alloc(33, 9).toString('base64'),
    ]);

    expect(answer?.status).toBe(400);
    expect(await word(await start({ autoUnsealKey }))).toEqual({ word: 'here' });
  });

  test('opens for another process that runs on by the old seal, and follows to the new keys', async () => {
    const running = await start({ autoUnsealKey });
    await give(await start({ autoUnsealKey, isAutoUnsealDisabled: true }), true);

    expect((await running.request('POST', 'sys/rotate/root', {}, root)).status).toBe(204);
    expect(await word(running)).toEqual({ word: 'here' });
    expect((await give(await start({}), false))?.body).toMatchObject({ sealed: false });
  });
});

describe('another key at hand', () => {
  const next = Buffer.alloc(32, 0x42);

  beforeEach(async () => {
    await give(await start({ autoUnsealKey }), true);
  });

  test('takes the place of the former one at a start that has both, in one of several processes', async () => {
    const both = { autoUnsealKey: next, previousUnsealKey: autoUnsealKey };
    const running = await start({ autoUnsealKey });

    const servers = await Promise.all([start(both), start(both), start(both)]);

    for (const server of [...servers, running])
      expect(await word(server)).toEqual({ word: 'here' });
    expect(await word(await start({ autoUnsealKey: next }))).toEqual({ word: 'here' });
    await expect(start({ autoUnsealKey })).rejects.toMatchObject({ code: 'UNSEAL_KEY_WRONG' });
    expect((await running.request('POST', 'sys/rotate/root', {}, root)).status).toBe(204);
    expect(await word(await start({ autoUnsealKey: next }))).toEqual({ word: 'here' });
  });

  test('is not taken where neither opens the store', async () => {
    const strange = { autoUnsealKey: next, previousUnsealKey: Buffer.alloc(32, 1) };

    await expect(start(strange)).rejects.toMatchObject({ code: 'UNSEAL_KEY_WRONG' });
    expect(await word(await start({ autoUnsealKey }))).toEqual({ word: 'here' });
  });
});
