import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';

/** Shortest RSA key, bits. @see RFC 7518 §3.3 */
const MIN_RSA_BITS = 2048;

const block = /-----BEGIN ([A-Z ]+)-----[^-]*-----END \1-----/g;
const labels = new Set(['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE']);

/** What a key must be for each algorithm: none for HMAC, and none for `none`. @see RFC 7518 §3.1 */
const kinds: Readonly<Record<string, string>> = {
  RS256: 'rsa',
  RS384: 'rsa',
  RS512: 'rsa',
  PS256: 'rsa',
  PS384: 'rsa',
  PS512: 'rsa',
  ES256: 'prime256v1',
  ES384: 'secp384r1',
  ES512: 'secp521r1',
};

/** Algorithms that the token of a service account may be signed by. */
export const algorithms: ReadonlySet<string> = new Set(Object.keys(kinds));

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
    for (const [pem, label = ''] of blocks) {
      const key = labels.has(label) ? readKey(pem, label) : undefined;
      if (!key || !isFit(key)) return undefined;
      keys.push(key);
    }
  }
  return keys;
}

/** Keys that may have made a signature of this algorithm. */
export function keysFor(keys: readonly KeyObject[], alg: string): readonly KeyObject[] {
  const kind = Object.hasOwn(kinds, alg) ? kinds[alg] : undefined;
  return kind === undefined ? [] : keys.filter((key) => kindOf(key) === kind);
}

function readKey(pem: string, label: string): KeyObject | undefined {
  try {
    return label === 'CERTIFICATE' ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  } catch {
    return undefined;
  }
}

function isFit(key: KeyObject): boolean {
  const isShort = (key.asymmetricKeyDetails?.modulusLength ?? MIN_RSA_BITS) < MIN_RSA_BITS;
  return !isShort && Object.values(kinds).includes(kindOf(key));
}

function kindOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  return asymmetricKeyType === 'rsa' ? 'rsa' : (asymmetricKeyDetails?.namedCurve ?? '');
}
