import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMemoryStore } from './sqlite/index.ts';
import type { Store } from './store.ts';
import { readDecideCommit } from '../../tests/suites/read-decide-commit.ts';

const put = (key: string, text = 'x') => ({ put: [{ key, value: Buffer.from(text) }] });

let store: Store;

beforeEach(() => {
  store = openMemoryStore();
});

afterEach(() => store.close());

describe('a commit that is retried', () => {
  test('returns its result once what it decided is committed', async () => {
    const result = await readDecideCommit(store, async (read) => {
      const [entry] = await read(['a']);
      return { result: entry === undefined ? 'created' : 'found', commit: put('a') };
    });

    expect(result).toBe('created');
    expect((await store.get(['a']))[0]?.version).toBe(1);
  });

  test('decides anew when a key it read has moved, an absent one included', async () => {
    const seen: (number | undefined)[] = [];

    await readDecideCommit(store, async (read) => {
      const [entry] = await read(['a']);
      seen.push(entry?.version);
      if (seen.length < 3) await store.commit(put('a'));
      return { result: undefined, commit: put('b') };
    });

    expect(seen).toEqual([undefined, 1, 2]);
  });

  test('is held to what it saw first of a key that it read twice', async () => {
    let attempts = 0;

    await readDecideCommit(store, async (read) => {
      attempts += 1;
      await read(['a']);
      if (attempts === 1) await store.commit(put('a'));
      await read(['a']);
      return { result: undefined, commit: put('b') };
    });

    expect(attempts).toBe(2);
  });

  test('gives up at the bound, names the key beside the message, and writes nothing', async () => {
    let attempts = 0;
    const attempt = readDecideCommit(store, async (read) => {
      attempts += 1;
      await read(['a-key']);
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
    const failing = readDecideCommit(store, async (read) => {
      attempts += 1;
      await read(['a']);
      if (attempts === 2) throw new RangeError('decided against it');
      await store.commit(put('a'));
      return { result: undefined, commit: put('a') };
    });

    await expect(failing).rejects.toThrow(RangeError);
    await expect(increment(store, 'a')).resolves.toBeUndefined();
  });

  test('does not stand still when two want the same two keys in opposite order', async () => {
    const both = (first: string, second: string) =>
      readDecideCommit(store, async (read) => {
        await read([first]);
        await read([second]);
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

test('who comes later does not overtake those who wait, however often it comes back', async () => {
  let commits = 0;
  const slow: Store = {
    get: (keys) => store.get(keys),
    scan: (prefix, bounds) => store.scan(prefix, bounds),
    expired: (notAfterMs, limit) => store.expired(notAfterMs, limit),
    close: () => store.close(),
    async commit(commit) {
      commits += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      return store.commit(commit);
    },
  };
  const client = async () => {
    for (let i = 0; i < 50; i += 1) await increment(slow, 'counter');
  };

  await Promise.all(Array.from({ length: 16 }, client));

  expect(Buffer.from((await store.get(['counter']))[0]?.value ?? []).toString()).toBe('800');
  expect(commits).toBeLessThan(900);
});

function increment(store: Store, key: string): Promise<undefined> {
  return readDecideCommit(store, async (read) => {
    const [entry] = await read([key]);
    const count = (Number(Buffer.from(entry?.value ?? []).toString()) || 0) + 1;
    return { result: undefined, commit: put(key, String(count)) };
  });
}
