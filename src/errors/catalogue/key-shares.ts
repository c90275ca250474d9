import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Key shares: rekey, generate-root. */
export const keySharesErrors = {
  PGP_KEY_INVALID: {
    status: 400,
    text: 'error parsing PGP key: {reason}',
    meaning: 'A PGP key that something shall be encrypted to cannot be used.',
  },
  SHARE_MISSING: {
    status: 400,
    text: "missing required field 'key'",
    meaning: 'A key share is needed.',
  },
  SHARE_NONCE_MISSING: {
    status: 400,
    text: "missing required field 'nonce'",
    meaning: 'The nonce of the attempt is needed, so that no share is given to another one.',
  },
  SHARE_NONCE_WRONG: {
    status: 400,
    text: 'incorrect nonce supplied; nonce for this {act} operation is "{nonce}"',
    meaning: 'The share was meant for another attempt. Ask whoever began this one.',
  },
  SHARE_REPEATED: {
    status: 400,
    text: 'given key has already been provided during this generation operation',
    meaning: 'The same share was given before. Another one is needed.',
  },
  SHARE_WRONG: {
    status: 400,
    text: 'key share {place} of this attempt is not one of those that count; wrong ones so far: {wrong}',
    meaning:
      'The share is of another server, was replaced by a rekey, or was mistyped. Those given before still count.',
  },
  SHARES_WRONG: {
    status: 400,
    text: 'the given key shares do not make the key; the attempt waits for all of them anew',
    meaning:
      'At least one of the shares was wrong, and which one cannot be told: they were made by an older version.',
  },
  REKEY_RUNNING: {
    status: 400,
    text: 'rekey already in progress',
    meaning: 'There is one attempt at a time. Finish or cancel the one that is under way.',
  },
  REKEY_INVALID: {
    status: 400,
    text: 'invalid rekey seal configuration: {reason}',
    meaning: 'The numbers of shares and threshold do not fit together.',
  },
  REKEY_PGP_COUNT: {
    status: 400,
    text: 'incorrect number of PGP keys for rekey',
    meaning: 'Each share needs a PGP key, or none does.',
  },
  REKEY_BACKUP_WITHOUT_PGP: {
    status: 400,
    text: 'cannot request a backup of the new keys without providing PGP keys for encryption',
    meaning: 'Shares are kept in the store in encrypted form only.',
  },
  REKEY_NONE: {
    status: 400,
    text: 'no {target} rekey in progress',
    meaning: 'No attempt is under way that waits for shares of the present key.',
  },
  REKEY_NONE_TO_VERIFY: {
    status: 400,
    text: 'no rekey configuration found',
    meaning: 'No attempt is under way.',
  },
  REKEY_NO_VERIFICATION: {
    status: 400,
    text: 'no rekey verification in progress',
    meaning: 'The attempt has not brought new shares yet, or did not ask for them to be verified.',
  },
  REKEY_NOT_BARRIER: {
    status: 400,
    text: 'this server unseals itself, so that its unseal key has no shares; use sys/rotate/recovery for the recovery key, or sys/rotate/root',
    meaning: 'With auto-unseal only the recovery key has shares.',
  },
  REKEY_NO_RECOVERY: {
    status: 400,
    text: 'recovery rekeying not supported',
    meaning: 'Without auto-unseal there is no recovery key.',
  },
  REKEY_NO_BACKUP: {
    status: 400,
    text: 'no backed-up keys found',
    meaning: 'No encrypted shares were kept, or they were removed.',
  },
  GENERATE_ROOT_RUNNING: {
    status: 400,
    text: 'root generation already in progress for this namespace',
    meaning: 'There is one attempt at a time. Finish or cancel the one that is under way.',
  },
  GENERATE_ROOT_OTP: {
    status: 400,
    text: 'OTP string has incorrect length',
    meaning: 'The one-time pad must have as many characters as the token; `otp_length` tells.',
  },
  GENERATE_ROOT_BOTH: {
    status: 400,
    text: 'otp and pgp_key cannot be used together',
    meaning: 'The token is answered in one form only.',
  },
  GENERATE_ROOT_NONE: {
    status: 400,
    text: 'no root generation in progress',
    meaning: 'No attempt is under way, or its time is over.',
  },
  DECODE_TOKEN_EMPTY: {
    status: 400,
    text: "provided 'encoded_token' or 'otp' is empty",
    meaning: 'Both are needed to decode a token.',
  },
  DECODE_TOKEN_LENGTH: {
    status: 400,
    text: 'encoded_token and otp do not fit together',
    meaning: 'The token was encoded with another one-time pad, or one of them was cut.',
  },
} as const satisfies Record<string, CatalogueEntry>;
