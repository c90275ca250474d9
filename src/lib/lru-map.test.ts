import { expect, test } from 'vitest';
import { LruMap } from './lru-map.ts';

test('what was not asked for the longest goes first', () => {
  const map = new LruMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);

  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  expect(map.size).toBe(2);
});

test('a value written again takes no second place', () => {
  const map = new LruMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);

  expect([map.get('a'), map.get('b')]).toEqual([3, 2]);
});
