import type { MountType } from '../core/mount-type.ts';
import { isJsonObject } from '../lib/json.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import type { RememberedObject } from './marks.ts';
import { deriveResources, listingOf } from './schema/derive-resources.ts';
import { isDeclarable, systemBlocks } from './schema/system-blocks.ts';
import { type Listing, phases } from './schema/target.ts';
import type { ServerState } from './server-state.ts';

/** What every server has, declared or not. */
const builtinPolicies = new Set(['sys/policies/acl/root', 'sys/policies/acl/default']);

/**
 * What is at the server and not declared, whoever made it: mounts, policies, quotas, groups, and what lies in the
 * mounts of the folder. Never entities, which logins make, nor audit devices.
 *
 * @returns in the order in which it is removed
 */
export async function findUnknown(
  server: ServerState,
  objects: readonly DeclaredObject[],
  types: ReadonlyMap<string, MountType>,
): Promise<readonly RememberedObject[]> {
  const declared = new Set(objects.map(({ target }) => target.path));
  const listings = [
    ...systemListings(types),
    { folder: 'identity/group/name', block: 'group', phase: phases.group },
    ...objects.flatMap(({ target }) => target.listings ?? []),
  ];
  const found = await Promise.all([
    ...listings.map((listing) => listAll(server, listing)),
    undeclaredMounts(server, 'auth', types),
    undeclaredMounts(server, 'secret', types),
  ]);
  return found
    .flat()
    .filter(({ path }) => !declared.has(path) && !builtinPolicies.has(path))
    .toSorted((left, right) => right.phase - left.phase);
}

function systemListings(types: ReadonlyMap<string, MountType>): readonly Listing[] {
  const resources = deriveResources(types.get('system:system')?.operations ?? {});
  const blocks = systemBlocks(resources);
  return resources.filter(isDeclarable).flatMap((resource) => {
    const known = blocks.find((block) => block.resource === resource);
    const listing = listingOf(resource, 'sys/', known?.phase ?? phases.system);
    return listing ? [{ ...listing, block: known?.word ?? resource.block }] : [];
  });
}

async function listAll(server: ServerState, listing: Listing): Promise<RememberedObject[]> {
  const { folder, block, phase } = listing;
  const keys = await server.list(folder);
  const below = keys.filter((key) => key.endsWith('/')).map((key) => key.slice(0, -1));
  const deeper = await Promise.all(
    below.map((key) => listAll(server, { ...listing, folder: `${folder}/${key}` })),
  );
  const own = keys
    .filter((key) => !key.endsWith('/'))
    .map((key) => {
      const path = `${folder}/${key}`;
      return { path, folder: '', title: `${block} "${key}" at ${path}`, removal: path, phase };
    });
  return [...own, ...deeper.flat()];
}

async function undeclaredMounts(
  server: ServerState,
  kind: 'auth' | 'secret',
  types: ReadonlyMap<string, MountType>,
): Promise<RememberedObject[]> {
  const table = kind === 'auth' ? 'sys/auth' : 'sys/mounts';
  const mounts = Object.entries((await server.read(table)) ?? {});
  return mounts.flatMap(([shown, mount]) => {
    const type = isJsonObject(mount) && typeof mount['type'] === 'string' ? mount['type'] : '';
    const known = types.get(`${kind}:${type}`);
    // the server's own are of types that nobody can mount, or that there is one of
    if (!known || known.isSingleton) return [];
    const path = `${table}/${shown.replace(/\/$/, '')}`;
    const word = kind === 'auth' ? 'auth' : 'mount';
    const title = `${word} "${type}" "${shown}"`;
    return [{ path, folder: '', title, removal: path, phase: phases.mount }];
  });
}
