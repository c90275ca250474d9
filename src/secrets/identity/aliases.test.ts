import { describe, expect, test } from 'vitest';
import { startIdentity } from '../../testing/identity-server.ts';

async function givenEntity(name: string, mounts?: readonly string[]) {
  const started = await startIdentity();
  for (const path of mounts ?? []) await started.enable(path);
  const { data } = await started.send('POST', 'entity', { name });
  return { ...started, id: String(data['id']) };
}

describe('an alias', () => {
  test.each(['entity-alias', 'alias', 'persona'])(
    'is written, read and removed at %s',
    async (at) => {
      const { send, id, accessor } = await givenEntity('Cy');
      const body = { name: 'cy', mount_accessor: accessor, custom_metadata: { k: 'v' } };
      const owner = at === 'persona' ? { entity_id: id } : { canonical_id: id };

      const made = await send('POST', at, { ...body, ...owner });
      const aliasId = String(made.data['id']);

      expect(made.data).toEqual({ id: aliasId, canonical_id: id });
      expect((await send('GET', `${at}/id/${aliasId}`)).data).toEqual({
        id: aliasId,
        canonical_id: id,
        name: 'cy',
        mount_accessor: accessor,
        mount_path: 'auth/userpass/',
        mount_type: 'userpass',
        metadata: null,
        custom_metadata: { k: 'v' },
        merged_from_canonical_ids: null,
        local: false,
        creation_time: '2026-01-01T00:00:00Z',
        last_update_time: '2026-01-01T00:00:00Z',
        namespace_id: 'root',
      });
      expect((await send('LIST', `${at}/id`)).data).toMatchObject({
        keys: [aliasId],
        key_info: { [aliasId]: { name: 'cy', canonical_id: id, mount_type: 'userpass' } },
      });
      expect((await send('POST', at, { ...body, ...owner })).status).toBe(204);
      expect((await send('DELETE', `${at}/id/${aliasId}`)).status).toBe(204);
      expect((await send('GET', `${at}/id/${aliasId}`)).status).toBe(404);
      expect((await send('GET', `entity/id/${id}`)).data['aliases']).toEqual([]);
    },
  );

  test('without an entity makes one', async () => {
    const { send, accessor } = await startIdentity();

    const { data } = await send('POST', 'entity-alias', { name: 'cy', mount_accessor: accessor });

    const owner = await send('GET', `entity/id/${String(data['canonical_id'])}`);
    expect(owner.data['aliases']).toMatchObject([{ name: 'cy' }]);
  });

  test.each([
    [{ name: 'x' }, "'id' or 'mount_accessor' and 'name' must be provided"],
    [{ name: 'x', mount_accessor: 'nope' }, 'invalid mount accessor "nope"'],
    [{ name: 'x', mount_accessor: 'own', canonical_id: 'nope' }, 'invalid canonical ID'],
    [{ id: 'nope' }, 'invalid alias ID provided'],
    [
      { name: 'x', mount_accessor: 'own', custom_metadata: { k: '' } },
      'custom_metadata validation failed: a value has 1 to 512 characters',
    ],
  ])('of %j is refused', async (body, text) => {
    const { send, accessor } = await startIdentity();
    const own = 'mount_accessor' in body && body.mount_accessor === 'own';

    const sent = own ? { ...body, mount_accessor: accessor } : body;
    expect((await send('POST', 'entity-alias', sent)).refusal).toEqual([400, text]);
  });

  test('at a mount is the only one of its entity there (CVE-2021-43998)', async () => {
    const { send, id, accessor } = await givenEntity('ann');
    const body = { canonical_id: id, mount_accessor: accessor };
    await send('POST', 'entity-alias', { ...body, name: 'ann' });

    const second = await send('POST', 'entity-alias', { ...body, name: 'ann2' });

    expect(second.refusal).toEqual([
      400,
      'Alias already exists for requested entity and mount accessor',
    ]);
    expect((await send('LIST', 'entity-alias/id')).data['keys']).toHaveLength(1);
  });

  test('of somebody else is not taken over by its name (CVE-2021-41802)', async () => {
    const { send, id, accessor, addUser, login } = await givenEntity('mallory');
    await addUser('alice');
    const alice = await login('alice');
    await send('POST', `entity/id/${alice.entity_id}`, { policies: ['strong'] });

    const body = { name: 'ALICE', mount_accessor: accessor, canonical_id: id };
    const taken = await send('POST', 'entity-alias', body);

    expect(taken.refusal).toEqual([
      400,
      'alias with combination of mount accessor and name already exists',
    ]);
    expect((await login('alice')).entity_id).toBe(alice.entity_id);
    expect((await send('GET', `entity/id/${id}`)).data['aliases']).toEqual([]);
  });

  test('of an entity that has one at the mount cannot be moved there (CVE-2021-41802)', async () => {
    const { send, accessor, addUser, login } = await startIdentity();
    await addUser('alice');
    await addUser('mallory');
    const alice = await login('alice');
    const mallory = await login('mallory');
    const found = { alias_name: 'mallory', alias_mount_accessor: accessor };
    const { data } = await send('POST', 'lookup/entity', found);
    const [own] = data['aliases'] as unknown as { id: string }[];

    const body = { canonical_id: alice.entity_id };
    const moved = await send('POST', `entity-alias/id/${own?.id ?? ''}`, body);
    const renamed = await send('POST', `entity-alias/id/${own?.id ?? ''}`, { name: 'alice' });

    expect([moved.status, renamed.status]).toEqual([400, 400]);
    expect((await login('mallory')).entity_id).toBe(mallory.entity_id);
    expect((await login('alice')).entity_id).toBe(alice.entity_id);
  });

  test('is moved and renamed by its id', async () => {
    const { send, id, accessor, addUser, login } = await givenEntity('ann');
    const { data } = await send('POST', 'entity-alias', { name: 'a', mount_accessor: accessor });
    const path = `entity-alias/id/${String(data['id'])}`;
    await addUser('b');

    const moved = await send('POST', path, { name: 'b', canonical_id: id });

    expect(moved.data).toEqual({ id: data['id'], canonical_id: id });
    expect((await login('b')).entity_id).toBe(id);
    const former = await send('GET', `entity/id/${String(data['canonical_id'])}`);
    expect(former.data['aliases']).toEqual([]);
    expect((await send('POST', path, { id: 'other' })).status).toBe(400);
  });
});

