import type { CatalogueEntry } from '../catalogue-entry.ts';

/** Loggers and the state of a server. */
export const loggersErrors = {
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
} as const satisfies Record<string, CatalogueEntry>;
