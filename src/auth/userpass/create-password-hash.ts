import { bcryptCost, MAX_PASSWORD_BYTES } from '../../crypto/password-hash.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Context } from './context.ts';
import { assertPolicyMet } from './password-policy.ts';

const MIN_BCRYPT_COST = 5;
const MAX_BCRYPT_COST = 12;

/** What a write may say of a password; empty texts count as not given. */
export interface PasswordInput {
  readonly password: string | undefined;
  readonly password_hash: string | undefined;
}

/**
 * The hash to store for what was sent, or undefined where nothing was.
 *
 * @throws ApiError `PASSWORD_AND_HASH`, `PASSWORD_TOO_LONG`, `PASSWORD_HASH_INVALID`,
 *   `PASSWORD_HASHING_BUSY`, and what the bound password policy refuses
 */
export async function createPasswordHash(
  input: PasswordInput,
  context: Context,
): Promise<string | undefined> {
  const { password = '', password_hash = '' } = input;
  if (password !== '' && password_hash !== '') throw new ApiError('PASSWORD_AND_HASH');
  if (password_hash !== '') return assertImportable(password_hash);
  if (password === '') return undefined;
  if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) {
    throw new ApiError('PASSWORD_TOO_LONG', { values: { max: MAX_PASSWORD_BYTES } });
  }
  await assertPolicyMet(password, context);
  return context.once('hash', () => context.passwords.hash(password));
}

/** A bcrypt hash made elsewhere. A costly one would keep a thread busy at each login. */
function assertImportable(hash: string): string {
  const cost = bcryptCost(hash);
  if (cost === undefined) throw invalid('password_hash is not a valid bcrypt hash');
  if (cost < MIN_BCRYPT_COST) {
    throw invalid(`bcrypt cost of ${cost} is too low, want ${MIN_BCRYPT_COST} at minimum`);
  }
  if (cost > MAX_BCRYPT_COST) {
    throw invalid(`bcrypt cost of ${cost} exceeds maximum cost of ${MAX_BCRYPT_COST}`);
  }
  return hash;
}

function invalid(reason: string): ApiError {
  return new ApiError('PASSWORD_HASH_INVALID', { values: { reason } });
}
