import { randomUuid } from '../crypto/random.ts';
import { ApiError } from '../errors/api-error.ts';
import { createEntity } from './change-entity.ts';
import type { IdentityStore } from './identity-store.ts';
import { createAlias, type Making, withoutAlias } from './login-entity.ts';
import {
  type Alias,
  aliasKey,
  type AliasFactors,
  type Entity,
  isSameAlias,
  type Metadata,
} from './records.ts';

/** A new alias. */
export interface NewAlias extends AliasFactors {
  /** Absent: a new one is made. */
  readonly entity: Entity | undefined;
  readonly custom_metadata: Metadata;
  readonly local: boolean;
}

/** What a write says of an alias; what is absent stays. */
export interface AliasChanges extends Partial<AliasFactors> {
  /** The entity that it shall belong to. */
  readonly entity?: Entity | undefined;
  readonly custom_metadata?: Metadata | undefined;
}

/**
 * Tie a name at a mount to an entity. That nothing has the name yet must have been read in this transaction.
 *
 * @throws ApiError `ALIAS_MOUNT_TAKEN`
 */
export async function addAlias(
  store: IdentityStore,
  wanted: NewAlias,
  making: Making,
): Promise<Alias> {
  const { entity, ...rest } = wanted;
  const owner = entity ?? (await createEntity(store, {}, making));
  const { now } = making;
  const alias: Alias = {
    ...rest,
    id: randomUuid(making.random),
    entity_id: owner.id,
    metadata: null,
    merged_from: [],
    created_at: now,
    updated_at: now,
  };
  giveAlias(store, owner, { alias, now });
  createAlias(store, alias);
  return alias;
}

/**
 * Change an alias: its name, its mount, the entity that it belongs to, what was written of it.
 *
 * @throws ApiError `ALIAS_TAKEN`, `ALIAS_MOUNT_TAKEN`
 */
export async function changeAlias(
  store: IdentityStore,
  alias: Alias,
  of: { changes: AliasChanges; now: number },
): Promise<Alias> {
  const { entity, ...changes } = of.changes;
  const changed: Alias = {
    ...alias,
    mount_accessor: changes.mount_accessor ?? alias.mount_accessor,
    name: changes.name ?? alias.name,
    custom_metadata: changes.custom_metadata ?? alias.custom_metadata,
    entity_id: entity?.id ?? alias.entity_id,
    updated_at: of.now,
  };
  const isMoved = !isSameAlias(alias, changed);
  if (isMoved && (await store.alias(changed))) throw new ApiError('ALIAS_TAKEN');
  await moveReference(store, { from: alias, to: changed, owner: entity, now: of.now });
  if (isMoved) store.rows.alias.remove(aliasKey(alias));
  createAlias(store, changed);
  store.changesRights();
  return changed;
}

/** Remove an alias; its entity stays. */
export async function removeAlias(store: IdentityStore, alias: Alias, now: number): Promise<void> {
  const owner = await store.entity(alias.entity_id);
  if (owner) {
    const aliases = withoutAlias(owner.aliases, alias);
    store.rows.entity.put(owner.id, { ...owner, aliases, updated_at: now });
  }
  store.rows.alias.remove(aliasKey(alias));
  store.rows.aliasId.remove(alias.id);
  store.changesRights();
}

/** Of an alias that changes its owner, its mount or its name. */
async function moveReference(
  store: IdentityStore,
  of: { from: Alias; to: Alias; owner: Entity | undefined; now: number },
): Promise<void> {
  const { from, to, now } = of;
  const before = await store.entity(from.entity_id);
  const isSameOwner = from.entity_id === to.entity_id;
  if (before) {
    const aliases = withoutAlias(before.aliases, from);
    const without = { ...before, aliases, updated_at: now };
    store.rows.entity.put(before.id, without);
    if (isSameOwner) giveAlias(store, without, { alias: to, now });
  }
  if (!isSameOwner && of.owner) giveAlias(store, of.owner, { alias: to, now });
}

/** @throws ApiError `ALIAS_MOUNT_TAKEN` where the entity has an alias at the mount */
function giveAlias(
  store: IdentityStore,
  owner: Entity,
  { alias, now }: { alias: AliasFactors; now: number },
): void {
  const { mount_accessor, name } = alias;
  if (owner.aliases.some((one) => one.mount_accessor === mount_accessor)) {
    throw new ApiError('ALIAS_MOUNT_TAKEN');
  }
  const aliases = [...owner.aliases, { mount_accessor, name }];
  store.rows.entity.put(owner.id, { ...owner, aliases, updated_at: now });
  store.changesRights();
}
