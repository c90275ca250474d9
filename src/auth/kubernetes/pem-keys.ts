import type { KeyObject } from 'node:crypto';
import { algorithms as all } from '../../crypto/jws/algorithms.ts';
import { fitsAlgorithm, parsePublicKey, PublicKeyError } from '../../crypto/jws/public-key.ts';

const block = /-----BEGIN ([A-Z ]+)-----[^-]*-----END \1-----/g;

/** Algorithms that the token of a service account may be signed by. */
export const algorithms: ReadonlySet<string> = new Set(all.filter((alg) => alg !== 'EdDSA'));

/**
 * The public keys of PEM texts, of which each may hold several.
 *
 * @returns undefined where a text holds none, or one that no algorithm takes: a private key, a short one
 */
export function parsePemKeys(texts: readonly string[]): readonly KeyObject[] | undefined {
  const keys: KeyObject[] = [];
  for (const text of texts) {
    const blocks = [...text.matchAll(block)];
    if (blocks.length === 0) return undefined;
    for (const [pem] of blocks) {
      const key = readKey(pem);
      if (!key) return undefined;
      keys.push(key);
    }
  }
  return keys;
}

/** Keys that may have made a signature of this algorithm. */
export function keysFor(keys: readonly KeyObject[], alg: string): readonly KeyObject[] {
  return algorithms.has(alg) ? keys.filter((key) => fitsAlgorithm(key, alg)) : [];
}

function readKey(pem: string): KeyObject | undefined {
  try {
    const key = parsePublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? undefined : key;
  } catch (error) {
    if (error instanceof PublicKeyError) return undefined;
    throw error;
  }
}
