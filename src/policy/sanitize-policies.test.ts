import { describe, expect, test } from 'vitest';
import { isValidPolicyName, sanitizePolicyNames } from './sanitize-policies.ts';

describe('sanitizePolicyNames', () => {
  test('names are trimmed, in lower case, each once, sorted, without empty ones', () => {
    expect(sanitizePolicyNames(['B ', 'a', '', ' b', ' \t'], { addDefault: false })).toEqual([
      'a',
      'b',
    ]);
  });

  test('default is added once', () => {
    expect(sanitizePolicyNames(['x'], { addDefault: true })).toEqual(['default', 'x']);
    expect(sanitizePolicyNames(['Default', 'x'], { addDefault: true })).toEqual(['default', 'x']);
  });

  test.each(['root', 'ROOT', ' root', 'root\t'])('%j swallows all others', (name) => {
    expect(sanitizePolicyNames(['a', name], { addDefault: true })).toEqual(['root']);
  });

  test('letters that only look like root are an ordinary name', () => {
    expect(sanitizePolicyNames(['ｒｏｏｔ'], { addDefault: false })).toEqual(['ｒｏｏｔ']);
  });
});

describe('isValidPolicyName', () => {
  test.each(['a', 'team/a', 'a.b', '...', 'a,b', 'ｒｏｏｔ'])('%j is a name', (name) => {
    expect(isValidPolicyName(name)).toBe(true);
  });

  test.each(['', '../p', './p', 'a/../b', 'a/.', '..', 'p\0', 'a\nb', 'a\u0085'])(
    '%j is none',
    (name) => {
      expect(isValidPolicyName(name)).toBe(false);
    },
  );
});
