import { ConfigError, type ConfigFault } from '../config/config-error.ts';
import { FaultList } from '../config/fault-list.ts';
import type { MountType } from '../core/mount-type.ts';
import type { DeclaredObject } from './documents/declared-object.ts';
import { readFolder } from './documents/read-folder.ts';
import { readFolderName } from './documents/read-folder-name.ts';
import { readObjects } from './documents/read-objects.ts';

/** A folder of declared configuration, and what it is read with. */
export interface FolderSources {
  /** Folder, or one file. */
  readonly path: string;
  readonly types: ReadonlyMap<string, MountType>;
  /** Variables that references may name. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a folder declares. */
export interface LoadedFolder {
  /** What `folder = "…"` calls it; empty: nothing. */
  readonly name: string;
  /** In the order in which they are applied. */
  readonly objects: readonly DeclaredObject[];
  readonly warnings: readonly string[];
}

/**
 * Read and check a folder, without asking any server.
 *
 * @throws ConfigError with every fault that was found, each with its file and line
 */
export function loadFolder({ path, types, env }: FolderSources): LoadedFolder {
  const faults = new FaultList();
  const documents = readFolder(path, faults);
  const name = readFolderName(documents, faults);
  const objects = readObjects(documents, { root: path, env, types, faults, folder: name });
  throwInOrder(faults);
  return { name, objects: inOrder(objects), warnings: faults.warnings };
}

function inOrder(objects: readonly DeclaredObject[]): readonly DeclaredObject[] {
  const byPhase = objects.toSorted((left, right) => left.target.phase - right.target.phase);
  const byPath = new Map(byPhase.map((object) => [object.target.path, object]));
  const placed = new Set<DeclaredObject>();
  const seen = new Set<DeclaredObject>();
  const place = (object: DeclaredObject | undefined): void => {
    // whoever is a member of its own member is told so by the server
    if (!object || seen.has(object)) return;
    seen.add(object);
    for (const path of object.target.after ?? []) place(byPath.get(path));
    placed.add(object);
  };
  for (const object of byPhase) place(object);
  return [...placed];
}

/** Blocks of a kind are read together; whoever mends a file goes through it once. @throws ConfigError */
function throwInOrder(faults: FaultList): void {
  try {
    faults.throwIfAny();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.faults.toSorted(byPlace));
  }
}

function byPlace(left: ConfigFault, right: ConfigFault): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.line - right.line;
}
