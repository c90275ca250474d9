import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, runCommand } from '../support/command.ts';

const repository = join(import.meta.dirname, '..', '..');
/** The package that `npm run build` makes. */
export const builtPackage = join(repository, 'dist/npm');
/** Compiled entry of the command line. */
export const builtEntry = join(builtPackage, 'dist/cli/main.js');

if (!existsSync(builtEntry)) {
  execFileSync(process.execPath, [join(repository, 'scripts/build.ts')], { stdio: 'inherit' });
}

/** A folder of its own in which `bin/portcullis` is that of the built package. */
export interface Workplace {
  readonly folder: string;
  portcullis(args: readonly string[], options?: RunOptions): Promise<Finished>;
  remove(): void;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Make such a folder. */
export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-e2e-'));
  symlinkSync(join(builtPackage, 'bin'), join(folder, 'bin'));
  return {
    folder,
    portcullis: (args, options = {}) =>
      runCommand(join(folder, 'bin/portcullis'), args, { cwd: folder, ...options }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
