import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Leases, and tokens ended together. */
export const leasesErrors = {
  TOKEN_ENDED_MEANWHILE: {
    status: 403,
    text: 'permission denied',
    meaning:
      'While the request ran, all tokens of its person or below its path were ended. Log in again.',
  },
  LEASE_ID_MISSING: {
    status: 400,
    text: 'lease_id must be specified',
    meaning: 'The request names no lease.',
  },
  LEASE_INVALID: {
    status: 400,
    text: 'invalid lease',
    meaning: 'No lease has this id, or its token has ended.',
  },
  LEASE_NOT_FOUND: {
    status: 400,
    text: 'lease not found',
    meaning: 'No lease has this id, or its token has ended.',
  },
  LEASE_OF_TOKEN: {
    status: 400,
    text: 'tokens cannot be renewed through this endpoint',
    meaning: 'The lease is that of a token. Renew the token itself.',
  },
  LEASE_PREFIX_MISSING: {
    status: 400,
    text: 'prefix must be specified',
    meaning: 'What is to be revoked must be named.',
  },
  LEASE_LIMIT_INVALID: {
    status: 400,
    text: "limit must be 'none' or a positive integer",
    meaning: 'The limit of a list of leases is a number above 0, or none.',
  },
  TOKEN_CURSOR_INVALID: {
    status: 400,
    text: "'after' must be that of the answer before",
    meaning: 'Tokens are walked through in an order of their own, which only an answer tells.',
  },
  TOKEN_SEARCH_MOUNT_UNKNOWN: {
    status: 400,
    text: 'no auth mount has this path or accessor',
    meaning: 'The mount to search or end tokens of is not there.',
  },
  TOKEN_SEARCH_ALIAS_HALF: {
    status: 400,
    text: 'alias_name needs mount or mount_accessor',
    meaning: 'A name means nothing without the mount at which it is known.',
  },
  TOKEN_SEARCH_ENTITY_UNKNOWN: {
    status: 400,
    text: 'no entity has this id or name',
    meaning: 'The entity is not there. Tokens of a removed entity are refused already.',
  },
  TOKEN_END_WHOM: {
    status: 400,
    text: 'name one of entity_id, entity_name, or alias_name with its mount',
    meaning: 'To end tokens together, exactly one person must be named.',
  },
} as const satisfies Record<string, CatalogueEntry>;
