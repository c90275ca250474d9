import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Arguments } from './arguments.ts';
import { runChild } from './child.ts';
import type { SeedReport, SeedWork } from './seed/seed-tokens.ts';
import { askApi, type ApiAnswer, textAt } from './server/api.ts';
import {
  type BuiltServer,
  createServerFolder,
  type ServerFolder,
  startBuiltServer,
} from './server/built-server.ts';

/** A server of the benchmark with its store, and what scenarios need of them. */
export interface World {
  readonly args: Arguments;
  /** Where the stores of this run lie. */
  readonly folder: string;
  readonly files: ServerFolder;
  readonly server: BuiltServer;
  readonly rootToken: string;
  /** Ask the server as root. @throws Error for an answer that is no success */
  ask(method: string, path: string, body?: object): Promise<ApiAnswer>;
  /** Fill the store with tokens. @returns ids of the first ones */
  seed(work: Omit<SeedWork, 'database' | 'keyFile'>): Promise<readonly string[]>;
}

/** The folder of one run. */
export function createRunFolder(args: Arguments): string {
  mkdirSync(args.folder, { recursive: true });
  return mkdtempSync(join(args.folder, 'portcullis-bench-'));
}

/** Remove what a run has left. */
export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Start a server with an empty store, initialised and unsealed. */
export async function startWorld(args: Arguments, folder: string): Promise<World> {
  const own = mkdtempSync(join(folder, 'server-'));
  const files = createServerFolder(own, randomBytes(32));
  const server = await startBuiltServer(args.program, files, args.nodeFlags);
  const { url } = server;
  const body = { recovery_shares: 1, recovery_threshold: 1 };
  const rootToken = textAt(
    await askApi(url, { method: 'PUT', path: 'sys/init', body }),
    'root_token',
  );
  return {
    args,
    folder,
    files,
    server,
    rootToken,
    ask: async (method, path, sent) => {
      const to = { method, path, token: rootToken };
      const answer = await askApi(url, sent === undefined ? to : { ...to, body: sent });
      if (answer.status < 300) return answer;
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    seed: async (work) => {
      const whole = { ...work, database: files.database, keyFile: files.keyFile };
      return (await runChild<SeedReport>('./seed/seed-tokens.ts', whole)).ids;
    },
  };
}
