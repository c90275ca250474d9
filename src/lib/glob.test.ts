import { describe, expect, test } from 'vitest';
import { matchesGlob } from './glob.ts';

describe('a glob', () => {
  test.each([
    ['team-*', 'team-red'],
    ['team-*', 'team-'],
    ['*', ''],
    ['*-ops', 'db-ops'],
    ['a*b*c', 'a1b2c'],
    ['a**c', 'ac'],
    ['exact', 'exact'],
    ['a*a', 'aa'],
  ])('%s fits %s', (pattern, text) => {
    expect(matchesGlob(pattern, text)).toBe(true);
  });

  test.each([
    ['team-*', 'teams-red'],
    ['*-ops', 'db-ops2'],
    ['a*b*c', 'acb'],
    ['exact', 'exactly'],
    ['a*a', 'a'],
    ['te.m', 'team'],
    ['', 'x'],
  ])('%s does not fit %s', (pattern, text) => {
    expect(matchesGlob(pattern, text)).toBe(false);
  });

  test('takes no exponential time for a pattern of many stars', () => {
    expect(matchesGlob('*a'.repeat(2_000) + 'b', 'a'.repeat(20_000))).toBe(false);
  });
});
