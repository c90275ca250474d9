import { expect, test } from 'vitest';
import { bytes, type Open, put } from './entries.ts';

/** What has expired is found, and not hidden. */
export function describeExpiry(open: Open): void {
  test('finds what has expired, the oldest first, up to the limit', async () => {
    const store = await open();
    await store.commit({
      put: [put('c', 'c', 300), put('a', 'a', 100), put('b', 'b', 200), put('never')],
    });

    const keys = async (notAfterMs: number, limit = 10) =>
      (await store.expired(notAfterMs, limit)).map(({ key }) => key);

    expect(await keys(99)).toEqual([]);
    expect(await keys(100)).toEqual(['a']);
    expect(await keys(1000)).toEqual(['a', 'b', 'c']);
    expect(await keys(1000, 2)).toEqual(['a', 'b']);
    expect((await store.expired(100, 1))[0]).toEqual({
      key: 'a',
      value: bytes('a'),
      version: 1,
      expiresAt: 100,
    });
  });

  test('goes by the latest expiry of an entry, and hides nothing that has expired', async () => {
    const store = await open();
    await store.commit({ put: [put('a', 'a', 100), put('b', 'b', 100), put('c', 'c', 100)] });

    await store.commit({ put: [put('a', 'a', 500), put('b')], remove: ['c'] });

    expect(await store.expired(499, 10)).toEqual([]);
    expect((await store.expired(500, 10)).map(({ key }) => key)).toEqual(['a']);
    expect((await store.get(['a']))[0]?.expiresAt).toBe(500);
    expect((await store.get(['b']))[0]).not.toHaveProperty('expiresAt');
  });
}
