import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../support/command.ts';
import { playNodeVault } from './node-vault.ts';
import type { Place } from './transports.ts';

/** A client that cannot be had on this machine: its sessions are skipped, and the reason is told. */
export class ClientMissing extends Error {}

/** A client of others and how its session is played. */
export interface Client {
  readonly name: string;
  readonly speaksHttp2: boolean;
  /** Get what the session needs, once. @throws ClientMissing */
  prepare(): Promise<Session>;
}

/** Plays against a server that is not initialised yet. @throws Error where the client met a surprise */
export type Session = (place: Place) => Promise<void>;

/** Emptied by every `npm ci`, and nobody else's to write. */
const cache = join(import.meta.dirname, '../../node_modules/.cache/portcullis-interop');
const hvacFolder = join(import.meta.dirname, 'hvac');
const goFolder = join(import.meta.dirname, 'go');
/** Variables that package clients and compilers need to find proxies and caches. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

const nodeVault: Client = {
  name: 'node-vault',
  speaksHttp2: false,
  prepare: async () => playNodeVault,
};

const hvac: Client = {
  name: 'hvac',
  speaksHttp2: false,
  prepare: async () => {
    const python = await installHvac();
    return async ({ url, caFile }) => {
      const args = [join(hvacFolder, 'session.py'), url, ...(caFile === undefined ? [] : [caFile])];
      await run(python, args, 'session');
    };
  },
};

const openbaoGo = goClient('openbao-go', 'openbao');
const vaultGo = goClient('vault-go', 'vault');

/** All of them, in the order of play. */
export const clients: readonly Client[] = [nodeVault, hvac, openbaoGo, vaultGo];

/** @returns the Python that has hvac */
async function installHvac(): Promise<string> {
  requireTool('python3', ['--version']);
  const folder = join(cache, 'hvac');
  const python = join(folder, 'bin/python');
  const requirements = join(hvacFolder, 'requirements.txt');
  const installed = join(folder, 'installed.txt');
  if (isSame(requirements, installed)) return python;
  rmSync(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder], 'preparation');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await run(python, [...pip, '--requirement', requirements], 'preparation');
  // last, so that what was given up half way is made anew
  copyFileSync(requirements, installed);
  return python;
}

function isSame(file: string, copy: string): boolean {
  return existsSync(copy) && readFileSync(copy).equals(readFileSync(file));
}

function goClient(name: string, tag: 'openbao' | 'vault'): Client {
  return {
    name,
    speaksHttp2: true,
    prepare: async () => {
      requireTool('go', ['version']);
      mkdirSync(cache, { recursive: true });
      const program = join(cache, name);
      const build = ['build', '-mod=readonly', '-tags', tag, '-o', program, '.'];
      await run('go', build, 'preparation', goFolder);
      return async ({ url, caFile, protocol }) => {
        await run(program, [url, protocol, ...(caFile === undefined ? [] : [caFile])], 'session');
      };
    },
  };
}

function requireTool(name: string, args: readonly string[]): void {
  try {
    execFileSync(name, args, { stdio: 'ignore' });
  } catch {
    throw new ClientMissing(`${name} is not installed`);
  }
}

async function run(
  command: string,
  args: readonly string[],
  ...[purpose, cwd = import.meta.dirname]: ['preparation' | 'session', string?]
): Promise<void> {
  const done = await runCommand(command, args, { cwd, env: environment });
  if (done.code === 0) return;
  const text = done.stderr.trim();
  if (purpose === 'session') throw new Error(text);
  throw new ClientMissing(`it could not be installed: ${text.split('\n').at(-1) ?? ''}`);
}
