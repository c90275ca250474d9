import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonObject, parseJson } from '../../lib/json.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const password = 'one two three';

async function startWithBob(): Promise<TestServer> {
  const server = await startTestServer({ lockout: { disable_user_lockout: true } });
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await server.request('POST', 'auth/up/users/bob', { password });
  return server;
}

function login(server: TestServer, name: string, data: JsonObject) {
  return server.request('POST', `auth/up/login/${name}`, data, { token: '' });
}

const anyJson = fc.json().map((text) => parseJson(text));

describe('hostile input', () => {
  test('as a password never logs in, never fails the server, never comes back', async () => {
    const server = await startWithBob();

    await fc.assert(
      fc.asyncProperty(anyJson, fc.constantFrom('bob', 'nobody'), async (given, name) => {
        const answer = await login(server, name, { password: given });

        expect([400]).toContain(answer.status);
        expect([
          'invalid username or password',
          'missing password',
          expect.stringMatching(
            /^Field validation failed: error converting input for field "password": /,
          ),
        ]).toContainEqual((answer.body['errors'] as unknown as string[])[0]);
      }),
      { numRuns: 200 },
    );
  });

  test('as a name is a user in one spelling, or no path at all', async () => {
    const server = await startWithBob();
    const names = fc.oneof(
      fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 12 }),
      fc.string({
        unit: fc.constantFrom('b', 'B', '.', '-', '_', '/', ' ', '\0', 'İ', 'K'),
        maxLength: 6,
      }),
    );

    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        fc.pre(!name.endsWith('/') && name !== '');
        const isName = /^\w([\w.-]*\w)?$/.test(name);

        const answer = await server.request('POST', `auth/up/users/${name}`, { password });

        expect(answer.status).toBe(isName ? 204 : 404);
      }),
      { numRuns: 200 },
    );

    const { body } = await server.request('LIST', 'auth/up/users');
    const { keys } = body['data'] as unknown as { keys: string[] };
    expect(keys.filter((key) => key !== key.toLowerCase())).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('as settings of a user is refused by name, or read back in its declared type', async () => {
    const server = await startWithBob();
    const fields = fc.constantFrom(
      'token_ttl',
      'token_period',
      'token_policies',
      'token_bound_cidrs',
      'token_num_uses',
      'token_type',
      'token_no_default_policy',
      'policies',
      'ttl',
    );

    await fc.assert(
      fc.asyncProperty(fields, anyJson, async (field, value) => {
        const answer = await server.request('POST', 'auth/up/users/bob', { [field]: value });
        expect([204, 400]).toContain(answer.status);

        const { body } = await server.request('GET', 'auth/up/users/bob');
        expect(body['data']).toMatchObject({
          token_ttl: expect.any(Number),
          token_period: expect.any(Number),
          token_num_uses: expect.any(Number),
          token_policies: expect.any(Array),
          token_bound_cidrs: expect.any(Array),
          token_no_default_policy: expect.any(Boolean),
          token_type: expect.stringMatching(/^(default|service|batch)$/),
        });
      }),
      { numRuns: 300 },
    );
  });

  test('cannot name another user in the body', async () => {
    const server = await startWithBob();
    await server.request('POST', 'auth/up/users/eve', { password: 'of eve' });

    const answer = await login(server, 'eve', { password: 'of eve', username: 'bob' });

    expect(answer.body['auth']).toMatchObject({ metadata: { username: 'eve' } });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'cannot log in as the inherited name %s',
    async (name) => {
      const server = await startWithBob();

      expect((await login(server, name, { password })).status).toBe(400);
      expect((await server.request('GET', `auth/up/users/${name}`)).status).toBe(404);
    },
  );

  test('of one mount reaches no user of another', async () => {
    const server = await startWithBob();
    await server.request('POST', 'sys/auth/other', { type: 'userpass' });

    const answer = await server.request('POST', 'auth/other/login/bob', { password });

    expect(answer.status).toBe(400);
    expect((await server.request('GET', 'auth/other/users/bob')).status).toBe(404);
  });

  test('changing one user many times at once loses no change', async () => {
    const server = await startWithBob();
    const changes: JsonObject[] = [
      { token_ttl: 60 },
      { token_max_ttl: 120 },
      { token_policies: 'a' },
      { token_num_uses: 3 },
      { token_no_default_policy: true },
    ];

    const answers = await Promise.all([
      ...changes.map((data) => server.request('POST', 'auth/up/users/bob', data)),
      server.request('POST', 'auth/up/users/bob/password', { password: 'the new one' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(204));
    const { body } = await server.request('GET', 'auth/up/users/bob');
    expect(body['data']).toMatchObject({
      token_ttl: 60,
      token_max_ttl: 120,
      token_policies: ['a'],
      token_num_uses: 3,
      token_no_default_policy: true,
    });
    expect((await login(server, 'bob', { password: 'the new one' })).status).toBe(200);
    expect((await login(server, 'bob', { password })).status).toBe(400);
  });
});
