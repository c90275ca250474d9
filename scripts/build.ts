import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Compile into `dist/npm`, a package that can be packed and published as it stands.
 *
 * Its `package.json` is that of the root without what is for working on it: scripts, tools, the mark that keeps
 * the root from being published, and the pinned Node of each platform. Its `exports` name what was compiled.
 */

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist/npm');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
for (const name of ['bin', 'README.md', 'LICENSE', 'SECURITY.md']) {
  cpSync(join(root, name), join(target, name), { recursive: true });
}

interface PackageFile {
  readonly exports: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}
const {
  private: _,
  scripts: __,
  devDependencies: ___,
  optionalDependencies: ____,
  exports,
  ...published
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;
const compiled = Object.entries(exports).map(([name, path]) => [name, compiledEntry(path)]);
const packageFile = {
  ...published,
  exports: Object.fromEntries(compiled) as unknown,
  files: ['bin', 'dist', 'SECURITY.md'],
};
writeFileSync(join(target, 'package.json'), `${JSON.stringify(packageFile, null, 2)}\n`);
console.log('built dist/npm');

/** `./src/client/index.ts` → what was made of it, types first, as TypeScript wants it. */
function compiledEntry(path: string): string | { types: string; default: string } {
  const [, name] = /^\.\/src\/(.+)\.ts$/.exec(path) ?? [];
  if (name === undefined) return path;
  return { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
}
