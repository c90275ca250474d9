import { ApiError } from '../../errors/api-error.ts';
import { changeGroup, createGroup, removeGroup } from '../../identity/change-group.ts';
import { type Group, type GroupType, groupTypes, type Metadata } from '../../identity/records.ts';
import { byIdAndName } from './by-id-and-name.ts';
import { answerKeys, assertName, type Handle, readMetadata, readPolicies } from './context.ts';
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

const groups = byIdAndName<Group, GroupBody>({
  all: ({ rows }) => rows.group.all(),
  byId: ({ rows }, id) => rows.group.get(id),
  byName: (identity, name) => identity.groupByName(name),
  byAliasId: (identity, id) => identity.groupByAliasId(id),
  byAlias: (identity, factors) => identity.groupByAlias(factors),
  unknownId: 'GROUP_ID_UNKNOWN',
  show: showGroup,
  remove: removeGroup,
  change: (group, { body, now }, { services: { identity } }) =>
    changeGroup(identity, group, { changes: readChanges(body), now }),
  make: async ({ body, now }, { services: { identity }, random }) => {
    const { id, name } = await createGroup(identity, readChanges(body), { now, random });
    return { id, name };
  },
});

/** Groups, by id and by name, and what mounts call them. */
export const groupHandlers: Handle<typeof groupOperations> = {
  ...groupAliasHandlers,
  'group-create': groups.create,
  'group-read-by-id': groups.readById,
  'group-update-by-id': groups.updateById,
  'group-delete-by-id': groups.deleteById,
  'group-list-by-name': groups.listByName,
  'group-read-by-name': groups.readByName,
  'group-update-by-name': groups.updateByName,
  'group-delete-by-name': groups.deleteByName,
  'group-look-up': groups.lookUp,

  'group-list-by-id': async ({ body }, { services: { identity, mounts } }) => {
    const found = await identity.rows.group.all();
    const sizes = new Map<string, number>();
    for (const { name, record } of found) {
      sizes.set(name, (await identity.membersOf(record)).length);
    }
    return answerKeys(found, body, ({ id, name, parent_group_ids, alias }) => ({
      name,
      num_member_entities: sizes.get(id) ?? 0,
      num_parent_groups: parent_group_ids.length,
      ...(alias ? { alias: showGroupAlias(id, alias, mounts) } : {}),
    }));
  },
};

function readChanges(body: GroupBody) {
  const changes = {
    ...body,
    name: body.name?.trim(),
    type: readType(body.type),
    metadata: readMetadata(body.metadata),
    policies: readPolicies(body.policies),
  };
  assertName(changes.name ?? '');
  return changes;
}

function readType(sent: string | undefined): GroupType | undefined {
  if (!sent) return undefined;
  const type = groupTypes.find((known) => known === sent);
  if (!type) throw new ApiError('GROUP_TYPE_INVALID', { values: { type: sent } });
  return type;
}
