import { describe, expect, test } from 'vitest';
import { systemRandom } from '../crypto/random.ts';
import { PasswordGenerationError, generatePassword } from './generate-password.ts';
import {
  PasswordPolicyError,
  checkPassword,
  defaultPasswordPolicy,
  parsePasswordPolicy,
} from './password-policy.ts';

function faultOf(text: string): string {
  try {
    parsePasswordPolicy(text);
  } catch (error) {
    if (error instanceof PasswordPolicyError) return error.message;
    throw error;
  }
  return 'no fault';
}

const rule = (charset: string, min = 0): string =>
  `rule "charset" { charset = "${charset}" min-chars = ${min} }\n`;

describe('parsePasswordPolicy', () => {
  test('HCL and JSON give the same policy', () => {
    const hcl = parsePasswordPolicy(`length = 12\n${rule('abc', 2)}${rule('01')}`);
    const json = parsePasswordPolicy(
      '{"length": 12, "rule": [{"charset": {"charset": "abc", "min-chars": 2}}, {"charset": {"charset": "01"}}]}',
    );

    expect(hcl).toEqual({
      length: 12,
      rules: [
        { charset: new Set('abc'), minChars: 2 },
        { charset: new Set('01'), minChars: 0 },
      ],
    });
    expect(json).toEqual(hcl);
  });

  const list = (text: string): string =>
    `invalid password policy: 1 error occurred:\n\t* ${text}\n\n`;

  test.each([
    ['{{{', 'invalid password policy: unable to decode: expected: STRING got: LBRACE'],
    ['length = 2', list('no charset specified')],
    [
      `length = 4\n${rule('ab', 9)}`,
      list('specified rules require at least 9 characters but 4 is specified'),
    ],
    [`length = 3\n${rule('ab')}`, 'passwords must be between 4 and 100 characters'],
    [`length = 101\n${rule('ab')}`, 'passwords must be between 4 and 100 characters'],
    [rule('ab'), 'passwords must be between 4 and 100 characters'],
    [`length = 9\n${rule(String.raw`a\t`)}`, list('charset is not printable')],
    [
      `length = 9\n${rule('')}${rule('a', 1)}${rule('', 1)}`,
      list('a rule asks for characters of an empty charset'),
    ],
    [`length = 9\nlenght = 9\n${rule('ab')}`, list('unknown key "lenght" on line 2')],
    [
      'length = "many"',
      'invalid password policy: unable to decode: "length" must be a whole number, 0 or more',
    ],
    [
      'length = 9\nlength = 10',
      'invalid password policy: unable to decode: "length" is set twice, on line 2',
    ],
    [
      'length = 9\nrule "word" {}',
      'invalid password policy: unable to decode: unknown rule "word"',
    ],
    [
      'length = 9\nrule = 1',
      'invalid password policy: unable to decode: "rule" must be a block with one label',
    ],
    [
      'length = 9\nrule "charset" { charset = 1 }',
      'invalid password policy: unable to decode: "charset" must be a string',
    ],
  ])('%j is refused', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('256 different characters are accepted, 257 are not', () => {
    const characters = (count: number): string =>
      Array.from({ length: count }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');

    expect(faultOf(`length = 9\n${rule(characters(256))}`)).toBe('no fault');
    expect(faultOf(`length = 9\n${rule(characters(257))}`)).toBe(
      list('charsets have more than 256 characters'),
    );
  });
});

describe('generatePassword', () => {
  const sources = { random: systemRandom, now: () => 0 };

  test('every password has the length and meets every rule', async () => {
    const policy = parsePasswordPolicy(
      `length = 8\n${rule('abc', 2)}${rule('0123', 3)}${rule('é😀', 1)}`,
    );

    for (let i = 0; i < 50; i += 1) {
      const password = await generatePassword(policy, sources);
      expect(Array.from(password)).toHaveLength(8);
      expect(checkPassword(policy, password)).toBeUndefined();
    }
  });

  test('no character is favoured, also where the alphabet does not divide 256', async () => {
    const policy = parsePasswordPolicy(`length = 100\n${rule('abc')}${rule('cdefg')}`);
    const counts = new Map<string, number>();
    const everyByte = (length: number): Uint8Array => {
      next = (next + length) % 256;
      return Uint8Array.from({ length }, (_, at) => (next + at) % 256);
    };
    let next = 0;

    for (let i = 0; i < 630; i += 1) {
      const password = await generatePassword(policy, { random: everyByte, now: () => 0 });
      for (const character of password) counts.set(character, (counts.get(character) ?? 0) + 1);
    }

    expect([...counts.keys()].sort().join('')).toBe('abcdefg');
    const shares = [...counts.values()].map((count) => count / 63_000);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(0.01);
  });

  test('the built-in policy gives 20 characters of four kinds', async () => {
    const password = await generatePassword(defaultPasswordPolicy, sources);

    expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*-)[a-zA-Z\d-]{20}$/);
  });

  test('rules that are hardly ever met end after a second, or with a bound of draws', async () => {
    const policy = parsePasswordPolicy(`length = 100\n${rule('a', 100)}${rule('bcdefgh')}`);
    let ms = 0;
    const ticking = { random: systemRandom, now: () => (ms += 400) };

    await expect(generatePassword(policy, ticking)).rejects.toThrow(PasswordGenerationError);
    expect(ms).toBeLessThan(3000);
    await expect(
      generatePassword(policy, {
        random: (length) => new Uint8Array(length).fill(1),
        now: () => 0,
      }),
    ).rejects.toThrow(PasswordGenerationError);
  });
});

describe('checkPassword', () => {
  const policy = parsePasswordPolicy(`length = 6\n${rule('0123456789', 2)}${rule('abcxyz')}`);

  test('longer passwords and characters outside of the sets are fine', () => {
    expect(checkPassword(policy, 'A long one: 42 or so')).toBeUndefined();
  });

  test('what is missing is told, but nothing of the password', () => {
    expect(checkPassword(policy, 'a12')).toBe('password must have at least 6 characters');
    expect(checkPassword(policy, 'SeCrEt1')).toBe('password must have at least 2 of 0123456789');
  });

  test('characters are counted, not their bytes', () => {
    expect(checkPassword(policy, '😀😀12')).toBe('password must have at least 6 characters');
  });
});
