import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Audit. */
export const auditErrors = {
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
} as const satisfies Record<string, CatalogueEntry>;
