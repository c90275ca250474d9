import { describe, expect, test } from 'vitest';
import { defaultPasswordCost, hashPassword, verifyPassword } from '../../crypto/password-hash.ts';
import { type PasswordFunctions, PasswordHasher } from '../../crypto/password-hasher.ts';
import type { JsonObject } from '../../lib/json.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import {
  cheapPasswords,
  seededRandom,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../testing/test-server.ts';

const password = 'one two three';

async function startWithUsers(
  users: Readonly<Record<string, JsonObject>>,
  options: TestServerOptions = {},
): Promise<TestServer> {
  const server = await startTestServer(options);
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  for (const [name, data] of Object.entries(users)) {
    const credentials = 'password_hash' in data ? {} : { password };
    await server.request('POST', `auth/up/users/${name}`, { ...credentials, ...data });
  }
  return server;
}

function login(server: TestServer, name: string, given = password) {
  return loginFrom('127.0.0.1', server, { name, given });
}

function loginFrom(
  remoteAddress: string,
  server: TestServer,
  { name, given = password }: { name: string; given?: string },
) {
  const data = { password: given };
  return server.request('POST', `auth/up/login/${name}`, data, { token: '', remoteAddress });
}

const failure = { status: 400, body: { errors: ['invalid username or password'] } };

describe('a login', () => {
  test('answers with a token that carries the settings of the user', async () => {
    const settings = { token_policies: ['web', 'default', 'Web'], token_ttl: '10m' };
    const server = await startWithUsers({ bob: settings });

    const answer = await login(server, 'bob');

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      data: null,
      warnings: null,
      auth: {
        policies: ['default', 'web'],
        token_policies: ['default', 'web'],
        metadata: { username: 'bob' },
        lease_duration: 600,
        renewable: true,
        token_type: 'service',
        orphan: true,
        num_uses: 0,
      },
    });
  });

  test('in another case of letters is the same user in token, path and metadata', async () => {
    const server = await startWithUsers({ bob: {} });

    const token = clientTokenOf(await login(server, 'BoB'));

    const self = await server.request('GET', 'auth/token/lookup-self', {}, { token });
    expect(self.body['data']).toMatchObject({
      display_name: 'up-bob',
      path: 'auth/up/login/bob',
      meta: { username: 'bob' },
    });
  });

  test('needs no token and looks at none', async () => {
    const server = await startWithUsers({ bob: {} });

    const answer = await server.request(
      'POST',
      'auth/up/login/bob',
      { password },
      { token: 's.invalid' },
    );

    expect(answer.status).toBe(200);
  });

  test.each([{}, { password: '' }, { password: null }])(
    'without a password %j is refused',
    async (data) => {
      const server = await startWithUsers({ bob: {} });
      const known = await server.request('POST', 'auth/up/login/bob', data, { token: '' });
      const unknown = await server.request('POST', 'auth/up/login/none', data, { token: '' });

      expect(known).toMatchObject({ status: 400, body: { errors: ['missing password'] } });
      expect(unknown.raw).toEqual(known.raw);
    },
  );

  test.each([
    ['a wrong password', 'bob', 'wrong'],
    ['a password with a blank behind it', 'bob', `${password} `],
    ['a password in another case', 'bob', 'One two three'],
    ['an unknown user', 'nobody', password],
    ['a password that is too long', 'bob', 'x'.repeat(2000)],
    ['a password that goes on behind a NUL', 'bob', `${password}\0`],
  ])('with %s fails, in one and the same way', async (_what, name, given) => {
    const server = await startWithUsers({ bob: {} });

    expect(await login(server, name, given)).toMatchObject(failure);
  });

  test('with a name that cannot be one is an unknown path', async () => {
    const server = await startWithUsers({ bob: {} });

    for (const name of ['bob ', 'a@b', '../bob', 'bob/x', '-']) {
      const answer = await login(server, name);
      expect(answer).toMatchObject({ status: 404, body: { errors: ['unsupported path'] } });
    }
  });

  test('from outside the address bounds is refused, once the password is right', async () => {
    const server = await startWithUsers({ fay: { token_bound_cidrs: '10.9.9.0/24' } });

    expect(await login(server, 'fay')).toMatchObject({
      status: 403,
      body: { errors: ['permission denied'] },
    });
    expect(await login(server, 'fay', 'wrong')).toMatchObject(failure);
    expect((await loginFrom('10.9.9.7', server, { name: 'fay' })).status).toBe(200);
    expect((await loginFrom('nonsense', server, { name: 'fay' })).status).toBe(403);
  });

  test.each(['root', 'ROOT', ' root', 'root\t', 'web,Root'])(
    'never makes a root token of the policy %j (CVE-2025-5999)',
    async (token_policies) => {
      const server = await startWithUsers({ gil: { token_policies } });

      expect(await login(server, 'gil')).toMatchObject({
        status: 400,
        body: { errors: ['auth methods cannot create root tokens'] },
      });
    },
  );

  test('takes a policy that only looks like root for what it is', async () => {
    const server = await startWithUsers({ gil: { token_policies: 'ｒｏｏｔ' } });

    const answer = await login(server, 'gil');

    const token = clientTokenOf(answer);
    expect(answer.body).toMatchObject({ auth: { policies: ['default', 'ｒｏｏｔ'] } });
    expect((await server.request('GET', 'sys/auth', {}, { token })).status).toBe(403);
  });

  test('of a user with batch tokens makes one', async () => {
    const server = await startWithUsers({ ed: { token_type: 'batch', token_ttl: '5m' } });

    const { body } = await login(server, 'ed');

    expect(body['auth']).toMatchObject({ token_type: 'batch', renewable: false, accessor: '' });
  });
});

