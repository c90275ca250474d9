import { randomBytes } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, exitCodes } from './cli-error.ts';
import { callExternalHelper, findExternalHelper } from './external-token-helper.ts';
import type { Io } from './io.ts';
import { readVariable } from './settings.ts';

/** Where `login` keeps its token, and later commands find it. */
export interface TokenHelper {
  /** The token, or an empty text when there is none. */
  get(): Promise<string>;
  store(token: string): Promise<void>;
  erase(): Promise<void>;
}

/**
 * The helper in use: the external one that the CLI's configuration file names, else the file that
 * `vault`, `bao` and Terraform share.
 *
 * @param address - in use; an external helper may keep one token for each
 * @throws CliError (1) when the configuration file cannot be read
 */
export async function createTokenHelper(io: Io, address: string): Promise<TokenHelper> {
  const program = await findExternalHelper(io);
  if (program === undefined) return fileHelper(tokenPath(io));
  const call = { program, address, env: io.env };
  return {
    get: async () => (await callExternalHelper(call, 'get')).trim(),
    store: async (token) => void (await callExternalHelper({ ...call, input: token }, 'store')),
    erase: async () => void (await callExternalHelper(call, 'erase')),
  };
}

/** Path of the shared token file. */
export function tokenPath(io: Io): string {
  return readVariable(io.env, 'TOKEN_PATH') ?? join(io.home, '.vault-token');
}

function fileHelper(path: string): TokenHelper {
  return {
    get: async () => {
      try {
        return (await readFile(path, 'utf8')).trim();
      } catch (cause) {
        if (isMissing(cause)) return '';
        throw new CliError(`The token file ${path} cannot be read.`, exitCodes.local, { cause });
      }
    },
    store: async (token) => replaceFile(path, token),
    erase: async () => rm(path, { force: true }),
  };
}

/** The new file is complete and private before it takes the old one's name; no other login can meet it. */
async function replaceFile(path: string, token: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, token, { mode: 0o600, flag: 'wx' });
    await chmod(temporary, 0o600);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new CliError(`The token file ${path} cannot be written.`, exitCodes.remote, { cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
