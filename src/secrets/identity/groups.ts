import { ApiError } from '../../errors/api-error.ts';
import { changeGroup, createGroup, removeGroup } from '../../identity/change-group.ts';
import { type Group, type GroupType, groupTypes, type Metadata } from '../../identity/records.ts';
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
import { assertOneSelector, type LookUp } from './entities.ts';
import { groupAliasHandlers } from './group-aliases.ts';
import type { groupOperations } from './group-operations.ts';
import { showGroup, showGroupAlias } from './show.ts';

interface GroupBody {
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly metadata?: Metadata | undefined;
  readonly policies?: readonly string[] | undefined;
  readonly member_entity_ids?: readonly string[] | undefined;
  readonly member_group_ids?: readonly string[] | undefined;
}

/** Groups, by id and by name, and what mounts call them. */
export const groupHandlers: Handle<typeof groupOperations> = {
  ...groupAliasHandlers,

  'group-create': async ({ body, now }, context) => {
    const { identity } = context.services;
    const byId = body.id ? await requireGroup(body.id, context) : undefined;
    const group = byId ?? (body.name ? await identity.groupByName(body.name) : undefined);
    return write({ group, body, now }, context);
  },

  'group-list-by-id': async ({ body }, { services: { identity, mounts } }) => {
    const groups = await identity.rows.group.all();
    const sizes = new Map<string, number>();
    for (const { name, record } of groups) {
      sizes.set(name, (await identity.membersOf(record)).length);
    }
    return answerKeys(groups, body, ({ id, name, parent_group_ids, alias }) => ({
      name,
      num_member_entities: sizes.get(id) ?? 0,
      num_parent_groups: parent_group_ids.length,
      ...(alias ? { alias: showGroupAlias(id, alias, mounts) } : {}),
    }));
  },

  'group-read-by-id': async ({ params }, { services }) =>
    answerGroup(await services.identity.rows.group.get(params.id), services),

  'group-update-by-id': async ({ params, body, data, now }, context) => {
    assertSameSelector(data, 'id', params.id);
    return write({ group: await requireGroup(params.id, context), body, now }, context);
  },

  'group-delete-by-id': async ({ params }, { services }) => {
    const group = await services.identity.rows.group.get(params.id);
    if (group) await removeGroup(services.identity, group);
    return { status: 204 };
  },

  'group-list-by-name': async ({ body }, { services }) => {
    const groups = await services.identity.rows.group.all();
    return answerNames(
      groups.map(({ record }) => record),
      body,
    );
  },

  'group-read-by-name': async ({ params }, { services }) =>
    answerGroup(await services.identity.groupByName(params.name), services),

  'group-update-by-name': async ({ params, body, data, now }, context) => {
    const group = await context.services.identity.groupByName(params.name);
    assertSameSelector(data, 'name', params.name);
    assertSameSelector(data, 'id', group?.id ?? '');
    return write({ group, body: { ...body, name: group?.name ?? params.name }, now }, context);
  },

  'group-delete-by-name': async ({ params }, { services }) => {
    const group = await services.identity.groupByName(params.name);
    if (group) await removeGroup(services.identity, group);
    return { status: 204 };
  },

  'group-look-up': async ({ body }, { services }) => {
    const group = await lookUp(body, services.identity);
    return group ? answerGroup(group, services) : { status: 204 };
  },
};

async function write(
  of: { group: Group | undefined; body: GroupBody; now: number },
  { services: { identity }, random }: IdentityContext,
) {
  const { body, now } = of;
  const changes = {
    ...body,
    name: body.name?.trim(),
    type: readType(body.type),
    metadata: readMetadata(body.metadata),
    policies: readPolicies(body.policies),
  };
  assertName(changes.name ?? '');
  if (of.group) {
    await changeGroup(identity, of.group, { changes, now });
    return { status: 204 } as const;
  }
  const { id, name } = await createGroup(identity, changes, { now, random });
  return { status: 200, data: { id, name } } as const;
}

function readType(sent: string | undefined): GroupType | undefined {
  if (!sent) return undefined;
  const type = groupTypes.find((known) => known === sent);
  if (!type) throw new ApiError('GROUP_TYPE_INVALID', { values: { type: sent } });
  return type;
}

async function requireGroup(id: string, { services }: IdentityContext): Promise<Group> {
  const group = await services.identity.rows.group.get(id);
  if (!group) throw new ApiError('GROUP_ID_UNKNOWN');
  return group;
}

async function answerGroup(group: Group | undefined, services: IdentityContext['services']) {
  if (!group) throw new ApiError('NOT_FOUND');
  return { status: 200, data: await showGroup(group, services) } as const;
}

function lookUp(
  body: LookUp,
  identity: IdentityContext['services']['identity'],
): Promise<Group | undefined> {
  assertOneSelector(body);
  if (body.id) return identity.rows.group.get(body.id);
  if (body.name) return identity.groupByName(body.name);
  if (body.alias_id) return identity.groupByAliasId(body.alias_id);
  return identity.groupByAlias({
    mount_accessor: body.alias_mount_accessor ?? '',
    name: body.alias_name ?? '',
  });
}
