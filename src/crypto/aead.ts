import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { RandomBytes } from './random.ts';

/** Bytes of an AES-256 key. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A ciphertext that does not belong to this key and context, or was changed. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';
  constructor() {
    super('decryption failed');
  }
}

/**
 * AES-256-GCM: nonce, ciphertext and tag in one piece.
 *
 * @param message - `context` is additional authenticated data, which must be given to `decrypt` as well;
 *   `prefix` goes in front as it is and is not authenticated
 * @see NIST SP 800-38D §8.2.2 (random 96-bit nonces: at most 2³² messages a key)
 */
export function encrypt(
  key: Uint8Array | KeyObject,
  message: { plaintext: Uint8Array; context: string; prefix?: Uint8Array },
  random: RandomBytes,
): Buffer {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(message.context));
  const body = cipher.update(message.plaintext);
  cipher.final();
  const { prefix } = message;
  const parts = [nonce, body, cipher.getAuthTag()];
  return Buffer.concat(prefix ? [prefix, ...parts] : parts);
}

/**
 * The plaintext of what `encrypt` made.
 *
 * @throws DecryptionError always the same, whatever is wrong with the message
 */
export function decrypt(
  key: Uint8Array | KeyObject,
  message: { sealed: Uint8Array; context: string },
): Buffer {
  const { sealed, context } = message;
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionError();
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const body = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
  try {
    const rest = decipher.final();
    return rest.length === 0 ? body : Buffer.concat([body, rest]);
  } catch {
    throw new DecryptionError();
  }
}
