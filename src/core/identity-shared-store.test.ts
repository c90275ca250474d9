import { describe, expect, test } from 'vitest';
import { openMemoryStore } from '../storage/sqlite/index.ts';
import { startIdentity } from '../testing/identity-server.ts';
import { seededRandom, startTestServer } from '../testing/test-server.ts';

const PASSWORD = 'one two three';

/** Two servers over one store, each with its own memory. */
async function startTwo() {
  const store = openMemoryStore();
  const first = await startIdentity({ store });
  const random = seededRandom('another server');
  const second = await startTestServer({ store, random, isReady: false });
  await second.core.lifecycle.unseal(first.server.unsealKey);
  const { rootToken } = first.server;
  const loginAtSecond = async (name: string) => {
    const body = { password: PASSWORD };
    const answer = await second.request('POST', `auth/userpass/login/${name}`, body);
    const { auth } = answer.body as unknown as {
      auth: { client_token: string; entity_id: string };
    };
    return auth;
  };
  const secondSees = async (token: string, path: string) => {
    const body = { path: [path] };
    const answer = await second.request('POST', 'sys/capabilities-self', body, { token });
    const { data } = answer.body as unknown as { data?: { capabilities: string[] } };
    return data?.capabilities ?? answer.status;
  };
  return { ...first, second, rootToken, loginAtSecond, secondSees };
}

describe('two servers over one store', () => {
  test('make one entity of first logins at the same moment', async () => {
    const { send, addUser, login, loginAtSecond } = await startTwo();
    await addUser('bob');

    const logins = await Promise.all([
      login('bob'),
      loginAtSecond('bob'),
      login('bob'),
      loginAtSecond('bob'),
    ]);

    expect(new Set(logins.map(({ entity_id }) => entity_id)).size).toBe(1);
    expect((await send('LIST', 'entity/id')).data['keys']).toHaveLength(1);
  });

  test('know at once what the other was told of an entity', async () => {
    const { server, send, addUser, login, secondSees } = await startTwo();
    const policy = 'path "secret/x" { capabilities = ["read"] }';
    await server.request('POST', 'sys/policies/acl/p', { policy });
    await addUser('bob');
    const { entity_id, client_token: token } = await login('bob');

    expect(await secondSees(token, 'secret/x')).toEqual(['deny']);
    const group = { policies: ['p'], member_entity_ids: [entity_id] };
    await send('POST', 'group', { name: 'g', ...group });
    expect(await secondSees(token, 'secret/x')).toEqual(['read']);
    await send('POST', `entity/id/${entity_id}`, { disabled: true });
    expect(await secondSees(token, 'secret/x')).toBe(403);
    await send('POST', `entity/id/${entity_id}`, { disabled: false });
    expect(await secondSees(token, 'secret/x')).toEqual(['read']);
    await send('DELETE', `entity/id/${entity_id}`);
    expect(await secondSees(token, 'secret/x')).toBe(403);
  });
});

test('the keys of the identity store lie below its namespace, and tell no name', async () => {
  const store = openMemoryStore();
  const { addUser, login, send } = await startIdentity({ store });
  await addUser('bob');
  await login('bob');
  await send('POST', 'group', { name: 'operators' });

  const rows = await store.scan('', { limit: 1000 });
  const own = rows.filter(({ key }) => key.includes('identity/'));

  expect(own.length).toBeGreaterThanOrEqual(6);
  for (const { key, value } of own) {
    expect(key).toMatch(/^ns\/root\/identity\/[a-z-]+\/[\w-]+$/);
    expect(Buffer.from(value).toString('latin1')).not.toMatch(/bob|operators/);
  }
});
