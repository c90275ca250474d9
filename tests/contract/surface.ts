import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Method, OperationDeclaration } from '../../src/framework/operation.ts';
import type { MountType } from '../../src/core/mount-type.ts';
import { mountTypes } from '../../src/mount-types.ts';

/** One declared operation and where it stands. */
export interface SurfaceEntry {
  /** Kind and type of the mount: `auth:token`. */
  readonly key: string;
  readonly method: Method;
  /** Path template below the mount. */
  readonly path: string;
  readonly declaration: OperationDeclaration;
}

/** Everything that is declared. */
export const surface: readonly SurfaceEntry[] = [...mountTypes].flatMap(([key, type]) => [
  ...entriesOf(key, type),
  ...Object.entries(type.variants).flatMap(([version, variant]) =>
    entriesOf(`${key}-v${version}`, variant),
  ),
]);

function entriesOf(key: string, { operations }: MountType): SurfaceEntry[] {
  return Object.values(operations).map((declaration) => {
    const { method, path } = declaration;
    return { key, method, path, declaration };
  });
}

/** The line by which an operation stands in `surface.json`. */
export function describeEntry({ key, method, path, declaration }: SurfaceEntry): string {
  const marks = [
    ...(declaration.sudo ? ['sudo'] : []),
    ...(declaration.unauthenticated ? ['unauthenticated'] : []),
  ];
  return [key, method, path, ...marks].join(' ');
}

/** A list of texts that stands beside the tests. */
export function readList(name: string): readonly string[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as readonly string[];
}
