import { describe, expect, test } from 'vitest';
import { isJsonObject, parseJson } from './json.ts';

describe('parseJson', () => {
  test.each([
    '{"a":12345678901234567890}',
    '[9007199254740993,-9007199254740993]',
    '{"a":1.0,"b":1e3,"c":-0,"d":1.50}',
    '[0.1234567890123456789]',
    '{"a":{"b":[1E+2]}}',
    '[1,2.5,-3,0.1,true,null,"1.0","12345678901234567890"]',
    '{"__proto__":1.0,"constructor":{"__proto__":2}}',
  ])('gives %s back as it was written', (text) => {
    expect(JSON.stringify(parseJson(text))).toBe(text);
  });

  test('leaves ordinary numbers ordinary', () => {
    expect(parseJson('[1, 1.5, -2, 123456789012345]')).toEqual([1, 1.5, -2, 123456789012345]);
  });

  test('lets no key reach a prototype', () => {
    const parsed = parseJson('{"__proto__":{"polluted":1.0}}');

    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  test('refuses what is no JSON', () => {
    expect(() => parseJson('{"a":01}')).toThrow(SyntaxError);
  });
});

test('an object is no array, no null and no kept number', () => {
  expect([{}, Object.create(null)].map(isJsonObject)).toEqual([true, true]);
  expect([[], null, JSON.rawJSON('1.0'), 'a', 1, undefined].map(isJsonObject)).toEqual(
    Array(6).fill(false),
  );
});
