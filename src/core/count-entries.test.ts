import { expect, test } from 'vitest';
import { openMemoryStore } from '../storage/sqlite/index.ts';
import type { Store } from '../storage/store.ts';
import { countEntries } from './count-entries.ts';

const value = new Uint8Array(1);

/** A store with so many entries below `a/`, every other of which ends at 1000, and one beside them. */
async function filled(count: number): Promise<{ store: Store; slices: number[] }> {
  const inner = openMemoryStore();
  const put = Array.from({ length: count }, (_, i) => {
    const key = `a/${String(i).padStart(6, '0')}`;
    return i % 2 === 0 ? { key, value } : { key, value, expiresAt: 1000 };
  });
  await inner.commit({ put: [...put, { key: 'b/1', value }] });
  const slices: number[] = [];
  const store: Store = {
    get: (keys) => inner.get(keys),
    scan: async (prefix, bounds) => {
      const found = await inner.scan(prefix, bounds);
      slices.push(found.length);
      return found;
    },
    commit: (commit) => inner.commit(commit),
    expired: (until, limit) => inner.expired(until, limit),
    close: () => inner.close(),
  };
  return { store, slices };
}

test('entries that have not ended are counted, a bounded slice at a time', async () => {
  const { store, slices } = await filled(2500);

  expect(await countEntries(store, 'a/', 999)).toBe(2500);
  expect(await countEntries(store, 'a/', 1000)).toBe(1250);
  expect(Math.max(...slices)).toBe(1000);
});

test('others have their turn between two slices', async () => {
  const { store } = await filled(2500);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 0);

  await countEntries(store, 'a/', 0);
  clearInterval(timer);

  expect(turns).toBeGreaterThan(0);
});

test('who asks while a count is under way waits for the same one', async () => {
  const { store, slices } = await filled(2500);

  const counts = await Promise.all([1, 2, 3].map(() => countEntries(store, 'a/', 0)));

  expect(counts).toEqual([2500, 2500, 2500]);
  expect(slices).toHaveLength(3);
});
