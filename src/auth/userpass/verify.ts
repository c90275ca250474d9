import { MAX_PASSWORD_BYTES } from '../../crypto/password-hash.ts';

/** Verifies a password against a hash, or does the same work where there is no hash. */
export type VerifyHash = (password: string, hash: string | undefined) => Promise<boolean>;

/** What was found out; only the log is told more than whether it is `right`. */
export type PasswordVerdict = 'right' | 'wrong password' | 'unknown user' | 'password too long';

/**
 * Check a password against the hash of a user.
 *
 * Each outcome costs one hash: how long the answer takes must not tell which it was. A password that is
 * too long is never hashed, since the work would grow with it; an empty one is hashed in its place.
 *
 * @param hash - undefined when there is no such user
 */
export async function verifyUserPassword(
  password: string,
  hash: string | undefined,
  verifyHash: VerifyHash,
): Promise<PasswordVerdict> {
  if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) {
    await verifyHash('', undefined);
    return 'password too long';
  }
  const isRight = await verifyHash(password, hash);
  if (hash === undefined) return 'unknown user';
  return isRight ? 'right' : 'wrong password';
}
