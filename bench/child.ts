import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of this benchmark that was given its work. */
export interface Child<Report> {
  /** The next thing that it says. */
  next(): Promise<Report>;
  /** End it, and wait until it is gone. */
  end(): Promise<void>;
  readonly pid: number;
}

/**
 * Start one of the programs beside this file and give it its work.
 *
 * @param errors - `ignore` where it is expected to fail
 */
export function startChild<Report>(
  program: string,
  work: object,
  errors: 'inherit' | 'ignore' = 'inherit',
): Child<Report> {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const stdio: StdioOptions = ['inherit', 'inherit', errors, 'ipc'];
  const child = fork(file, [], { serialization: 'advanced', execArgv: [], stdio });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.send(work);
  return {
    pid: child.pid ?? 0,
    next: () => nextReport<Report>(child, program),
    end: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Start a program, hear its one report, and end it. */
export async function runChild<Report>(
  program: string,
  work: object,
  errors: 'inherit' | 'ignore' = 'inherit',
): Promise<Report> {
  const child = startChild<Report>(program, work, errors);
  try {
    return await child.next();
  } finally {
    await child.end();
  }
}

/** The other side: take the work, report what comes of it. A failure ends the process with a message. */
export function serveWork(
  act: (work: never, report: (report: object) => void) => Promise<void>,
): void {
  process.once('message', (work) => {
    act(work as never, (report) => process.send?.(report)).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.once('disconnect', () => process.exit(0));
}

function nextReport<Report>(child: ChildProcess, program: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      reject(new Error(`${program} ended with code ${code} before it reported`));
    };
    child.once('exit', onExit);
    child.once('message', (report) => {
      child.off('exit', onExit);
      resolve(report as Report);
    });
  });
}
