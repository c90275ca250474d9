import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const password = 'one two three';

async function startWithLogin(data: JsonObject): Promise<{ server: TestServer; token: string }> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  await write(server, { password, ...data });
  const login = await server.request('POST', 'auth/up/login/bob', { password });
  return { server, token: clientTokenOf(login) };
}

function write(server: TestServer, data: JsonObject) {
  return server.request('POST', 'auth/up/users/bob', data);
}

function renew(server: TestServer, token: string, increment = 0) {
  return server.request('POST', 'auth/token/renew-self', { increment }, { token });
}

describe('the token of a user', () => {
  test('is renewed by the lifetimes that the user has now', async () => {
    const { server, token } = await startWithLogin({ token_ttl: 600, token_policies: 'web' });
    await write(server, { token_ttl: 1200, token_max_ttl: 1500 });
    server.advance(400);

    const { body } = await renew(server, token);

    expect(body['auth']).toMatchObject({ lease_duration: 1100, policies: ['default', 'web'] });
  });

  test('keeps the hard end that it was made with', async () => {
    const { server, token } = await startWithLogin({ token_ttl: 600, token_explicit_max_ttl: 900 });
    await write(server, { token_explicit_max_ttl: 0, token_period: 5000 });
    server.advance(400);

    const { body } = await renew(server, token);

    expect(body['auth']).toMatchObject({ lease_duration: 500 });
  });

  test('is renewed although its policies were written in another case and order', async () => {
    const { server, token } = await startWithLogin({ token_policies: ['Web', 'a'] });
    await write(server, { token_policies: ['A', 'default', 'web', 'WEB'] });

    expect((await renew(server, token)).status).toBe(200);
  });

  test('is renewed although "default" was taken from the user', async () => {
    const { server, token } = await startWithLogin({ token_policies: ['a'] });
    await write(server, { token_no_default_policy: true });

    expect((await renew(server, token)).status).toBe(200);
  });

  test.each([['b'], ['a,b'], [''], ['root']])(
    'is not renewed once the policies of the user are %j',
    async (token_policies) => {
      const { server, token } = await startWithLogin({ token_policies: 'a' });
      await write(server, { token_policies });

      expect(await renew(server, token)).toMatchObject({
        status: 400,
        body: {
          errors: [
            '1 error occurred:\n\t* failed to renew entry: policies have changed, not renewing\n\n',
          ],
        },
      });
    },
  );

  test('lives on to its end when the user is deleted, but no longer', async () => {
    const { server, token } = await startWithLogin({ token_ttl: 600 });
    await server.request('DELETE', 'auth/up/users/bob');
    const self = () => server.request('GET', 'auth/token/lookup-self', {}, { token });

    server.advance(590);
    expect((await renew(server, token)).status).toBe(204);
    expect((await self()).status).toBe(200);

    server.advance(10);
    expect((await self()).status).toBe(403);
  });
});
