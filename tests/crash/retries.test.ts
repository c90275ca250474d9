import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../src/testing/test-server.ts';
import { openFaultyStore } from './faulty-store.ts';

/**
 * The standard Go client repeats whatever is answered by 5xx, logins and one-time things too. So a request that
 * fails must have minted and used up nothing.
 */

/** A request that mints or uses something up, to be sent again after a failure. */
interface Repeatable {
  readonly name: string;
  /** What it needs. @returns the request */
  prepare(server: TestServer): Promise<() => Promise<number>>;
}

const ROLE = 'auth/approle/role/job';

const repeatables: readonly Repeatable[] = [
  {
    name: 'creating a token',
    prepare: async (server) => () => send(server, 'auth/token/create', { ttl: '1h' }),
  },
  {
    name: 'creating a token, wrapped',
    prepare: async (server) => async () =>
      (await server.request('POST', 'auth/token/create', {}, { wrapTtlSeconds: 60 })).status,
  },
  {
    name: 'a login with a password',
    prepare: async (server) => {
      await send(server, 'sys/auth/userpass', { type: 'userpass' });
      await send(server, 'auth/userpass/users/alice', { password: 'correct horse' });
      return () => send(server, 'auth/userpass/login/alice', { password: 'correct horse' }, '');
    },
  },
  {
    name: 'a login with a SecretID of two uses',
    prepare: async (server) => {
      const proof = await makeSecretId(server, 2);
      return () => send(server, 'auth/approle/login', proof, '');
    },
  },
  {
    name: 'a login with the last use of a SecretID',
    prepare: async (server) => {
      const proof = await makeSecretId(server, 1);
      return () => send(server, 'auth/approle/login', proof, '');
    },
  },
  {
    name: 'the last use of a token',
    prepare: async (server) => {
      const token = await makeToken(server, { num_uses: 1, policies: ['default'] });
      return () => send(server, 'cubbyhole/a', { text: 'here' }, token);
    },
  },
  {
    name: 'wrapping by a token of three uses',
    prepare: async (server) => {
      const token = await makeToken(server, { num_uses: 3, policies: ['default'] });
      const options = { token, wrapTtlSeconds: 60 };
      return async () =>
        (await server.request('POST', 'sys/wrapping/wrap', { text: 'here' }, options)).status;
    },
  },
  {
    name: 'unwrapping',
    prepare: async (server) => {
      const options = { wrapTtlSeconds: 60 };
      const answer = await server.request('POST', 'auth/token/create', {}, options);
      const { token } = answer.body['wrap_info'] as unknown as { token: string };
      return () => send(server, 'sys/wrapping/unwrap', {}, token);
    },
  },
  {
    name: 'revoking a token',
    prepare: async (server) => {
      const token = await makeToken(server, { ttl: '1h' });
      return () => send(server, 'auth/token/revoke-self', {}, token);
    },
  },
];

describe('a request that failed in the store and is sent again does what it does once', () => {
  test.each(repeatables)('$name', async ({ prepare }) => {
    const expected = await playUndisturbed(prepare);
    let failures = 0;

    for (let commit = 1; ; commit += 1) {
      const { store, plan, hasStruck } = openFaultyStore();
      const server = await startTestServer({ store });
      const request = await prepare(server);
      plan('refuse', commit);
      const first = await request();
      if (!hasStruck()) break;
      failures += 1;
      const second = first >= 500 ? await request() : first;

      expect(first).toBe(507);
      expect([second, await contentOf(server)]).toEqual(expected);
    }

    expect(failures).toBeGreaterThan(0);
  });
});

async function playUndisturbed(prepare: Repeatable['prepare']): Promise<[number, object]> {
  const server = await startTestServer();
  const request = await prepare(server);
  const status = await request();
  expect(status).toBeLessThan(300);
  return [status, await contentOf(server)];
}

/** How many rows there are of each kind, and the uses that are left of whatever has few. */
async function contentOf(server: TestServer): Promise<object> {
  const rows = await server.store.scan('ns/', { limit: 10_000 });
  const kinds = Object.groupBy(rows, ({ key }) => key.split('/')[2] ?? '');
  const barrier = server.core.lifecycle.unsealed?.open.barrier;
  const uses = rows.flatMap(({ key, value }) => {
    const text = barrier?.decrypt(key, value).toString() ?? '';
    return [...text.matchAll(/"num_uses":(-?\d+)/g)].map(
      ([, count]) => `${count} in ${key.split('/')[2]}`,
    );
  });
  const counts = Object.entries(kinds).map(([kind, entries]) => `${entries?.length} ${kind}`);
  return { counts: counts.toSorted(), uses: uses.toSorted() };
}

async function send(
  server: TestServer,
  path: string,
  ...[data, token]: [object, string?]
): Promise<number> {
  const options = token === undefined ? {} : { token };
  return (await server.request('POST', path, data as never, options)).status;
}

async function makeToken(server: TestServer, data: object): Promise<string> {
  const answer = await server.request('POST', 'auth/token/create', data as never);
  const { client_token } = answer.body['auth'] as unknown as { client_token: string };
  return client_token;
}

async function makeSecretId(server: TestServer, uses: number): Promise<object> {
  await send(server, 'sys/auth/approle', { type: 'approle' });
  await send(server, ROLE, { secret_id_num_uses: uses });
  const role = await server.request('GET', `${ROLE}/role-id`);
  const issued = await server.request('POST', `${ROLE}/secret-id`);
  const { role_id } = role.body['data'] as unknown as { role_id: string };
  const { secret_id } = issued.body['data'] as unknown as { secret_id: string };
  return { role_id, secret_id };
}
