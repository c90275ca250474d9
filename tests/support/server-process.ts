import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** What it has printed so far. */
  readonly output: () => string;
  readonly child: ChildProcess;
  /** SIGTERM, then wait. @returns the exit code */
  stop(): Promise<number | null>;
  /** SIGKILL, then wait. */
  kill(): Promise<void>;
}

/** How a server process is started. */
export interface ProcessOptions {
  /** Working folder; the repository when absent. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: `src/cli/main.ts` of the repository. */
  readonly entry?: string;
}

const repository = join(import.meta.dirname, '..', '..');
/** How long a server may take until it answers. */
const START_MS = 20_000;

/**
 * Start a server on a free port and wait until it answers.
 *
 * @param args - of the command line; the address is added
 */
export async function startTestProcess(
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<ServerProcess> {
  const port = await freePort();
  return startProcess([...args, `-dev-listen-address=127.0.0.1:${port}`], {
    ...options,
    url: `http://127.0.0.1:${port}`,
  });
}

/** Start a server whose address is known, and wait until it answers. */
export async function startProcess(
  args: readonly string[],
  options: ProcessOptions & { readonly url: string },
): Promise<ServerProcess> {
  const { url, cwd = repository, entry = join(repository, 'src/cli/main.ts') } = options;
  const child = spawn(process.execPath, [entry, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = once(child, 'exit');
  await untilAnswers(child, { url, output: () => output });
  return {
    url,
    child,
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function untilAnswers(
  child: ChildProcess,
  server: { url: string; output: () => string },
): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) break;
    // development mode prints its last line once everything is mounted
    const isReady = /Root Token: |log in with|server started/.test(server.output());
    if (isReady && (await answers(server.url))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`the server did not start:\n${server.output()}`);
}

async function answers(url: string): Promise<boolean> {
  if (url.startsWith('https')) return true;
  try {
    await fetch(`${url}/v1/sys/seal-status`);
    return true;
  } catch {
    return false;
  }
}

/** A port of the loopback address that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
