import { expect, test } from 'vitest';
import { type Open, put } from './entries.ts';

/** A store that is closed, or closed while it writes. */
export function describeClosing(open: Open): void {
  test('finishes what was begun when it is closed', async () => {
    const store = await open();

    const commits = Array.from({ length: 20 }, (_, at) => store.commit({ put: [put(`k${at}`)] }));
    const closed = store.close();
    const answers = await Promise.all(commits);
    await closed;

    expect(answers.every(({ applied }) => applied)).toBe(true);
  });

  test('refuses every call after it was closed, except to close again', async () => {
    const store = await open();
    await store.close();
    const closed = { name: 'StoreError', code: 'closed' };

    await expect(store.get(['a'])).rejects.toMatchObject(closed);
    await expect(store.scan('', { limit: 1 })).rejects.toMatchObject(closed);
    await expect(store.expired(0, 1)).rejects.toMatchObject(closed);
    await expect(store.commit({ put: [put('a')] })).rejects.toMatchObject(closed);
    await expect(store.close()).resolves.toBeUndefined();
  });
}
