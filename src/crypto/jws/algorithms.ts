/** Which keys an algorithm takes. @see RFC 7518 §3.1, RFC 8037 §3.1 */
export interface KeyShape {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  /** Curve; RSA has none. */
  readonly crv?: string;
}

const rsa: KeyShape = { kty: 'RSA' };

const shapes: Readonly<Record<string, KeyShape>> = {
  RS256: rsa,
  RS384: rsa,
  RS512: rsa,
  PS256: rsa,
  PS384: rsa,
  PS512: rsa,
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
};

/** All that a token may be signed by: never `none`, and nothing whose key would have to be secret. */
export const algorithms: readonly string[] = Object.keys(shapes);

/** The keys that an algorithm takes; undefined for one that is not known. */
export function keyShapeOf(alg: string): KeyShape | undefined {
  return Object.hasOwn(shapes, alg) ? shapes[alg] : undefined;
}
