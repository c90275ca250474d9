import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  bcryptCost,
  decoyHash,
  hashPassword,
  isOutdatedHash,
  type PasswordCost,
  verifyPassword,
} from './password-hash.ts';
import { systemRandom } from './random.ts';

const cheap: PasswordCost = { memoryKib: 8, passes: 1, lanes: 1 };

describe('argon2id', () => {
  // RFC 9106 §5.3
  test('of this Node gives the tag of the RFC', () => {
    const tag = argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    });

    expect(tag.toString('hex')).toBe(
      '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
    );
  });

  // the vectors of the reference implementation (P-H-C/phc-winner-argon2)
  test.each([
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
    '$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc',
  ])('verifies %s', async (hash) => {
    expect(await verifyPassword('password', hash)).toBe(true);
    expect(await verifyPassword('passwore', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  test('verifies what it made, and hashes the same password differently each time', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => hashPassword('pw', cheap, systemRandom)));

    expect(a).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(a).not.toBe(b);
    expect(await verifyPassword('pw', a ?? '')).toBe(true);
    expect(await verifyPassword('pw', b ?? '')).toBe(true);
  });

  test.each([
    ['a NUL in the middle', 'a\0b', 'a\0c'],
    ['a NUL at the end', 'a', 'a\0'],
    ['what follows the 72nd byte', `${'x'.repeat(72)}1`, `${'x'.repeat(72)}2`],
    ['one code point', 'caf\u00e9', 'cafe\u0301'],
    ['case', 'Secret', 'secret'],
    ['a blank', 'secret', 'secret '],
  ])('tells passwords apart by %s', async (_what, right, wrong) => {
    const hash = await hashPassword(right, cheap, systemRandom);

    expect(await verifyPassword(right, hash)).toBe(true);
    expect(await verifyPassword(wrong, hash)).toBe(false);
  });

  test('of a shortened tag never matches', async () => {
    const hash = await hashPassword('pw', cheap, systemRandom);

    expect(await verifyPassword('pw', hash.slice(0, -3))).toBe(false);
  });
});

describe('bcrypt', () => {
  // made by libxcrypt, and by crypt_blowfish for `U*U`
  const vectors = [
    ['one two three', '$2b$05$abcdefghijklmnopqrstuueZbDzhfbNok4Yey2fYnRL2mfEwcIUFW'],
    ['pässwörd ☃', '$2y$06$abcdefghijklmnopqrstuuF/59OtUIQZKclcGFWL/itLBP37bgyqC'],
    ['x'.repeat(72), '$2a$05$abcdefghijklmnopqrstuujf8SX2ahXLwp9w/B.Y5XdysS6yR576q'],
    ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ] as const;

  test.each(vectors)('verifies %s against %s', async (password, hash) => {
    expect(await verifyPassword(password, hash)).toBe(true);
    expect(await verifyPassword(`${password.slice(0, -1)}?`, hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  test.each(['2a', '2b', '2y'])('takes the version %s for the same algorithm', async (version) => {
    const hash = vectors[3][1].replace('2a', version);

    expect(await verifyPassword('U*U', hash)).toBe(true);
  });

  test('matches no password that only begins with the 72 bytes it looks at', async () => {
    const [password, hash] = vectors[2];

    expect(await verifyPassword(`${password}x`, hash)).toBe(false);
    expect(await verifyPassword(`${password}\0`, hash)).toBe(false);
    // 71 bytes and one of two bytes: the limit counts bytes, not characters
    expect(await verifyPassword(`${'x'.repeat(71)}é`, hash)).toBe(false);
  });

  test('is not cut at a NUL', async () => {
    // of 'a\0b', by this implementation: C strings cannot hold it
    const hash = '$2b$05$......................Hhwr9a/Uhn7nxcCQXzaVEi7X79fOs.C';

    expect(await verifyPassword('a\0b', hash)).toBe(true);
    expect(await verifyPassword('a\0c', hash)).toBe(false);
    expect(await verifyPassword('a', hash)).toBe(false);
  });

  test('tells its cost, and nothing for any other text', () => {
    expect(vectors.map(([, hash]) => bcryptCost(hash))).toEqual([5, 6, 5, 5]);
    expect(
      [
        '',
        'password',
        `$2x$05$${'a'.repeat(53)}`,
        `$2b$5$${'a'.repeat(53)}`,
        `${vectors[0][1]}a`,
      ].map(bcryptCost),
    ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

test.each([
  '',
  'password',
  '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$/U3YPXYsSb3q9XxHvc0MLxur+GP960kN9j7emXX8zwY',
  '$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  '$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e',
  '$1$salt$qJH7.N4xYta3aEG/dfqo/0',
])('a hash of another kind, %j, belongs to no password', async (hash) => {
  expect(await verifyPassword('password', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
  expect(await verifyPassword(hash, hash)).toBe(false);
});

test('a hash is outdated when algorithm or cost are not those of today', async () => {
  const hash = await hashPassword('pw', cheap, systemRandom);

  expect(isOutdatedHash(hash, cheap)).toBe(false);
  expect(isOutdatedHash(hash, { ...cheap, memoryKib: 16 })).toBe(true);
  expect(isOutdatedHash(hash, { ...cheap, passes: 2 })).toBe(true);
  expect(isOutdatedHash(hash, { ...cheap, lanes: 2 })).toBe(true);
  expect(isOutdatedHash(`$2b$10$${'a'.repeat(53)}`, cheap)).toBe(true);
});

test('a decoy has the cost of a real hash and belongs to no password', async () => {
  const decoy = decoyHash(cheap, systemRandom);

  expect(isOutdatedHash(decoy, cheap)).toBe(false);
  expect(decoy).toHaveLength((await hashPassword('pw', cheap, systemRandom)).length);
  expect(await verifyPassword('', decoy)).toBe(false);
});
