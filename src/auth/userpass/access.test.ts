import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { startTestServer, type TestServer, type Verb } from '../../testing/test-server.ts';

const password = 'one two three';

async function startWithToken(policy: string): Promise<{ server: TestServer; token: string }> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await server.request('POST', 'sys/policies/acl/p', { policy });
  await server.request('POST', 'auth/up/users/helper', { password, token_policies: 'p' });
  await server.request('POST', 'auth/up/users/admin', { password, token_ttl: 60 });
  const login = await server.request('POST', 'auth/up/login/helper', { password });
  return { server, token: clientTokenOf(login) };
}

describe('who may change a user', () => {
  // CVE-2026-89322
  test.each(['admin', 'ADMIN', 'Admin', 'aDmIn'])(
    'a deny of one user holds for the spelling %s',
    async (name) => {
      const { server, token } = await startWithToken(`
        path "auth/up/users/*" { capabilities = ["create", "read", "update", "delete"] }
        path "auth/up/users/admin" { capabilities = ["deny"] }
        path "auth/up/users/admin/*" { capabilities = ["deny"] }`);
      const attempts: [Verb, string, JsonObject][] = [
        ['GET', name, {}],
        ['POST', name, { token_ttl: 1 }],
        ['DELETE', name, {}],
        ['POST', `${name}/password`, { password: 'mine now' }],
        ['POST', `${name}/policies`, { token_policies: 'p' }],
      ];

      for (const [verb, path, data] of attempts) {
        const answer = await server.request(verb, `auth/up/users/${path}`, data, { token });
        expect(answer.status, `${verb} ${path}`).toBe(403);
      }

      const { body } = await server.request('GET', 'auth/up/users/admin');
      expect(body['data']).toMatchObject({ token_ttl: 60, token_policies: [] });
      const login = await server.request('POST', 'auth/up/login/admin', { password });
      expect(login.status).toBe(200);
    },
  );

  test('a spelling with a blank is no user at all', async () => {
    const { server, token } = await startWithToken(
      'path "auth/up/users/*" { capabilities = ["create", "update"] }',
    );

    const answer = await server.request('POST', 'auth/up/users/admin ', { password }, { token });

    expect(answer.status).toBe(404);
  });

  test('whoever may create users cannot change one, in no spelling', async () => {
    const { server, token } = await startWithToken(
      'path "auth/up/users/*" { capabilities = ["create"] }',
    );
    const write = (name: string) =>
      server.request('POST', `auth/up/users/${name}`, { password, token_ttl: 5 }, { token });

    expect((await write('new')).status).toBe(204);
    expect((await write('NEW')).status).toBe(403);
    expect((await write('Admin')).status).toBe(403);
  });

  test('of two who create one user at the same moment, one is refused', async () => {
    const { server, token } = await startWithToken(
      'path "auth/up/users/*" { capabilities = ["create"] }',
    );
    const write = (token_ttl: number) =>
      server.request('POST', 'auth/up/users/new', { password, token_ttl }, { token });

    const answers = await Promise.all([write(1), write(2), write(3)]);

    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 403, 403]);
    const { body } = await server.request('GET', 'auth/up/users/new');
    expect(body['data']).toMatchObject({ token_ttl: statuses.indexOf(204) + 1 });
  });

  test.each(['GET', 'LIST', 'DELETE'] as const)('%s needs a token', async (verb) => {
    const { server } = await startWithToken('path "x" { capabilities = ["read"] }');
    const path = verb === 'LIST' ? 'auth/up/users' : 'auth/up/users/admin';

    expect((await server.request(verb, path, {}, { token: '' })).status).toBe(403);
  });

  test('a password appears in no answer and no line of the log', async () => {
    const lines: string[] = [];
    const server = await startTestServer({ log: (...line) => lines.push(JSON.stringify(line)) });
    await server.request('POST', 'sys/auth/up', { type: 'userpass' });
    const secret = 'correct-horse';
    const answers = [
      await server.request('POST', 'auth/up/users/bob', { password: secret, token_type: secret }),
      await server.request('POST', 'auth/up/users/bob', { password: secret, token_ttl: secret }),
      await server.request('POST', 'auth/up/users/bob', { password: [secret] }),
      await server.request('POST', 'auth/up/users/bob', { password_hash: secret }),
      await server.request('POST', 'auth/up/users/bob/password', { password: { secret } }),
      await server.request('POST', 'auth/up/login/bob', { password: secret }),
      await server.request('POST', 'auth/up/login/bob', { password: [secret] }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 400]);
    expect(JSON.stringify(answers)).not.toContain(secret);
    expect(lines.join()).not.toContain(secret);
  });
});
