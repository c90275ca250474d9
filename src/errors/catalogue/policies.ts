import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Policies and capabilities. */
export const policiesErrors = {
  POLICY_NAME_INVALID: {
    status: 400,
    text: 'invalid policy name',
    meaning:
      'A policy name is not empty and has no control characters and no `.` or `..` segments.',
  },
  POLICY_TEXT_MISSING: {
    status: 400,
    text: "'policy' parameter not supplied or empty",
    meaning: 'Writing a policy needs its text.',
  },
  POLICY_EXPIRY_TWICE: {
    status: 400,
    text: "cannot supply both 'expiration' and 'ttl' for policies",
    meaning: 'The end of a policy is given as a moment or as a lifetime, not as both.',
  },
  POLICY_EXPIRY_PAST: {
    status: 400,
    text: 'refusing to update policy as expiration time has already elapsed',
    meaning: 'The policy would not exist from its first moment.',
  },
  POLICY_DEFAULT_EXPIRY: {
    status: 400,
    text: 'the default policy cannot expire',
    meaning: 'Nearly every token carries the policy "default", so it has no end.',
  },
  POLICY_TOO_LARGE: {
    status: 400,
    text: 'a policy cannot have more than {count} rules; divide it into several',
    meaning:
      'All rules of a policy are read at once. Divide it, or let a `*` stand for many paths.',
  },
  POLICY_SYNTAX: {
    status: 400,
    text: 'failed to parse policy: {reason}',
    meaning: 'The text is no policy; the reason names the line.',
  },
  POLICY_NOT_WRITABLE: {
    status: 400,
    text: 'cannot update "{name}" policy',
    meaning: 'The policy is fixed by the server.',
  },
  POLICY_NOT_DELETABLE: {
    status: 400,
    text: 'cannot delete "{name}" policy',
    meaning: 'The policy is fixed by the server.',
  },
  POLICY_DEFAULT_NOT_DELETABLE: {
    status: 400,
    text: 'cannot delete default policy',
    meaning: 'The policy "default" may be changed, but always exists.',
  },
  POLICY_CAS_MISSING: {
    status: 400,
    text: 'check-and-set parameter required for this call',
    meaning: 'The policy was stored with cas_required: send its version as `cas`.',
  },
  POLICY_CAS_EXISTS: {
    status: 400,
    text: 'check-and-set parameter set to -1 on existing entry',
    meaning: 'With cas=-1 a policy is only created; it exists already.',
  },
  POLICY_CAS_MISMATCH: {
    status: 400,
    text: 'check-and-set parameter did not match the current version',
    meaning: 'The policy was changed since it was read. Read it again.',
  },
  POLICY_NOT_FOUND: {
    status: 404,
    text: 'policy not found',
    meaning: 'PATCH changes a policy that exists; there is none of that name.',
  },
  CAPABILITIES_PATHS_MISSING: {
    status: 400,
    text: 'paths must be supplied',
    meaning: 'Name the paths to ask about in `paths`.',
  },
  CAPABILITIES_PATH_EMPTY: {
    status: 400,
    text: 'missing path',
    meaning: 'One of the paths is empty.',
    wrapped: true,
  },
  CAPABILITIES_TOKEN_MISSING: {
    status: 400,
    text: 'no token found',
    meaning: 'Name the token to ask about in `token`.',
    wrapped: true,
  },
  CAPABILITIES_TOKEN_INVALID: {
    status: 400,
    text: 'invalid token',
    meaning: 'The token asked about is unknown, expired or revoked.',
    wrapped: true,
  },
  CAPABILITIES_ACCESSOR_MISSING: {
    status: 400,
    text: 'missing accessor',
    meaning: 'Name the accessor of the token to ask about in `accessor`.',
  },
  CAPABILITIES_ACCESSOR_INVALID: {
    status: 400,
    text: 'invalid accessor',
    meaning: 'There is no token of that accessor.',
    wrapped: true,
  },
  PASSWORD_POLICY_MISSING: {
    status: 400,
    text: 'missing policy',
    meaning: 'Writing a password policy needs its text.',
    wrapped: true,
  },
  PASSWORD_POLICY_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The text is no password policy.',
    wrapped: true,
  },
  PASSWORD_POLICY_IMPOSSIBLE: {
    status: 400,
    text: 'unable to construct test password from provided policy: are the rules impossible?',
    meaning: 'No password that meets all rules was found within a second.',
    wrapped: true,
  },
  PASSWORD_POLICY_UNKNOWN: {
    status: 404,
    text: 'policy does not exist',
    meaning: 'There is no password policy of that name.',
    wrapped: true,
  },
  PASSWORD_GENERATION_FAILED: {
    status: 500,
    text: 'failed to generate password from policy: no password that meets all rules was found in time',
    meaning: 'The rules are hardly ever met by chance. The operator should loosen the policy.',
    wrapped: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
