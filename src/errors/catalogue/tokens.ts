import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Tokens. */
export const tokensErrors = {
  TOKEN_FIELD_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The token settings of a role or user do not fit together.',
  },
  TOKEN_ID_TAKEN: {
    status: 400,
    text: 'cannot create a token with a duplicate ID',
    meaning: 'A token with that id exists.',
  },
  TOKEN_TREE_TOO_DEEP: {
    status: 400,
    text: 'the parent token is too far down its tree to have children; create an orphan token',
    meaning: 'A line of parents and children is at most 64 long.',
  },
  TOKEN_BATCH_NOT_RENEWABLE: {
    status: 400,
    text: 'batch tokens cannot be renewed',
    meaning: 'Log in again instead.',
  },
  LEASE_UNKNOWN: {
    status: 400,
    text: 'invalid lease ID',
    meaning: 'The token has no lease, as the first root token.',
  },
  LEASE_NOT_RENEWABLE: {
    status: 400,
    text: 'lease is not renewable',
    meaning: 'The token was made with renewable=false, or never expires.',
  },
  TTL_PAST_MAXIMUM: {
    status: 400,
    text: 'past the max TTL, cannot renew',
    meaning: 'The longest lifetime is used up. Log in again.',
    wrapped: true,
  },
  TTL_MAXIMUM_INVALID: {
    status: 400,
    text: 'max TTL must be greater than zero',
    meaning: 'The bounds of mount and role leave no lifetime.',
  },
  LOGIN_ROOT_POLICY: {
    status: 400,
    text: 'auth methods cannot create root tokens',
    meaning: 'The role or user carries the policy "root". The operator must remove it.',
  },
  POLICY_NOT_ASSIGNABLE: {
    status: 400,
    text: 'cannot assign policy "{name}"',
    meaning: 'The policy is for the server itself.',
  },
  CUBBYHOLE_NEEDS_SERVICE_TOKEN: {
    status: 400,
    text: "cubbyhole operations are only supported by 'service' type tokens",
    meaning: 'Batch tokens have no private storage.',
  },
} as const satisfies Record<string, CatalogueEntry>;
