import type { CatalogueEntry } from '../catalogue-entry.ts';

/** CORS and page headers. */
export const browsersErrors = {
  CORS_ORIGINS_MISSING: {
    status: 400,
    text: 'at least one origin or the wildcard must be provided',
    meaning: 'CORS is configured by `allowed_origins`; to switch it off, delete it.',
    wrapped: true,
  },
  CORS_WILDCARD_NOT_ALONE: {
    status: 400,
    text: "to allow all origins the '*' must be the only value for allowed_origins",
    meaning: '`*` stands for all origins and cannot stand beside others.',
    wrapped: true,
  },
  CORS_ORIGIN_INVALID: {
    status: 400,
    text: 'allowed_origins must hold at most 256 origins as browsers write them, such as https://a.example or http://localhost:3000',
    meaning:
      'An origin is compared as text: without a path, a slash at the end, capitals or the port that its scheme has anyway.',
  },
  CORS_CREDENTIALS_FOR_ALL: {
    status: 400,
    text: 'allow_credentials needs origins by name',
    meaning: 'With `*`, every page of the web could act with the certificate of its visitor.',
  },
  CORS_HEADER_INVALID: {
    status: 400,
    text: 'allowed_headers must hold at most 64 names of headers',
    meaning: 'Something in `allowed_headers` is no name of a header.',
  },
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    text: 'origin not allowed',
    meaning:
      'The page that asks comes from an origin that `sys/config/cors` does not have. An operator can add it.',
  },
  UI_HEADER_INCOMPLETE: {
    status: 400,
    text: 'header and values must be specified',
    meaning: 'A page header needs `values`.',
  },
  UI_HEADER_RESERVED: {
    status: 400,
    text: 'X-Vault headers cannot be set',
    meaning: 'Names that start with X-Vault- belong to the API.',
  },
  UI_HEADER_TAKEN: {
    status: 400,
    text: 'This header already exists in the server configuration and cannot be set in the UI.',
    meaning: 'The server writes this header itself.',
  },
  UI_HEADER_INVALID: {
    status: 400,
    text: 'values must hold at most 16 texts of printable ASCII characters',
    meaning: 'A value of a header is empty, too long or holds what no header may hold.',
  },
  UI_HEADERS_TOO_MANY: {
    status: 400,
    text: 'there cannot be more than {count} page headers',
    meaning: 'All of them are sent with every page. Remove some.',
  },
} as const satisfies Record<string, CatalogueEntry>;
