import { isJsonObject, type JsonObject } from '../../lib/json.ts';
import { aliasOperations } from '../../secrets/identity/alias-operations.ts';
import { phases, type Target } from '../schema/target.ts';
import { DeclaredConflict, type ServerState } from '../server-state.ts';
import { textOf } from '../text-of.ts';

/** How a mount calls an entity or a group. */
export interface DeclaredAlias {
  /** Name of the entity or group. */
  readonly owner: string;
  /** Path of the auth mount without `auth/` and slash: `people`. */
  readonly mount: string;
  readonly name: string;
}

const { custom_metadata } = aliasOperations['entity-create-alias'].body;

/** Fields of an `alias` block in an entity; that in a group has none. */
export const aliasFields = { custom_metadata };

/** An alias of an entity. What the last login told stays as it is. */
export function entityAliasTarget({ owner, mount, name }: DeclaredAlias): Target {
  return {
    path: `identity/entity-alias/${mount}/${name}`,
    title: `alias "${mount}/" "${name}" of entity "${owner}"`,
    phase: phases.entityAlias,
    fields: {
      custom_metadata: { field: custom_metadata, readAs: 'custom_metadata', isCompleted: true },
    },
    isMerging: true,
    read: async (server) => {
      const aliases = (await server.read(`identity/entity/name/${owner}`))?.['aliases'];
      const list = Array.isArray(aliases) ? aliases.filter(isJsonObject) : [];
      return list.find((alias) => isAliasAt(alias, mount) && alias['name'] === name);
    },
    write: async (server, { values }) => {
      const canonical_id = await idOf(server, 'entity', owner);
      const mount_accessor = await accessorOf(server, mount);
      await server.update('identity/entity-alias', {
        name,
        mount_accessor,
        canonical_id,
        ...values,
      });
    },
    removal: ({ id }) => `identity/entity-alias/id/${textOf(id)}`,
  };
}

/** The one alias of an external group. */
export function groupAliasTarget({ owner, mount, name }: DeclaredAlias): Target {
  return {
    path: `identity/group-alias/${mount}/${name}`,
    title: `alias "${mount}/" "${name}" of group "${owner}"`,
    phase: phases.groupAlias,
    fields: {},
    isMerging: true,
    read: async (server) => {
      const alias = (await server.read(`identity/group/name/${owner}`))?.['alias'];
      const isIt = isJsonObject(alias) && isAliasAt(alias, mount) && alias['name'] === name;
      return isIt ? alias : undefined;
    },
    write: async (server) => {
      const canonical_id = await idOf(server, 'group', owner);
      const mount_accessor = await accessorOf(server, mount);
      await server.update('identity/group-alias', { name, mount_accessor, canonical_id });
    },
    removal: ({ id }) => `identity/group-alias/id/${textOf(id)}`,
  };
}

function isAliasAt(alias: JsonObject, mount: string): boolean {
  return alias['mount_path'] === `auth/${mount}/`;
}

/** Id of an entity or a group. @throws DeclaredConflict when there is none */
export async function idOf(
  server: ServerState,
  kind: 'entity' | 'group',
  name: string,
): Promise<string> {
  const id = (await server.read(`identity/${kind}/name/${name}`))?.['id'];
  if (typeof id === 'string') return id;
  throw new DeclaredConflict(`there is no ${kind} "${name}"`);
}

async function accessorOf(server: ServerState, mount: string): Promise<string> {
  const found = (await server.read('sys/auth'))?.[`${mount}/`];
  const accessor = isJsonObject(found) ? found['accessor'] : undefined;
  if (typeof accessor === 'string') return accessor;
  throw new DeclaredConflict(`there is no auth method at ${mount}/`);
}
