import { stringList } from '../../framework/field.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import type { Target, TargetField, Write } from '../schema/target.ts';
import type { ServerState } from '../server-state.ts';
import { idOf } from './alias-targets.ts';

/** Members by name, since a folder cannot know the ids that a server gives. */
export const memberFields = {
  member_entities: stringList('Names of entities, in the place of all before; of internal groups.'),
  member_groups: stringList('Names of groups, in the place of all before; of internal groups.'),
};

const kinds = { member_entities: 'entity', member_groups: 'group' } as const;
const ids = { member_entities: 'member_entity_ids', member_groups: 'member_group_ids' } as const;
type MemberField = keyof typeof kinds;
const names = Object.keys(kinds) as readonly MemberField[];

/** A group, whose members can be named beside being told by their ids. */
export function groupTarget(base: Target, memberGroups: readonly string[]): Target {
  return {
    ...base,
    fields: { ...withoutCompletion(base.fields), ...memberTargetFields() },
    isMerging: true,
    after: memberGroups.map((name) => `identity/group/name/${name}`),
    read: async (server) => {
      const found = await base.read(server);
      return found && { ...found, ...(await namesOf(server, found)) };
    },
    write: async (server, write) => base.write(server, await withIds(server, write)),
  };
}

function memberTargetFields(): Record<MemberField, TargetField> {
  const entries = names.map((name) => [
    name,
    { field: memberFields[name], readAs: name, isCompleted: true } satisfies TargetField,
  ]);
  return Object.fromEntries(entries) as Record<MemberField, TargetField>;
}

function withoutCompletion(fields: Target['fields']): Target['fields'] {
  const changed = names.flatMap((name) => {
    const field = fields[ids[name]];
    return field ? [[ids[name], { ...field, insteadOf: name, isCompleted: false }] as const] : [];
  });
  return { ...fields, ...Object.fromEntries(changed) };
}

/** Who is in an external group is what logins say: that is not compared. */
async function namesOf(server: ServerState, group: JsonObject): Promise<JsonObject> {
  if (group['type'] === 'external') return {};
  const entries = await Promise.all(
    names.map(async (name) => {
      const members = group[ids[name]];
      const list = Array.isArray(members) ? members.map(String) : [];
      const found = await Promise.all(list.map((id) => nameOf(server, kinds[name], id)));
      return [name, found] as const;
    }),
  );
  return Object.fromEntries(entries);
}

async function nameOf(server: ServerState, kind: string, id: string): Promise<string> {
  const name = (await server.read(`identity/${kind}/id/${id}`))?.['name'];
  return typeof name === 'string' ? name : id;
}

async function withIds(server: ServerState, { values, current }: Write): Promise<Write> {
  const { member_entities, member_groups, ...rest } = values;
  const resolve = async (name: MemberField, given: JsonValue | undefined): Promise<JsonObject> => {
    if (!Array.isArray(given)) return {};
    const found = given.map((member) => idOf(server, kinds[name], String(member)));
    return { [ids[name]]: await Promise.all(found) };
  };
  return {
    current,
    values: {
      ...rest,
      ...(await resolve('member_entities', member_entities)),
      ...(await resolve('member_groups', member_groups)),
    },
  };
}
