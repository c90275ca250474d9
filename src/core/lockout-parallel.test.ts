import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../crypto/password-hash.ts';
import { PasswordHasher } from '../crypto/password-hasher.ts';
import type { JsonObject } from '../lib/json.ts';
import {
  cheapPasswords,
  seededRandom,
  startTestServer,
  type TestAnswer,
  type TestServer,
} from '../testing/test-server.ts';

const password = 'one two three';

interface CountedHasher {
  readonly passwords: PasswordHasher;
  readonly verified: string[];
  /** Before this each check of a password waits. */
  hold: Promise<unknown>;
}

/** Hashing that tells what it verified, and may be held up. */
function countedHasher(): CountedHasher {
  const verified: string[] = [];
  const functions = {
    hash: hashPassword,
    verify: async (...[given, hash]: Parameters<typeof verifyPassword>) => {
      verified.push(given);
      const isRight = await verifyPassword(given, hash);
      await hasher.hold;
      return isRight;
    },
  };
  const options = { cost: cheapPasswords, random: seededRandom('hasher'), functions };
  const hasher = { passwords: new PasswordHasher(options), verified, hold: Promise.resolve() };
  return hasher;
}

async function startWithBob(hasher = countedHasher(), tune: JsonObject = {}): Promise<TestServer> {
  const server = await startTestServer({ passwords: hasher.passwords });
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await server.request('POST', 'auth/up/users/bob', { password });
  await server.request('POST', 'sys/auth/up/tune', tune);
  return server;
}

/** Another process that works on the same store. */
async function startBeside(server: TestServer, hasher = countedHasher()): Promise<TestServer> {
  const { store, rootToken } = server;
  const options = { store, isReady: false, passwords: hasher.passwords, startAt: server.now() };
  const beside = await startTestServer(options);
  await beside.core.lifecycle.unseal(server.unsealKey);
  return {
    ...beside,
    request: (...[verb, path, data, of]) =>
      beside.request(verb, path, data, { token: rootToken, ...of }),
  };
}

function login(server: TestServer, given = password): Promise<TestAnswer> {
  return server.request('POST', 'auth/up/login/bob', { password: given }, { token: '' });
}

function countOf(answers: readonly TestAnswer[], status: number): number {
  return answers.filter((answer) => answer.status === status).length;
}

describe('guesses at once', () => {
  test('verify no more passwords than there are attempts', async () => {
    const hasher = countedHasher();
    const server = await startWithBob(hasher);

    const guesses = Array.from({ length: 200 }, (_, i) => login(server, `guess ${i}`));
    const answers = await Promise.all(guesses);

    expect(hasher.verified).toHaveLength(5);
    expect([countOf(answers, 400), countOf(answers, 403)]).toEqual([5, 195]);
    expect((await login(server)).status).toBe(403);
  });

  test('verify no more than are left', async () => {
    const hasher = countedHasher();
    const server = await startWithBob(hasher);
    for (let i = 0; i < 3; i += 1) await login(server, 'wrong');

    const answers = await Promise.all(Array.from({ length: 64 }, () => login(server, 'wrong')));

    expect(hasher.verified).toHaveLength(5);
    expect([countOf(answers, 400), countOf(answers, 403)]).toEqual([2, 62]);
  });

  test('in two processes are answered no more often than there are attempts', async () => {
    const hashers = [countedHasher(), countedHasher()];
    const first = await startWithBob(hashers[0]);
    const servers = [first, await startBeside(first, hashers[1])];

    const guesses = servers.flatMap((server) =>
      Array.from({ length: 64 }, () => login(server, 'wrong')),
    );
    const answers = await Promise.all(guesses);

    expect([countOf(answers, 400), countOf(answers, 403)]).toEqual([5, 123]);
    expect(hashers.flatMap(({ verified }) => verified).length).toBeLessThanOrEqual(10);
  });

  test.each(['service', 'batch'])(
    'do not tell of a right one that others locked out meanwhile (%s tokens)',
    async (token_type) => {
      const slow = countedHasher();
      const first = await startWithBob(slow, { token_type });
      const second = await startBeside(first);
      const { promise, resolve } = Promise.withResolvers<void>();

      slow.hold = promise;
      const right = login(first);
      for (let i = 0; i < 5; i += 1) await login(second, 'wrong');
      resolve();

      expect((await right).status).toBe(403);
    },
  );

  test('do not tell of a right one by another refusal either', async () => {
    const slow = countedHasher();
    const first = await startWithBob(slow);
    await first.request('POST', 'auth/up/users/bob', { token_policies: 'root' });
    const second = await startBeside(first);
    const { promise, resolve } = Promise.withResolvers<void>();

    const before = await login(first);
    slow.hold = promise;
    const right = login(first);
    for (let i = 0; i < 5; i += 1) await login(second, 'wrong');
    resolve();

    // whoever is not locked out is told that no login makes a root token
    expect([before.status, (await right).status]).toEqual([400, 403]);
  });

  test('do not hinder logins with the right password, however many', async () => {
    const server = await startWithBob(countedHasher(), {
      user_lockout_config: { lockout_threshold: '1' },
    });

    const answers = await Promise.all(Array.from({ length: 64 }, () => login(server)));

    expect(countOf(answers, 200)).toBe(64);
  });

  test('leave no more than their own count behind when right and wrong ones mix', async () => {
    const server = await startWithBob();

    await Promise.all([...Array.from({ length: 4 }, () => login(server, 'wrong')), login(server)]);

    // at most four failures are remembered, so one more attempt is left for certain
    expect((await login(server)).status).toBe(200);
  });
});

describe('a lock', () => {
  test('is seen by another process on the same store at once, and ends there too', async () => {
    const first = await startWithBob();
    const second = await startBeside(first);
    for (let i = 0; i < 5; i += 1) await login(first, 'wrong');

    expect((await login(second)).status).toBe(403);
    second.advance(900);
    expect((await login(second)).status).toBe(200);
  });

  test('outlives a restart, and so do failures below the threshold', async () => {
    const first = await startWithBob();
    for (let i = 0; i < 4; i += 1) await login(first, 'wrong');
    const restarted = await startBeside(first);

    const answers = [await login(restarted, 'wrong'), await login(await startBeside(first))];

    expect(answers.map(({ status }) => status)).toEqual([400, 403]);
  });
});
