import { describe, expect, test } from 'vitest';
import { startIdentity } from '../../testing/identity-server.ts';

async function givenMember() {
  const started = await startIdentity();
  await started.addUser('bob');
  const { entity_id, client_token } = await started.login('bob');
  return { ...started, entity: entity_id, token: client_token };
}

async function givenPolicy(started: Awaited<ReturnType<typeof startIdentity>>) {
  const policy = 'path "secret/x" { capabilities = ["read"] }';
  await started.server.request('POST', 'sys/policies/acl/p', { policy });
}

describe('a group', () => {
  test('is made, read by id and by name, looked up, changed and removed', async () => {
    const { send, entity } = await givenMember();
    const body = { name: 'Ops', policies: ['p'], member_entity_ids: [entity] };
    const made = await send('POST', 'group', body);
    const id = String(made.data['id']);

    expect(made.data).toEqual({ id, name: 'Ops' });
    const read = await send('GET', `group/id/${id}`);
    expect(read.data).toEqual({
      id,
      name: 'Ops',
      type: 'internal',
      metadata: null,
      policies: ['p'],
      member_entity_ids: [entity],
      member_group_ids: null,
      parent_group_ids: null,
      alias: {},
      modify_index: 1,
      creation_time: '2026-01-01T00:00:00Z',
      last_update_time: '2026-01-01T00:00:00Z',
      namespace_id: 'root',
    });
    expect((await send('GET', 'group/name/OPS')).data).toEqual(read.data);
    expect((await send('POST', 'lookup/group', { name: 'ops' })).data).toEqual(read.data);
    expect((await send('POST', 'lookup/group', { id: 'nope' })).status).toBe(204);
    expect((await send('POST', 'group/name/ops', { metadata: { k: 'v' } })).status).toBe(204);
    expect((await send('GET', `group/id/${id}`)).data).toMatchObject({
      metadata: { k: 'v' },
      policies: ['p'],
      member_entity_ids: [entity],
      modify_index: 2,
    });
    expect((await send('LIST', 'group/id')).data).toEqual({
      keys: [id],
      key_info: { [id]: { name: 'Ops', num_member_entities: 1, num_parent_groups: 0 } },
    });
    expect((await send('LIST', 'group/name')).data).toEqual({ keys: ['Ops'] });
    expect((await send('DELETE', `group/id/${id}`)).status).toBe(204);
    expect((await send('GET', 'group/name/ops')).status).toBe(404);
  });

  test.each([
    [{ type: 'odd' }, 'invalid group type "odd"'],
    [{ id: 'nope' }, 'invalid group ID'],
    [{ policies: 'a,ROOT' }, 'policies cannot contain root'],
    [{ member_entity_ids: ['nope'] }, 'invalid entity ID "nope"'],
    [{ member_group_ids: ['nope'] }, 'invalid member group ID "nope"'],
    [
      { type: 'external', member_entity_ids: ['x'] },
      "member entities can't be set manually for external groups",
    ],
    [
      { type: 'external', member_group_ids: ['x'] },
      "member groups can't be set for external groups",
    ],
  ])('of %j is refused', async (body, text) => {
    const { send } = await startIdentity();

    expect((await send('POST', 'group', body)).refusal).toEqual([400, text]);
    expect((await send('LIST', 'group/id')).status).toBe(404);
  });

  test('keeps its type and gives its name to no other', async () => {
    const { send } = await startIdentity();
    await send('POST', 'group', { name: 'a' });
    const { data } = await send('POST', 'group', { name: 'b' });
    const path = `group/id/${String(data['id'])}`;

    expect((await send('POST', path, { name: 'A' })).refusal[1]).toBe(
      'group name is already in use',
    );
    expect((await send('POST', path, { type: 'external' })).refusal[1]).toBe(
      'group type cannot be changed',
    );
    expect((await send('POST', 'group/name/a', { id: String(data['id']) })).status).toBe(400);
  });

  test('is never a member of itself, directly or through others', async () => {
    const { send } = await startIdentity();
    const make = async (members: string[]) =>
      String((await send('POST', 'group', { member_group_ids: members })).data['id']);
    const a = await make([]);
    const b = await make([a]);
    const c = await make([b]);

    for (const id of [a, c]) {
      const answer = await send('POST', `group/id/${a}`, { member_group_ids: [id] });
      expect(answer.refusal).toEqual([
        400,
        `cyclic relationship detected for member group ID "${id}"`,
      ]);
    }
    const both = await Promise.all([
      send('POST', `group/id/${c}`, { member_group_ids: [] }),
      send('POST', `group/id/${a}`, { member_group_ids: [c] }),
    ]);
    expect(both[0].status).toBe(204);
    expect([204, 400]).toContain(both[1].status);
  });
});

describe('a member of a group', () => {
  test('has its policies at once, and loses them with the membership', async () => {
    const started = await givenMember();
    const { send, entity, token, capabilities } = started;
    await givenPolicy(started);
    const { data } = await send('POST', 'group', { policies: ['p'], member_entity_ids: [entity] });
    const path = `group/id/${String(data['id'])}`;

    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    await send('POST', path, { member_entity_ids: [] });
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
    await send('POST', path, { member_entity_ids: [entity] });
    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    await send('DELETE', path);
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
  });

  test('has the policies of all groups above, and shows where they come from', async () => {
    const started = await givenMember();
    const { server, send, entity, token, capabilities, login } = started;
    await givenPolicy(started);
    const inner = await send('POST', 'group', { policies: ['q'], member_entity_ids: [entity] });
    const innerId = String(inner.data['id']);
    const middle = await send('POST', 'group', { member_group_ids: [innerId] });
    const middleId = String(middle.data['id']);
    const outer = await send('POST', 'group', {
      policies: ['p'],
      member_group_ids: [middleId],
    });

    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    expect((await login('bob')).identity_policies).toEqual(['p', 'q']);
    const { body } = await server.request('GET', 'auth/token/lookup-self', {}, { token });
    expect(body['data']).toMatchObject({ identity_policies: ['p', 'q'] });
    const read = await send('GET', `entity/id/${entity}`);
    expect(read.data).toMatchObject({
      direct_group_ids: [innerId],
      inherited_group_ids: [middleId, String(outer.data['id'])].sort(),
    });
    await send('DELETE', `group/id/${middleId}`);
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
    expect((await send('GET', `group/id/${innerId}`)).data['parent_group_ids']).toBeNull();
  });

  test('takes its groups along when it is merged into another', async () => {
    const started = await givenMember();
    const { send, entity, token, capabilities } = started;
    await givenPolicy(started);
    const group = await send('POST', 'group', { policies: ['p'], member_entity_ids: [entity] });
    const { data } = await send('POST', 'entity', {});
    const to = String(data['id']);

    await send('POST', 'entity/merge', { from_entity_ids: [entity], to_entity_id: to });

    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    const read = await send('GET', `group/id/${String(group.data['id'])}`);
    expect(read.data['member_entity_ids']).toEqual([to]);
  });

  test('is no member any more once it is removed', async () => {
    const { send, entity } = await givenMember();
    const { data } = await send('POST', 'group', { member_entity_ids: [entity] });

    await send('DELETE', `entity/id/${entity}`);

    const read = await send('GET', `group/id/${String(data['id'])}`);
    expect(read.data['member_entity_ids']).toBeNull();
  });
});
