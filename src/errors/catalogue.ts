/**
 * Every error that the server answers: status, wire text, and what it means for the one who meets it.
 *
 * Codes are never renamed or reused. `wrapped` marks the codes that an authenticated endpoint of the
 * original answers as `1 error occurred:\n\t* …\n\n`; login paths never wrap.
 * `docs/errors.md` is made from this file.
 */
export interface CatalogueEntry {
  readonly status: number;
  /** Wire text; `{name}` places are filled by the thrower. Empty: the answer is `{"errors":[]}`. */
  readonly text: string;
  /** What happened and who can mend it. */
  readonly meaning: string;
  readonly wrapped?: true;
  /** A login that ends so counts towards user lockout: who asked may have guessed. */
  readonly failedLogin?: true;
}

/** Every error, by its code. */
export const catalogue = {
  // --- HTTP: raised before the core sees a request
  PATH_UNPRINTABLE: {
    status: 400,
    text: '',
    meaning: 'The path holds unprintable characters. The caller must leave them out.',
  },
  PATH_NOT_API: {
    status: 404,
    text: '',
    meaning: 'The path is not below /v1/. The caller must use an API path.',
  },
  PATH_RELATIVE: {
    status: 400,
    text: 'relative paths not supported',
    meaning: 'A path segment is `.` or `..`, or the percent-encoding is broken.',
  },
  VERB_UNKNOWN: { status: 405, text: '', meaning: 'The HTTP verb is none that the API knows.' },
  QUERY_INVALID: {
    status: 400,
    text: '',
    meaning: '`list` or `scan` in the query is no boolean, or both are true.',
  },
  VERB_INTERNAL: {
    status: 400,
    text: 'cannot handle internal-only request operation',
    meaning: 'OPTIONS without CORS set up.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    text: 'http: request body too large',
    meaning: 'The body is larger than `max_request_size` of the listener.',
  },
  HOST_HEADER_MISSING: {
    status: 400,
    text: 'missing required Host header',
    meaning: 'HTTP/1.1 wants exactly one Host header (RFC 9112 section 3.2).',
  },
  TRANSFER_ENCODING_UNSUPPORTED: {
    status: 400,
    text: 'unsupported transfer encoding',
    meaning: 'A body may be sent with a length or chunked, and in no other way.',
  },
  BODY_NOT_JSON: {
    status: 400,
    text: 'failed to decode JSON input: {reason}',
    meaning: 'The body is no JSON object. The caller must send one.',
  },
  BODY_NOT_FORM: {
    status: 400,
    text: 'error parsing form data',
    meaning: 'A body of type application/x-www-form-urlencoded cannot be decoded.',
  },
  BODY_TOO_COMPLEX: {
    status: 400,
    text: 'refused JSON input due to high complexity: {reason}',
    meaning:
      'The JSON body has too many strings, is nested too deeply or would need too much memory.',
  },
  PATCH_TYPE_MISSING: {
    status: 400,
    text: 'mime: no media type',
    meaning: 'A PATCH needs Content-Type application/merge-patch+json.',
  },
  PATCH_TYPE_WRONG: {
    status: 415,
    text: 'PATCH requires Content-Type of application/merge-patch+json, provided {type}',
    meaning: 'A PATCH needs Content-Type application/merge-patch+json.',
  },
  WRAP_TTL_INVALID: {
    status: 400,
    text: 'error parsing X-Vault-Wrap-TTL header: {reason}',
    meaning: 'The header is no duration, or a negative one.',
  },
  MFA_HEADER_INVALID: {
    status: 400,
    text: 'failed to parse X-Vault-MFA header: {reason}',
    meaning: 'The header must read `method[:passcode]`.',
  },
  FORWARDED_FOR_REFUSED: {
    status: 400,
    text: '{reason}',
    meaning: 'X-Forwarded-For is missing, or comes from a peer that is no trusted proxy.',
  },
  REQUEST_TIMEOUT: {
    status: 503,
    text: 'request timed out',
    meaning: 'The request took longer than `max_request_duration`; it may be repeated.',
  },
  // --- core: who may, and where a request goes
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

  // --- lifecycle
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

  // --- key shares: rekey, generate-root
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

  // --- mounts
  MOUNT_TYPE_UNKNOWN: {
    status: 400,
    text: 'plugin not found in the catalog: {type}',
    meaning: 'This server has no auth method or secrets engine of that type.',
  },
  MOUNT_PATH_IN_USE: {
    status: 400,
    text: 'path is already in use at {path}',
    meaning: 'A mount lies at, above or below the path. Choose another path.',
  },
  MOUNT_CHANGED: {
    status: 400,
    text: 'the mount at {path} was changed by another request',
    meaning: 'Nothing was changed. Read the mount and try again.',
  },
  MOUNT_CONFIG_INVALID: {
    status: 400,
    text: 'unable to convert given {kind} config information',
    meaning: 'A member of `config` has the wrong JSON type.',
  },
  MOUNT_TTL_INVALID: {
    status: 400,
    text: 'unable to parse {which} TTL of {value}: {reason}',
    meaning: 'A lifetime in `config` is no duration.',
  },
  MOUNT_TTL_ABOVE_MAXIMUM: {
    status: 400,
    text: 'given default lease TTL greater than given max lease TTL',
    meaning: 'The default lifetime must not exceed the longest one.',
  },
  MOUNT_TTL_ABOVE_SYSTEM: {
    status: 400,
    text: 'given default lease TTL greater than system max lease TTL of {max}',
    meaning: 'The default lifetime needs a longest lifetime of the mount beside it.',
  },
  MOUNT_TOKEN_TYPE_INVALID: {
    status: 400,
    text: "invalid value for 'token_type'",
    meaning: 'Allowed are default-service, default-batch, service and batch.',
  },
  MOUNT_TYPE_MISSING: {
    status: 400,
    text: 'backend type must be specified as a string',
    meaning: 'The request needs the `type` to enable.',
  },
  MOUNT_PLUGIN_NAME_MISSING: {
    status: 400,
    text: 'plugin_name must be provided for plugin backend',
    meaning: 'With `type` "plugin" the type stands in `plugin_name`.',
  },
  MOUNT_VERSION_REFUSED: {
    status: 400,
    text: '{kind} "{type}" does not allow setting a version',
    meaning: 'Only some types have the option `version`.',
  },
  MOUNT_VERSION_INVALID: {
    status: 400,
    text: 'invalid version provided: {version}',
    meaning: 'This server does not have that version of the type.',
  },
  MOUNT_VERSION_DOWNGRADE: {
    status: 400,
    text: 'cannot downgrade mount from version {version}',
    meaning: 'What a newer version stored cannot be read by an older one.',
  },
  PLUGIN_VERSION_INVALID: {
    status: 400,
    text: 'version "{version}" is not a valid semantic version',
    meaning: 'A plugin version reads like v1.2.3.',
  },
  MOUNT_VISIBILITY_INVALID: {
    status: 400,
    text: 'invalid listing_visibility {value}',
    meaning: 'Allowed are "", hidden and unauth.',
  },
  MOUNT_PATH_INVALID: {
    status: 400,
    text: 'invalid mount path "{path}": {reason}',
    meaning: 'No mount can have that path. Choose another one.',
  },
  MOUNT_PATH_PROTECTED: {
    status: 400,
    text: 'cannot mount "{path}"',
    meaning: 'The path belongs to the server itself.',
  },
  MOUNT_TYPE_SINGLETON: {
    status: 400,
    text: 'mount type of "{type}" is not mountable',
    meaning: 'The one mount of this type exists since init.',
  },
  AUTH_TOKEN_SINGLETON: {
    status: 400,
    text: 'token credential backend cannot be instantiated',
    meaning: 'The token store exists once.',
  },
  AUTH_TOKEN_PERMANENT: {
    status: 400,
    text: 'token credential backend cannot be disabled',
    meaning: 'Nothing works without tokens.',
  },
  MOUNT_PERMANENT: {
    status: 400,
    text: 'cannot unmount "{path}"',
    meaning: 'The mount belongs to the server itself.',
  },
  AUTH_MOUNT_UNKNOWN: {
    status: 400,
    text: 'No auth engine at {path}',
    meaning: 'No auth method is enabled at exactly that path.',
  },
  SECRET_MOUNT_UNKNOWN: {
    status: 400,
    text: 'No secret engine mount at {path}',
    meaning: 'No mount holds that path.',
  },
  TUNE_READ_UNKNOWN: {
    status: 400,
    text: 'cannot fetch sysview for path "{path}"',
    meaning: 'Nothing is mounted at exactly that path.',
  },
  TUNE_UNKNOWN: {
    status: 400,
    text: 'tune of path "{path}" failed: no mount entry found',
    meaning: 'Nothing is mounted at exactly that path.',
  },
  TUNE_PROTECTED: {
    status: 400,
    text: 'cannot tune parameter {field} of {path}',
    meaning: 'Of the mounts of the server itself only what audit shows can be tuned.',
  },
  TUNE_TTL_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'A lifetime is no duration.',
  },
  TUNE_TTL_CONFLICT: {
    status: 400,
    text: 'backend max lease TTL of {max} would be less than backend default lease TTL of {standard}',
    meaning: 'The default lifetime must not exceed the longest one.',
  },
  TUNE_TOKEN_TYPE_SECRET: {
    status: 400,
    text: "'token_type' can only be modified on auth mounts",
    meaning: 'Secrets engines issue no tokens.',
  },
  TUNE_TOKEN_TYPE_TOKEN: {
    status: 400,
    text: "'token_type' cannot be set for 'token' or 'ns_token' auth mounts",
    meaning: 'The request that makes a token names its type.',
  },
  LOGIN_LOCKED_OUT: {
    status: 403,
    text: 'permission denied',
    meaning:
      'Too many logins of this name failed. The lock ends by itself, or by sys/locked-users; until then the right password is refused too.',
  },
  LOGIN_BUSY: {
    status: 503,
    text: 'too many logins wait for a turn at this moment; repeat the request',
    meaning: 'No more logins of one name are checked at a time than it has attempts left.',
  },
  LOCKOUT_MOUNT_UNKNOWN: {
    status: 400,
    text: 'no mount has the accessor "{accessor}"',
    meaning: 'The accessor is unknown, or its mount was disabled.',
  },
  LOCKOUT_NOT_TUNABLE: {
    status: 400,
    text: 'tuning of user lockout configuration for auth type "{type}" not allowed',
    meaning: 'Users are locked out by methods with passwords only.',
  },
  LOCKOUT_INVALID: {
    status: 400,
    text: 'unable to parse user lockout {what}: {reason}',
    meaning: 'A member of user_lockout_config has no usable value.',
  },
  REMOUNT_PATH_MISSING: {
    status: 400,
    text: "both 'from' and 'to' path must be specified as a string",
    meaning: 'The request needs both paths.',
  },
  REMOUNT_PATH_BLANK: {
    status: 400,
    text: "'{field}' path cannot contain {where} whitespace",
    meaning: 'The path begins or ends with a blank.',
  },
  REMOUNT_PATH_INVALID: {
    status: 400,
    text: 'invalid destination mount: {reason}',
    meaning: 'No mount can have that path. Choose another destination.',
  },
  REMOUNT_KIND_MISMATCH: {
    status: 400,
    text: 'cannot remount {kind} mount to {other} mount "{path}"',
    meaning: 'Auth methods stay below auth/, secrets engines stay outside.',
  },
  REMOUNT_PERMANENT: {
    status: 400,
    text: 'cannot remount "{path}"',
    meaning: 'The mount belongs to the server itself.',
  },
  REMOUNT_PROTECTED: {
    status: 400,
    text: 'cannot remount to destination {path}',
    meaning: 'The destination belongs to the server itself.',
  },
  REMOUNT_UNKNOWN: {
    status: 400,
    text: 'no matching mount at "{path}"',
    meaning: 'Nothing is mounted at exactly that path.',
  },
  REMOUNT_PATH_IN_USE: {
    status: 400,
    text: 'path already in use at "{path}"',
    meaning: 'A mount lies at, above or below the destination.',
  },
  MOUNT_NOT_VISIBLE: {
    status: 403,
    text: 'preflight capability check returned 403, please ensure client\'s policies grant access to path "{path}"',
    meaning:
      'No policy of the token grants anything there, or nothing is there: which, is not told.',
  },

  // --- tokens
  TOKEN_FIELD_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The token settings of a role or user do not fit together.',
  },
  TOKEN_ID_TAKEN: {
    status: 400,
    text: 'cannot create a token with a duplicate ID',
    meaning: 'A token with that id exists.',
  },
  TOKEN_TREE_TOO_DEEP: {
    status: 400,
    text: 'the parent token is too far down its tree to have children; create an orphan token',
    meaning: 'A line of parents and children is at most 64 long.',
  },
  TOKEN_BATCH_NOT_RENEWABLE: {
    status: 400,
    text: 'batch tokens cannot be renewed',
    meaning: 'Log in again instead.',
  },
  LEASE_UNKNOWN: {
    status: 400,
    text: 'invalid lease ID',
    meaning: 'The token has no lease, as the first root token.',
  },
  LEASE_NOT_RENEWABLE: {
    status: 400,
    text: 'lease is not renewable',
    meaning: 'The token was made with renewable=false, or never expires.',
  },
  TTL_PAST_MAXIMUM: {
    status: 400,
    text: 'past the max TTL, cannot renew',
    meaning: 'The longest lifetime is used up. Log in again.',
    wrapped: true,
  },
  TTL_MAXIMUM_INVALID: {
    status: 400,
    text: 'max TTL must be greater than zero',
    meaning: 'The bounds of mount and role leave no lifetime.',
  },
  LOGIN_ROOT_POLICY: {
    status: 400,
    text: 'auth methods cannot create root tokens',
    meaning: 'The role or user carries the policy "root". The operator must remove it.',
  },
  POLICY_NOT_ASSIGNABLE: {
    status: 400,
    text: 'cannot assign policy "{name}"',
    meaning: 'The policy is for the server itself.',
  },
  CUBBYHOLE_NEEDS_SERVICE_TOKEN: {
    status: 400,
    text: "cubbyhole operations are only supported by 'service' type tokens",
    meaning: 'Batch tokens have no private storage.',
  },

  // --- policies and capabilities
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

  // --- passwords and the userpass method
  PASSWORD_HASHING_BUSY: {
    status: 503,
    text: 'too many passwords are being checked at this moment; repeat the request',
    meaning: 'More logins wait for a password check than may. Nothing was changed.',
  },
  PASSWORD_MISSING: {
    status: 400,
    text: 'must provide either password or password_hash',
    meaning: 'A new user, and a change of password, need one of the two.',
  },
  PASSWORD_AND_HASH: {
    status: 400,
    text: 'only one of password or password_hash may be provided',
    meaning: 'A password and a hash of one were sent together.',
  },
  PASSWORD_TOO_LONG: {
    status: 400,
    text: 'password is longer than {max} bytes',
    meaning: 'Hashing longer passwords is refused. The caller must choose a shorter one.',
  },
  PASSWORD_HASH_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The given hash is no bcrypt hash, or one of a cost that is not taken.',
  },
  PASSWORD_POLICY_UNMET: {
    status: 400,
    text: '{reason}',
    meaning: 'The mount is bound to a password policy which the password does not meet.',
  },
  PASSWORD_POLICY_GONE: {
    status: 400,
    text: 'the password policy "{name}" to which this mount is bound cannot be read',
    meaning: 'The operator must write the policy again, bind another one, or remove the binding.',
  },
  PASSWORD_POLICY_NOT_BINDABLE: {
    status: 400,
    text: 'there is no password policy "{name}"',
    meaning: 'A mount can only be bound to a policy below sys/policies/password.',
  },
  LOGIN_PASSWORD_MISSING: {
    status: 400,
    text: 'missing password',
    meaning: 'A login needs a password.',
  },
  LOGIN_PASSWORD_INVALID: {
    status: 400,
    text: 'invalid username or password',
    meaning: 'The user is unknown or the password is wrong. The log tells which.',
    failedLogin: true,
  },
  USER_UNKNOWN: {
    status: 404,
    text: 'username does not exist',
    meaning: 'Only the settings of an existing user can be changed here.',
    wrapped: true,
  },
  RENEWAL_POLICIES_CHANGED: {
    status: 400,
    text: 'failed to renew entry: policies have changed, not renewing',
    meaning: 'The user has other policies than the token. Log in again to get those.',
    wrapped: true,
  },

  // --- kv and cubbyhole
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

  // --- token method
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

  // --- approle
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

  // --- kubernetes
  KUBERNETES_FIELD_MISSING: {
    status: 400,
    text: 'missing {field}',
    meaning: 'A login needs a role and the token of a service account.',
  },
  KUBERNETES_ROLE_UNKNOWN: {
    status: 400,
    text: 'invalid role name "{name}"',
    meaning: 'The mount has no such role.',
  },
  KUBERNETES_NOT_CONFIGURED: {
    status: 500,
    text: 'could not load backend configuration',
    meaning: 'The mount does not know its cluster yet: write its `config`.',
  },
  KUBERNETES_CA_UNREADABLE: {
    status: 500,
    text: 'could not load the CA certificate of the pod',
    meaning:
      'The configuration wants the certificate of the pod that the server runs in, which cannot be read. Give `kubernetes_ca_cert`.',
  },
  KUBERNETES_TOKEN_REFUSED: {
    status: 403,
    text: 'permission denied',
    meaning: 'The token has not the form of one, or none of `pem_keys` has signed it.',
  },
  KUBERNETES_ALGORITHM_INVALID: {
    status: 403,
    text: 'invalid algorithm (alg) header parameter: token signed with unexpected algorithm',
    meaning: 'A token of a service account is signed by RSA or ECDSA.',
  },
  KUBERNETES_ISSUER_INVALID: {
    status: 403,
    text: 'invalid issuer (iss) claim',
    meaning: 'The token is of another issuer than the configuration has.',
  },
  KUBERNETES_AUDIENCE_INVALID: {
    status: 403,
    text: 'invalid audience (aud) claim: audience claim does not match any expected audience',
    meaning: 'The token is not for the audience of the role.',
  },
  KUBERNETES_TOKEN_EXPIRED: {
    status: 403,
    text: 'invalid expiration time (exp) claim: token is expired',
    meaning: 'The token has ended. The kubelet renews that of a pod in its file.',
  },
  KUBERNETES_TOKEN_EARLY: {
    status: 403,
    text: 'invalid not before (nbf) claim: token not yet valid',
    meaning: 'The token holds only later, or a clock is wrong.',
  },
  KUBERNETES_TOKEN_FUTURE: {
    status: 403,
    text: 'invalid issued at (iat) claim: token issued in the future',
    meaning: 'A clock is wrong, here or in the cluster.',
  },
  KUBERNETES_NAME_REFUSED: {
    status: 403,
    text: 'service account name not authorized',
    meaning: 'The role is for service accounts of other names.',
  },
  KUBERNETES_NAMESPACE_REFUSED: {
    status: 403,
    text: 'namespace not authorized',
    meaning: 'The role is for service accounts of other namespaces.',
  },
  KUBERNETES_NAMESPACE_UNKNOWN: {
    status: 403,
    text: 'namespace not authorized err={reason}',
    meaning:
      'The labels of the namespace cannot be read. The token of the reviewer must be allowed to `get` namespaces.',
  },
  KUBERNETES_ALIAS_UNNAMED: {
    status: 403,
    text: '{reason}',
    meaning: 'The token lacks what the alias would be named by.',
  },
  KUBERNETES_REVIEW_REFUSED: {
    status: 403,
    text: 'permission denied',
    meaning:
      'The API server did not confirm the token. `explain` and the log tell whether it said no, could not be reached, or does not let the reviewer ask.',
  },
  KUBERNETES_ACCOUNT_UNKNOWN: {
    status: 500,
    text: 'failed to get service account{reason}',
    meaning:
      'The configuration wants annotations, but who asks for them may not `get` service accounts, or the API server cannot be reached.',
  },
  KUBERNETES_ANNOTATION_RESERVED: {
    status: 400,
    text: "entity alias metadata keys for only internal use found from the client token's associated service account annotations: keys=[{keys}]",
    meaning: 'Annotations may not set what the method says of every account.',
  },
  KUBERNETES_ANNOTATIONS_TOO_LARGE: {
    status: 400,
    text: 'the annotations of the service account are too many or too long for alias metadata',
    meaning: 'At most 64 annotations, of 8192 characters together, become metadata.',
  },
  KUBERNETES_GONE: {
    status: 400,
    text: 'failed to renew entry: role "{name}" does not exist during renewal',
    meaning: 'The role that the token came from was deleted: the token lives until its end.',
    wrapped: true,
  },
  KUBERNETES_ACCOUNT_GONE: {
    status: 403,
    text: 'permission denied',
    meaning:
      'The service account that the token came from was deleted, or made anew: the token lives until its end.',
  },
  KUBERNETES_CONFIG_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The configuration lacks something, or holds what is no certificate or key.',
  },
  KUBERNETES_ROLE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'The role would allow nobody, or more than it seems to.',
  },

  // --- identity
  IDENTITY_POLICY_ROOT: {
    status: 400,
    text: 'policies cannot contain root',
    meaning: 'Nobody becomes root by being in a group, or by being somebody.',
  },
  IDENTITY_SELECTORS_DIFFER: {
    status: 400,
    text: "'{field}' in the body is not that of the path",
    meaning: 'A path names what is changed; the body cannot name something else.',
  },
  IDENTITY_METADATA_INVALID: {
    status: 400,
    text: '{field} validation failed: {reason}',
    meaning: 'Metadata of entities, aliases and groups has bounds.',
  },
  IDENTITY_QUERY_MISSING: {
    status: 400,
    text: 'query parameter not supplied',
    meaning: 'A look-up names an id, a name, or an alias.',
  },
  IDENTITY_QUERY_CONFLICT: {
    status: 400,
    text: 'query parameter conflict; please supply distinct set of query parameters',
    meaning: 'A look-up names one of id, name, alias_id, or an alias and its mount.',
  },
  IDENTITY_QUERY_HALF: {
    status: 400,
    text: "both 'alias_name' and 'alias_mount_accessor' needs to be set",
    meaning: 'A name means nothing without the mount at which it is known.',
  },
  IDENTITY_NAME_INVALID: {
    status: 400,
    text: 'invalid name',
    meaning: 'A name has at most 512 characters and no control characters.',
  },
  ENTITY_ID_UNKNOWN: {
    status: 400,
    text: 'entity not found from id',
    meaning: 'No entity has the id. Leave the id out to make an entity.',
  },
  ENTITY_NAME_TAKEN: {
    status: 400,
    text: 'entity name is already in use',
    meaning: 'Another entity has the name; case does not count.',
  },
  ENTITY_IDS_MISSING: {
    status: 400,
    text: 'missing entity ids to delete',
    meaning: 'The body must have entity_ids.',
  },
  ENTITY_MERGE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'A merge takes entities that exist into another one that exists.',
  },
  ENTITY_MERGE_CONFLICT: {
    status: 400,
    text: 'toEntity and at least one fromEntity have aliases with the same mount accessor, resolve via conflicting_alias_ids_to_keep',
    meaning:
      'An entity has one alias at a mount. The answer lists the aliases between which to choose.',
  },
  ALIAS_FACTORS_MISSING: {
    status: 400,
    text: "'id' or 'mount_accessor' and 'name' must be provided",
    meaning: 'An alias is named by its id, or by its mount and its name.',
  },
  ALIAS_ID_UNKNOWN: {
    status: 400,
    text: 'invalid alias ID provided',
    meaning: 'No alias has the id.',
  },
  ALIAS_MOUNT_UNKNOWN: {
    status: 400,
    text: 'invalid mount accessor "{accessor}"',
    meaning: 'No mount has the accessor; sys/auth lists them.',
  },
  ALIAS_ENTITY_UNKNOWN: {
    status: 400,
    text: 'invalid canonical ID',
    meaning: 'No entity has the id.',
  },
  ALIAS_MOUNT_TAKEN: {
    status: 400,
    text: 'Alias already exists for requested entity and mount accessor',
    meaning: 'An entity has one alias at a mount.',
  },
  ALIAS_TAKEN: {
    status: 400,
    text: 'alias with combination of mount accessor and name already exists',
    meaning: 'The alias belongs to another entity. Who means to move it names it by its id.',
  },
  GROUP_TYPE_INVALID: {
    status: 400,
    text: 'invalid group type "{type}"',
    meaning: 'A group is internal or external.',
  },
  GROUP_TYPE_FIXED: {
    status: 400,
    text: 'group type cannot be changed',
    meaning: 'A group stays internal or external.',
  },
  GROUP_NAME_TAKEN: {
    status: 400,
    text: 'group name is already in use',
    meaning: 'Another group has the name; case does not count.',
  },
  GROUP_ID_UNKNOWN: {
    status: 400,
    text: 'invalid group ID',
    meaning: 'No group has the id. Leave the id out to make a group.',
  },
  GROUP_EXTERNAL_ENTITIES: {
    status: 400,
    text: "member entities can't be set manually for external groups",
    meaning: 'Logins fill external groups.',
  },
  GROUP_EXTERNAL_GROUPS: {
    status: 400,
    text: "member groups can't be set for external groups",
    meaning: 'An external group can be a member of internal ones, not the reverse.',
  },
  GROUP_MEMBER_UNKNOWN: {
    status: 400,
    text: 'invalid {what} ID "{id}"',
    meaning: 'No entity or group has the id.',
  },
  GROUP_CYCLE: {
    status: 400,
    text: 'cyclic relationship detected for member group ID "{id}"',
    meaning: 'A group cannot be a member of itself, directly or through others.',
  },
  GROUP_ALIAS_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'An alias of a group has a mount, a name, and an external group.',
  },
  GROUP_ALIAS_TAKEN: {
    status: 400,
    text: 'combination of mount and group alias name is already in use',
    meaning: 'A group of the other side stands for one group here.',
  },

  INTERNAL: {
    status: 500,
    text: 'internal error',
    meaning: 'A fault of the server. Its log has the cause beside the request id.',
  },

  // --- leases, and tokens ended together
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

  // --- explanations
  REFUSAL_UNKNOWN: {
    status: 404,
    text: 'no refusal of this request id is known to this process; it may be found in audit',
    meaning:
      'Refusals are kept for an hour, in the memory of the process that answered, as far as there is room. Audit has each of them, with the check that failed.',
    wrapped: true,
  },
  POLICY_TEST_PATH_MISSING: {
    status: 400,
    text: 'missing path',
    meaning: 'A test of policies needs the path of the request that is imagined.',
    wrapped: true,
  },
  POLICY_TEST_SUBJECT: {
    status: 400,
    text: 'name one of token, accessor and policies',
    meaning:
      'A test of policies needs a token, an accessor or names of policies, and one of these only.',
    wrapped: true,
  },
  POLICY_TEST_OPERATION: {
    status: 400,
    text: 'operation must be one of {known}',
    meaning: 'The operation is none that policies grant.',
    wrapped: true,
  },
  // --- audit
  AUDIT_UNAVAILABLE: {
    status: 500,
    text: 'internal error',
    meaning:
      'Audit unavailable: no audit device recorded the request or its answer. `sys/health` and the log name the devices that fail.',
    wrapped: true,
  },
  AUDIT_TYPE_UNKNOWN: {
    status: 400,
    text: 'unknown backend type: "{type}"',
    meaning: 'There are audit devices of the types file, socket and syslog.',
  },
  AUDIT_OPTION_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'An option of the audit device is missing or wrong.',
  },
  AUDIT_PATH_MISSING: {
    status: 400,
    text: 'backend path must be specified',
    meaning: 'An audit device needs a path of its own.',
  },
  AUDIT_PATH_IN_USE: {
    status: 400,
    text: 'path already in use',
    meaning: 'An audit device has this path, one above it or one below it.',
  },
  AUDIT_API_FORBIDDEN: {
    status: 400,
    text: 'cannot enable audit device via API; use declarative, config-based audit device management instead',
    meaning:
      'The configuration names no `audit_file_folders`. The operator declares devices in the configuration.',
  },
  AUDIT_PREFIX_FORBIDDEN: {
    status: 400,
    text: 'audit log prefixing is not allowed',
    meaning: 'Only devices of the configuration may write a prefix.',
  },
  AUDIT_FILE_FORBIDDEN: {
    status: 400,
    text: 'file_path must be canonical and lie below a folder that the configuration allows',
    meaning:
      'The file, with symbolic links followed, is outside of `audit_file_folders` of the configuration.',
  },
  AUDIT_TEST_FAILED: {
    status: 400,
    text: 'audit backend failed test message: {reason}',
    meaning: 'The new device did not record a first entry. The operator must make it writable.',
  },
  AUDIT_CONFIGURED: {
    status: 400,
    text: 'cannot disable configuration-managed audit device',
    meaning: 'The device is declared in the configuration, and is removed there.',
  },
  AUDIT_DEVICE_UNKNOWN: {
    status: 400,
    text: 'unknown audit backend "{path}"',
    meaning: 'There is no audit device of this path.',
  },
  AUDIT_INPUT_EMPTY: {
    status: 400,
    text: 'the "input" parameter is empty',
    meaning: 'There is nothing to hash.',
  },
  AUDIT_HEADER_UNKNOWN: {
    status: 400,
    text: 'Could not find header in config',
    meaning: 'The request header is not among those that are audited.',
  },

  // --- CORS and page headers
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

  // --- loggers and the state of a server
  LOG_LEVEL_MISSING: {
    status: 400,
    text: 'level is required',
    meaning: 'A change of the log needs a `level`.',
  },
  LOG_LEVEL_UNKNOWN: {
    status: 400,
    text: 'invalid level provided: unknown log level: {level}',
    meaning: 'Levels are trace, debug, info, warn and error.',
  },
  MONITOR_LEVEL_UNKNOWN: {
    status: 400,
    text: 'unknown log level',
    meaning: 'Levels are trace, debug, info, warn and error.',
  },
  LOG_FORMAT_UNKNOWN: {
    status: 400,
    text: 'unknown log format',
    meaning: 'Formats are standard and json.',
  },
  MONITOR_WRAPPED: {
    status: 400,
    text: 'the log cannot be wrapped',
    meaning: 'The log goes on while it is read. Ask without X-Vault-Wrap-TTL.',
  },
  RELOAD_UNKNOWN: {
    status: 400,
    text: 'there is nothing of that name to read anew; known are {names}',
    meaning: 'Only some parts of a process can read their files while it runs.',
  },
  RELOAD_FAILED: {
    status: 500,
    text: 'what is on disk cannot be used; the former stays',
    meaning: 'A file is missing or broken. The log says which and why.',
  },
  MONITORS_TOO_MANY: {
    status: 429,
    text: 'too many callers read the log',
    meaning: 'Each of them costs every line. End one of the others.',
  },
  COUNTER_REMOVED: {
    status: 404,
    text: 'The functionality has been removed on this path',
    meaning: 'Requests are counted by `sys/metrics`.',
  },
  LOGGER_UNKNOWN: {
    status: 400,
    text: 'logger "{name}" not found',
    meaning: 'No subsystem logs under this name; `sys/loggers` lists them.',
  },

  // --- quotas
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

  // --- declared configuration
  DECLARED_OBJECT_INVALID: {
    status: 400,
    text: 'each object needs the texts path, title and removal, the number phase, and marks that are texts',
    meaning:
      'What is to be remembered of an applied object, or compared with it, is not as it must be.',
  },

  // --- tools
  TOOLS_BYTES_TOO_FEW: {
    status: 400,
    text: "'bytes' cannot be less than 1",
    meaning: 'Random bytes are asked for, and none of them.',
  },
  TOOLS_BYTES_TOO_MANY: {
    status: 400,
    text: "'bytes' should be less than {most}",
    meaning: 'More random bytes are asked for than one answer may have.',
  },
  TOOLS_BYTES_UNREADABLE: {
    status: 400,
    text: 'the number of bytes in the path cannot be read',
    meaning: 'The last segment is neither a number of bytes nor `platform`, `seal` or `all`.',
  },
  TOOLS_RANDOM_FORMAT_UNKNOWN: {
    status: 400,
    text: 'unsupported encoding format "{format}"; must be "hex" or "base64"',
    meaning: 'Random bytes are written in `hex` or `base64`.',
  },
  TOOLS_SOURCE_UNKNOWN: {
    status: 400,
    text: 'unsupported entropy source "{source}"; must be "platform", "seal" or "all"',
    meaning: 'Random bytes come from `platform`, `seal` or `all`; here they are the same.',
  },
  TOOLS_INPUT_NOT_BASE64: {
    status: 400,
    text: 'unable to decode input as base64: illegal base64 data at input byte {at}',
    meaning: 'What is to be hashed must be sent in base64 with its padding.',
  },
  TOOLS_HASH_FORMAT_UNKNOWN: {
    status: 400,
    text: 'unsupported encoding format {format}; must be "hex" or "base64"',
    meaning: 'Hashes are written in `hex` or `base64`.',
  },
  TOOLS_ALGORITHM_UNKNOWN: {
    status: 400,
    text: 'unsupported algorithm {algorithm}',
    meaning: 'The hash functions are `sha2-` and `sha3-` with 224, 256, 384 or 512.',
  },

  // --- jwt and oidc
  JWT_NOT_CONFIGURED: {
    status: 400,
    text: 'could not load configuration',
    meaning: 'The mount has no configuration yet. Its operator writes one.',
  },
  JWT_CONFIG_INVALID: {
    status: 400,
    text: '{reason}',
    meaning: 'A setting of the configuration does not fit, or not to another.',
  },
  JWT_DISCOVERY_FAILED: {
    status: 400,
    text: 'error checking oidc discovery URL',
    meaning:
      'The provider does not answer its document, or calls itself by another name than was configured. The log tells which.',
  },
  JWT_JWKS_FAILED: {
    status: 400,
    text: 'error checking jwks URL',
    meaning: 'The key set cannot be fetched or read. The log tells why.',
  },
  JWT_JWKS_CA_INVALID: {
    status: 400,
    text: 'error checking jwks_ca_pem',
    meaning: 'The certificates for the server of the key set cannot be read.',
  },
  JWT_ROLE_INVALID: {
    status: 400,
    text: '{reason}',
    meaning:
      'A setting of the role does not fit, not to another, or nobody could ever log in by it.',
  },
  JWT_ROLE_UNNAMED: {
    status: 400,
    text: 'missing role',
    meaning: 'The login names no role, and the configuration has no default.',
  },
  JWT_ROLE_UNKNOWN: {
    status: 400,
    text: 'role "{name}" could not be found',
    meaning: 'There is no such role.',
  },
  JWT_ROLE_GONE: {
    status: 400,
    text: 'role {name} does not exist during renewal',
    meaning: 'The role of the token was deleted; the token ends when it ends.',
    wrapped: true,
  },
  JWT_ROLE_TYPE: {
    status: 400,
    text: 'role with oidc role_type is not allowed',
    meaning: 'The role is for logins by browser. `portcullis login -method=oidc` makes one.',
  },
  JWT_MISSING: {
    status: 400,
    text: 'missing token',
    meaning: 'The login has no token in `jwt`.',
  },
  JWT_MALFORMED: {
    status: 400,
    text: 'error validating token: error verifying token signature: malformed token: {reason}',
    meaning:
      'What was sent is no signed token in compact form, or one that two readers could understand in two ways.',
  },
  JWT_ALGORITHM_REFUSED: {
    status: 400,
    text: 'error validating token: invalid algorithm (alg) header parameter: token signed with unexpected algorithm',
    meaning: 'The configuration does not list the algorithm of the token.',
  },
  JWT_SIGNATURE_INVALID: {
    status: 400,
    text: 'error validating token: error verifying token signature: {reason}',
    meaning: 'No key of the configuration made the signature.',
  },
  JWT_KID_MISSING: {
    status: 400,
    text: 'error validating token: error verifying token signature: token missing kid header parameter',
    meaning: 'With the keys of several issuers a token must name its key.',
  },
  JWT_KEYS_UNREACHABLE: {
    status: 400,
    text: 'error validating token: error verifying token signature: fetching keys failed',
    meaning: 'The keys cannot be fetched at the moment. The log tells why.',
  },
  JWT_CLAIM_TYPE: {
    status: 400,
    text: 'error validating token: claim "{name}" is not of its registered type or spelling',
    meaning:
      'A registered claim has another type than RFC 7519 gives it, or its name differs from it in the case of letters.',
  },
  JWT_ISSUER_MISMATCH: {
    status: 400,
    text: 'error validating token: invalid issuer (iss) claim',
    meaning: 'The token is from another issuer than `bound_issuer`.',
  },
  JWT_SUBJECT_MISMATCH: {
    status: 400,
    text: 'error validating token: invalid subject (sub) claim',
    meaning: 'The token is about another subject than `bound_subject`.',
  },
  JWT_AUDIENCE_MISMATCH: {
    status: 400,
    text: 'error validating token: invalid audience (aud) claim: audience claim does not match any expected audience',
    meaning: 'The token is meant for others than `bound_audiences`.',
  },
  JWT_AUDIENCE_UNBOUND: {
    status: 400,
    text: 'audience claim found in JWT but no audiences bound to the role',
    meaning: 'A token that is meant for somebody needs a role with `bound_audiences`.',
  },
  JWT_DATES_MISSING: {
    status: 400,
    text: 'error validating token: no issued at (iat), not before (nbf), or expiration time (exp) claims in token',
    meaning: 'The token says nothing of time.',
  },
  JWT_NOT_YET_VALID: {
    status: 400,
    text: 'error validating token: invalid not before (nbf) claim: token not yet valid',
    meaning: 'The token begins later, even if clocks are apart.',
  },
  JWT_EXPIRED: {
    status: 400,
    text: 'error validating token: invalid expiration time (exp) claim: token is expired',
    meaning: 'The token has ended, even if clocks are apart.',
  },
  JWT_FROM_FUTURE: {
    status: 400,
    text: 'error validating token: invalid issued at (iat) claim: token issued in the future',
    meaning: 'The token was issued later than now, even if clocks are apart.',
  },
  JWT_USER_CLAIM_MISSING: {
    status: 400,
    text: 'claim "{name}" not found in token',
    meaning: 'The token lacks the claim that names the person or machine, or it is empty.',
  },
  JWT_USER_CLAIM_UNFIT: {
    status: 400,
    text: 'claim "{name}" could not be converted to string',
    meaning: 'The claim that names the person or machine is no text of at most 512 characters.',
  },
  JWT_METADATA_UNFIT: {
    status: 400,
    text: "error converting claim '{name}' to string",
    meaning: 'A claim that shall become metadata is no text.',
  },
  JWT_GROUPS_MISSING: {
    status: 400,
    text: 'failed to fetch groups: "{name}" claim not found in token',
    meaning:
      'The token has no groups. `groups_claim_optional` of the role takes this for an empty list.',
  },
  JWT_GROUPS_ELSEWHERE: {
    status: 400,
    text: 'failed to fetch groups: "{name}" claim is left out of the token, which refers to another server for it',
    meaning:
      'The person is in more groups than the provider puts into a token. With the provider `azure` they are fetched.',
  },
  JWT_GROUPS_UNFIT: {
    status: 400,
    text: '"{name}" claim could not be converted to string list',
    meaning: 'The groups are no text and no list of texts, or more than are taken.',
  },
  JWT_GROUPS_UNREACHABLE: {
    status: 400,
    text: 'failed to fetch groups: {reason}',
    meaning: 'The directory service could not be asked for the groups that the token leaves out.',
  },
  JWT_POLICY_TEMPLATE: {
    status: 400,
    text: 'claim "{name}" cannot fill the name of a policy',
    meaning: 'The claim is missing or holds more than letters, digits, `_`, `-`, `.` and `@`.',
  },
  JWT_CLAIM_MISSING: {
    status: 400,
    text: 'error validating claims: claim "{name}" is missing',
    meaning: 'The token lacks a claim that the role is bound to.',
  },
  JWT_CLAIM_UNFIT: {
    status: 400,
    text: 'error validating claims: received claim is not a string, bool, int or list: {name}',
    meaning: 'A claim that the role is bound to is an object.',
  },
  JWT_CLAIM_MISMATCH: {
    status: 400,
    text: 'error validating claims: claim "{name}" does not match any associated bound claim values',
    meaning: 'A claim has none of the values that the role is bound to.',
  },
  OIDC_NOT_CONFIGURED: {
    status: 400,
    text: 'OIDC login is not configured for this mount',
    meaning:
      'Logins by browser need `oidc_discovery_url`, `oidc_client_id` and `oidc_client_secret`.',
  },
  OIDC_REDIRECT_MISSING: {
    status: 400,
    text: 'missing redirect_uri',
    meaning: 'The login does not say where the browser shall come back to.',
  },
  OIDC_NONCE_REQUIRED: {
    status: 400,
    text: 'missing client_nonce',
    meaning: 'A login that is asked about by polling needs a nonce of the client.',
  },
  OIDC_CALLBACK_NOT_CONFIGURED: {
    status: 400,
    text: 'Vault login failed. Could not load configuration',
    meaning: 'The mount has no configuration any more.',
  },
  OIDC_STATE_UNKNOWN: {
    status: 400,
    text: 'Vault login failed. Expired or missing OAuth state.',
    meaning:
      'The login is not known: it has ended, was finished already, or its configuration was written anew. Begin again.',
  },
  OIDC_NONCE_MISMATCH: {
    status: 400,
    text: 'invalid client_nonce',
    meaning: 'The nonce is not the one that the login was begun with.',
  },
  OIDC_ROLE_GONE: {
    status: 400,
    text: 'Vault login failed. Role could not be found',
    meaning: 'The role was deleted while the login went on.',
  },
  OIDC_NO_ANSWER: {
    status: 400,
    text: 'Vault login failed. No code or id_token received.',
    meaning: 'The provider sent neither.',
  },
  OIDC_PROVIDER_REFUSED: {
    status: 400,
    text: 'Vault login failed. The provider refused: {reason}',
    meaning:
      'The provider sent an error in the place of a code, in the words of RFC 6749 section 4.1.2.1.',
  },
  OIDC_ISSUER_MIXED_UP: {
    status: 400,
    text: 'Vault login failed. The answer names another issuer.',
    meaning: 'The answer came from another provider than was asked (RFC 9207).',
  },
  OIDC_EXCHANGE_FAILED: {
    status: 400,
    text: 'Vault login failed. Error exchanging oidc code: {reason}',
    meaning: 'The provider did not take the code. The log tells why.',
  },
  OIDC_ID_TOKEN_INVALID: {
    status: 400,
    text: 'Token verification failed. {reason}',
    meaning: 'The ID token is not one that the provider made for this login.',
  },
  OIDC_SUBJECT_MISMATCH: {
    status: 400,
    text: 'Vault login failed. sub claim does not match bound subject',
    meaning: 'The token is about another subject than `bound_subject`.',
  },
  OIDC_PROVIDER_UNREACHABLE: {
    status: 400,
    text: 'Vault login failed. The provider cannot be reached.',
    meaning: 'The document of the provider cannot be fetched at the moment. The log tells why.',
  },
  OIDC_PENDING: {
    status: 400,
    text: 'authorization_pending',
    meaning: 'The login by browser is not finished yet. Ask again after `poll_interval`.',
  },
  OIDC_SLOW_DOWN: {
    status: 400,
    text: 'slow_down',
    meaning: 'Asked again before `poll_interval` was over.',
  },
  OIDC_DEVICE_REFUSED: {
    status: 400,
    text: 'Vault login failed. {reason}',
    meaning: 'The provider ended the login of the device: it was refused, or took too long.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof catalogue;
