import type { MountEntry } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';
import { addAlias, changeAlias, removeAlias } from '../../identity/change-alias.ts';
import type { Alias, Entity, Metadata } from '../../identity/records.ts';
import type { aliasOperations } from './alias-operations.ts';
import {
  answerKeys,
  assertName,
  assertSameSelector,
  type Handle,
  type IdentityContext,
  readMetadata,
} from './context.ts';
import { showAlias } from './show.ts';

type Handlers = Handle<typeof aliasOperations>;

const write: Handlers['entity-create-alias'] = async ({ body, now }, context) => {
  if (body.id) return change(await requireAlias(body.id, context), { body, now }, context);
  if (!body.mount_accessor || !body.name) throw new ApiError('ALIAS_FACTORS_MISSING');
  const factors = { mount_accessor: body.mount_accessor, name: body.name };
  const { local } = requireMount(factors.mount_accessor, context);
  const known = await context.services.identity.alias(factors);
  if (known) return changeByFactors(known, { body, now }, context);
  assertName(factors.name);
  const entity = await entityOf(body, context);
  const custom_metadata = readMetadata(body.custom_metadata, 'custom_metadata') ?? null;
  const wanted = { ...factors, entity, custom_metadata, local };
  const { random, services } = context;
  return answerMade(await addAlias(services.identity, wanted, { now, random }));
};

const list: Handlers['entity-list-aliases-by-id'] = async ({ body }, { services }) => {
  const { identity, mounts } = services;
  const aliases = (await identity.rows.alias.all()).map(({ record }) => ({
    name: record.id,
    record,
  }));
  return answerKeys(aliases, body, (alias) => {
    const { name, canonical_id, mount_accessor, ...rest } = showAlias(alias, mounts);
    const { mount_path, mount_type, metadata, custom_metadata, local } = rest;
    const mount = { mount_accessor, mount_path, mount_type };
    return { name, canonical_id, ...mount, metadata, custom_metadata, local };
  });
};

const read: Handlers['entity-read-alias-by-id'] = async ({ params }, { services }) => {
  const alias = await services.identity.aliasById(params.id);
  if (!alias) throw new ApiError('NOT_FOUND');
  const data = { ...showAlias(alias, services.mounts), namespace_id: 'root' };
  return { status: 200, data };
};

const update: Handlers['entity-update-alias-by-id'] = async (request, context) => {
  const { params, body, data, now } = request;
  assertSameSelector(data, 'id', params.id);
  return change(await requireAlias(params.id, context), { body, now }, context);
};

const remove: Handlers['entity-delete-alias-by-id'] = async ({ params, now }, { services }) => {
  const alias = await services.identity.aliasById(params.id);
  if (alias) await removeAlias(services.identity, alias, now);
  return { status: 204 };
};

/** Aliases of entities; three paths lead to the same handlers. */
export const aliasHandlers: Handlers = {
  'entity-create-alias': write,
  'entity-list-aliases-by-id': list,
  'entity-read-alias-by-id': read,
  'entity-update-alias-by-id': update,
  'entity-delete-alias-by-id': remove,
  'alias-create': write,
  'alias-list-by-id': list,
  'alias-read-by-id': read,
  'alias-update-by-id': update,
  'alias-delete-by-id': remove,
  'persona-create': write,
  'persona-list-by-id': list,
  'persona-read-by-id': read,
  'persona-update-by-id': update,
  'persona-delete-by-id': remove,
};

interface AliasBody {
  readonly name?: string | undefined;
  readonly mount_accessor?: string | undefined;
  readonly canonical_id?: string | undefined;
  readonly entity_id?: string | undefined;
  readonly custom_metadata?: Metadata | undefined;
}

interface AliasWrite {
  readonly body: AliasBody;
  readonly now: number;
}

/** Mount and name alone never move an alias: whoever may write aliases could take over another's entity. */
async function changeByFactors(known: Alias, write: AliasWrite, context: IdentityContext) {
  const wanted = write.body.canonical_id || write.body.entity_id;
  const owner = wanted ? await entityOf(write.body, context) : undefined;
  if (owner && owner.id !== known.entity_id) throw new ApiError('ALIAS_TAKEN');
  const { custom_metadata } = write.body;
  return change(known, { body: { custom_metadata }, now: write.now }, context);
}

async function change(alias: Alias, { body, now }: AliasWrite, context: IdentityContext) {
  const { mount_accessor, name } = body;
  if (mount_accessor) requireMount(mount_accessor, context);
  assertName(name ?? '');
  const entity = await entityOf(body, context);
  const changes = {
    ...(mount_accessor ? { mount_accessor } : {}),
    ...(name ? { name } : {}),
    custom_metadata: readMetadata(body.custom_metadata, 'custom_metadata'),
    entity: entity?.id === alias.entity_id ? undefined : entity,
  };
  if (!changesAnything(alias, changes)) return { status: 204 } as const;
  return answerMade(await changeAlias(context.services.identity, alias, { changes, now }));
}

function changesAnything(
  alias: Alias,
  changes: { name?: string; mount_accessor?: string; entity?: unknown; custom_metadata?: unknown },
): boolean {
  const { name, mount_accessor, entity, custom_metadata } = changes;
  const isOtherName = name !== undefined && name !== alias.name;
  const isOtherMount = mount_accessor !== undefined && mount_accessor !== alias.mount_accessor;
  const isOtherNote =
    custom_metadata !== undefined &&
    JSON.stringify(custom_metadata) !== JSON.stringify(alias.custom_metadata);
  return isOtherName || isOtherMount || isOtherNote || entity !== undefined;
}

function answerMade({ id, entity_id }: Alias) {
  return { status: 200, data: { id, canonical_id: entity_id } } as const;
}

async function requireAlias(id: string, { services }: IdentityContext): Promise<Alias> {
  const alias = await services.identity.aliasById(id);
  if (!alias) throw new ApiError('ALIAS_ID_UNKNOWN');
  return alias;
}

function requireMount(accessor: string, { services }: IdentityContext): MountEntry {
  const mount = services.mounts.table.byAccessor(accessor);
  if (!mount) throw new ApiError('ALIAS_MOUNT_UNKNOWN', { values: { accessor } });
  return mount;
}

async function entityOf(
  { canonical_id, entity_id }: AliasBody,
  { services }: IdentityContext,
): Promise<Entity | undefined> {
  const id = canonical_id || entity_id;
  if (!id) return undefined;
  const entity = await services.identity.rows.entity.get(id);
  if (!entity) throw new ApiError('ALIAS_ENTITY_UNKNOWN');
  return entity;
}
