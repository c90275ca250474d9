import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { MountEntry } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';

/** What the handlers of this folder are given. */
export type Context = MountContext<NoRecords, 'tokens' | 'mounts' | 'identity' | 'revocations'>;

/** How a request names a person. */
export interface NamedPerson {
  readonly entity_id?: string | undefined;
  readonly entity_name?: string | undefined;
  readonly alias_name?: string | undefined;
  readonly mount?: string | undefined;
  readonly mount_accessor?: string | undefined;
}

/** A person as tokens know them; a part that was not named is absent. */
export interface Person {
  /** Ids under which tokens know the entity: its own, and those of entities merged into it. */
  readonly entityIds?: readonly string[];
  readonly mount?: MountEntry;
  readonly aliasName?: string;
}

/**
 * Find what a request names.
 *
 * @throws ApiError `TOKEN_SEARCH_MOUNT_UNKNOWN`, `TOKEN_SEARCH_ALIAS_HALF`, `TOKEN_SEARCH_ENTITY_UNKNOWN`
 */
export async function findPerson(
  named: NamedPerson,
  services: Context['services'],
): Promise<Person> {
  const mount = findMount(named, services);
  if (named.alias_name && !mount) throw new ApiError('TOKEN_SEARCH_ALIAS_HALF');
  const entityIds = await findEntityIds(named, services);
  return {
    ...(entityIds && { entityIds }),
    ...(mount && { mount }),
    ...(named.alias_name ? { aliasName: named.alias_name } : {}),
  };
}

function findMount(
  { mount: path, mount_accessor }: NamedPerson,
  { mounts: { table } }: Context['services'],
): MountEntry | undefined {
  if (!path && !mount_accessor) return undefined;
  const found = mount_accessor ? table.byAccessor(mount_accessor) : table.get(authPath(path ?? ''));
  if (found?.kind === 'auth') return found;
  throw new ApiError('TOKEN_SEARCH_MOUNT_UNKNOWN');
}

/** `userpass`, `auth/userpass`, `auth/userpass/` → `auth/userpass/`. */
function authPath(written: string): string {
  const path = written.replace(/^\/+|\/+$/g, '');
  return `${path.startsWith('auth/') ? path : `auth/${path}`}/`;
}

async function findEntityIds(
  { entity_id, entity_name }: NamedPerson,
  { identity }: Context['services'],
): Promise<readonly string[] | undefined> {
  if (!entity_id && !entity_name) return undefined;
  const entity = entity_id
    ? await identity.entity(entity_id)
    : await identity.entityByName(entity_name ?? '');
  if (!entity) throw new ApiError('TOKEN_SEARCH_ENTITY_UNKNOWN');
  return [entity.id, ...entity.merged_entity_ids];
}
