import { rmSync, writeFileSync } from 'node:fs';

/**
 * Write the id of the process where the configuration wants it.
 *
 * @param path - empty: nowhere
 * @returns removes the file again
 */
export function writePidFile(path: string): () => void {
  if (path === '') return () => undefined;
  writeFileSync(path, `${process.pid}\n`, { mode: 0o644 });
  return () => rmSync(path, { force: true });
}
