import { randomUuid, type RandomBytes } from '../crypto/random.ts';
import { ApiError } from '../errors/api-error.ts';
import { changeMembers, leaveParents } from './change-members.ts';
import type { IdentityStore } from './identity-store.ts';
import type { Making } from './login-entity.ts';
import {
  type AliasFactors,
  foldName,
  type Group,
  groupAliasKey,
  type GroupType,
  type Metadata,
} from './records.ts';

/** What a write says of a group; what is absent stays. */
export interface GroupChanges {
  /** Empty counts as absent. */
  readonly name?: string | undefined;
  readonly type?: GroupType | undefined;
  readonly metadata?: Metadata | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly member_entity_ids?: readonly string[] | undefined;
  readonly member_group_ids?: readonly string[] | undefined;
}

/**
 * Make a group.
 *
 * @throws ApiError `GROUP_NAME_TAKEN`, and what `changeMembers` throws
 */
export async function createGroup(
  store: IdentityStore,
  changes: GroupChanges,
  { now, random }: Making,
): Promise<Group> {
  const group: Group = {
    id: randomUuid(random),
    name: changes.name || groupName(random),
    type: changes.type ?? 'internal',
    metadata: changes.metadata ?? null,
    policies: changes.policies ?? [],
    member_group_ids: [],
    parent_group_ids: [],
    alias: null,
    modify_index: 1,
    created_at: now,
    updated_at: now,
  };
  await takeName(store, group);
  return save(store, await changeMembers(store, group, changes));
}

/**
 * Change a group that was read in this transaction.
 *
 * @throws ApiError `GROUP_TYPE_FIXED`, `GROUP_NAME_TAKEN`, and what `changeMembers` throws
 */
export async function changeGroup(
  store: IdentityStore,
  group: Group,
  { changes, now }: { changes: GroupChanges; now: number },
): Promise<Group> {
  if (changes.type && changes.type !== group.type) throw new ApiError('GROUP_TYPE_FIXED');
  const changed: Group = {
    ...written(group, now),
    name: changes.name || group.name,
    metadata: changes.metadata ?? group.metadata,
    policies: changes.policies ?? group.policies,
  };
  if (foldName(changed.name) !== foldName(group.name)) {
    await takeName(store, changed);
    store.rows.groupName.remove(foldName(group.name));
  }
  return save(store, await changeMembers(store, changed, changes));
}

/**
 * Remove a group that was read in this transaction. Its members' side of memberships stays and means
 * nothing, since no other group gets the id.
 */
export async function removeGroup(store: IdentityStore, group: Group): Promise<void> {
  await changeMembers(store, { ...group, type: 'internal' }, { member_group_ids: [] });
  await leaveParents(store, group);
  store.rows.member.within(group.id).clear();
  if (group.alias) dropAlias(store, group.alias);
  store.rows.groupName.remove(foldName(group.name));
  store.rows.group.remove(group.id);
  store.changesRights();
}

/** What a mount calls an external group. */
export interface WantedGroupAlias extends AliasFactors {
  /** Absent: a new one, or that of the alias that the group has. */
  readonly id?: string | undefined;
}

/**
 * Give an external group its alias, in the place of one that it had: who is a member by the old name is
 * none any more.
 *
 * @throws ApiError `GROUP_ALIAS_TAKEN`
 */
export async function setGroupAlias(
  store: IdentityStore,
  group: Group,
  of: { wanted: WantedGroupAlias } & Making,
): Promise<Group> {
  const { mount_accessor, name } = of.wanted;
  const key = groupAliasKey(of.wanted);
  const holder = await store.rows.groupAlias.get(key);
  if (holder && holder.id !== group.id) throw new ApiError('GROUP_ALIAS_TAKEN');
  if (group.alias) dropAlias(store, group.alias);
  const alias = {
    id: of.wanted.id ?? group.alias?.id ?? randomUuid(of.random),
    mount_accessor,
    name,
    created_at: group.alias?.created_at ?? of.now,
    updated_at: of.now,
  };
  store.rows.groupAlias.put(key, { id: group.id });
  store.rows.groupAliasId.put(alias.id, { id: group.id });
  return save(store, { ...written(group, of.now), alias });
}

/** Take the alias of a group away; nobody is a member by it any more. */
export function removeGroupAlias(store: IdentityStore, group: Group, now: number): void {
  if (group.alias) dropAlias(store, group.alias);
  save(store, { ...written(group, now), alias: null });
}

function dropAlias(store: IdentityStore, alias: NonNullable<Group['alias']>): void {
  store.rows.groupAlias.remove(groupAliasKey(alias));
  store.rows.groupAliasId.remove(alias.id);
}

function save(store: IdentityStore, group: Group): Group {
  store.rows.group.put(group.id, group);
  store.changesRights();
  return group;
}

function written(group: Group, now: number): Group {
  return { ...group, modify_index: group.modify_index + 1, updated_at: now };
}

function groupName(random: RandomBytes): string {
  return `group_${Buffer.from(random(4)).toString('hex')}`;
}

/** The name is read first, so that it is written only if nobody took it meanwhile. */
async function takeName(store: IdentityStore, { id, name }: Group): Promise<void> {
  const holder = await store.rows.groupName.get(foldName(name));
  if (holder) throw new ApiError('GROUP_NAME_TAKEN');
  store.rows.groupName.put(foldName(name), { id });
}
