import type { MountService } from '../../core/mount-service.ts';
import type { IdentityStore } from '../../identity/identity-store.ts';
import type { Alias, AliasFactors, Entity, Group, GroupAlias } from '../../identity/records.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { orNull } from './context.ts';

/** Services that an answer is made from. */
export interface Shown {
  readonly identity: IdentityStore;
  readonly mounts: MountService;
}

const namespace_id = 'root';

/** An entity as it is answered, with its aliases and groups. */
export async function showEntity(entity: Entity, { identity, mounts }: Shown) {
  const aliases = await identity.aliasesOf(entity);
  const direct = await identity.groupsOf(entity);
  const inherited = await identity.ancestorsOf(direct);
  const [direct_group_ids, inherited_group_ids] = [direct, inherited].map(idsOf);
  return {
    id: entity.id,
    name: entity.name,
    metadata: entity.metadata,
    policies: entity.policies,
    disabled: entity.disabled,
    aliases: aliases.map((alias) => showAlias(alias, mounts)),
    merged_entity_ids: orNull(entity.merged_entity_ids),
    direct_group_ids: direct_group_ids ?? [],
    inherited_group_ids: inherited_group_ids ?? [],
    group_ids: idsOf([...direct, ...inherited]),
    ...momentsOf(entity),
    namespace_id,
  };
}

/** An alias as it stands among those of its entity. */
export function showAlias(alias: Alias, mounts: MountService) {
  return {
    id: alias.id,
    canonical_id: alias.entity_id,
    name: alias.name,
    ...showMount(alias, mounts),
    metadata: alias.metadata,
    custom_metadata: alias.custom_metadata,
    merged_from_canonical_ids: orNull(alias.merged_from),
    local: alias.local,
    ...momentsOf(alias),
  };
}

/** A group as it is answered, with its members. */
export async function showGroup(group: Group, { identity, mounts }: Shown) {
  return {
    id: group.id,
    name: group.name,
    type: group.type,
    metadata: group.metadata,
    policies: group.policies,
    member_entity_ids: orNull(await identity.membersOf(group)),
    member_group_ids: orNull(group.member_group_ids),
    parent_group_ids: orNull(group.parent_group_ids),
    alias: group.alias ? showGroupAlias(group.id, group.alias, mounts) : {},
    modify_index: group.modify_index,
    ...momentsOf(group),
    namespace_id,
  };
}

/** The alias of a group as it stands in its group. */
export function showGroupAlias(
  groupId: string,
  alias: GroupAlias,
  mounts: MountService,
): JsonObject {
  return {
    id: alias.id,
    canonical_id: groupId,
    name: alias.name,
    ...showMount(alias, mounts),
    metadata: null,
    merged_from_canonical_ids: null,
    ...momentsOf(alias),
  };
}

/** Mount of an alias; only its accessor is left once it is disabled. */
export function showMount({ mount_accessor }: AliasFactors, { table }: MountService) {
  const mount = table.byAccessor(mount_accessor);
  return { mount_accessor, mount_path: mount?.path ?? '', mount_type: mount?.type ?? '' };
}

function idsOf(groups: readonly Group[]): string[] {
  return groups.map(({ id }) => id).sort();
}

function momentsOf(of: { readonly created_at: number; readonly updated_at: number }) {
  return {
    creation_time: toRfc3339(of.created_at),
    last_update_time: toRfc3339(of.updated_at),
  };
}
