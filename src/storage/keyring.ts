import { KEY_BYTES } from '../crypto/aead.ts';
import { type RandomBytes } from '../crypto/random.ts';

/** One encryption key and when it came into use. */
export interface KeyTerm {
  readonly term: number;
  readonly key: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly installedAt: number;
}

/**
 * The keys of the barrier. The last term encrypts; older ones still decrypt, so that a rotation
 * rewrites nothing. The hash key names rows and is never rotated.
 */
export interface Keyring {
  readonly terms: readonly KeyTerm[];
  readonly hashKey: Uint8Array;
}

/** A keyring of one fresh term. */
export function createKeyring(random: RandomBytes, now: number): Keyring {
  return {
    terms: [{ term: 1, key: random(KEY_BYTES), installedAt: now }],
    hashKey: random(KEY_BYTES),
  };
}

/** The keyring with one more term, which encrypts from now on. */
export function rotateKeyring(keyring: Keyring, random: RandomBytes, now: number): Keyring {
  const term = activeTerm(keyring).term + 1;
  return {
    ...keyring,
    terms: [...keyring.terms, { term, key: random(KEY_BYTES), installedAt: now }],
  };
}

/** The term that encrypts. */
export function activeTerm(keyring: Keyring): KeyTerm {
  const last = keyring.terms.at(-1);
  if (!last) throw new Error('a keyring has at least one term');
  return last;
}

interface StoredKeyring {
  readonly terms: readonly { term: number; key: string; installed_at: number }[];
  readonly hash_key: string;
}

/** Bytes to be stored, under the root key only. */
export function encodeKeyring(keyring: Keyring): Buffer {
  const stored: StoredKeyring = {
    terms: keyring.terms.map(({ term, key, installedAt }) => ({
      term,
      key: Buffer.from(key).toString('base64'),
      installed_at: installedAt,
    })),
    hash_key: Buffer.from(keyring.hashKey).toString('base64'),
  };
  return Buffer.from(JSON.stringify(stored));
}

/** The keyring of stored bytes. */
export function decodeKeyring(bytes: Uint8Array): Keyring {
  const stored = JSON.parse(Buffer.from(bytes).toString()) as StoredKeyring;
  return {
    terms: stored.terms.map(({ term, key, installed_at }) => ({
      term,
      key: Buffer.from(key, 'base64'),
      installedAt: installed_at,
    })),
    hashKey: Buffer.from(stored.hash_key, 'base64'),
  };
}
