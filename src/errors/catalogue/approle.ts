import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Approle. */
export const approleErrors = {
  LOGIN_SECRET_ID_INVALID: {
    status: 400,
    text: 'invalid role or secret ID',
    meaning:
      'The RoleID is unknown, or the SecretID is wrong, used up, expired or destroyed. The log tells which.',
    failedLogin: true,
  },
  APPROLE_ADDRESS_REFUSED: {
    status: 400,
    text: 'source address "{address}" unauthorized by CIDR restrictions on {of}',
    meaning: 'The login comes from an address outside the bounds of the SecretID or of the role.',
  },
  APPROLE_BOUNDS_APART: {
    status: 400,
    text: 'token_bound_cidrs of the secret ID lie outside those of the role',
    meaning: 'The role was narrowed since the SecretID was issued. Issue a new one.',
  },
  APPROLE_FIELD_MISSING: {
    status: 400,
    text: 'missing {field}',
    meaning: 'The body lacks what the request is about.',
  },
  APPROLE_UNKNOWN: {
    status: 404,
    text: 'role "{name}" does not exist',
    meaning: 'SecretIDs belong to a role, which must be made first.',
  },
  APPROLE_UNKNOWN_LISTED: {
    status: 400,
    text: 'role "{name}" does not exist',
    meaning: 'Only the SecretIDs of a role can be listed. A role without any answers 404.',
  },
  APPROLE_GONE: {
    status: 400,
    text: 'failed to renew entry: role "{name}" does not exist during renewal',
    meaning: 'The role that the token came from was deleted: the token lives until its end.',
    wrapped: true,
  },
  APPROLE_LOCAL_FIXED: {
    status: 400,
    text: 'local_secret_ids can only be modified during role creation',
    meaning: 'The field must be left out when a role is changed.',
  },
  APPROLE_UNCONSTRAINED: {
    status: 400,
    text: 'at least one constraint should be enabled on the role',
    meaning:
      'A role needs SecretIDs, or bounds for addresses: else everybody who knows its RoleID could log in.',
    wrapped: true,
  },
  APPROLE_CIDR_INVALID: {
    status: 400,
    text: 'failed to validate {what} blocks: invalid CIDR address: #{at}',
    meaning: 'The block at that place of the list does not read like 10.0.0.0/8.',
    wrapped: true,
  },
  APPROLE_CIDR_WIDER: {
    status: 400,
    text: 'failed to verify subset relationship between {what} blocks on the role and {what} blocks on the secret ID',
    meaning: 'A SecretID cannot be used from where its role cannot.',
    wrapped: true,
  },
  APPROLE_NEGATIVE: {
    status: 400,
    text: '{field} cannot be negative',
    meaning: 'A number of uses is 0 for no limit, or more.',
  },
  APPROLE_PERIOD_TOO_LONG: {
    status: 400,
    text: 'period of "{period}" is greater than the backend\'s maximum lease TTL of "{max}"',
    meaning: 'The mount grants no such period. Tune the mount, or choose a shorter one.',
  },
  APPROLE_ID_TOO_LONG: {
    status: 400,
    text: '{field} is longer than maximum of {max} bytes',
    meaning: 'RoleIDs and SecretIDs have a greatest length.',
  },
  ROLE_ID_EMPTY: {
    status: 400,
    text: 'invalid role_id supplied, or failed to generate a role_id',
    meaning: 'A RoleID cannot be empty; left out, it is made.',
  },
  ROLE_ID_TAKEN: {
    status: 400,
    text: 'role_id already in use',
    meaning: 'A RoleID stands for one role of a mount only.',
    wrapped: true,
  },
  SECRET_ID_TAKEN: {
    status: 400,
    text: 'failed to store secret_id: SecretID is already registered',
    meaning: 'The role has this SecretID already.',
    wrapped: true,
  },
  SECRET_ID_NOT_BOUND: {
    status: 400,
    text: 'bind_secret_id is not set on the role',
    meaning: 'The role logs in without SecretIDs, so it has none.',
  },
  SECRET_ID_USES_WIDER: {
    status: 400,
    text: "num_uses cannot be higher than the role's secret_id_num_uses",
    meaning: 'A SecretID is never worth more logins than its role says.',
  },
  SECRET_ID_TTL_WIDER: {
    status: 400,
    text: "ttl cannot be longer than the role's secret_id_ttl",
    meaning: 'A SecretID never lives longer than its role says.',
  },
  SECRET_ID_ACCESSOR_UNKNOWN: {
    status: 404,
    text: 'failed to find accessor entry for secret_id_accessor',
    meaning: 'No SecretID of this role has the accessor; it may belong to another role.',
    wrapped: true,
  },
  APPROLE_METADATA_INVALID: {
    status: 400,
    text: 'failed to parse metadata: {reason}',
    meaning: 'Metadata is a JSON object with text values, sent as a text; its size is bounded.',
  },
  APPROLE_METADATA_REFUSED: {
    status: 400,
    text: 'the role refuses metadata of secret IDs',
    meaning: 'The role has secret_id_metadata_refused: whoever issues its SecretIDs may add none.',
  },
} as const satisfies Record<string, CatalogueEntry>;
