import { randomFillSync } from 'node:crypto';

/** Fresh unpredictable bytes, from the system or, in tests, from a seed. */
export type RandomBytes = (length: number) => Uint8Array;

/** What is asked of the system at once: its call costs more than the bytes. */
const POOL_BYTES = 4096;
/** More than this is asked of the system directly. */
const MOST_OF_POOL = 256;

const pool = Buffer.alloc(POOL_BYTES);
let poolAt = POOL_BYTES;

/**
 * The system's source. No byte is given twice, and none of those that were given stays in the pool.
 *
 * @throws Error when it fails; nothing is ever made from unfilled bytes
 */
export const systemRandom: RandomBytes = (length) => {
  if (length > MOST_OF_POOL) return randomFillSync(Buffer.alloc(length));
  if (poolAt + length > POOL_BYTES) {
    randomFillSync(pool);
    poolAt = 0;
  }
  const bytes = Buffer.from(pool.subarray(poolAt, poolAt + length));
  pool.fill(0, poolAt, poolAt + length);
  poolAt += length;
  return bytes;
};

const base62Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A uniformly drawn text over `[0-9A-Za-z]`; 24 characters carry 142 bits. */
export function randomBase62(random: RandomBytes, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(length)) {
      // 248 = 4 * 62: higher bytes would favour the first letters of the alphabet
      if (byte < 248 && text.length < length) text += base62Alphabet[byte % 62];
    }
  }
  return text;
}

/** Three digits in base 62: the largest power whose remainder times 2³² is still exact. */
const THREE_DIGITS = 62 ** 3;
const WORD = 2 ** 32;

/**
 * The first `length` base-62 digits, the lowest one first, of a digest taken as one number; for names
 * derived from a secret, not for secrets.
 *
 * Long division by words of 32 bits: big integers cost four times as much.
 */
export function digestToBase62(digest: Uint8Array, length: number): string {
  const words = toWords(digest);
  let text = '';
  while (text.length < length) {
    let rest = 0;
    for (let i = 0; i < words.length; i++) {
      const dividend = rest * WORD + (words[i] ?? 0);
      const quotient = Math.floor(dividend / THREE_DIGITS);
      words[i] = quotient;
      rest = dividend - quotient * THREE_DIGITS;
    }
    for (let i = 0; i < 3; i++) {
      text += base62Alphabet[rest % 62];
      rest = Math.floor(rest / 62);
    }
  }
  return text.slice(0, length);
}

/** The highest word first; digests are whole words long. */
function toWords(digest: Uint8Array): number[] {
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  const words: number[] = [];
  for (let at = 0; at < digest.byteLength; at += 4) words.push(view.getUint32(at));
  return words;
}

/** Sixteen random bytes in the form 8-4-4-4-12; version and variant bits are not set, as in Vault. */
export function randomUuid(random: RandomBytes): string {
  return digestToUuid(random(16));
}

/** The first sixteen bytes of a digest in the form of a UUID; for names derived from a secret. */
export function digestToUuid(digest: Uint8Array): string {
  const hex = Buffer.from(digest.subarray(0, 16)).toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
