import { ApiError } from '../../errors/api-error.ts';
import { createGroup, removeGroupAlias, setGroupAlias } from '../../identity/change-group.ts';
import type { AliasFactors, Group } from '../../identity/records.ts';
import {
  answerKeys,
  assertName,
  assertSameSelector,
  type Handle,
  type IdentityContext,
} from './context.ts';
import type { groupOperations } from './group-operations.ts';
import { showGroupAlias } from './show.ts';

type Operations = typeof groupOperations;
type Names = Extract<keyof Operations, `${string}alias${string}`>;

interface AliasBody {
  readonly name?: string | undefined;
  readonly mount_accessor?: string | undefined;
  readonly canonical_id?: string | undefined;
}

/** What mounts call external groups. */
export const groupAliasHandlers: Pick<Handle<Operations>, Names> = {
  'group-create-alias': async ({ body, now }, context) => {
    if (body.id) return change({ id: body.id, body, now }, context);
    const factors = readFactors(body, context);
    const { identity } = context.services;
    const making = { now, random: context.random };
    // the name of a known alias leads to its group, which a body cannot exchange
    const known = await identity.groupByAlias(factors);
    if (known && (!body.canonical_id || body.canonical_id === known.id)) return answer(known);
    const group = body.canonical_id
      ? await requireExternal(body.canonical_id, context)
      : await createGroup(identity, { type: 'external' }, making);
    return answer(await setGroupAlias(identity, group, { wanted: factors, ...making }));
  },

  'group-list-aliases-by-id': async ({ body }, { services: { identity, mounts } }) => {
    const groups = (await identity.rows.group.all()).map(({ record }) => record);
    const aliases = groups.flatMap((record) =>
      record.alias ? [{ name: record.alias.id, record }] : [],
    );
    return answerKeys(aliases, body, ({ id, alias }) =>
      alias ? showGroupAlias(id, alias, mounts) : {},
    );
  },

  'group-read-alias-by-id': async ({ params }, { services: { identity, mounts } }) => {
    const group = await identity.groupByAliasId(params.id);
    if (!group?.alias) throw new ApiError('NOT_FOUND');
    const shown = showGroupAlias(group.id, group.alias, mounts);
    const data = { ...shown, custom_metadata: null, local: false, namespace_id: 'root' };
    return { status: 200, data };
  },

  'group-update-alias-by-id': ({ params, body, data, now }, context) => {
    assertSameSelector(data, 'id', params.id);
    return change({ id: params.id, body, now }, context);
  },

  'group-delete-alias-by-id': async ({ params, now }, { services }) => {
    const group = await services.identity.groupByAliasId(params.id);
    if (group) removeGroupAlias(services.identity, group, now);
    return { status: 204 };
  },
};

async function change(
  { id, body, now }: { id: string; body: AliasBody; now: number },
  context: IdentityContext,
) {
  const { identity } = context.services;
  const group = await identity.groupByAliasId(id);
  if (!group) throw invalid('invalid group alias ID');
  const factors = readFactors(body, context);
  const isMoved = body.canonical_id !== undefined && body.canonical_id !== '';
  const target = isMoved ? await requireExternal(body.canonical_id ?? '', context) : group;
  if (target.id !== group.id) {
    if (target.alias) throw new ApiError('GROUP_ALIAS_TAKEN');
    removeGroupAlias(identity, group, now);
  }
  const wanted = { ...factors, id };
  return answer(await setGroupAlias(identity, target, { wanted, now, random: context.random }));
}

function readFactors(body: AliasBody, { services }: IdentityContext): AliasFactors {
  const { name, mount_accessor: accessor } = body;
  if (!name) throw invalid('missing alias name');
  assertName(name);
  if (!accessor) throw invalid('missing mount_accessor');
  const mount = services.mounts.table.byAccessor(accessor);
  if (!mount) throw new ApiError('ALIAS_MOUNT_UNKNOWN', { values: { accessor } });
  if (mount.local) throw invalid(`mount accessor "${accessor}" is a local mount`);
  return { name, mount_accessor: accessor };
}

async function requireExternal(id: string, { services }: IdentityContext): Promise<Group> {
  const group = await services.identity.rows.group.get(id);
  if (!group) throw invalid("invalid group ID given in 'canonical_id'");
  if (group.type !== 'external') throw invalid("alias can't be set on an internal group");
  return group;
}

function answer(group: Group) {
  return { status: 200, data: { id: group.alias?.id ?? '', canonical_id: group.id } } as const;
}

function invalid(reason: string): ApiError {
  return new ApiError('GROUP_ALIAS_INVALID', { values: { reason } });
}
