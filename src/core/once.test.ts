import { expect, test } from 'vitest';
import { createOnce } from './once.ts';

test('work under one key is done once, and its outcome is shared', async () => {
  const once = createOnce();
  let count = 0;
  const work = async (): Promise<number> => (count += 1);

  expect(await Promise.all([once('a', work), once('a', work), once('b', work)])).toEqual([1, 1, 2]);
  expect(await once('a', work)).toBe(1);
});

test('two requests share nothing', async () => {
  const work = async (): Promise<object> => ({});

  expect(await createOnce()('a', work)).not.toBe(await createOnce()('a', work));
});

test('work that failed stays failed: it is decided by the same input', async () => {
  const once = createOnce();
  const fail = async (): Promise<never> => {
    throw new Error('first');
  };

  await expect(once('a', fail)).rejects.toThrow('first');
  await expect(once('a', async () => 'second')).rejects.toThrow('first');
});
