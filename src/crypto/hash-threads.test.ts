import { argon2Sync, type Argon2Parameters } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HASH_THREADS, hashInThread } from './hash-threads.ts';
import { defaultPasswordCost, hashPassword, verifyPassword } from './password-hash.ts';
import { systemRandom } from './random.ts';

const parameters: Argon2Parameters = {
  message: new Uint8Array(3).fill(1),
  nonce: new Uint8Array(16).fill(2),
  parallelism: 1,
  tagLength: 32,
  memory: 1024,
  passes: 1,
};

test('a thread gives the tag that Node gives, to each caller its own', async () => {
  const messages = Array.from({ length: 3 * HASH_THREADS }, (_, at) => new Uint8Array(4).fill(at));

  const tags = await Promise.all(
    messages.map((message) =>
      hashInThread({ kind: 'argon2', parameters: { ...parameters, message } }),
    ),
  );

  expect(tags.map((tag) => Buffer.from(tag as Uint8Array).toString('hex'))).toEqual(
    messages.map((message) => argon2Sync('argon2id', { ...parameters, message }).toString('hex')),
  );
});

test('what argon2 refuses is refused, and the thread goes on', async () => {
  const refused = hashInThread({ kind: 'argon2', parameters: { ...parameters, passes: 0 } });

  await expect(refused).rejects.toThrow('passes');
  expect(await hashInThread({ kind: 'argon2', parameters })).toHaveLength(32);
});

test('a password is verified at the cost of production', async () => {
  const hash = await hashPassword('right', defaultPasswordCost, systemRandom);

  expect(await verifyPassword('right', hash)).toBe(true);
  expect(await verifyPassword('wrong', hash)).toBe(false);
});

test('requests come before hashes: their threads are of low priority', async ({ skip }) => {
  if (!existsSync('/proc/self/task')) skip('threads have a priority of their own on Linux only');
  await hashInThread({ kind: 'argon2', parameters });

  const niceness = readdirSync('/proc/self/task').flatMap((id) => {
    const stat = readFileSync(`/proc/self/task/${id}/stat`, 'utf8');
    // proc_pid_stat(5): the 19th field, 17 behind the name in brackets
    return stat.includes('(password-hash)')
      ? [Number(stat.split(') ').at(-1)?.split(' ')[16])]
      : [];
  });

  expect(niceness.length).toBeGreaterThan(0);
  expect(new Set(niceness)).toEqual(new Set([10]));
});
