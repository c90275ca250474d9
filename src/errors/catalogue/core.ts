import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Core: who may, and where a request goes. */
export const coreErrors = {
  TOKEN_INVALID: {
    status: 403,
    text: 'permission denied',
    meaning:
      'No token was sent, or it is unknown, expired, revoked, used up, or bound to another address. Log in again.',
  },
  PERMISSION_DENIED: {
    status: 403,
    text: 'permission denied',
    meaning: 'The request is refused before a token is made or looked at.',
  },
  ACL_DENIED: {
    status: 403,
    text: 'permission denied',
    meaning: 'The token is valid, but none of its policies allows this. The log names the rule.',
    wrapped: true,
  },
  SEALED: {
    status: 503,
    text: 'Vault is sealed',
    meaning: 'The server is sealed or not initialised. An operator must unseal it.',
  },
  NAMESPACE_UNKNOWN: {
    status: 404,
    text: 'namespace not found',
    meaning: 'The namespace of the request does not exist.',
  },
  PATH_WRITE_TO_FOLDER: {
    status: 400,
    text: "cannot write to a path ending in '/'",
    meaning: 'Writes need the path of a thing, not of a folder.',
  },
  ROUTE_UNKNOWN: {
    status: 404,
    text: 'no handler for route "{path}". route entry not found.',
    meaning: 'Nothing is mounted there.',
  },
  PATH_UNSUPPORTED: {
    status: 404,
    text: 'unsupported path',
    meaning: 'The mount has no such path.',
    wrapped: true,
  },
  OPERATION_UNSUPPORTED: {
    status: 405,
    text: 'unsupported operation',
    meaning: 'The path exists, but not with this verb.',
    wrapped: true,
  },
  NOT_FOUND: { status: 404, text: '', meaning: 'There is nothing to read or list.' },
  FIELD_INVALID: {
    status: 400,
    text: 'Field validation failed: error converting input for field "{field}": {reason}',
    meaning: 'A field holds a value of the wrong type. The value is not repeated.',
  },
  FIELD_INVALID_EARLY: {
    status: 400,
    text: 'error converting input for field "{field}": {reason}',
    meaning: 'A field holds a value of the wrong type, found before the policy was asked.',
  },
  WRAPPING_TOKEN_INVALID: {
    status: 400,
    text: 'wrapping token is not valid or does not exist',
    meaning:
      'The wrapping token is unknown, expired or was used before, or the token is no wrapping token. If it was never used by its receiver, somebody else has opened it.',
  },
  WRAPPING_TOKEN_MISSING: {
    status: 403,
    text: 'error validating wrapping token: {reason}',
    meaning:
      'The wrapping token must be sent as `token` in the body, or as the token of the request.',
  },
  WRAPPING_REQUIRED: {
    status: 400,
    text: 'endpoint requires response wrapping to be used',
    meaning: 'The request needs the header X-Vault-Wrap-TTL.',
  },
  STORE_BUSY: {
    status: 503,
    text: 'too many requests change the same entry; repeat the request',
    meaning: 'Nothing was changed. The request may be repeated.',
  },
  STORE_FULL: {
    status: 507,
    text: 'the storage is full; nothing was changed',
    meaning: 'The disk of the store, or the bound set for it, is used up. Free or add space.',
  },
  STORE_DAMAGED: {
    status: 500,
    text: 'what is stored is damaged; see the log of the server',
    meaning:
      'The medium was changed from outside or is failing. Stop the server, restore a backup.',
  },
} as const satisfies Record<string, CatalogueEntry>;
