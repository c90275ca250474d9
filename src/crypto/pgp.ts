import type { Key } from 'openpgp';

/** Longest key that is looked at, in characters of base64: keys carry pictures and many signatures. */
const MAX_KEY_CHARACTERS = 256 * 1024;

/** A text that is no public key to encrypt with. The reason repeats nothing of it. */
export class PgpKeyError extends Error {
  override readonly name = 'PgpKeyError';
}

/** A public key that things can be encrypted to. */
export interface PgpKey {
  /** Lower-case hexadecimal. */
  readonly fingerprint: string;
  /** An OpenPGP message in binary. */
  encrypt(plaintext: Uint8Array): Promise<Uint8Array>;
}

/**
 * Read a public key: base64 of its binary form, or armored.
 *
 * The library is loaded when the first key is read. Expired, revoked and weak keys are refused.
 *
 * @param now - milliseconds since the epoch, at which the key must be valid
 * @throws PgpKeyError
 * @see RFC 9580 §10.1
 */
export async function parsePgpKey(text: string, now: number): Promise<PgpKey> {
  if (text.startsWith('keybase:')) {
    throw new PgpKeyError('keybase names are not looked up; give the public key itself');
  }
  if (text.length > MAX_KEY_CHARACTERS) throw new PgpKeyError('the key is too long');
  const openpgp = await import('openpgp');
  const date = new Date(now);
  const key = await readKey(text);
  if (key.isPrivate()) throw new PgpKeyError('this is a private key, which nobody else may have');
  await assertUsable(key, date);
  return {
    fingerprint: key.getFingerprint(),
    encrypt: async (plaintext) => {
      const message = await openpgp.createMessage({ binary: plaintext });
      return openpgp.encrypt({ message, encryptionKeys: key, format: 'binary', date });
    },
  };
}

async function readKey(text: string): Promise<Key> {
  const openpgp = await import('openpgp');
  const trimmed = text.trim();
  try {
    if (trimmed.startsWith('-----BEGIN PGP')) {
      return await openpgp.readKey({ armoredKey: trimmed });
    }
    const bytes = Buffer.from(trimmed, 'base64');
    // a file in its armored form, sent as it is
    if (bytes.subarray(0, 14).toString('latin1') === '-----BEGIN PGP') {
      return await openpgp.readKey({ armoredKey: bytes.toString('latin1') });
    }
    return await openpgp.readKey({ binaryKey: bytes });
  } catch (cause) {
    throw new PgpKeyError('this is no OpenPGP key', { cause });
  }
}

async function assertUsable(key: Key, date: Date): Promise<void> {
  try {
    await key.getEncryptionKey(undefined, date);
  } catch (cause) {
    throw new PgpKeyError('nothing can be encrypted to this key: expired, revoked or too weak', {
      cause,
    });
  }
}
