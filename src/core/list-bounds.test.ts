import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../lib/json.ts';
import { dataOf, makeToken } from '../testing/make-token.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

/** A token whose policy bounds three lists. */
async function givenBounded(server: TestServer): Promise<string> {
  const policy = ['sys/policies/acl', 'auth/token/roles', 'sys/quotas/rate-limit']
    .map((path) => `path "${path}" { capabilities = ["list"] pagination_limit = 2 }`)
    .join('\n');
  await server.request('POST', 'sys/policies/acl/bounded', { policy });
  const { token } = await makeToken(server, { policies: ['bounded'], no_default_policy: true });
  return token;
}

async function listed(
  server: TestServer,
  path: string,
  sent: { query?: JsonObject; token?: string } = {},
) {
  const { query = {}, token = server.rootToken } = sent;
  const answer = await server.request('LIST', path, query, { token });
  return answer.status === 200 ? dataOf(answer)['keys'] : answer.status;
}

async function givenRoles(server: TestServer): Promise<void> {
  for (const name of ['a', 'b', 'c']) await server.request('POST', `auth/token/roles/${name}`, {});
}

describe('the pagination_limit of a policy', () => {
  test.each([{}, { limit: 0 }, { limit: 'max' }, { limit: '2' }])(
    'is what a list with %j has at most',
    async (query) => {
      const server = await startTestServer();
      await givenRoles(server);
      const token = await givenBounded(server);

      expect(await listed(server, 'auth/token/roles', { query, token })).toEqual(['a', 'b']);
      const rest = { ...query, after: 'b' };
      expect(await listed(server, 'auth/token/roles', { query: rest, token })).toEqual(['c']);
    },
  );

  test.each([{ limit: 3 }, { limit: -1 }, { limit: 'x' }])('refuses %j', async (query) => {
    const server = await startTestServer();
    await givenRoles(server);
    const token = await givenBounded(server);

    expect(await listed(server, 'auth/token/roles', { query, token })).toBe(403);
  });

  test('is not told as a parameter that the caller did not send', async () => {
    const server = await startTestServer();
    const token = await givenBounded(server);
    await server.request('POST', 'sys/quotas/rate-limit/q', { rate: 1000 });

    const { body } = await server.request('LIST', 'sys/quotas/rate-limit', {}, { token });

    expect(body).toMatchObject({ data: { keys: ['q'] }, warnings: null });
  });
});

describe('lists of the token method', () => {
  test('of roles go on behind a name, and end at a number', async () => {
    const server = await startTestServer();
    await givenRoles(server);

    expect(await listed(server, 'auth/token/roles', { query: { limit: 2 } })).toEqual(['a', 'b']);
    expect(await listed(server, 'auth/token/roles', { query: { after: 'a' } })).toEqual(['b', 'c']);
    expect(await listed(server, 'auth/token/roles', { query: { after: 'c' } })).toBe(404);
  });

  test('of accessors do the same', async () => {
    const server = await startTestServer();
    for (let made = 0; made < 4; made++) await makeToken(server, { ttl: '1h' });
    const all = (await listed(server, 'auth/token/accessors')) as string[];

    const first = (await listed(server, 'auth/token/accessors', {
      query: { limit: 2 },
    })) as string[];
    const rest = await listed(server, 'auth/token/accessors', { query: { after: first[1] ?? '' } });

    expect(all).toHaveLength(5);
    expect(first).toEqual(all.slice(0, 2));
    expect(rest).toEqual(all.slice(2));
  });
});
