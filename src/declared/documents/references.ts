import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { HclValue } from '../../lib/hcl/hcl-node.ts';

/** Where values that are not in the files come from. */
export interface ReferenceSources {
  /** The folder that is read. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A value that stands elsewhere. */
export interface Resolved {
  readonly value: string;
  /** It came from the environment, or from a file outside of the folder: it is shown nowhere. */
  readonly isHidden: boolean;
}

/** A reference that leads to nothing; the reason names what was looked for, never what was found. */
export class ReferenceError extends Error {
  override readonly name = 'ReferenceError';
}

/** Largest file that a value may come from, in bytes. */
const MAX_FILE_BYTES = 1_048_576;

/** `{ file = "…" }` or `{ env = "…" }` and nothing more. */
export function isReference(value: HclValue): boolean {
  if (value.kind !== 'object' || value.items.length !== 1) return false;
  const [item] = value.items;
  const isKnown = item?.keys.length === 1 && (item.keys[0] === 'file' || item.keys[0] === 'env');
  return isKnown && item.value.kind === 'string';
}

/**
 * What a reference stands for. One line end is cut off a file, since editors put it there. Relative files are
 * looked for beside the one that names them.
 *
 * @throws ReferenceError
 */
export function resolveReference(
  value: HclValue,
  { root, env, file }: ReferenceSources & { readonly file: string },
): Resolved {
  const [item] = value.kind === 'object' ? value.items : [];
  const name = item?.value.kind === 'string' ? item.value.value : '';
  if (item?.keys[0] === 'env') {
    const found = Object.hasOwn(env, name) ? env[name] : undefined;
    if (!found) throw new ReferenceError(`the variable ${name} is not set`);
    return { value: found, isHidden: true };
  }
  const path = resolve(dirname(file), name);
  return { value: readValue(path, name), isHidden: !isBelow(resolve(root), path) };
}

function readValue(path: string, name: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > MAX_FILE_BYTES) throw new ReferenceError(`${name} is longer than 1 MiB`);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      .decode(bytes)
      .replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof ReferenceError) throw error;
    const { code = 'not UTF-8' } = error as NodeJS.ErrnoException;
    throw new ReferenceError(`${name} cannot be read (${code})`, { cause: error });
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
