import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { builtPackage } from '../e2e/built.ts';

/** The repository. */
export const repository = join(import.meta.dirname, '../..');

/** A folder as a reader has it: the program on the path, the package and its companions installed. */
export interface PagePlace {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  write(name: string, text: string): void;
  remove(): void;
}

const companions = ['vitest', '@types', 'undici', 'undici-types', 'typescript'];

const compilerOptions = {
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable'],
  module: 'nodenext',
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** Make the folder in which a page is followed. */
export function createPagePlace(): PagePlace {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-docs-'));
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(builtPackage, join(folder, 'node_modules/portcullis'));
  for (const name of companions) {
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  }
  symlinkSync(join(builtPackage, 'bin'), join(folder, 'bin'));
  write('package.json', '{ "private": true, "type": "module" }\n');
  write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const tools = join(repository, 'node_modules/.bin');
  return {
    folder,
    env: {
      PATH: [join(folder, 'bin'), tools, process.env['PATH'] ?? ''].join(':'),
      HOME: folder,
      TMPDIR: tmpdir(),
      LC_ALL: 'C.UTF-8',
      // pages call the program a hundred times
      NODE_COMPILE_CACHE: join(repository, 'node_modules/.cache/node'),
    },
    write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
