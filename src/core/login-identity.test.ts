import { describe, expect, test } from 'vitest';
import { withCounted } from '../testing/counted-store.ts';
import { startIdentity } from '../testing/identity-server.ts';

describe('a first login', () => {
  test('makes an entity with one alias, and binds the token to it', async () => {
    const { server, accessor, send, addUser, login } = await startIdentity();
    await addUser('bob');

    const { entity_id, client_token } = await login('bob');

    const { data } = await send('GET', `entity/id/${entity_id}`);
    expect(data['aliases']).toMatchObject([
      { name: 'bob', mount_accessor: accessor, metadata: null, canonical_id: entity_id },
    ]);
    expect(data['name']).toMatch(/^entity_[\da-f]{8}$/);
    const { body } = await server.request(
      'GET',
      'auth/token/lookup-self',
      {},
      {
        token: client_token,
      },
    );
    expect(body['data']).toMatchObject({ entity_id });
    expect(body['data']).not.toHaveProperty('identity_policies');
  });

  test('of one person at the same moment, many times, makes one entity', async () => {
    const { send, addUser, login } = await startIdentity();
    await addUser('bob');

    const logins = await Promise.all(Array.from({ length: 8 }, () => login('bob')));

    expect(new Set(logins.map(({ entity_id }) => entity_id)).size).toBe(1);
    expect((await send('LIST', 'entity/id')).data['keys']).toHaveLength(1);
    expect((await send('LIST', 'entity-alias/id')).data['keys']).toHaveLength(1);
  });

  test('in whatever spelling of the name leads to the same entity (CVE-2025-6013)', async () => {
    const { addUser, login } = await startIdentity();
    await addUser('alice');

    const { entity_id } = await login('alice');

    expect((await login('Alice')).entity_id).toBe(entity_id);
    expect((await login('ALICE')).entity_id).toBe(entity_id);
  });

  test('of somebody who was made known beforehand leads to that entity', async () => {
    const { accessor, send, addUser, login } = await startIdentity();
    await addUser('cy');
    const { data } = await send('POST', 'entity', { name: 'Cy', policies: ['p'] });
    const alias = { name: 'CY', canonical_id: data['id'] ?? '', mount_accessor: accessor };
    await send('POST', 'entity-alias', alias);

    expect(await login('cy')).toMatchObject({
      entity_id: data['id'],
      policies: ['default', 'p'],
      token_policies: ['default'],
      identity_policies: ['p'],
    });
  });

  test('does not renew the caches of others', async () => {
    const { server, addUser, login } = await startIdentity();
    await addUser('ann');
    await addUser('bob');
    await login('ann');
    const before = server.core.lifecycle.unsealed?.configurations.latest?.generation;

    await login('bob');
    await login('bob');

    expect(server.core.lifecycle.unsealed?.configurations.latest?.generation).toBe(before);
  });
});

describe('a login of somebody known', () => {
  test('costs one commit, as before, and one read more', async () => {
    const { store, counts } = withCounted();
    const { addUser, login } = await startIdentity({ store });
    await addUser('bob');
    await login('bob');
    await login('bob');
    const before = { ...counts };

    await login('bob');

    expect(counts.commits - before.commits).toBe(1);
    // the generation of the configuration, the user, the alias
    expect(counts.gets - before.gets).toBe(3);
  });
});

