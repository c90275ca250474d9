import { ApiError } from '../../errors/api-error.ts';
import type { IdentityStore } from '../../identity/identity-store.ts';
import { conflictingAliases, mergeInto } from '../../identity/merge-entities.ts';
import type { Alias, Entity } from '../../identity/records.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Handle, IdentityContext } from './context.ts';
import type { entityOperations } from './entity-operations.ts';
import { showMount } from './show.ts';

/** Make one entity of several. */
export const mergeEntities: Handle<typeof entityOperations>['entity-merge'] = async (
  { body, now },
  { services },
) => {
  const { identity } = services;
  const ids = [...new Set(body.from_entity_ids)];
  const toId = body.to_entity_id ?? '';
  if (ids.length === 0) throw invalid('missing entity ids to merge from');
  if (toId === '') throw invalid('missing entity id to merge to');
  if (ids.includes(toId)) throw invalid('to_entity_id should not be present in from_entity_ids');
  const to = await requireEntity(identity, toId, 'to');
  const from: Entity[] = [];
  for (const id of ids) from.push(await requireEntity(identity, id, 'from'));
  // its tokens and logins would be good again
  if (!to.disabled && from.some(({ disabled }) => disabled)) {
    throw invalid('a disabled entity cannot be merged into one that is not');
  }
  const aliases: Alias[] = [];
  for (const entity of [to, ...from]) aliases.push(...(await identity.aliasesOf(entity)));
  const keep = body.conflicting_alias_ids_to_keep ?? [];
  const conflicts = conflictingAliases({ aliases, keep });
  if (conflicts.length > 0) {
    const data = conflicts.map((alias) => showConflict(alias, [to, ...from], services));
    throw new ApiError('ENTITY_MERGE_CONFLICT', { data });
  }
  mergeInto(identity, { to, from, aliases, keep, now });
  return { status: 204 };
};

async function requireEntity(
  identity: IdentityStore,
  id: string,
  side: 'to' | 'from',
): Promise<Entity> {
  const entity = await identity.rows.entity.get(id);
  if (!entity) throw invalid(`entity id to merge ${side} is invalid`);
  return entity;
}

function showConflict(
  alias: Alias,
  entities: readonly Entity[],
  { mounts }: IdentityContext['services'],
): JsonObject {
  const { mount_path, mount_type } = showMount(alias, mounts);
  const entity = entities.find(({ id }) => id === alias.entity_id);
  return {
    alias: alias.id,
    entity: entity?.name ?? '',
    entity_id: alias.entity_id,
    mount: mount_type,
    mount_path: mount_path,
  };
}

function invalid(reason: string): ApiError {
  return new ApiError('ENTITY_MERGE_INVALID', { values: { reason } });
}
