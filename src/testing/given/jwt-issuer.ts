import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { RandomBytes } from '../../crypto/random.ts';
import type { JsonObject } from '../../lib/json.ts';

/** PKCS #8 of an Ed25519 key, up to its 32 bytes. @see RFC 8410 §7 */
const ED25519_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs tokens with a key of its own (EdDSA, Ed25519). */
export class JwtIssuer {
  /** PEM, for `jwt_validation_pubkeys`. */
  readonly publicKey: string;
  readonly #key: KeyObject;

  constructor(random: RandomBytes) {
    const key = Buffer.concat([ED25519_PREFIX, random(32)]);
    this.#key = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.#key).export({ type: 'spki', format: 'pem' });
  }

  /** A compact token. @see RFC 7515 §7.1; RFC 8037 §3.1 */
  sign(claims: JsonObject): string {
    const input = [{ alg: 'EdDSA', typ: 'JWT' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${input}.${sign(null, Buffer.from(input), this.#key).toString('base64url')}`;
  }
}
