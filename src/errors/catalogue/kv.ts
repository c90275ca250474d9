import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Kv and cubbyhole. */
export const kvErrors = {
  KV_DATA_MISSING: {
    status: 400,
    text: 'missing data fields',
    meaning: 'Writing a secret needs at least one field.',
  },
  KV_PATH_MISSING: {
    status: 400,
    text: 'missing path',
    meaning: 'A secret has a name below the path of its mount.',
  },
  KV_VERSION_DATA_MISSING: {
    status: 400,
    text: 'no data provided',
    meaning: 'Writing a version needs the secret in `data`.',
  },
  KV_CAS_REQUIRED: {
    status: 400,
    text: 'check-and-set parameter required for this call',
    meaning: 'Mount or key demand that each write names the current version: send `cas`.',
  },
  KV_CAS_MISMATCH: {
    status: 400,
    text: 'check-and-set parameter did not match the current version',
    meaning:
      'Somebody wrote in the meantime: read again, then write with the version that was read.',
  },
  KV_CAS_INVALID: {
    status: 400,
    text: 'error parsing check-and-set parameter',
    meaning: '`options.cas` is no whole number.',
  },
  KV_VERSIONS_MISSING: {
    status: 400,
    text: 'No version number provided',
    meaning: 'Name the versions to delete or undelete in `versions`.',
  },
  KV_VERSIONS_TO_DESTROY_MISSING: {
    status: 400,
    text: 'no version number provided',
    meaning: 'Name the versions to destroy in `versions`.',
  },
  KV_CUSTOM_METADATA_INVALID: {
    status: 400,
    text: 'custom_metadata validation failed: {reason}',
    meaning:
      'Custom metadata are at most 64 printable texts, with names of 128 and values of 512 bytes.',
  },
  CUBBYHOLE_DATA_MISSING: {
    status: 400,
    text: 'missing data fields',
    meaning: 'Writing to the cubbyhole needs at least one field.',
    wrapped: true,
  },
  CUBBYHOLE_PATH_MISSING: {
    status: 400,
    text: 'missing path',
    meaning: 'What is kept in the cubbyhole has a name.',
    wrapped: true,
  },
} as const satisfies Record<string, CatalogueEntry>;
