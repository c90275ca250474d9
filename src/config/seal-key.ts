import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { systemProblem } from './config-files.ts';
import type { Environment } from './environment.ts';
import { OptionError } from './option.ts';

/** Bytes of a key that unseals. */
const KEY_BYTES = 32;

/**
 * Fetch the key of a static seal.
 *
 * @param source - `file://…`, `env://NAME`, or the key; a file may hold the 32 bytes as they are
 * @throws OptionError that tells nothing of the key
 */
export function resolveSealKey(source: string, env: Environment): Uint8Array {
  if (source.startsWith('file://')) return decodeKey(readKeyFile(source));
  if (!source.startsWith('env://')) return decodeKey(Buffer.from(source));
  const name = source.slice('env://'.length);
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (!value) throw new OptionError('names a variable that is not set');
  return decodeKey(Buffer.from(value));
}

function readKeyFile(source: string): Buffer {
  const path = source.slice('file://'.length);
  try {
    // three slashes make a URL; with two, the path is relative to the working folder
    return readFileSync(path.startsWith('/') ? fileURLToPath(source) : path);
  } catch (error) {
    throw new OptionError(systemProblem(error), { cause: error });
  }
}

function decodeKey(bytes: Buffer): Uint8Array {
  const text = bytes.toString('latin1').trim();
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  throw new OptionError('must be 32 bytes, as they are, in hexadecimal or in base64');
}
