import { randomFillSync } from 'node:crypto';

/** Fresh unpredictable bytes, from the system or, in tests, from a seed. */
export type RandomBytes = (length: number) => Uint8Array;

/** The system's source. @throws Error when it fails; nothing is ever made from unfilled bytes. */
export const systemRandom: RandomBytes = (length) => randomFillSync(Buffer.alloc(length));

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

/** The first `length` base-62 digits of a digest; for names derived from a secret, not for secrets. */
export function digestToBase62(digest: Uint8Array, length: number): string {
  let number = BigInt(`0x${Buffer.from(digest).toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++) {
    text += base62Alphabet[Number(number % 62n)];
    number /= 62n;
  }
  return text;
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
