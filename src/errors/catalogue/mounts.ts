import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Mounts. */
export const mountsErrors = {
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
} as const satisfies Record<string, CatalogueEntry>;
