import { readFile } from 'node:fs/promises';
import { CliError, exitCodes } from './cli-error.ts';

/**
 * PGP keys of files, as the server takes them: base64 of the file, or the text of one that holds base64 already.
 *
 * @returns null where there are none
 * @throws CliError (1) when a file cannot be read, or a name would have to be looked up elsewhere
 */
export async function readPgpKeys(paths: readonly string[]): Promise<string[] | null> {
  return paths.length === 0 ? null : Promise.all(paths.map(readPgpKey));
}

async function readPgpKey(path: string): Promise<string> {
  if (path.startsWith('keybase:')) {
    throw new CliError(`${path} is not looked up: save the public key in a file and name that.`);
  }
  try {
    const bytes = await readFile(path.replace(/^@/, ''));
    const text = bytes.toString('latin1').trim();
    return /^[A-Za-z0-9+/=\s]+$/.test(text) ? text.replaceAll(/\s/g, '') : bytes.toString('base64');
  } catch (cause) {
    throw new CliError(`The PGP key ${path} cannot be read.`, exitCodes.local, { cause });
  }
}
