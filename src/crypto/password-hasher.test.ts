import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { HASH_THREADS } from './hash-threads.ts';
import { type PasswordCost, verifyPassword } from './password-hash.ts';
import { defaultHashingBounds, PasswordHasher } from './password-hasher.ts';
import { systemRandom as random } from './random.ts';

const cost: PasswordCost = { memoryKib: 8, passes: 1, lanes: 1 };

describe('a password hasher', () => {
  test('makes hashes of its cost and verifies them', async () => {
    const hasher = new PasswordHasher({ cost, random });
    const hash = await hasher.hash('pw');

    expect(hash).toContain('$m=8,t=1,p=1$');
    expect(hasher.isOutdated(hash)).toBe(false);
    expect(await hasher.verify('pw', hash)).toBe(true);
    expect(await hasher.verify('wp', hash)).toBe(false);
  });

  test('does the work of one verification where there is no hash, and says no', async () => {
    const hashes: string[] = [];
    const verify = async (_password: string, hash: string): Promise<boolean> => {
      hashes.push(hash);
      return true;
    };
    const hash = async (): Promise<string> => '';
    const hasher = new PasswordHasher({ cost, random, functions: { hash, verify } });

    expect(await hasher.verify('pw', undefined)).toBe(false);

    expect(hashes).toEqual([expect.stringContaining('$argon2id$v=19$m=8,t=1,p=1$')]);
    expect(await verifyPassword('pw', hashes[0] ?? '')).toBe(false);
  });

  test('refuses with a 503 of its own when too many wait', async () => {
    const bounds = { concurrent: 1, waiting: 2 };
    const hasher = new PasswordHasher({ cost, random, bounds });

    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => hasher.hash('pw')));

    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const outcome of refused) {
      const reason: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
      expect(reason).toBeInstanceOf(ApiError);
      expect(reason).toMatchObject({ code: 'PASSWORD_HASHING_BUSY', status: 503 });
    }
  });

  test('leaves a thread to the rest of the server: a file is read before the hashing ends', async () => {
    const slow: PasswordCost = { memoryKib: 16_384, passes: 3, lanes: 1 };
    const hasher = new PasswordHasher({ cost: slow, random });
    const order: string[] = [];

    const hashing = Array.from({ length: 9 }, async () => {
      await hasher.hash('pw');
      order.push('hash');
    });
    await readFile(import.meta.filename).then(() => order.push('file'));
    await Promise.all(hashing);

    // in libuv's queue it would stand behind all nine
    expect(order.indexOf('file')).toBeLessThan(6);
  });

  test('never has more at work than there are threads, unless told otherwise', async () => {
    let running = 0;
    let most = 0;
    const verify = async (): Promise<boolean> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return true;
    };
    const functions = { verify, hash: async () => '' };
    const hasher = new PasswordHasher({ cost, random, functions });

    await Promise.all(Array.from({ length: 50 }, () => hasher.verify('pw', 'hash')));

    expect([most, running]).toEqual([defaultHashingBounds.concurrent, 0]);
    expect(defaultHashingBounds.concurrent).toBe(HASH_THREADS);
  });
});
