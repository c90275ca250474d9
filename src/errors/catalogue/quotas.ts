import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Quotas. */
export const quotasErrors = {
  RATE_LIMITED: {
    status: 429,
    text: 'request path "{path}": rate limit quota exceeded',
    meaning: 'More requests came than a quota allows. Wait for as long as `Retry-After` says.',
  },
  LIVE_TOKENS_EXHAUSTED: {
    status: 429,
    text: 'request path "{path}": lease count quota exceeded',
    meaning:
      'As many tokens of this role or mount are alive as its quota allows. Wait until one ends, let callers keep their tokens, or raise the quota.',
  },
  QUOTA_LIVE_TOKENS_INVALID: {
    status: 400,
    text: "'max_live_tokens' is invalid",
    meaning: 'The number of live tokens of a quota is a whole number, 1 or more.',
  },
  QUOTA_RATE_INVALID: {
    status: 400,
    text: "'rate' is invalid",
    meaning: 'The rate of a quota is a number above 0.',
  },
  QUOTA_GROUPING_UNKNOWN: {
    status: 400,
    text: "'group_by' is invalid",
    meaning: 'Requests are counted for each address (`ip`) or for all together (`none`).',
  },
  QUOTA_PATH_INVALID: {
    status: 400,
    text: 'invalid mount path "{path}"',
    meaning: 'The path of a quota begins with no mount.',
  },
  QUOTA_ROLE_WITH_SUFFIX: {
    status: 400,
    text: 'Quotas cannot contain both a path suffix and a role. With a role, path must be that of a mount that has roles.',
    meaning: 'A quota goes by a role or by a part of the paths of a mount.',
  },
  QUOTA_ROLE_NOT_AUTH: {
    status: 400,
    text: 'Mount path "{path}" is not a valid auth method and therefore unsuitable for use with role-based quotas',
    meaning: 'Only logins have roles, and only auth methods have logins.',
  },
  QUOTA_ROLE_UNSUPPORTED: {
    status: 400,
    text: 'Mount path "{path}" does not support use with role-based quotas',
    meaning: 'The logins of this method do not go by roles.',
  },
  QUOTA_TWIN: {
    status: 400,
    text: 'quota rule with similar properties exists under the name "{name}"',
    meaning: 'Two quotas for the same requests: only one of them could count.',
  },
} as const satisfies Record<string, CatalogueEntry>;
