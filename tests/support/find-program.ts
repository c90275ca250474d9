import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A program of the system that a test needs. */
export interface WantedProgram {
  /** As people call it. */
  readonly name: string;
  /** Debian's package. */
  readonly debianPackage: string;
  /** Names that it may have; the first that is there is taken. */
  readonly commands: readonly string[];
}

/** Where a program is, installed first where that can be done; undefined: nowhere, the reason is printed. */
export function findProgram({ name, debianPackage, commands }: WantedProgram): string | undefined {
  const script = join(import.meta.dirname, 'install-program.sh');
  const args = [script, name, debianPackage, ...commands];
  const { stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' });
  const program = stdout.trim().split('\n').at(-1);
  if (!program) console.warn(stderr.trim().split('\n').at(-1));
  return program || undefined;
}
