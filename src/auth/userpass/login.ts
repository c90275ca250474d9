import { MAX_PASSWORD_BYTES } from '../../crypto/password-hash.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Checks, CheckSeen } from '../../framework/checks.ts';
import { type LoginResult, type Renewal, renewalBy } from '../../framework/login.ts';
import { sanitizePolicyNames } from '../../policy/sanitize-policies.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import type { Context, Handle } from './context.ts';
import type { User } from './records.ts';
import { type PasswordVerdict, verifyUserPassword } from './verify.ts';

/** The checks of a login, in their order. */
export const checks = ['password_given', 'password_length', 'user', 'password'] as const;

/**
 * Log a user in. A hash of another algorithm or cost is replaced in the commit that makes the token.
 *
 * @throws ApiError `LOGIN_PASSWORD_MISSING`; `LOGIN_PASSWORD_INVALID`, alike for unknown user, wrong
 *   and overlong password; `PASSWORD_HASHING_BUSY`
 */
export const login: Handle['userpass-login'] = async ({ params, body }, context) => {
  const { records } = context;
  const { username } = params;
  const password = body.password ?? '';
  assertGiven(password, context.checks);
  const user = await records.user.get(username);
  const verdict = await verifyOnce(password, user, context);
  if (!user || verdict !== 'right') throw refusal(verdict, context.checks);
  for (const name of verdictChecks) context.checks.pass(name);
  // no token for a user who was changed or deleted while the password was checked
  records.user.require(username);
  if (context.passwords.isOutdated(user.password_hash)) {
    const password_hash = await context.once('upgrade', () => context.passwords.hash(password));
    records.user.put(username, { ...user, password_hash });
  }
  return { status: 200, login: identify(username, user) };
};

/**
 * What a token of a user gets at its renewal.
 *
 * @returns undefined when the user is gone: the token keeps its end
 * @throws ApiError `RENEWAL_POLICIES_CHANGED`
 */
export async function renew(entry: TokenEntry, { records }: Context): Promise<Renewal | undefined> {
  const user = await records.user.get(entry.meta?.['username'] ?? '');
  if (!user) return undefined;
  if (comparable(user.token.token_policies) !== comparable(entry.policies)) {
    throw new ApiError('RENEWAL_POLICIES_CHANGED');
  }
  return renewalBy(user.token, entry);
}

/** What a verdict means in checks: of these, those before the failed one have passed. */
const verdictChecks = ['password_length', 'user', 'password'] as const;

const refusals: Readonly<
  Record<
    Exclude<PasswordVerdict, 'right'>,
    CheckSeen & { readonly check: (typeof verdictChecks)[number] }
  >
> = {
  'password too long': {
    check: 'password_length',
    expected: `at most ${MAX_PASSWORD_BYTES} bytes`,
    received: 'more',
  },
  'unknown user': { check: 'user', expected: 'a user of this name', received: 'none' },
  'wrong password': {
    check: 'password',
    expected: 'the password of the user',
    received: 'another one',
  },
};

function assertGiven(password: string, checks: Checks): void {
  if (password !== '') return checks.pass('password_given');
  const seen = { expected: 'a password', received: 'none' };
  throw checks.fail('password_given', seen, new ApiError('LOGIN_PASSWORD_MISSING'));
}

function refusal(verdict: PasswordVerdict, checks: Checks): ApiError {
  const { check, ...seen } = refusals[verdict === 'right' ? 'unknown user' : verdict];
  for (const passed of verdictChecks.slice(0, verdictChecks.indexOf(check))) checks.pass(passed);
  const error = new ApiError('LOGIN_PASSWORD_INVALID', { detail: verdict });
  return checks.fail(check, seen, error);
}

function verifyOnce(password: string, user: User | undefined, { once, passwords }: Context) {
  const hash = user?.password_hash;
  return once(`verify:${hash}`, () =>
    verifyUserPassword(password, hash, (...of) => passwords.verify(...of)),
  );
}

function identify(username: string, user: User): LoginResult {
  return {
    alias: { name: username },
    displayName: username,
    metadata: { username },
    settings: user.token,
    renewal: {},
  };
}

/** Policies without `default`, which comes and goes by a setting of its own. */
function comparable(policies: readonly string[]): string {
  const names = sanitizePolicyNames(policies, { addDefault: false });
  return JSON.stringify(names.filter((name) => name !== 'default'));
}
