import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../src/errors/catalogue.ts';

/** Codes of the catalogue that the sources below a folder name, sorted. Tests do not count. */
export function errorCodesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const words = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/'([A-Z][A-Z0-9_]+)'/g)].map(
      ([, word = '']) => word,
    ),
  );
  return [...new Set(words)].filter((word) => Object.hasOwn(catalogue, word)).toSorted();
}
