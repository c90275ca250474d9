import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryStore } from './sqlite/index.ts';
import type { Store } from './store.ts';
import { StoreConflictError, transact } from './transact.ts';

const put = (key: string, text = 'x') => ({ put: [{ key, value: Buffer.from(text) }] });

let store: Store;

beforeEach(() => {
  store = openMemoryStore();
});

afterEach(() => store.close());

describe('a transaction', () => {
  test('returns its result once what it decided is committed', async () => {
    const result = await transact(store, async (read) => {
      const [entry] = await read.get(['a']);
      return { result: entry === undefined ? 'created' : 'found', commit: put('a') };
    });

    expect(result).toBe('created');
    expect((await store.get(['a']))[0]?.version).toBe(1);
  });

  test('writes nothing when it decides so', async () => {
    const result = await transact(store, () => ({ result: 7 }));

    expect(result).toBe(7);
    expect(await store.commit({})).toEqual({ applied: true, version: 0 });
  });

  test('decides anew when a key it read has moved, an absent one included', async () => {
    const seen: (number | undefined)[] = [];

    await transact(store, async (read) => {
      const [entry] = await read.get(['a']);
      seen.push(entry?.version);
      if (seen.length < 3) await store.commit(put('a'));
      return { result: undefined, commit: put('b') };
    });

    expect(seen).toEqual([undefined, 1, 2]);
  });

  test('is held to what it saw first of a key that it read twice', async () => {
    let attempts = 0;

    await transact(store, async (read) => {
      attempts += 1;
      await read.get(['a']);
      if (attempts === 1) await store.commit(put('a'));
      await read.get(['a']);
      return { result: undefined, commit: put('b') };
    });

    expect(attempts).toBe(2);
  });

  test('does not mind a key that it only peeked at, or scanned', async () => {
    let attempts = 0;

    await transact(store, async (read) => {
      attempts += 1;
      await read.peek(['a']);
      await read.scan('', { limit: 9 });
      await store.commit(put('a'));
      return { result: undefined, commit: put('b') };
    });

    expect(attempts).toBe(1);
  });

  test('holds to the expectations of its own commit too', async () => {
    let attempts = 0;

    const attempt = transact(
      store,
      () => {
        attempts += 1;
        return { result: undefined, commit: { expect: [{ key: 'a', version: 5 }] } };
      },
      { attempts: 3 },
    );

    await expect(attempt).rejects.toThrow(StoreConflictError);
    expect(attempts).toBe(3);
  });

  test('gives up at the bound, names the key beside the message, and writes nothing', async () => {
    let attempts = 0;
    const attempt = transact(store, async (read) => {
      attempts += 1;
      await read.get(['a-key']);
      await store.commit(put('a-key'));
      return { result: undefined, commit: put('b') };
    });

    const error = await attempt.catch((error: unknown) => error);

    expect(error).toMatchObject({ name: 'StoreConflictError', key: 'a-key' });
    expect(String(error)).not.toContain('a-key');
    expect(attempts).toBe(64);
    expect(await store.get(['b'])).toEqual([undefined]);
  });

  test('lets an error of its decision through, and others take their turn after it', async () => {
    let attempts = 0;
    const failing = transact(store, async (read) => {
      attempts += 1;
      await read.get(['a']);
      if (attempts === 2) throw new RangeError('decided against it');
      await store.commit(put('a'));
      return { result: undefined, commit: put('a') };
    });

    await expect(failing).rejects.toThrow(RangeError);
    await expect(increment(store, 'a')).resolves.toBeUndefined();
  });

  test('does not stand still when two want the same two keys in opposite order', async () => {
    const both = (first: string, second: string) =>
      transact(store, async (read) => {
        await read.get([first]);
        await read.get([second]);
        return {
          result: undefined,
          commit: { put: [...put(first).put, ...put(second).put] },
        };
      });

    const all = Array.from({ length: 40 }, (_, at) => (at % 2 ? both('a', 'b') : both('b', 'a')));

    await expect(Promise.all(all)).resolves.toHaveLength(40);
  });

  test('needs few attempts where many in one process change one entry', async () => {
    let attempts = 0;
    const counted: Store = {
      get: (keys) => store.get(keys),
      scan: (prefix, bounds) => store.scan(prefix, bounds),
      expired: (notAfterMs, limit) => store.expired(notAfterMs, limit),
      close: () => store.close(),
      async commit(commit) {
        attempts += 1;
        // As slow as a disk: all read before the first has written.
        await new Promise(setImmediate);
        return store.commit(commit);
      },
    };

    await Promise.all(Array.from({ length: 100 }, () => increment(counted, 'counter')));

    expect(attempts).toBeLessThan(300);
    expect(Buffer.from((await store.get(['counter']))[0]?.value ?? []).toString()).toBe('100');
  });
});

function increment(store: Store, key: string): Promise<undefined> {
  return transact(store, async (read) => {
    const [entry] = await read.get([key]);
    const count = (Number(Buffer.from(entry?.value ?? []).toString()) || 0) + 1;
    return { result: undefined, commit: put(key, String(count)) };
  });
}
