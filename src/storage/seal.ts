import type { KeyObject } from 'node:crypto';
import { encrypt } from '../crypto/aead.ts';
import type { RandomBytes } from '../crypto/random.ts';

/** Bytes before the message: form (1) and term (4, big endian). */
export const HEADER_BYTES = 5;
/** The only form there is. */
export const FORM_AES_256_GCM = 1;

/**
 * One term of the barrier's keyring. It can be posted to another thread: no copy of the key is made, and none is
 * left there.
 */
export interface SealKey {
  readonly term: number;
  readonly key: KeyObject;
}

/** Under what a value is encrypted by whoever applies a commit, in the place of whoever decides it. */
export interface Seal extends SealKey {
  /** Where nonces come from, unless another thread has its own source. */
  readonly random: RandomBytes;
}

/** The stored form of a value: header, nonce, ciphertext and tag. The key of the entry is authenticated with it. */
export function sealValue(
  { term, key, random }: Seal,
  entry: { readonly key: string; readonly plaintext: Uint8Array },
): Buffer {
  const prefix = Buffer.allocUnsafe(HEADER_BYTES);
  prefix[0] = FORM_AES_256_GCM;
  prefix.writeUInt32BE(term, 1);
  return encrypt(key, { plaintext: entry.plaintext, context: entry.key, prefix }, random);
}
