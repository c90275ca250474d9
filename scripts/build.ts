import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compile into `dist/npm`, a package that can be packed and published as it stands. */

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
  readonly [key: string]: unknown;
}
const {
  private: _,
  scripts: __,
  devDependencies: ___,
  optionalDependencies: ____,
  ...published
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageFile;
writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
console.log('built dist/npm');
