import type { KeyObject } from 'node:crypto';
import { encrypt } from '../crypto/aead.ts';
import { type RandomBytes, systemRandom } from '../crypto/random.ts';

/** Bytes before the message: form (1) and term (4, big endian). */
export const HEADER_BYTES = 5;
/** The only form there is. */
export const FORM_AES_256_GCM = 1;

/**
 * Under what a value is encrypted: one term of the barrier's keyring.
 *
 * It can be posted to another thread, so that whoever applies a commit encrypts, not whoever decides it. No copy
 * of the key is made, and none is left there.
 */
export interface Seal {
  readonly term: number;
  readonly key: KeyObject;
}

/** The stored form of a value: header, nonce, ciphertext and tag. The key of the entry is authenticated with it. */
export function sealValue(
  { term, key }: Seal,
  entry: { readonly key: string; readonly plaintext: Uint8Array },
  random: RandomBytes = systemRandom,
): Buffer {
  const prefix = Buffer.allocUnsafe(HEADER_BYTES);
  prefix[0] = FORM_AES_256_GCM;
  prefix.writeUInt32BE(term, 1);
  return encrypt(key, { plaintext: entry.plaintext, context: entry.key, prefix }, random);
}
