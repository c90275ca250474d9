import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Token method. */
export const tokenMethodErrors = {
  TOKEN_PARENT_MISSING: {
    status: 400,
    text: 'parent token lookup failed: no parent found',
    meaning: 'The token of the caller ended with this request; it can have no children.',
  },
  TOKEN_PARENT_IS_BATCH: {
    status: 400,
    text: 'batch tokens cannot create more tokens',
    meaning: 'Use a service token to make tokens.',
  },
  TOKEN_PARENT_IS_LIMITED: {
    status: 400,
    text: 'restricted use token cannot generate child tokens',
    meaning: 'Tokens with a limited number of uses have no children.',
  },
  TOKEN_TYPE_INVALID: {
    status: 400,
    text: "invalid 'token_type' value",
    meaning: 'The type of a token is service or batch.',
  },
  TOKEN_BATCH_FIELD: {
    status: 400,
    text: 'batch tokens cannot have "{field}" set',
    meaning: 'Nothing is stored of a batch token, so nothing of it can be counted or renewed.',
  },
  TOKEN_BATCH_FIELD_UNREADABLE: {
    status: 400,
    text: "'{field}' value could not be parsed",
    meaning: 'The field holds no duration.',
  },
  TOKEN_BATCH_TOO_LARGE: {
    status: 400,
    text: 'the batch token would be too long to be sent; use fewer policies or less metadata',
    meaning: 'A batch token carries its policies and metadata in itself, at most 8192 bytes.',
  },
  TOKEN_USES_NEGATIVE: {
    status: 400,
    text: 'number of uses cannot be negative',
    meaning: '0 is no limit.',
  },
  TOKEN_ALIAS_NEEDS_ROLE: {
    status: 400,
    text: "'entity_alias' is only allowed in combination with token role",
    meaning: 'Make the token by a role that allows the alias.',
  },
  TOKEN_ALIAS_NOT_ALLOWED: {
    status: 400,
    text: "invalid 'entity_alias' value",
    meaning: 'The alias is none of `allowed_entity_aliases` of the role.',
  },
  TOKEN_NEEDS_SUDO: {
    status: 400,
    text: 'root or sudo privileges required to {action}',
    meaning: 'A policy of the caller must grant sudo on the very path of the request.',
  },
  TOKEN_TOO_LARGE: {
    status: 400,
    text: 'too much for one token: {reason}',
    meaning: 'What is kept with a token is bounded.',
  },
  TOKEN_POLICIES_EXCEED_PARENT: {
    status: 400,
    text: 'child policies must be subset of parent',
    meaning: 'Without sudo a token hands on only policies of its own.',
  },
  TOKEN_POLICIES_EXCEED_ROLE: {
    status: 400,
    text: "token policies ({wanted}) must be subset of the role's allowed policies ({allowed}) or glob policies ({globs})",
    meaning: 'The role does not allow one of the policies.',
  },
  TOKEN_POLICY_DISALLOWED: {
    status: 400,
    text: 'token policy "{name}" is disallowed by this role',
    meaning: 'The policy is on a list of the role of what it never hands out.',
  },
  TOKEN_POLICY_NAME_INVALID: {
    status: 400,
    text: "policy names cannot have control characters, or '.' and '..' between slashes",
    meaning: 'No policy can have such a name.',
  },
  TOKEN_ROOT_NEEDS_ROOT: {
    status: 400,
    text: 'root tokens may not be created without parent token being root',
    meaning: 'The policy "root" is handed on by root tokens alone.',
  },
  TOKEN_ROOT_IS_BATCH: {
    status: 400,
    text: 'batch tokens cannot be root tokens',
    meaning: 'A root token must be revocable, so it is a service token.',
  },
  TOKEN_ROOT_WITHOUT_END: {
    status: 400,
    text: 'expiring root tokens cannot create non-expiring root tokens',
    meaning: 'Ask for a ttl.',
  },
  TOKEN_DURATION_NEGATIVE: {
    status: 400,
    text: '{field} must be positive',
    meaning: 'The duration is negative.',
  },
  TOKEN_DURATION_UNREADABLE: {
    status: 400,
    text: '{reason}',
    meaning: 'A duration is seconds, such as 90, or has units, such as 7d or 1h30m.',
  },
  TOKEN_ID_REFUSED: {
    status: 400,
    text: 'custom token ID cannot {reason}',
    meaning: 'The id could be taken for a token of a server, or could not be sent.',
  },
  TOKEN_ROLE_UNKNOWN: {
    status: 400,
    text: 'unknown role {name}',
    meaning: 'There is no token role of that name.',
  },
  TOKEN_ROLE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The fields of a token role do not fit, or do not fit together.',
  },
  TOKEN_ROLE_GONE: {
    status: 400,
    text: 'failed to renew entry: original token role "{name}" could not be found, not renewing',
    meaning: 'The role that made the token was removed: the token lives until its end.',
    wrapped: true,
  },
  TOKEN_UNKNOWN: {
    status: 403,
    text: 'bad token',
    meaning: 'The token to look up is unknown, expired or revoked.',
  },
  TOKEN_ID_MISSING: {
    status: 400,
    text: 'missing token ID',
    meaning: 'The body must name a token.',
  },
  TOKEN_NOT_FOUND: {
    status: 400,
    text: 'token not found',
    meaning: 'The token to renew is unknown, expired or revoked.',
  },
  TOKEN_TO_REVOKE_NOT_FOUND: {
    status: 400,
    text: 'token to revoke not found',
    meaning: 'The token is unknown, expired or revoked already.',
  },
  TOKEN_NOT_RENEWED: {
    status: 400,
    text: 'failed to lookup the token',
    meaning: 'The method that made the token grants no more lifetime.',
    wrapped: true,
  },
  TOKEN_BATCH_NOT_REVOCABLE: {
    status: 400,
    text: 'batch tokens cannot be revoked',
    meaning: 'A batch token ends with its lifetime or with its parent.',
  },
  ACCESSOR_MISSING: {
    status: 400,
    text: 'missing accessor',
    meaning: 'The body must name an accessor.',
    wrapped: true,
  },
  ACCESSOR_INVALID: {
    status: 400,
    text: 'invalid accessor',
    meaning: 'No valid token has the accessor.',
    wrapped: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
