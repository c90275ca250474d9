import { describe, expect, test } from 'vitest';
import { editDistance, suggest } from './suggest.ts';

describe('suggest', () => {
  test.each([
    ['tokne', 'token'],
    ['secrts', 'secrets'],
    ['oper', 'operator'],
    ['LSIT', 'list'],
  ])('%s suggests %s', (word, expected) => {
    expect(suggest(word, ['token', 'secrets', 'operator', 'list'])).toBe(expected);
  });

  test('nothing near, or a single letter, suggests nothing', () => {
    expect(suggest('banana', ['token', 'list'])).toBeUndefined();
    expect(suggest('t', ['token'])).toBeUndefined();
  });

  test('two swapped neighbours are one edit', () => {
    expect(editDistance('raed', 'read')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });
});
