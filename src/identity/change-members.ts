import { ApiError } from '../errors/api-error.ts';
import type { IdentityStore } from './identity-store.ts';
import type { Entity, Group } from './records.ts';

/** Whom a group shall have as members; what is absent stays. */
export interface Members {
  readonly member_entity_ids?: readonly string[] | undefined;
  readonly member_group_ids?: readonly string[] | undefined;
}

/**
 * Bring the members of a group to what is wanted. The group itself is left to the caller to write.
 *
 * @returns the group with its member groups
 * @throws ApiError `GROUP_EXTERNAL_ENTITIES`, `GROUP_EXTERNAL_GROUPS`, `GROUP_MEMBER_UNKNOWN`, `GROUP_CYCLE`
 */
export async function changeMembers(
  store: IdentityStore,
  group: Group,
  { member_entity_ids: entityIds, member_group_ids: groupIds }: Members,
): Promise<Group> {
  const isExternal = group.type === 'external';
  if (entityIds && isExternal) throw new ApiError('GROUP_EXTERNAL_ENTITIES');
  if (groupIds && isExternal) throw new ApiError('GROUP_EXTERNAL_GROUPS');
  if (entityIds) await setEntities(store, group, entityIds);
  return groupIds ? setGroups(store, group, groupIds) : group;
}

/** Take a group out of all groups that it is a member of. */
export async function leaveParents(store: IdentityStore, group: Group): Promise<void> {
  for (const parent of await store.rows.group.getMany(group.parent_group_ids)) {
    if (!parent) continue;
    const member_group_ids = without(parent.member_group_ids, group.id);
    store.rows.group.put(parent.id, { ...parent, member_group_ids });
  }
}

async function setEntities(
  store: IdentityStore,
  group: Group,
  ids: readonly string[],
): Promise<void> {
  const wanted = new Set<string>();
  // one read for all; those that went into others are looked for by themselves
  await store.rows.entity.getMany(ids);
  for (const id of ids) wanted.add((await requireEntity(store, id)).id);
  const before = new Set(await store.membersOf(group));
  for (const id of wanted.difference(before)) {
    const entity = await requireEntity(store, id);
    const memberships = [...outOf(entity, group), { group_id: group.id }];
    store.rows.entity.put(id, { ...entity, memberships });
    store.rows.member.within(group.id).put(id, {});
  }
  const leaving = [...before.difference(wanted)];
  for (const entity of await store.rows.entity.getMany(leaving)) {
    if (!entity) continue;
    store.rows.entity.put(entity.id, { ...entity, memberships: outOf(entity, group) });
    store.rows.member.within(group.id).remove(entity.id);
  }
}

async function setGroups(
  store: IdentityStore,
  group: Group,
  ids: readonly string[],
): Promise<Group> {
  const wanted = new Set(ids);
  const before = new Set(group.member_group_ids);
  const ancestors = new Set((await store.ancestorsOf([group])).map(({ id }) => id));
  for (const id of wanted.difference(before)) {
    if (id === group.id || ancestors.has(id)) throw new ApiError('GROUP_CYCLE', { values: { id } });
    const member = await store.rows.group.get(id);
    if (!member) {
      throw new ApiError('GROUP_MEMBER_UNKNOWN', { values: { what: 'member group', id } });
    }
    const parent_group_ids = [...member.parent_group_ids, group.id];
    store.rows.group.put(id, { ...member, parent_group_ids });
  }
  // a cycle needs two writes: nothing that was looked at may have changed when this one is applied
  for (const id of ancestors) store.rows.group.require(id);
  for (const member of await store.rows.group.getMany([...before.difference(wanted)])) {
    if (!member) continue;
    const parent_group_ids = without(member.parent_group_ids, group.id);
    store.rows.group.put(member.id, { ...member, parent_group_ids });
  }
  return { ...group, member_group_ids: [...wanted] };
}

async function requireEntity(store: IdentityStore, id: string): Promise<Entity> {
  const entity = await store.entity(id);
  if (!entity) throw new ApiError('GROUP_MEMBER_UNKNOWN', { values: { what: 'entity', id } });
  return entity;
}

function outOf({ memberships }: Entity, group: Group): Entity['memberships'] {
  return memberships.filter(({ group_id }) => group_id !== group.id);
}

function without(ids: readonly string[], left: string): string[] {
  return ids.filter((id) => id !== left);
}
