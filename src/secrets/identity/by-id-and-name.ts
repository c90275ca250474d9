import { ApiError } from '../../errors/api-error.ts';
import type { IdentityStore } from '../../identity/identity-store.ts';
import type { AliasFactors } from '../../identity/records.ts';
import type { JsonObject } from '../../lib/json.ts';
import { answerNames, assertSameSelector, type IdentityContext } from './context.ts';
import type { Shown } from './show.ts';

/** What entities and groups have in common. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** Whatever a body may say beside what is particular to a kind. */
interface NamedBody {
  readonly name?: string | undefined;
}

/** What is particular to entities, or to groups. */
export interface Kind<T extends Named, B extends NamedBody> {
  readonly all: (identity: IdentityStore) => Promise<readonly { readonly record: T }[]>;
  readonly byId: (identity: IdentityStore, id: string) => Promise<T | undefined>;
  readonly byName: (identity: IdentityStore, name: string) => Promise<T | undefined>;
  readonly byAliasId: (identity: IdentityStore, id: string) => Promise<T | undefined>;
  readonly byAlias: (identity: IdentityStore, alias: AliasFactors) => Promise<T | undefined>;
  /** Answered where a body or a path that changes something names an id that is not there. */
  readonly unknownId: 'ENTITY_ID_UNKNOWN' | 'GROUP_ID_UNKNOWN';
  readonly show: (record: T, services: Shown) => Promise<JsonObject>;
  readonly remove: (identity: IdentityStore, record: T) => Promise<void>;
  /** Change a record. */
  readonly change: (record: T, written: Written<B>, context: IdentityContext) => Promise<T>;
  /** Make one. @returns what is answered */
  readonly make: (written: Written<B>, context: IdentityContext) => Promise<JsonObject>;
}

/** What a request wants a record to be. */
export interface Written<B> {
  readonly body: B;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** How an entity or a group is named to be looked up. */
interface LookUp {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly alias_id?: string | undefined;
  readonly alias_name?: string | undefined;
  readonly alias_mount_accessor?: string | undefined;
}

type ById = { readonly params: { readonly id: string } };
type ByName = { readonly params: { readonly name: string } };
type Write<B> = Written<B> & { readonly data: JsonObject };

/**
 * Handlers of what is reached by its id and by its name.
 *
 * A path with a name makes what is not there; one with an id does not, since ids are given by the server.
 */
export function byIdAndName<T extends Named, B extends NamedBody>(kind: Kind<T, B>) {
  const write = writerOf(kind);
  const answer = answererOf(kind);
  const remove = removerOf(kind);
  return {
    create: async (
      { body, now }: Written<B & { readonly id?: string | undefined }>,
      context: IdentityContext,
    ) => {
      const { identity } = context.services;
      const byId = body.id ? await requireId(kind, identity, body.id) : undefined;
      const record = byId ?? (body.name ? await kind.byName(identity, body.name) : undefined);
      return write(record, { body, now }, context);
    },

    readById: async ({ params }: ById, { services }: IdentityContext) =>
      answer(await kind.byId(services.identity, params.id), services),

    updateById: async ({ params, body, data, now }: ById & Write<B>, context: IdentityContext) => {
      assertSameSelector(data, 'id', params.id);
      const record = await requireId(kind, context.services.identity, params.id);
      return write(record, { body, now }, context);
    },

    deleteById: async ({ params }: ById, { services: { identity } }: IdentityContext) =>
      remove(await kind.byId(identity, params.id), identity),

    listByName: async (
      { body }: { readonly body: Parameters<typeof answerNames>[1] },
      { services }: IdentityContext,
    ) => {
      const found = await kind.all(services.identity);
      return answerNames(
        found.map(({ record }) => record),
        body,
      );
    },

    readByName: async ({ params }: ByName, { services }: IdentityContext) =>
      answer(await kind.byName(services.identity, params.name), services),

    updateByName: async (
      { params, body, data, now }: ByName & Write<B>,
      context: IdentityContext,
    ) => {
      const record = await kind.byName(context.services.identity, params.name);
      assertSameSelector(data, 'name', params.name);
      assertSameSelector(data, 'id', record?.id ?? '');
      const named = { ...body, name: record?.name ?? params.name };
      return write(record, { body: named, now }, context);
    },

    deleteByName: async ({ params }: ByName, { services: { identity } }: IdentityContext) =>
      remove(await kind.byName(identity, params.name), identity),

    lookUp: async ({ body }: { readonly body: LookUp }, { services }: IdentityContext) => {
      const record = await lookUp(kind, services.identity, body);
      return record ? answer(record, services) : ({ status: 204 } as const);
    },
  };
}

function writerOf<T extends Named, B extends NamedBody>(kind: Kind<T, B>) {
  return async (record: T | undefined, written: Written<B>, context: IdentityContext) => {
    if (!record) return { status: 200, data: await kind.make(written, context) } as const;
    await kind.change(record, written, context);
    return { status: 204 } as const;
  };
}

function answererOf<T extends Named, B extends NamedBody>({ show }: Kind<T, B>) {
  return async (record: T | undefined, services: Shown) => {
    if (!record) throw new ApiError('NOT_FOUND');
    return { status: 200, data: await show(record, services) } as const;
  };
}

function removerOf<T extends Named, B extends NamedBody>(kind: Kind<T, B>) {
  return async (record: T | undefined, identity: IdentityStore) => {
    if (record) await kind.remove(identity, record);
    return { status: 204 } as const;
  };
}

async function requireId<T extends Named, B extends NamedBody>(
  { byId, unknownId }: Kind<T, B>,
  identity: IdentityStore,
  id: string,
): Promise<T> {
  const record = await byId(identity, id);
  if (!record) throw new ApiError(unknownId);
  return record;
}

function lookUp<T extends Named, B extends NamedBody>(
  kind: Kind<T, B>,
  identity: IdentityStore,
  body: LookUp,
): Promise<T | undefined> {
  assertOneSelector(body);
  if (body.id) return kind.byId(identity, body.id);
  if (body.name) return kind.byName(identity, body.name);
  if (body.alias_id) return kind.byAliasId(identity, body.alias_id);
  return kind.byAlias(identity, {
    mount_accessor: body.alias_mount_accessor ?? '',
    name: body.alias_name ?? '',
  });
}

/** What is looked up is named in one way. */
function assertOneSelector(body: LookUp): void {
  const factors = [body.alias_name, body.alias_mount_accessor].filter(Boolean).length;
  const others = [body.id, body.name, body.alias_id].filter(Boolean).length;
  if (factors === 0 && others === 0) throw new ApiError('IDENTITY_QUERY_MISSING');
  if (others + (factors > 0 ? 1 : 0) > 1) throw new ApiError('IDENTITY_QUERY_CONFLICT');
  if (factors === 1) throw new ApiError('IDENTITY_QUERY_HALF');
}
