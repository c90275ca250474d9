import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Lifecycle. */
export const lifecycleErrors = {
  INIT_DONE: {
    status: 400,
    text: 'Vault is already initialized',
    meaning: 'The store was initialised before.',
  },
  INIT_INVALID: {
    status: 400,
    text: 'invalid seal configuration: {reason}',
    meaning: 'The numbers of shares and threshold do not fit together.',
  },
  HEALTH_CODE_INVALID: {
    status: 400,
    text: '',
    meaning: 'A status in the query of sys/health is no HTTP status.',
  },
  NOT_INITIALIZED: {
    status: 400,
    text: 'Vault is not initialized',
    meaning: 'The server must be initialised first.',
  },
  UNSEAL_KEY_MISSING: {
    status: 400,
    text: "'key' must be specified in request body as JSON, or 'reset' set to true",
    meaning: 'An unseal request needs a key share.',
  },
  UNSEAL_KEY_UNREADABLE: {
    status: 400,
    text: "'key' must be a valid hex or base64 string",
    meaning: 'The key share is neither hex nor base64.',
  },
  UNSEAL_KEY_LENGTH: {
    status: 400,
    text: 'key is {reason}',
    meaning: 'The key share has a length that no share has.',
  },
  UNSEAL_KEY_WRONG: {
    status: 400,
    text: 'unable to unseal: the given key shares do not open the root key; start again',
    meaning: 'At least one of the shares was wrong. Progress is reset.',
  },
  UNSEAL_RESET_UNSEALED: {
    status: 400,
    text: 'vault is unsealed',
    meaning: 'There is no unseal attempt to reset.',
  },
  SEAL_TYPE_MISMATCH: {
    status: 400,
    text: 'the seal of the configuration is not the seal of the store',
    meaning: 'The store was initialised with another seal. The operator must configure that one.',
  },
  SEAL_MIGRATION_NEEDED: {
    status: 400,
    text: 'the seal of the configuration is another one than that of the store: give the key shares with migrate to move the store',
    meaning: 'Unsealing changes how the store is sealed, and whoever does it must say so.',
  },
  SEAL_MIGRATION_NONE: {
    status: 400,
    text: 'no seal migration is configured; give the key share without migrate',
    meaning: 'The seal of the configuration is that of the store.',
  },
  SEAL_MIGRATION_MOVED: {
    status: 400,
    text: 'the keys were changed by another process at this moment; start again',
    meaning: 'Nothing was changed by this process.',
  },
  KEYS_OUTDATED: {
    status: 503,
    text: 'the keys were changed by another process too long ago; seal this one and unseal it again',
    meaning:
      'The root key was changed while this process did not look, and the way to the new one has expired. Restart or unseal it anew.',
  },
  ROTATION_INTERVAL: {
    status: 400,
    text: 'interval must be greater or equal to 24h0m0s',
    meaning: 'A key may be changed once a day at most by itself; 0 leaves the interval out.',
  },
  ROTATION_OPERATIONS: {
    status: 400,
    text: 'max_operations must be in the range [1000000,3865470566]',
    meaning: 'More uses of one key than that are not safe, and fewer would rotate all the time.',
  },
  ROTATION_RUNNING: {
    status: 400,
    text: 'the key was rotated by another request at this moment',
    meaning: 'Nothing was changed. Look at the key status before trying again.',
  },
} as const satisfies Record<string, CatalogueEntry>;
