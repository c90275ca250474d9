import { describe, expect, test } from 'vitest';
import { startIdentity } from '../../testing/identity-server.ts';

describe('an entity', () => {
  test('is made, read by id and by name, changed and removed', async () => {
    const { send } = await startIdentity();
    const made = await send('POST', 'entity', {
      name: 'Ann',
      metadata: { team: 'red' },
      policies: ['b', 'A', 'a'],
    });
    const id = String(made.data['id']);

    expect(made.data).toEqual({ id, name: 'Ann', aliases: null });
    const read = await send('GET', `entity/id/${id}`);
    expect(read.data).toEqual({
      id,
      name: 'Ann',
      metadata: { team: 'red' },
      policies: ['a', 'b'],
      disabled: false,
      aliases: [],
      merged_entity_ids: null,
      direct_group_ids: [],
      inherited_group_ids: [],
      group_ids: [],
      creation_time: '2026-01-01T00:00:00Z',
      last_update_time: '2026-01-01T00:00:00Z',
      namespace_id: 'root',
    });
    expect((await send('GET', 'entity/name/ANN')).data).toEqual(read.data);
    const changed = await send('POST', 'entity/name/ann', { metadata: { team: 'blue' } });
    expect(changed.status).toBe(204);
    expect((await send('GET', `entity/id/${id}`)).data).toMatchObject({
      metadata: { team: 'blue' },
      policies: ['a', 'b'],
    });
    expect((await send('DELETE', `entity/id/${id}`)).status).toBe(204);
    expect((await send('DELETE', `entity/id/${id}`)).status).toBe(204);
    expect((await send('GET', 'entity/name/ann')).status).toBe(404);
  });

  test('gets a name when it has none, and gives its old one back', async () => {
    const { send } = await startIdentity();
    const { data } = await send('POST', 'entity', {});
    const id = String(data['id']);

    expect(data['name']).toMatch(/^entity_[\da-f]{8}$/);
    await send('POST', `entity/id/${id}`, { name: 'bob' });
    expect((await send('GET', 'entity/name/bob')).data['id']).toBe(id);
    expect((await send('GET', `entity/name/${String(data['name'])}`)).status).toBe(404);
  });

  test('is one for each name, whatever its case', async () => {
    const { send } = await startIdentity();
    await send('POST', 'entity', { name: 'ann' });
    const { data } = await send('POST', 'entity', { name: 'bob' });

    const again = await send('POST', 'entity', { name: 'ANN', policies: ['p'] });
    const taken = await send('POST', `entity/id/${String(data['id'])}`, { name: 'Ann' });

    expect(again.status).toBe(204);
    expect(taken.refusal).toEqual([400, 'entity name is already in use']);
  });

  test.each([
    ['an unknown id', { id: 'nope' }, 'entity not found from id'],
    ['root', { policies: ['a', 'root'] }, 'policies cannot contain root'],
    ['root in capitals', { policies: [' ROOT '] }, 'policies cannot contain root'],
    ['root in a text', { policies: 'a,Root' }, 'policies cannot contain root'],
    [
      'a policy that could be taken for two',
      { policies: ['a\nb'] },
      "policy names cannot have control characters, or '.' and '..' between slashes",
    ],
    [
      'an internal policy',
      { policies: ['Response-Wrapping'] },
      'cannot assign policy "response-wrapping"',
    ],
    ['a name with a line feed', { name: 'a\nb' }, 'invalid name'],
    [
      'reserved metadata',
      { metadata: { 'vault-x': '1' } },
      'metadata validation failed: keys that begin with vault- are reserved',
    ],
  ])('with %s is refused', async (_what, body, text) => {
    const { send } = await startIdentity();

    expect((await send('POST', 'entity', body)).refusal).toEqual([400, text]);
  });

  test('of another id than the path names is left alone (Vault 2.0.4)', async () => {
    const { send } = await startIdentity();
    await send('POST', 'entity', { name: 'alice' });
    const bob = await send('POST', 'entity', { name: 'bob', policies: ['p'] });
    const id = String(bob.data['id']);

    const byName = await send('POST', 'entity/name/alice', { id, policies: ['x'] });
    const named = await send('POST', 'entity/name/alice', { name: 'bob', policies: ['x'] });
    const byId = await send('POST', `entity/id/${id}`, { id: 'other', policies: ['x'] });

    expect([byName.status, named.status, byId.status]).toEqual([400, 400, 400]);
    expect((await send('GET', `entity/id/${id}`)).data['policies']).toEqual(['p']);
    expect((await send('GET', 'entity/name/alice')).data['policies']).toEqual([]);
  });

  test('is removed with others, and unknown ids are passed over', async () => {
    const { send } = await startIdentity();
    const ids: unknown[] = [];
    for (const name of ['a', 'b', 'c'])
      ids.push((await send('POST', 'entity', { name })).data['id']);

    const [a, b] = ids.map(String);
    await send('POST', 'entity/batch-delete', { entity_ids: [a ?? '', 'nope', b ?? ''] });

    expect((await send('LIST', 'entity/name')).data['keys']).toEqual(['c']);
    expect((await send('POST', 'entity/batch-delete', {})).refusal).toEqual([
      400,
      'missing entity ids to delete',
    ]);
  });

  test('of another namespace is out of reach of a batch delete (CVE-2026-14886)', async () => {
    const { server, send } = await startIdentity();
    const { data } = await send('POST', 'entity', { name: 'ann' });
    const id = String(data['id']);

    const body = { entity_ids: [id] };
    const path = 'identity/entity/batch-delete';
    const answer = await server.request('POST', path, body, { namespace: 'ns1' });

    expect(answer.status).toBe(404);
    expect((await send('GET', `entity/id/${id}`)).status).toBe(200);
  });

  test('is listed by id with its name and aliases, by name without', async () => {
    const { send, accessor } = await startIdentity();
    const { data } = await send('POST', 'entity', { name: 'Ann' });
    const id = String(data['id']);
    await send('POST', 'entity-alias', {
      name: 'ann',
      canonical_id: id,
      mount_accessor: accessor,
    });

    expect((await send('LIST', 'entity/id')).data).toEqual({
      keys: [id],
      key_info: {
        [id]: {
          name: 'Ann',
          aliases: [
            {
              name: 'ann',
              mount_accessor: accessor,
              mount_path: 'auth/userpass/',
              mount_type: 'userpass',
            },
          ],
        },
      },
    });
    expect((await send('LIST', 'entity/name')).data).toEqual({ keys: ['Ann'] });
  });
});

describe('a look-up', () => {
  test('finds an entity by each of its names', async () => {
    const { send, accessor } = await startIdentity();
    const { data } = await send('POST', 'entity', { name: 'Ann' });
    const id = String(data['id']);
    const alias = await send('POST', 'entity-alias', {
      name: 'ann',
      canonical_id: id,
      mount_accessor: accessor,
    });

    const ways = [
      { id },
      { name: 'ANN' },
      { alias_id: String(alias.data['id']) },
      { alias_name: 'Ann', alias_mount_accessor: accessor },
    ];
    for (const way of ways) {
      expect((await send('POST', 'lookup/entity', way)).data['id']).toBe(id);
    }
    expect((await send('POST', 'lookup/entity', { id: 'nope' })).status).toBe(204);
  });

  test.each([
    [{}, 'query parameter not supplied'],
    [
      { id: 'a', name: 'b' },
      'query parameter conflict; please supply distinct set of query parameters',
    ],
    [{ alias_name: 'a' }, "both 'alias_name' and 'alias_mount_accessor' needs to be set"],
  ])('of %j is refused', async (body, text) => {
    const { send } = await startIdentity();

    expect((await send('POST', 'lookup/entity', body)).refusal).toEqual([400, text]);
  });
});
