import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a command printed, and how it ended. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A command on its way. */
export interface RunningCommand {
  /** What it has written to the error stream so far. */
  readonly stderr: () => string;
  readonly finished: Promise<Finished>;
  /** End it where it has not ended, and wait. */
  stop(): Promise<void>;
}

/** Run a command to its end. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<Finished> {
  return startCommand(command, args, options).finished;
}

/** Start a command that a test talks to before its end. */
export function startCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): RunningCommand {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: options.cwd, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // a command that reads nothing may be gone by now
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  const finished = once(child, 'close').then(([code]) => {
    return { code: code as number | null, stdout, stderr };
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await finished;
  };
  return { stderr: () => stderr, finished, stop };
}
