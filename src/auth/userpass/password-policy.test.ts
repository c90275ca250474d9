import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from '../../crypto/password-hash.ts';
import { PasswordHasher } from '../../crypto/password-hasher.ts';
import {
  cheapPasswords,
  seededRandom,
  startTestServer,
  type TestServer,
} from '../../testing/test-server.ts';

const strict = `
length = 8
rule "charset" { charset = "0123456789" min-chars = 2 }
rule "charset" { charset = "abcdefghijklmnopqrstuvwxyz" }`;

async function startBound(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await server.request('POST', 'auth/up/users/early', { password: 'short' });
  await server.request('POST', 'sys/policies/password/strict', { policy: strict });
  await server.request('POST', 'auth/up/password_policy/strict');
  return server;
}

describe('a mount that is bound to a password policy', () => {
  test('says to which', async () => {
    const server = await startBound();

    const { body } = await server.request('GET', 'auth/up/password_policy');

    expect(body['data']).toEqual({ policy_name: 'strict' });
  });

  test.each([
    ['short1', 'password must have at least 8 characters'],
    ['longenough1', 'password must have at least 2 of 0123456789'],
  ])('refuses the password %s for new and old users', async (password, reason) => {
    const server = await startBound();
    const refusal = { status: 400, body: { errors: [reason] } };

    expect(await server.request('POST', 'auth/up/users/ann', { password })).toMatchObject(refusal);
    for (const path of ['users/early', 'users/early/password']) {
      const answer = await server.request('POST', `auth/up/${path}`, { password });
      expect(answer).toMatchObject(refusal);
    }
    expect((await server.request('GET', 'auth/up/users/ann')).status).toBe(404);
  });

  test('takes a password that satisfies it, a hash, and a write without either', async () => {
    const server = await startBound();
    const password_hash = '$2b$05$abcdefghijklmnopqrstuueZbDzhfbNok4Yey2fYnRL2mfEwcIUFW';

    const writes = [{ password: 'longenough12' }, { password_hash }, { token_ttl: 60 }];
    for (const data of writes) {
      expect((await server.request('POST', 'auth/up/users/ann', data)).status).toBe(204);
    }
  });

  test('lets users log in with the passwords that they have', async () => {
    const server = await startBound();

    const login = await server.request('POST', 'auth/up/login/early', { password: 'short' });

    expect(login.status).toBe(200);
  });

  test('takes no password at all once the policy is deleted, until it is freed', async () => {
    const server = await startBound();
    await server.request('DELETE', 'sys/policies/password/strict');
    const write = () => server.request('POST', 'auth/up/users/ann', { password: 'longenough12' });

    expect(await write()).toMatchObject({
      status: 400,
      body: {
        errors: ['the password policy "strict" to which this mount is bound cannot be read'],
      },
    });

    await server.request('DELETE', 'auth/up/password_policy/other');
    expect((await write()).status).toBe(400);
    await server.request('DELETE', 'auth/up/password_policy/strict');
    expect((await write()).status).toBe(204);
    expect((await server.request('GET', 'auth/up/password_policy')).status).toBe(404);
  });

  test('takes the newer of two policies', async () => {
    const server = await startBound();
    const policy = 'length = 4\nrule "charset" { charset = "abc" }';
    await server.request('POST', 'sys/policies/password/lax', { policy });

    await server.request('POST', 'auth/up/password_policy/lax');

    const answer = await server.request('POST', 'auth/up/users/ann', { password: 'abcd' });
    expect(answer.status).toBe(204);
  });
});

test('a mount cannot be bound to a policy that does not exist', async () => {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });

  const answer = await server.request('POST', 'auth/up/password_policy/none');

  expect(answer).toMatchObject({
    status: 400,
    body: { errors: ['there is no password policy "none"'] },
  });
  expect((await server.request('POST', 'auth/up/users/ann', { password: 'a' })).status).toBe(204);
});

test('the binding of one mount does not hold for another', async () => {
  const server = await startBound();
  await server.request('POST', 'sys/auth/other', { type: 'userpass' });

  const answer = await server.request('POST', 'auth/other/users/ann', { password: 'a' });

  expect(answer.status).toBe(204);
});

test.each([
  ['longenough12', 204],
  ['unfit', 400],
])('a policy bound while the password %s is hashed holds for it', async (password, status) => {
  let hashed = 0;
  let bind: () => Promise<unknown> = async () => undefined;
  const functions = {
    verify: verifyPassword,
    hash: async (...of: Parameters<typeof hashPassword>) => {
      hashed += 1;
      await bind();
      return hashPassword(...of);
    },
  };
  const random = seededRandom('hasher');
  const passwords = new PasswordHasher({ cost: cheapPasswords, random, functions });
  const server = await startTestServer({ passwords });
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await server.request('POST', 'sys/policies/password/strict', { policy: strict });
  bind = () => server.request('POST', 'auth/up/password_policy/strict');

  const answer = await server.request('POST', 'auth/up/users/ann', { password });

  // the second decision takes the hash of the first
  expect([answer.status, hashed]).toEqual([status, 1]);
});
