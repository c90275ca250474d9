import { expect, test } from 'vitest';
import { deepFreeze } from './deep-freeze.ts';

test('freezes what lies deep inside, and answers the same value', () => {
  const value = { a: [{ b: 1 }], c: null, d: 'text' };
  expect(deepFreeze(value)).toBe(value);
  expect([value, value.a, value.a[0]].every((part) => Object.isFrozen(part))).toBe(true);
});
