import { expect, test } from 'vitest';
import { MAX_KEY_BYTES, MAX_VALUE_BYTES } from '../../../src/storage/validate-commit.ts';
import { type Open, put, scanKeys } from './entries.ts';

/** Keys, sizes and numbers that no driver takes. */
export function describeArguments(open: Open): void {
  test('refuses a lone surrogate wherever a key stands', async () => {
    const store = await open();
    const key = 'a\uD800';

    await expect(store.get([key])).rejects.toThrow(TypeError);
    await expect(store.scan(key, { limit: 1 })).rejects.toThrow(TypeError);
    await expect(store.scan('', { limit: 1, after: key })).rejects.toThrow(TypeError);
    await expect(store.commit({ put: [put(key)] })).rejects.toThrow(TypeError);
    await expect(store.commit({ remove: [key] })).rejects.toThrow(TypeError);
    await expect(store.commit({ expect: [{ key, version: 0 }] })).rejects.toThrow(TypeError);
  });

  test('takes a key of the greatest length and refuses a longer one', async () => {
    const longest = 'é'.repeat(MAX_KEY_BYTES / 2);
    const store = await open();

    expect((await store.commit({ put: [put(longest, 'x')] })).applied).toBe(true);
    await expect(store.commit({ put: [put(`${longest}a`)] })).rejects.toThrow(RangeError);
    expect(await scanKeys(store, longest)).toEqual([longest]);
  });

  test('refuses a commit that names a key twice, without harm to its neighbours', async () => {
    const store = await open();

    const answers = await Promise.allSettled([
      store.commit({ put: [put('a')] }),
      store.commit({ put: [put('b')], remove: ['b'] }),
      store.commit({ put: [put('c', '1'), put('c', '2')] }),
      store.commit({ remove: ['d', 'd'] }),
      store.commit({ put: [put('e')] }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[1]).toHaveProperty('reason', expect.any(TypeError));
    expect(await scanKeys(store, '')).toEqual(['a', 'e']);
  });

  test('refuses numbers and sizes out of bounds', async () => {
    const store = await open();
    const tooLarge = new Uint8Array(MAX_VALUE_BYTES + 1);

    await expect(store.scan('', { limit: 0 })).rejects.toThrow(RangeError);
    await expect(store.scan('', { limit: 1.5 })).rejects.toThrow(RangeError);
    await expect(store.expired(0, 0)).rejects.toThrow(RangeError);
    await expect(store.commit({ put: [put('a', 'a', 0.5)] })).rejects.toThrow(RangeError);
    await expect(store.commit({ put: [put('a', 'a', Number.NaN)] })).rejects.toThrow(RangeError);
    await expect(store.commit({ expect: [{ key: 'a', version: -1 }] })).rejects.toThrow(RangeError);
    await expect(store.commit({ put: [{ key: 'a', value: tooLarge }] })).rejects.toThrow(
      RangeError,
    );
  });
}
