import { ApiError } from '../../errors/api-error.ts';
import { changeEntity, createEntity, removeEntity } from '../../identity/change-entity.ts';
import type { Alias, Entity } from '../../identity/records.ts';
import type { IdentityStore } from '../../identity/identity-store.ts';
import { byIdAndName } from './by-id-and-name.ts';
import { answerKeys, assertName, type Handle, readMetadata, readPolicies } from './context.ts';
import type { entityOperations } from './entity-operations.ts';
import { mergeEntities } from './merge.ts';
import { showEntity, showMount } from './show.ts';

interface EntityBody {
  readonly name?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly disabled?: boolean | undefined;
}

const entities = byIdAndName<Entity, EntityBody>({
  all: ({ rows }) => rows.entity.all(),
  byId: ({ rows }, id) => rows.entity.get(id),
  byName: (identity, name) => identity.entityByName(name),
  byAliasId: async (identity, id) => ownerOf(await identity.aliasById(id), identity),
  byAlias: async (identity, factors) => ownerOf(await identity.alias(factors), identity),
  unknownId: 'ENTITY_ID_UNKNOWN',
  show: showEntity,
  remove: removeEntity,
  change: (entity, { body, now }, { services: { identity } }) =>
    changeEntity(identity, entity, { changes: readChanges(body), now }),
  make: async ({ body, now }, { services: { identity }, random }) => {
    const { id, name } = await createEntity(identity, readChanges(body), { now, random });
    return { id, name, aliases: null };
  },
});

/** Entities, by id and by name. */
export const entityHandlers: Handle<typeof entityOperations> = {
  'entity-create': entities.create,
  'entity-read-by-id': entities.readById,
  'entity-update-by-id': entities.updateById,
  'entity-delete-by-id': entities.deleteById,
  'entity-list-by-name': entities.listByName,
  'entity-read-by-name': entities.readByName,
  'entity-update-by-name': entities.updateByName,
  'entity-delete-by-name': entities.deleteByName,
  'entity-look-up': entities.lookUp,
  'entity-merge': mergeEntities,

  'entity-list-by-id': async ({ body }, { services }) => {
    const { identity, mounts } = services;
    return answerKeys(await identity.rows.entity.all(), body, ({ name, aliases }) => ({
      name,
      aliases: aliases.map((alias) => ({ name: alias.name, ...showMount(alias, mounts) })),
    }));
  },

  'entity-batch-delete': async ({ body }, { services }) => {
    if (!body.entity_ids?.length) throw new ApiError('ENTITY_IDS_MISSING');
    for (const id of new Set(body.entity_ids)) {
      const entity = await services.identity.rows.entity.get(id);
      if (entity) await removeEntity(services.identity, entity);
    }
    return { status: 204 };
  },
};

function readChanges(body: EntityBody) {
  const changes = {
    name: body.name?.trim(),
    metadata: readMetadata(body.metadata),
    policies: readPolicies(body.policies),
    disabled: body.disabled,
  };
  assertName(changes.name ?? '');
  return changes;
}

async function ownerOf(
  alias: Alias | undefined,
  { rows }: IdentityStore,
): Promise<Entity | undefined> {
  return alias && rows.entity.get(alias.entity_id);
}
