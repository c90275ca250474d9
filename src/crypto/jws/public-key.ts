import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { keyShapeOf } from './algorithms.ts';

/** A text is no public key. The message repeats nothing of it. */
export class PublicKeyError extends Error {
  override readonly name = 'PublicKeyError';
}

/** Names of curves in `KeyObject`, as JWK has them. */
const curves: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** Shortest RSA key, bits. @see RFC 7518 §3.3 */
const MIN_RSA_BITS = 2048;

/**
 * An RSA, ECDSA or Ed25519 key out of a public key or a certificate.
 *
 * @throws PublicKeyError
 */
export function parsePublicKey(pem: string): KeyObject {
  // a private key would be accepted in the place of its public one, and then be answered by a read
  const label = /-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)-----/.exec(pem)?.[1];
  if (!label) throw new PublicKeyError('data does not contain any valid public keys');
  const key = readKey(pem, label);
  if (key.asymmetricKeyType === 'rsa') {
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS) return key;
    throw new PublicKeyError(`RSA keys have at least ${MIN_RSA_BITS} bits`);
  }
  if (kindOf(key) !== undefined) return key;
  throw new PublicKeyError('keys are RSA, ECDSA (P-256, P-384, P-521) or Ed25519');
}

function readKey(pem: string, label: string): KeyObject {
  try {
    return label === 'CERTIFICATE' ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  } catch (error) {
    throw new PublicKeyError('data does not contain any valid public keys', { cause: error });
  }
}

function kindOf({ asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject): string | undefined {
  if (type === 'rsa') return 'RSA';
  if (type === 'ed25519') return 'Ed25519';
  return type === 'ec' ? curves[asymmetricKeyDetails?.namedCurve ?? ''] : undefined;
}

/** Whether a key may have made a signature of this algorithm. */
export function fitsAlgorithm(key: KeyObject, alg: string): boolean {
  const shape = keyShapeOf(alg);
  return shape !== undefined && kindOf(key) === (shape.crv ?? shape.kty);
}