describe('a merge', () => {
  async function givenTwo() {
    const started = await startIdentity();
    const other = await started.enable('other');
    await started.addUser('ann');
    await started.addUser('ann', {}, 'other');
    const [first, second] = [await started.login('ann'), await started.login('ann', 'other')];
    const merge = (body = {}) =>
      started.send('POST', 'entity/merge', {
        from_entity_ids: [second.entity_id],
        to_entity_id: first.entity_id,
        ...body,
      });
    return { ...started, other, first, second, merge };
  }

  test('moves aliases; tokens of both go on working with the rights of one', async () => {
    const { server, send, login, first, second, merge, capabilities } = await givenTwo();
    const policy = 'path "secret/x" { capabilities = ["read"] }';
    await server.request('POST', 'sys/policies/acl/p', { policy });
    await send('POST', `entity/id/${second.entity_id}`, { policies: ['lost'] });

    expect((await merge()).status).toBe(204);
    await send('POST', `entity/id/${first.entity_id}`, { policies: ['p'] });

    expect(await capabilities(first.client_token, 'secret/x')).toEqual(['read']);
    expect(await capabilities(second.client_token, 'secret/x')).toEqual(['read']);
    expect((await login('ann', 'other')).entity_id).toBe(first.entity_id);
    const { data } = await send('GET', `entity/id/${first.entity_id}`);
    expect(data['merged_entity_ids']).toEqual([second.entity_id]);
    expect(data['policies']).toEqual(['p']);
    expect(data['aliases']).toHaveLength(2);
    expect((await send('GET', `entity/id/${second.entity_id}`)).status).toBe(404);
  });

  test('of what was merged before leads on; removing the last ends all tokens', async () => {
    const { send, first, second, merge, capabilities } = await givenTwo();
    await merge();
    const { data } = await send('POST', 'entity', { name: 'third' });
    const third = String(data['id']);
    const body = { from_entity_ids: [first.entity_id], to_entity_id: third };

    expect((await send('POST', 'entity/merge', body)).status).toBe(204);
    expect(await capabilities(second.client_token, 'cubbyhole/x')).toContain('read');
    await send('DELETE', `entity/id/${third}`);
    expect(await capabilities(second.client_token, 'cubbyhole/x')).toBe(403);
    expect(await capabilities(first.client_token, 'cubbyhole/x')).toBe(403);
  });

  test('with two aliases at one mount asks which to keep', async () => {
    const { send, addUser, login, first } = await givenTwo();
    await addUser('ann2');
    const twin = await login('ann2');
    const { data } = await send('GET', `entity/id/${twin.entity_id}`);
    const [alias] = data['aliases'] as unknown as { id: string }[];
    const body = { from_entity_ids: [twin.entity_id], to_entity_id: first.entity_id };

    const refused = await send('POST', 'entity/merge', body);
    expect(refused.status).toBe(400);
    expect(refused.data).toHaveLength(2);
    expect((await login('ann2')).entity_id).toBe(twin.entity_id);

    const keep = { ...body, conflicting_alias_ids_to_keep: [alias?.id ?? ''] };
    expect((await send('POST', 'entity/merge', keep)).status).toBe(204);
    expect((await login('ann2')).entity_id).toBe(first.entity_id);
    expect((await login('ann')).entity_id).not.toBe(first.entity_id);
  });

  test.each([
    [{ from_entity_ids: [] }, 'missing entity ids to merge from'],
    [{ to_entity_id: '' }, 'missing entity id to merge to'],
    [{ to_entity_id: 'nope' }, 'entity id to merge to is invalid'],
    [{ from_entity_ids: ['nope'] }, 'entity id to merge from is invalid'],
  ])('of %j is refused', async (body, text) => {
    const { merge } = await givenTwo();

    expect((await merge(body)).refusal).toEqual([400, text]);
  });

  test('brings no disabled entity back to life', async () => {
    const { send, second, merge, capabilities } = await givenTwo();
    await send('POST', `entity/id/${second.entity_id}`, { disabled: true });

    expect((await merge()).status).toBe(400);
    expect(await capabilities(second.client_token, 'cubbyhole/x')).toBe(403);
  });
});
