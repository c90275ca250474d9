import { randomUuid, type RandomBytes } from '../crypto/random.ts';
import type { IdentityStore } from './identity-store.ts';
import {
  type Alias,
  aliasKey,
  type AliasFactors,
  type Entity,
  foldName,
  groupAliasKey,
  isSameAlias,
  type Membership,
  type Metadata,
} from './records.ts';

/** Who a login proved to be, as the identity store knows people. */
export interface KnownBy extends AliasFactors {
  readonly metadata: Metadata;
  /** Whether the mount is local to its cluster. */
  readonly local: boolean;
  /** Groups that the other side reported; absent: it knows none. */
  readonly groups?: readonly string[];
}

/** With what new entities are made. `now`: milliseconds since the epoch. */
export interface Making {
  readonly now: number;
  readonly random: RandomBytes;
}

/** A name for an entity that nobody named. */
export function entityName(random: RandomBytes): string {
  return `entity_${Buffer.from(random(4)).toString('hex')}`;
}

/**
 * The id of the entity behind a login, which is made at the first one. New metadata of the alias replaces
 * the old. Somebody known, with nothing new, costs one read and no write.
 *
 * Two first logins of one person at the same moment make one entity: the alias is written only if there is
 * none yet when the commit is applied, and whoever comes second is decided anew.
 */
export async function loginEntity(
  store: IdentityStore,
  known: KnownBy,
  making: Making,
): Promise<string> {
  const alias = await store.alias(known);
  if (!alias) return createForLogin(store, known, making);
  if (!isSameMetadata(alias.metadata, known.metadata)) {
    putAlias(store, { ...alias, metadata: known.metadata, updated_at: making.now });
  }
  if (known.groups) await refreshGroups(store, alias.entity_id, known);
  return alias.entity_id;
}

/**
 * Bring an entity's groups of one mount to what the other side reported. Groups of other mounts, and those
 * that operators fill, stay.
 */
export async function refreshGroups(
  store: IdentityStore,
  entityId: string,
  known: Pick<KnownBy, 'mount_accessor' | 'groups'>,
): Promise<void> {
  const entity = await store.entity(entityId);
  if (!entity) return;
  const wanted = await reportedMemberships(store, known);
  const prefix = groupAliasKey({ mount_accessor: known.mount_accessor, name: '' });
  const isOfMount = ({ by }: Membership) => by?.startsWith(prefix) === true;
  const before = entity.memberships.filter(isOfMount);
  if (isSameSet(before, wanted)) return;
  const memberships = [...entity.memberships.filter((one) => !isOfMount(one)), ...wanted];
  store.rows.entity.put(entity.id, { ...entity, memberships });
  for (const { group_id } of before) store.rows.member.within(group_id).remove(entity.id);
  addMembers(store, entity.id, wanted);
  store.changesRights();
}

/** Make an entity with one alias; no cache can hold anything of it. */
async function createForLogin(
  store: IdentityStore,
  known: KnownBy,
  making: Making,
): Promise<string> {
  const { mount_accessor, name, metadata, local } = known;
  const { now, random } = making;
  const id = randomUuid(random);
  const memberships = known.groups ? await reportedMemberships(store, known) : [];
  const entity: Entity = {
    id,
    name: entityName(random),
    metadata: null,
    policies: [],
    disabled: false,
    merged_entity_ids: [],
    aliases: [{ mount_accessor, name }],
    memberships,
    created_at: now,
    updated_at: now,
  };
  // a generated name is not looked for: should it be taken, the request is decided anew with another
  store.rows.entityName.create(foldName(entity.name), { id });
  store.rows.entity.create(id, entity);
  addMembers(store, id, memberships);
  const moments = { created_at: now, updated_at: now };
  createAlias(store, {
    id: randomUuid(random),
    entity_id: id,
    mount_accessor,
    name,
    metadata,
    custom_metadata: null,
    merged_from: [],
    local,
    ...moments,
  });
  return id;
}

/** Write an alias that is new. Its record must have been read as absent, so that it cannot come twice. */
export function createAlias(store: IdentityStore, alias: Alias): void {
  putAlias(store, alias);
  store.rows.aliasId.put(alias.id, { mount_accessor: alias.mount_accessor, name: alias.name });
}

/** Write an alias that keeps its mount and name. */
export function putAlias(store: IdentityStore, alias: Alias): void {
  store.rows.alias.put(aliasKey(alias), alias);
}

/** An entity's references with one left out. */
export function withoutAlias(
  aliases: readonly AliasFactors[],
  left: AliasFactors,
): readonly AliasFactors[] {
  return aliases.filter((alias) => !isSameAlias(alias, left));
}

function addMembers(store: IdentityStore, id: string, memberships: readonly Membership[]): void {
  for (const { group_id, ...how } of memberships) store.rows.member.within(group_id).put(id, how);
}

async function reportedMemberships(
  store: IdentityStore,
  { mount_accessor, groups = [] }: Pick<KnownBy, 'mount_accessor' | 'groups'>,
): Promise<Membership[]> {
  const keys = [...new Set(groups)].map((name) => groupAliasKey({ mount_accessor, name }));
  const pointers = await store.rows.groupAlias.getMany(keys);
  return keys.flatMap((by, at) => {
    const pointer = pointers[at];
    return pointer ? [{ group_id: pointer.id, by }] : [];
  });
}

function isSameSet(left: readonly Membership[], right: readonly Membership[]): boolean {
  const describe = ({ group_id, by = '' }: Membership) => `${group_id}\n${by}`;
  const wanted = new Set(right.map(describe));
  return left.length === right.length && left.every((one) => wanted.has(describe(one)));
}

function isSameMetadata(left: Metadata, right: Metadata): boolean {
  if (left === null || right === null) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && left[name] === right[name])
  );
}
