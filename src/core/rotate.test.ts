import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../storage/sqlite/index.ts';
import type { Store } from '../storage/store.ts';
import { startTestServer } from '../testing/test-server.ts';

/** A store whose next answer to one kind of call is held back until it is released. */
function holdable(): { store: Store; hold: (kind: 'get' | 'commit') => () => void } {
  const inner = openMemoryStore();
  const gates = new Map<'get' | 'commit', Promise<void>>();
  const answer = async <T>(kind: 'get' | 'commit', result: Promise<T>): Promise<T> => {
    const gate = gates.get(kind);
    gates.delete(kind);
    const settled = await result;
    await gate;
    return settled;
  };
  return {
    store: {
      get: (keys) => answer('get', inner.get(keys)),
      commit: (commit) => answer('commit', inner.commit(commit)),
      scan: (prefix, bounds) => inner.scan(prefix, bounds),
      expired: (notAfterMs, limit) => inner.expired(notAfterMs, limit),
      close: () => inner.close(),
    },
    hold: (kind) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(kind, promise);
      return resolve;
    },
  };
}

async function start() {
  const { store, hold } = holdable();
  const server = await startTestServer({ store });
  const { lifecycle } = server.core;
  await server.request('POST', 'sys/mounts/secret', { type: 'kv' });
  return {
    server,
    lifecycle,
    hold,
    read: () => server.request('GET', 'secret/greeting'),
    write: () => server.request('POST', 'secret/greeting', { text: 'hello' }),
    reopen: async () => {
      lifecycle.seal();
      await lifecycle.unseal(server.unsealKey);
    },
  };
}

describe('rotation', () => {
  test('goes on with both keys when a second one overtakes the first', async () => {
    const { lifecycle, hold, read, write, reopen } = await start();
    const release = hold('commit');
    const first = lifecycle.rotate();
    await new Promise((resolve) => setImmediate(resolve));
    await lifecycle.rotate();
    release();
    await first;

    await write();
    const { term } = lifecycle.keyStatus();
    await reopen();

    expect(term).toBe(3);
    expect((await read()).status).toBe(200);
  });

  test('refuses one of two that rest on the same keyring, and loses no key', async () => {
    const { lifecycle, read, write, reopen } = await start();

    const both = await Promise.allSettled([lifecycle.rotate(), lifecycle.rotate()]);
    await write();
    await reopen();

    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual([
      'ROTATION_RUNNING',
    ]);
    expect((await read()).status).toBe(200);
  });

  test('lets a request on its way read what others wrote by the new key', async () => {
    const { lifecycle, hold, read, write } = await start();
    const release = hold('get');
    const answer = read();
    await lifecycle.rotate();
    await write();
    release();

    expect((await answer).status).toBe(200);
  });

  test('stops when the server is sealed before it writes, and what is stored opens again', async () => {
    const { lifecycle, hold, read, write, reopen } = await start();
    await write();
    const release = hold('get');
    const rotated = lifecycle.rotate();
    lifecycle.seal();
    release();

    await expect(rotated).rejects.toMatchObject({ code: 'SEALED' });
    expect((await lifecycle.status()).sealed).toBe(true);
    await reopen();
    expect(lifecycle.keyStatus().term).toBe(1);
    expect((await read()).status).toBe(200);
  });

  test('leaves a server sealed that was sealed while it wrote', async () => {
    const { lifecycle, hold, read, write, reopen } = await start();
    await write();
    const release = hold('commit');
    const rotated = lifecycle.rotate();
    await new Promise((resolve) => setImmediate(resolve));
    lifecycle.seal();
    release();
    await rotated;

    expect((await lifecycle.status()).sealed).toBe(true);
    await reopen();
    expect(lifecycle.keyStatus().term).toBe(2);
    expect((await read()).status).toBe(200);
  });
});
