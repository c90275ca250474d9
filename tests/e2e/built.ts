import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, type RunningCommand, startCommand } from '../support/command.ts';

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
  /** The same, without waiting for its end. */
  begin(args: readonly string[], options?: RunOptions): RunningCommand;
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
  const begin: Workplace['begin'] = (args, options = {}) =>
    startCommand(join(folder, 'bin/portcullis'), args, { cwd: folder, ...options });
  return {
    folder,
    begin,
    portcullis: (args, options) => begin(args, options).finished,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
