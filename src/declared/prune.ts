import type { LoadedFolder } from './load-folder.ts';
import { readRemembered, type RememberedObject } from './marks.ts';
import type { ServerState } from './server-state.ts';

/** What a folder has applied once and declares no longer, in the order in which it is removed. */
export async function findUndeclared(
  server: ServerState,
  { name, objects }: Pick<LoadedFolder, 'name' | 'objects'>,
): Promise<readonly RememberedObject[]> {
  const declared = new Set(objects.map(({ target }) => target.path));
  const remembered = await readRemembered(server);
  return remembered
    .filter(({ path, folder }) => folder === name && !declared.has(path))
    .toSorted((left, right) => right.phase - left.phase);
}

/**
 * Remove what is declared no longer; what cannot be removed stays as it is and is forgotten.
 *
 * @throws RequestRefused on the first that fails
 */
export async function prune(
  server: ServerState,
  undeclared: readonly RememberedObject[],
  progress: (object: RememberedObject) => void = () => undefined,
): Promise<void> {
  for (const object of undeclared) {
    if (object.removal !== '') await server.remove(object.removal);
    await server.update('sys/declared/forget', { paths: [object.path] });
    progress(object);
  }
}