describe('the work of a login', () => {
  function countingHasher() {
    const calls: string[] = [];
    const functions: PasswordFunctions = {
      hash: (given, cost, random) => {
        calls.push('hash');
        return hashPassword(given, cost, random);
      },
      verify: (given, hash) => {
        calls.push(`verify ${hash.split('$').slice(0, 4).join('$')}, ${given.length}`);
        return verifyPassword(given, hash);
      },
    };
    const random = seededRandom('hasher');
    return {
      calls,
      functions,
      passwords: new PasswordHasher({ cost: cheapPasswords, random, functions }),
    };
  }

  // CVE-2025-6011, CVE-2025-6010
  test('is one hash of the same cost for known and unknown users', async () => {
    const { calls, passwords } = countingHasher();
    const server = await startWithUsers({ bob: {} }, { passwords });
    calls.length = 0;

    for (const name of ['bob', 'nobody']) await login(server, name, 'wrong');

    const work = 'verify $argon2id$v=19$m=8,t=1,p=1, 5';
    expect(calls).toEqual([work, work]);
  });

  test('is one short hash for a password that is too long', async () => {
    const { calls, passwords } = countingHasher();
    const server = await startWithUsers({ bob: {} }, { passwords });
    calls.length = 0;

    for (const name of ['bob', 'nobody']) await login(server, name, 'x'.repeat(100_000));

    const work = 'verify $argon2id$v=19$m=8,t=1,p=1, 0';
    expect(calls).toEqual([work, work]);
  });

  test('is nothing without a password', async () => {
    const { calls, passwords } = countingHasher();
    const server = await startWithUsers({ bob: {} }, { passwords });
    calls.length = 0;

    await login(server, 'bob', '');

    expect(calls).toEqual([]);
  });

  test('renews a bcrypt hash once, in the commit of the first right login', async () => {
    const { calls, passwords } = countingHasher();
    const imported = '$2b$05$abcdefghijklmnopqrstuueZbDzhfbNok4Yey2fYnRL2mfEwcIUFW';
    const server = await startWithUsers({ bob: { password_hash: imported } }, { passwords });

    expect(await login(server, 'bob', 'wrong')).toMatchObject(failure);
    expect((await login(server, 'bob')).status).toBe(200);
    expect((await login(server, 'bob')).status).toBe(200);
    expect(await login(server, 'bob', 'wrong')).toMatchObject(failure);

    const bcrypt = 'verify $2b$05$abcdefghijklmnopqrstuueZbDzhfbNok4Yey2fYnRL2mfEwcIUFW';
    const argon2 = 'verify $argon2id$v=19$m=8,t=1,p=1';
    expect(calls).toEqual([
      `${bcrypt}, 5`,
      `${bcrypt}, 13`,
      'hash',
      `${argon2}, 13`,
      `${argon2}, 5`,
    ]);
  });

  test('renews a hash of another cost, and keeps one whose login is refused in the end', async () => {
    const cheaper = { ...cheapPasswords, passes: 2 };
    const random = seededRandom('hasher');
    const store = openMemoryStore();
    const first = await startWithUsers(
      { bob: {}, fay: { token_bound_cidrs: '10.0.0.1' } },
      { store },
    );
    const { calls, functions } = countingHasher();
    const passwords = new PasswordHasher({ cost: cheaper, random, functions });
    const second = await startTestServer({ store, isReady: false, passwords });
    await second.core.lifecycle.unseal(first.unsealKey);

    for (const name of ['bob', 'bob', 'fay', 'fay']) await login(second, name);

    const [old, renewed] = [1, 2].map((t) => `verify $argon2id$v=19$m=8,t=${t},p=1, 13`);
    expect(calls).toEqual([old, 'hash', renewed, old, 'hash', old, 'hash']);
  });

  test('is not done again when another request changes the user at the same moment', async () => {
    const { calls, passwords } = countingHasher();
    const server = await startWithUsers({ bob: {} }, { passwords });
    calls.length = 0;

    const changes = ['1m', '2m', '3m'].map((token_ttl) =>
      server.request('POST', 'auth/up/users/bob', { token_ttl }),
    );
    const answers = await Promise.all([login(server, 'bob'), ...changes]);

    expect(answers.map(({ status }) => status)).toEqual([200, 204, 204, 204]);
    expect(calls).toHaveLength(1);
  });

  test('gives no token for a password that is replaced while it is checked', async () => {
    const { functions } = countingHasher();
    let meanwhile: () => Promise<unknown> = async () => undefined;
    const passwords = new PasswordHasher({
      cost: cheapPasswords,
      random: seededRandom('hasher'),
      functions: {
        ...functions,
        verify: async (...of) => {
          const outcome = await functions.verify(...of);
          // once: decided anew, the login may hold the turn that a second change would wait for
          const change = meanwhile;
          meanwhile = async () => undefined;
          await change();
          return outcome;
        },
      },
    });
    const server = await startWithUsers({ bob: {}, ann: {} }, { passwords });

    meanwhile = () =>
      server.request('POST', 'auth/up/users/bob/password', { password: 'something else' });
    expect(await login(server, 'bob')).toMatchObject(failure);
    meanwhile = () => server.request('DELETE', 'auth/up/users/ann');
    expect(await login(server, 'ann')).toMatchObject(failure);
  });

  test('refuses when too many wait, and no user is the wiser', async () => {
    const random = seededRandom('hasher');
    const bounds = { concurrent: 1, waiting: 1 };
    const passwords = new PasswordHasher({ cost: cheapPasswords, random, bounds });
    const server = await startWithUsers({ bob: {} }, { passwords });

    const answers = await Promise.all(
      ['bob', 'bob', 'bob', 'nobody', 'bob'].map((name) => login(server, name)),
    );

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect((await login(server, 'bob')).status).toBe(200);
  });

  test('is as dear as OWASP recommends where nothing else is asked for', () => {
    expect(defaultPasswordCost).toEqual({ memoryKib: 19_456, passes: 2, lanes: 1 });
  });
});
