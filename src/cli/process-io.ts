import { homedir } from 'node:os';
import { isatty } from 'node:tty';
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../lib/time.ts';
import { Interrupted } from './cli-error.ts';
import type { Io } from './io.ts';

/** The real process: its streams, variables, clock and network. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  return {
    stdout,
    stderr,
    stdin: { isTTY: isatty(0), readAll },
    env,
    clock: systemClock,
    home: env['HOME'] || homedir(),
    random: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
    exchange: async (connection, request) =>
      (await import('./http.ts')).exchange(connection, request),
    sleep: async (ms) => wait(ms),
    ask: async (question) => {
      const { stdin } = process;
      if (!stdin.isTTY) throw new Interrupted();
      return (await import('./prompt.ts')).ask({ input: stdin, output: stderr }, question);
    },
  };
}

async function readAll(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
