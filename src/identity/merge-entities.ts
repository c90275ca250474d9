import type { IdentityStore } from './identity-store.ts';
import { type Alias, aliasKey, type Entity, foldName, type Membership } from './records.ts';

/** What is merged: entities and their aliases, as read in this transaction. */
export interface Merge {
  readonly to: Entity;
  readonly from: readonly Entity[];
  /** Aliases of all of them. */
  readonly aliases: readonly Alias[];
  /** Ids of those to keep where several are at one mount. */
  readonly keep: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The aliases at mounts where several would remain; none: the merge can be done. */
export function conflictingAliases({ aliases, keep }: Pick<Merge, 'aliases' | 'keep'>): Alias[] {
  return atSameMount(aliases)
    .filter((group) => group.filter(({ id }) => keep.includes(id)).length !== 1)
    .flat();
}

/**
 * Make one entity of several, between whose aliases there is no conflict. Aliases, memberships and tokens
 * move; name, metadata and policies of those that go are lost.
 */
export function mergeInto(store: IdentityStore, merge: Merge): void {
  const { to, from, now } = merge;
  const dropped = new Set(
    atSameMount(merge.aliases)
      .flat()
      .filter(({ id }) => !merge.keep.includes(id)),
  );
  for (const alias of dropped) removeRows(store, alias);
  const kept = merge.aliases.filter((alias) => !dropped.has(alias));
  for (const alias of kept) moveAlias(store, alias, to);
  for (const entity of from) leave(store, entity, to);
  const memberships = uniteMemberships([to, ...from]);
  for (const { group_id, ...how } of memberships) {
    store.rows.member.within(group_id).put(to.id, how);
  }
  const mergedIds = from.flatMap(({ id, merged_entity_ids }) => [id, ...merged_entity_ids]);
  store.rows.entity.put(to.id, {
    ...to,
    aliases: kept.map(({ mount_accessor, name }) => ({ mount_accessor, name })),
    memberships,
    merged_entity_ids: [...new Set([...to.merged_entity_ids, ...mergedIds])],
    updated_at: now,
  });
  store.changesRights();
}

/** Groups of aliases that share a mount; an alias alone at its mount is in none. */
function atSameMount(aliases: readonly Alias[]): Alias[][] {
  const byMount = Map.groupBy(aliases, ({ mount_accessor }) => mount_accessor);
  return [...byMount.values()].filter((group) => group.length > 1);
}

function removeRows(store: IdentityStore, alias: Alias): void {
  store.rows.alias.remove(aliasKey(alias));
  store.rows.aliasId.remove(alias.id);
}

function moveAlias(store: IdentityStore, alias: Alias, to: Entity): void {
  if (alias.entity_id === to.id) return;
  store.rows.alias.put(aliasKey(alias), {
    ...alias,
    entity_id: to.id,
    merged_from: [...new Set([...alias.merged_from, alias.entity_id])],
  });
}

/** What is left of an entity that goes: pointers from its ids, so that its tokens go on working. */
function leave(store: IdentityStore, entity: Entity, to: Entity): void {
  const { rows } = store;
  for (const { group_id } of entity.memberships) rows.member.within(group_id).remove(entity.id);
  for (const id of [entity.id, ...entity.merged_entity_ids]) {
    rows.mergedEntity.put(id, { id: to.id });
  }
  rows.entityName.remove(foldName(entity.name));
  rows.entity.remove(entity.id);
}

function uniteMemberships(entities: readonly Entity[]): Membership[] {
  const all = entities.flatMap(({ memberships }) => memberships);
  return [...new Map(all.map((membership) => [membership.group_id, membership])).values()];
}
