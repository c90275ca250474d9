import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Passwords and the userpass method. */
export const userpassErrors = {
  PASSWORD_HASHING_BUSY: {
    status: 503,
    text: 'too many passwords are being checked at this moment; repeat the request',
    meaning: 'More logins wait for a password check than may. Nothing was changed.',
  },
  PASSWORD_MISSING: {
    status: 400,
    text: 'must provide either password or password_hash',
    meaning: 'A new user, and a change of password, need one of the two.',
  },
  PASSWORD_AND_HASH: {
    status: 400,
    text: 'only one of password or password_hash may be provided',
    meaning: 'A password and a hash of one were sent together.',
  },
  PASSWORD_TOO_LONG: {
    status: 400,
    text: 'password is longer than {max} bytes',
    meaning: 'Hashing longer passwords is refused. The caller must choose a shorter one.',
  },
  PASSWORD_HASH_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The given hash is no bcrypt hash, or one of a cost that is not taken.',
  },
  PASSWORD_POLICY_UNMET: {
    status: 400,
    text: '{reason}',
    meaning: 'The mount is bound to a password policy which the password does not meet.',
  },
  PASSWORD_POLICY_GONE: {
    status: 400,
    text: 'the password policy "{name}" to which this mount is bound cannot be read',
    meaning: 'The operator must write the policy again, bind another one, or remove the binding.',
  },
  PASSWORD_POLICY_NOT_BINDABLE: {
    status: 400,
    text: 'there is no password policy "{name}"',
    meaning: 'A mount can only be bound to a policy below sys/policies/password.',
  },
  LOGIN_PASSWORD_MISSING: {
    status: 400,
    text: 'missing password',
    meaning: 'A login needs a password.',
  },
  LOGIN_PASSWORD_INVALID: {
    status: 400,
    text: 'invalid username or password',
    meaning: 'The user is unknown or the password is wrong. The log tells which.',
    failedLogin: true,
  },
  USER_UNKNOWN: {
    status: 404,
    text: 'username does not exist',
    meaning: 'Only the settings of an existing user can be changed here.',
    wrapped: true,
  },
  RENEWAL_POLICIES_CHANGED: {
    status: 400,
    text: 'failed to renew entry: policies have changed, not renewing',
    meaning: 'The user has other policies than the token. Log in again to get those.',
    wrapped: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
