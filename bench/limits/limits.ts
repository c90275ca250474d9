import { join } from 'node:path';
import { runChild, startChild } from '../child.ts';
import { type LoadReport, type LoadWork, runLoad } from '../load/load.ts';
import type { Spread } from '../load/samples.ts';
import { cpuSeconds } from '../server/process-usage.ts';
import type { CommitWork } from './commit-rate.ts';
import type { PasswordWork } from './password-rate.ts';
import type { PlainHandler, PlainWork } from './plain-handler.ts';

/** How fast something goes that the server cannot be faster than. Times in milliseconds. */
export interface LimitReport extends Spread {
  readonly perSecond: number;
  /** Processor time of its process for one request, in microseconds. */
  readonly cpuMicros?: number;
}

/** A load with the price of its requests on both sides: `cpuMicros` is that of the server. */
export interface ServedLoad extends Omit<LoadReport, 'cpuMicros'> {
  readonly cpuMicros: number;
  readonly generatorMicros: number;
}

let databases = 0;

/** The same load against a handler that does nothing, or one thing only: verify a signature, commit rows. */
export async function measurePlainHandler(
  answer: PlainWork,
  work: Omit<LoadWork, 'port'>,
): Promise<LimitReport> {
  const child = startChild<PlainHandler>('./limits/plain-handler.ts', answer);
  try {
    const { port } = await child.next();
    return await withCpu(child.pid, () => runLoad({ ...work, port, isOnce: false }));
  } finally {
    await child.end();
  }
}

/** Run a load, and tell what its server used meanwhile, warming up included. */
export async function withCpu(
  pid: number,
  run: () => Promise<LoadReport>,
  from = 0,
): Promise<ServedLoad> {
  const before = cpuSeconds(pid);
  const { cpuMicros: generatorMicros, ...report } = await run();
  const after = cpuSeconds(pid);
  const requests = report.used - from;
  const isKnown = before !== undefined && after !== undefined && requests > 0;
  const cpuMicros = isKnown ? ((after - before) * 1e6) / requests : 0;
  return { ...report, generatorMicros, cpuMicros };
}

/** A file for a limit of its own. */
export function freshDatabase(folder: string): string {
  databases += 1;
  return join(folder, `limit-${databases}.db`);
}

/** The same rows, through the store alone; a fresh file each time. */
export function measureCommits(
  folder: string,
  work: Omit<CommitWork, 'database'>,
): Promise<LimitReport> {
  const database = freshDatabase(folder);
  return runChild<LimitReport>('./limits/commit-rate.ts', { ...work, database });
}

/** The hash of a password alone. */
export function measurePasswords(work: PasswordWork): Promise<LimitReport> {
  return runChild<LimitReport>('./limits/password-rate.ts', work);
}
