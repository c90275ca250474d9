import { randomUuid } from '../crypto/random.ts';
import { ApiError } from '../errors/api-error.ts';
import type { IdentityStore } from './identity-store.ts';
import { entityName, type Making } from './login-entity.ts';
import { aliasKey, type Entity, foldName, type Metadata } from './records.ts';

/** What a write says of an entity; what is absent stays. */
export interface EntityChanges {
  /** Empty counts as absent. */
  readonly name?: string | undefined;
  readonly metadata?: Metadata | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * Make an entity.
 *
 * @throws ApiError `ENTITY_NAME_TAKEN`
 */
export async function createEntity(
  store: IdentityStore,
  changes: EntityChanges,
  { now, random }: Making,
): Promise<Entity> {
  const entity: Entity = {
    id: randomUuid(random),
    name: changes.name || entityName(random),
    metadata: changes.metadata ?? null,
    policies: changes.policies ?? [],
    disabled: changes.disabled ?? false,
    merged_entity_ids: [],
    aliases: [],
    memberships: [],
    created_at: now,
    updated_at: now,
  };
  await takeName(store, entity);
  store.rows.entity.create(entity.id, entity);
  return entity;
}

/**
 * Change an entity that was read in this transaction.
 *
 * @throws ApiError `ENTITY_NAME_TAKEN`
 */
export async function changeEntity(
  store: IdentityStore,
  entity: Entity,
  of: { changes: EntityChanges; now: number },
): Promise<Entity> {
  const { changes, now } = of;
  const changed: Entity = {
    ...entity,
    name: changes.name || entity.name,
    metadata: changes.metadata ?? entity.metadata,
    policies: changes.policies ?? entity.policies,
    disabled: changes.disabled ?? entity.disabled,
    updated_at: now,
  };
  if (foldName(changed.name) !== foldName(entity.name)) {
    await takeName(store, changed);
    store.rows.entityName.remove(foldName(entity.name));
  }
  store.rows.entity.put(entity.id, changed);
  store.changesRights();
  return changed;
}

/** Remove an entity that was read in this transaction, with all that points to it. */
export async function removeEntity(store: IdentityStore, entity: Entity): Promise<void> {
  const { rows } = store;
  for (const alias of await store.aliasesOf(entity)) {
    rows.alias.remove(aliasKey(alias));
    rows.aliasId.remove(alias.id);
  }
  for (const { group_id } of entity.memberships) rows.member.within(group_id).remove(entity.id);
  for (const id of entity.merged_entity_ids) rows.mergedEntity.remove(id);
  rows.entityName.remove(foldName(entity.name));
  rows.entity.remove(entity.id);
  store.changesRights();
}

/** The name is read first, so that it is written only if nobody took it meanwhile. */
async function takeName(store: IdentityStore, { id, name }: Entity): Promise<void> {
  const holder = await store.rows.entityName.get(foldName(name));
  if (holder) throw new ApiError('ENTITY_NAME_TAKEN');
  store.rows.entityName.put(foldName(name), { id });
}
