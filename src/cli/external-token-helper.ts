import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { CliError } from './cli-error.ts';
import type { Environment, Io } from './io.ts';
import { readVariable } from './settings.ts';

/** How to call an external token helper. */
export interface HelperCall {
  readonly program: string;
  readonly address: string;
  readonly env: Environment;
  /** Handed over on its standard input, never as an argument. */
  readonly input?: string;
}

/**
 * The program that the CLI's configuration file names as `token_helper`.
 *
 * @throws CliError (1) when the file holds anything else, or a relative path
 */
export async function findExternalHelper(io: Io): Promise<string | undefined> {
  const named = readVariable(io.env, 'CONFIG_PATH');
  const paths = named === undefined ? [join(io.home, '.bao'), join(io.home, '.vault')] : [named];
  for (const path of paths) {
    const text = await readOptional(path);
    if (text !== undefined) return parseHelperConfig(text, path);
  }
  return undefined;
}

/** `token_helper = "/abs/path"` with comments and blank lines; nothing else is known. */
function parseHelperConfig(text: string, path: string): string | undefined {
  let program: string | undefined;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#') || line.startsWith('//')) continue;
    // token_helper = "value", with or without a comment behind
    const entry = /^"?token_helper"?\s*[=:]\s*"((?:[^"\\]|\\.)*)"\s*(?:(?:#|\/\/).*)?$/.exec(line);
    if (!entry)
      throw new CliError(`${path} may hold token_helper = "/absolute/path" and nothing else.`);
    program = entry[1]?.replaceAll(/\\(.)/g, '$1');
  }
  if (!program) return undefined;
  if (!isAbsolute(program)) throw new CliError(`token_helper in ${path} must be an absolute path.`);
  return program;
}

async function readOptional(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * Run the helper with one word and answer what it printed.
 *
 * @throws CliError (1) when it cannot be started or ends with a code other than 0
 */
export function callExternalHelper(
  call: HelperCall,
  word: 'get' | 'store' | 'erase',
): Promise<string> {
  const command = `${call.program} ${word}`;
  const [shell, flag] =
    process.platform === 'win32' ? ['cmd', '/C'] : [call.env['SHELL'] || '/bin/sh', '-c'];
  const env = { ...call.env, VAULT_ADDR: call.address, BAO_ADDR: call.address };
  return new Promise((resolve, reject) => {
    const child = spawn(shell, [flag, command], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const faults: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => faults.push(chunk));
    child.stdin.on('error', () => {
      // A helper may end without reading; its exit code tells whether that was a failure.
    });
    child.on('error', (cause) =>
      reject(new CliError('The token helper cannot be started.', 1, { cause })),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
      else reject(new CliError(helperFailure(word, Buffer.concat(faults).toString('utf8'))));
    });
    child.stdin.end(call.input ?? '');
  });
}

function helperFailure(word: string, stderr: string): string {
  const detail = stderr.trim();
  return `The token helper failed to ${word} the token${detail ? `: ${detail}` : '.'}`;
}