describe('a token of an entity', () => {
  test('has the policies of its entity at once, and loses them at once', async () => {
    const { server, send, addUser, login, capabilities } = await startIdentity();
    const policy = 'path "secret/x" { capabilities = ["read"] }';
    await server.request('POST', 'sys/policies/acl/p', { policy });
    await addUser('bob');
    const { entity_id, client_token } = await login('bob');

    expect(await capabilities(client_token, 'secret/x')).toEqual(['deny']);
    await send('POST', `entity/id/${entity_id}`, { policies: ['p'] });
    expect(await capabilities(client_token, 'secret/x')).toEqual(['read']);
    await send('POST', `entity/id/${entity_id}`, { policies: [] });
    expect(await capabilities(client_token, 'secret/x')).toEqual(['deny']);
  });

  test('shows policies of the entity beside its own', async () => {
    const { server, send, addUser, login } = await startIdentity();
    await addUser('bob');
    const { entity_id, client_token: token } = await login('bob');
    await send('POST', `entity/id/${entity_id}`, { policies: ['p'] });

    const { body } = await server.request('GET', 'auth/token/lookup-self', {}, { token });
    const renewed = await server.request('POST', 'auth/token/renew-self', {}, { token });

    expect(body['data']).toMatchObject({
      policies: ['default'],
      identity_policies: ['p'],
      external_namespace_policies: {},
    });
    expect(renewed.body['auth']).toMatchObject({
      policies: ['default', 'p'],
      token_policies: ['default'],
      identity_policies: ['p'],
    });
  });

  test('hands on its entity, not the policies of that; orphans get neither', async () => {
    const { server, send, addUser, login } = await startIdentity();
    const policy = 'path "auth/token/*" { capabilities = ["update", "sudo"] }';
    await server.request('POST', 'sys/policies/acl/maker', { policy });
    await addUser('bob', { token_policies: 'maker' });
    const { entity_id, client_token: token } = await login('bob');
    await send('POST', `entity/id/${entity_id}`, { policies: ['p'] });
    const create = async (path: string) =>
      (await server.request('POST', path, {}, { token })).body['auth'];

    expect(await create('auth/token/create')).toMatchObject({
      entity_id,
      token_policies: ['default', 'maker'],
      identity_policies: ['p'],
    });
    const orphan = await create('auth/token/create-orphan');
    expect(orphan).toMatchObject({ entity_id: '', policies: ['default', 'maker'] });
  });

  test('cannot make a child with a policy that only its entity has', async () => {
    const { server, send, addUser, login } = await startIdentity();
    const policy = 'path "auth/token/create" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/maker', { policy });
    await addUser('bob', { token_policies: 'maker' });
    const { entity_id, client_token: token } = await login('bob');
    await send('POST', `entity/id/${entity_id}`, { policies: ['p'] });

    const path = 'auth/token/create';
    const answer = await server.request('POST', path, { policies: ['p'] }, { token });

    expect(answer.status).toBe(400);
  });

  test.each(['disabled', 'removed'])('is refused while its entity is %s', async (how) => {
    const { server, send, addUser, login } = await startIdentity();
    await addUser('bob', { token_policies: 'p' });
    const { entity_id, client_token: token } = await login('bob');
    const isDisabled = how === 'disabled';
    if (isDisabled) await send('POST', `entity/id/${entity_id}`, { disabled: true });
    else await send('DELETE', `entity/id/${entity_id}`);

    const { status, body } = await server.request('GET', 'auth/token/lookup-self', {}, { token });
    const asked = await server.request('POST', 'sys/capabilities', {
      token,
      path: ['cubbyhole/x'],
    });

    expect([status, body['errors']]).toEqual([403, ['permission denied']]);
    expect(asked.body['data']).toMatchObject({ capabilities: ['deny'] });
  });

  test('gives way to that of another entity when its own is removed', async () => {
    const { send, addUser, login } = await startIdentity();
    await addUser('bob');
    const { entity_id } = await login('bob');
    await send('DELETE', `entity/id/${entity_id}`);

    const again = await login('bob');

    expect(again.status).toBe(200);
    expect(again.entity_id).not.toBe(entity_id);
  });

  test('is not made for somebody who is disabled', async () => {
    const { send, addUser, login } = await startIdentity();
    await addUser('bob');
    const { entity_id } = await login('bob');
    await send('POST', `entity/id/${entity_id}`, { disabled: true });

    expect((await login('bob')).status).toBe(403);
  });

  test('works again once its entity is enabled', async () => {
    const { server, send, addUser, login } = await startIdentity();
    await addUser('bob');
    const { entity_id, client_token: token } = await login('bob');
    await send('POST', `entity/id/${entity_id}`, { disabled: true });
    await send('POST', `entity/id/${entity_id}`, { disabled: false });

    const { status } = await server.request('GET', 'auth/token/lookup-self', {}, { token });

    expect(status).toBe(200);
  });

  test('never becomes root by its entity', async () => {
    const { send, addUser, login, capabilities } = await startIdentity();
    await addUser('bob');
    const { entity_id, client_token } = await login('bob');

    await send('POST', `entity/id/${entity_id}`, { policies: ['rOOt'] });

    expect(await capabilities(client_token, 'sys/mounts')).toEqual(['deny']);
  });

  test('may read its own entity by the policy "default", and no other', async () => {
    const { send, addUser, login } = await startIdentity();
    await addUser('ann');
    await addUser('bob');
    const ann = await login('ann');
    const bob = await login('bob');

    const own = await send('GET', `entity/id/${ann.entity_id}`, {}, ann.client_token);
    const other = await send('GET', `entity/id/${bob.entity_id}`, {}, ann.client_token);
    const name = String(own.data['name']);
    const byName = await send('GET', `entity/name/${name}`, {}, ann.client_token);

    expect([own.status, byName.status, other.status]).toEqual([200, 200, 403]);
  });
});
