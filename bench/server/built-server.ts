import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A server as it is published, in a process of its own. */
export interface BuiltServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from the start of the process to its first answer. */
  readonly startMs: number;
  /** End it by a signal, and wait until it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Where a server keeps what it has. */
export interface ServerFolder {
  readonly folder: string;
  readonly database: string;
  readonly keyFile: string;
  /** Where audit files may lie. */
  readonly auditFolder: string;
}

const START_MS = 60_000;

/** Name the files of a server in an empty folder, and make its unseal key. */
export function createServerFolder(folder: string, key: Uint8Array): ServerFolder {
  const keyFile = join(folder, 'unseal-key');
  writeFileSync(keyFile, Buffer.from(key).toString('hex'), { mode: 0o600 });
  const auditFolder = join(folder, 'audit');
  mkdirSync(auditFolder, { mode: 0o700 });
  return { folder, database: join(folder, 'store.db'), keyFile, auditFolder };
}

/**
 * Start a server on a free port of the loopback address.
 *
 * @param program - `main.js` of what was built
 * @param flags - for Node itself
 */
export async function startBuiltServer(
  program: string,
  of: ServerFolder,
  flags: readonly string[] = [],
): Promise<BuiltServer> {
  const port = await freePort();
  const config = join(of.folder, 'server.json');
  writeFileSync(config, JSON.stringify(configOf(of, port)));
  const startedAt = performance.now();
  const args = [...flags, '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...args, program, 'server', `-config=${config}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await untilAnswered(url, () => child.exitCode);
  const startMs = performance.now() - startedAt;
  const end: BuiltServer['end'] = async (signal) => {
    child.kill(signal);
    await ended;
  };
  return { url, port, pid: child.pid ?? 0, startMs, end };
}

function configOf({ database, keyFile, auditFolder }: ServerFolder, port: number): object {
  return {
    listener: [{ tcp: { address: `127.0.0.1:${port}`, tls_disable: true } }],
    storage: { sqlite: { path: database } },
    seal: { static: { current_key_id: 'bench', current_key: `file://${keyFile}` } },
    audit_file_folders: [auditFolder],
    log_level: 'warn',
  };
}

async function untilAnswered(url: string, exitCode: () => number | null): Promise<void> {
  const givenUpAt = performance.now() + START_MS;
  for (;;) {
    try {
      await (await fetch(`${url}/v1/sys/health`)).arrayBuffer();
      return;
    } catch {
      if (exitCode() !== null) throw new Error(`the server ended with code ${exitCode()}`);
      if (performance.now() > givenUpAt) throw new Error('the server does not answer');
    }
    await wait(2);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
