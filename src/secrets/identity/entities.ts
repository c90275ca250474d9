import { ApiError } from '../../errors/api-error.ts';
import { changeEntity, createEntity, removeEntity } from '../../identity/change-entity.ts';
import type { Entity } from '../../identity/records.ts';
import {
  answerKeys,
  answerNames,
  assertName,
  assertSameSelector,
  type Handle,
  type IdentityContext,
  readMetadata,
  readPolicies,
} from './context.ts';
import type { entityOperations } from './entity-operations.ts';
import { mergeEntities } from './merge.ts';
import { showEntity, showMount } from './show.ts';

interface EntityBody {
  readonly name?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly disabled?: boolean | undefined;
}

/** Entities, by id and by name. */
export const entityHandlers: Handle<typeof entityOperations> = {
  'entity-create': async ({ body, now }, context) => {
    const { identity } = context.services;
    const byId = body.id ? await requireEntity(body.id, context) : undefined;
    const entity = byId ?? (body.name ? await identity.entityByName(body.name) : undefined);
    return write({ entity, body, now }, context);
  },

  'entity-list-by-id': async ({ body }, { services }) => {
    const { identity, mounts } = services;
    return answerKeys(await identity.rows.entity.all(), body, ({ name, aliases }) => ({
      name,
      aliases: aliases.map((alias) => ({ name: alias.name, ...showMount(alias, mounts) })),
    }));
  },

  'entity-read-by-id': async ({ params }, { services }) =>
    answerEntity(await services.identity.rows.entity.get(params.id), services),

  'entity-update-by-id': async ({ params, body, data, now }, context) => {
    assertSameSelector(data, 'id', params.id);
    return write({ entity: await requireEntity(params.id, context), body, now }, context);
  },

  'entity-delete-by-id': async ({ params }, { services }) => {
    const entity = await services.identity.rows.entity.get(params.id);
    if (entity) await removeEntity(services.identity, entity);
    return { status: 204 };
  },

  'entity-list-by-name': async ({ body }, { services }) => {
    const entities = await services.identity.rows.entity.all();
    return answerNames(
      entities.map(({ record }) => record),
      body,
    );
  },

  'entity-read-by-name': async ({ params }, { services }) =>
    answerEntity(await services.identity.entityByName(params.name), services),

  'entity-update-by-name': async ({ params, body, data, now }, context) => {
    const entity = await context.services.identity.entityByName(params.name);
    assertSameSelector(data, 'name', params.name);
    assertSameSelector(data, 'id', entity?.id ?? '');
    return write({ entity, body: { ...body, name: entity?.name ?? params.name }, now }, context);
  },

  'entity-delete-by-name': async ({ params }, { services }) => {
    const entity = await services.identity.entityByName(params.name);
    if (entity) await removeEntity(services.identity, entity);
    return { status: 204 };
  },

  'entity-batch-delete': async ({ body }, { services }) => {
    if (!body.entity_ids?.length) throw new ApiError('ENTITY_IDS_MISSING');
    for (const id of new Set(body.entity_ids)) {
      const entity = await services.identity.rows.entity.get(id);
      if (entity) await removeEntity(services.identity, entity);
    }
    return { status: 204 };
  },

  'entity-merge': mergeEntities,

  'entity-look-up': async ({ body }, { services }) => {
    const entity = await lookUp(body, services.identity);
    return entity ? answerEntity(entity, services) : { status: 204 };
  },
};

async function write(
  of: { entity: Entity | undefined; body: EntityBody; now: number },
  { services: { identity }, random }: IdentityContext,
) {
  const { body, now } = of;
  const changes = {
    name: body.name?.trim(),
    metadata: readMetadata(body.metadata),
    policies: readPolicies(body.policies),
    disabled: body.disabled,
  };
  assertName(changes.name ?? '');
  if (of.entity) {
    await changeEntity(identity, of.entity, { changes, now });
    return { status: 204 } as const;
  }
  const { id, name } = await createEntity(identity, changes, { now, random });
  return { status: 200, data: { id, name, aliases: null } } as const;
}

async function requireEntity(id: string, { services }: IdentityContext): Promise<Entity> {
  const entity = await services.identity.rows.entity.get(id);
  if (!entity) throw new ApiError('ENTITY_ID_UNKNOWN');
  return entity;
}

async function answerEntity(entity: Entity | undefined, services: IdentityContext['services']) {
  if (!entity) throw new ApiError('NOT_FOUND');
  return { status: 200, data: await showEntity(entity, services) } as const;
}

/** How an entity or a group is named to be looked up. */
export interface LookUp {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly alias_id?: string | undefined;
  readonly alias_name?: string | undefined;
  readonly alias_mount_accessor?: string | undefined;
}

async function lookUp(
  body: LookUp,
  identity: IdentityContext['services']['identity'],
): Promise<Entity | undefined> {
  assertOneSelector(body);
  if (body.id) return identity.rows.entity.get(body.id);
  if (body.name) return identity.entityByName(body.name);
  const alias = body.alias_id
    ? await identity.aliasById(body.alias_id)
    : await identity.alias({
        mount_accessor: body.alias_mount_accessor ?? '',
        name: body.alias_name ?? '',
      });
  return alias && identity.rows.entity.get(alias.entity_id);
}

/**
 * What is looked up is named in one way.
 *
 * @throws ApiError `IDENTITY_QUERY_MISSING`, `IDENTITY_QUERY_CONFLICT`, `IDENTITY_QUERY_HALF`
 */
export function assertOneSelector(body: LookUp): void {
  const factors = [body.alias_name, body.alias_mount_accessor].filter(Boolean).length;
  const others = [body.id, body.name, body.alias_id].filter(Boolean).length;
  if (factors === 0 && others === 0) throw new ApiError('IDENTITY_QUERY_MISSING');
  if (others + (factors > 0 ? 1 : 0) > 1) throw new ApiError('IDENTITY_QUERY_CONFLICT');
  if (factors === 1) throw new ApiError('IDENTITY_QUERY_HALF');
}
