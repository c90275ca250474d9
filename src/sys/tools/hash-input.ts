import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../../errors/api-error.ts';

/** Names of the hash functions at Node, by their names on the wire. */
const functions: ReadonlyMap<string, string> = new Map([
  ['sha2-224', 'sha224'],
  ['sha2-256', 'sha256'],
  ['sha2-384', 'sha384'],
  ['sha2-512', 'sha512'],
  ['sha3-224', 'sha3-224'],
  ['sha3-256', 'sha3-256'],
  ['sha3-384', 'sha3-384'],
  ['sha3-512', 'sha3-512'],
]);

/** Hashed in one go; others have their turn in between. */
const SLICE_BYTES = 1 << 20;

/** A text to hash as it is asked for. */
export interface HashWish {
  /** Base64. */
  readonly input: string;
  readonly algorithm: string;
  readonly format: string;
}

/**
 * The hash of an input.
 *
 * @throws ApiError `TOOLS_INPUT_NOT_BASE64`, `TOOLS_HASH_FORMAT_UNKNOWN`, `TOOLS_ALGORITHM_UNKNOWN`
 */
export async function hashInput({ input, algorithm, format }: HashWish): Promise<string> {
  const bytes = decodeBase64(input);
  if (format !== 'hex' && format !== 'base64') {
    throw new ApiError('TOOLS_HASH_FORMAT_UNKNOWN', { values: { format } });
  }
  const name = functions.get(algorithm);
  if (name === undefined) throw new ApiError('TOOLS_ALGORITHM_UNKNOWN', { values: { algorithm } });
  const hash = createHash(name);
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    if (at > 0) await nextTurn();
    hash.update(bytes.subarray(at, at + SLICE_BYTES));
  }
  return hash.digest(format);
}

/** Padded standard base64, line breaks allowed (RFC 4648 section 4); Node alone would skip what it cannot read. */
function decodeBase64(input: string): Buffer {
  const text = input.replace(/[\r\n]/g, '');
  const end = /[^A-Za-z0-9+/]|$/.exec(text)?.index ?? text.length;
  const padding = text.slice(end);
  const isSound = text.length % 4 === 0 && /^={0,2}$/.test(padding);
  if (!isSound) throw new ApiError('TOOLS_INPUT_NOT_BASE64', { values: { at: end } });
  return Buffer.from(text, 'base64');
}
