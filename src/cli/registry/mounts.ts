import type { Command, Flag } from '../command.ts';
import { clientFlags, dataFlags } from './flags.ts';

/** Settings of a mount that both enabling and tuning take. */
const tuneFlags: readonly Flag[] = [
  { name: 'description', kind: 'string', about: 'Text for people.' },
  {
    name: 'default-lease-ttl',
    kind: 'duration',
    about: 'Default life of what it issues; `system` for the default.',
  },
  {
    name: 'max-lease-ttl',
    kind: 'duration',
    about: 'Longest life of what it issues; `system` for the default.',
  },
  {
    name: 'audit-non-hmac-request-keys',
    kind: 'list',
    about: 'Request key that audit shows in clear; may repeat.',
  },
  {
    name: 'audit-non-hmac-response-keys',
    kind: 'list',
    about: 'Answer key that audit shows in clear; may repeat.',
  },
  {
    name: 'listing-visibility',
    kind: 'string',
    values: ['hidden', 'unauth'],
    about: 'Whether the login page lists it.',
  },
  {
    name: 'passthrough-request-headers',
    kind: 'list',
    about: 'Header handed to the method; may repeat.',
  },
  {
    name: 'allowed-response-headers',
    kind: 'list',
    about: 'Header it may answer with; may repeat.',
  },
  { name: 'plugin-version', kind: 'string', about: 'Version of the plugin.' },
  { name: 'options', kind: 'map', about: 'Option, key=value; may repeat.' },
];

const enableFlags: readonly Flag[] = [
  { name: 'path', kind: 'string', fallback: 'the type', about: 'Where to enable it.' },
  ...tuneFlags,
  { name: 'plugin-name', kind: 'string', about: 'Name of a plugin.' },
  { name: 'local', kind: 'boolean', fallback: 'false', about: 'Not replicated.' },
  { name: 'seal-wrap', kind: 'boolean', fallback: 'false', about: 'Values wrapped by the seal.' },
  {
    name: 'external-entropy-access',
    kind: 'boolean',
    fallback: 'false',
    about: 'Entropy from outside.',
  },
  { name: 'version', kind: 'integer', about: 'Version of the kv store, 1 or 2.' },
];

const tokenTypeFlag: Flag = {
  name: 'token-type',
  kind: 'string',
  values: ['default-service', 'default-batch', 'service', 'batch'],
  about: 'Kind of the tokens it issues.',
};

const noCacheFlag: Flag = {
  name: 'force-no-cache',
  kind: 'boolean',
  fallback: 'false',
  about: 'Never cache.',
};

const lockoutFlags: readonly Flag[] = [
  { name: 'user-lockout-threshold', kind: 'integer', about: 'Failed logins until a lockout.' },
  { name: 'user-lockout-duration', kind: 'duration', about: 'How long a lockout lasts.' },
  {
    name: 'user-lockout-counter-reset-duration',
    kind: 'duration',
    about: 'When failures are forgotten.',
  },
  { name: 'user-lockout-disable', kind: 'boolean', about: 'No lockout.' },
];

const detailed: Flag = {
  name: 'detailed',
  kind: 'boolean',
  fallback: 'false',
  about: 'More columns.',
};

/** Commands about auth methods. */
export const authCommands: readonly Command[] = [
  {
    path: 'auth enable',
    about: 'Enable an auth method.',
    usage: 'TYPE',
    count: [1, 1],
    calls: 'POST sys/auth/<path>',
    examples: [
      { about: 'At the usual path', line: 'auth enable userpass' },
      {
        about: 'At another path, shown on the login page',
        line: 'auth enable -path=staff -listing-visibility=unauth userpass',
      },
    ],
    flags: [...enableFlags, tokenTypeFlag, ...clientFlags],
    load: async () => (await import('../commands/mount-enable.ts')).enableAuth,
  },
  {
    path: 'auth disable',
    about: 'Disable an auth method; its tokens are revoked.',
    usage: 'PATH',
    count: [1, 1],
    calls: 'DELETE sys/auth/<path>',
    examples: [{ about: 'One method', line: 'auth disable userpass' }],
    flags: clientFlags,
    load: async () => (await import('../commands/mounts.ts')).disableAuth,
  },
  {
    path: 'auth list',
    about: 'List the auth methods.',
    usage: '',
    count: [0, 0],
    calls: 'GET sys/auth',
    examples: [{ about: 'With settings', line: 'auth list -detailed' }],
    flags: [detailed, ...dataFlags],
    load: async () => (await import('../commands/mount-list.ts')).listAuth,
  },
  {
    path: 'auth tune',
    about: 'Change settings of an auth method.',
    usage: 'PATH',
    count: [1, 1],
    calls: 'POST sys/mounts/auth/<path>/tune',
    examples: [{ about: 'Shorter logins', line: 'auth tune -default-lease-ttl=1h userpass' }],
    flags: [...tuneFlags, tokenTypeFlag, ...lockoutFlags, ...clientFlags],
    load: async () => (await import('../commands/mount-enable.ts')).tuneAuth,
  },
  {
    path: 'auth move',
    about: 'Move an auth method to another path.',
    usage: 'SOURCE DESTINATION',
    count: [2, 2],
    calls: 'POST sys/remount, GET sys/remount/status/<id>',
    examples: [{ about: 'Both with auth/', line: 'auth move auth/userpass/ auth/staff/' }],
    flags: clientFlags,
    load: async () => (await import('../commands/mounts.ts')).moveAuth,
  },
  {
    path: 'auth help',
    about: 'Show how to log in with a method.',
    usage: 'TYPE | PATH',
    count: [1, 1],
    calls: 'GET sys/auth, for a path',
    examples: [{ about: 'By type', line: 'auth help userpass' }],
    flags: clientFlags,
    load: async () => (await import('../commands/auth-help.ts')).helpAuth,
  },
];

/** Commands about secrets engines. */
export const secretsCommands: readonly Command[] = [
  {
    path: 'secrets enable',
    about: 'Enable a secrets engine.',
    usage: 'TYPE',
    count: [1, 1],
    calls: 'POST sys/mounts/<path>',
    examples: [
      { about: 'A versioned key/value store', line: 'secrets enable -path=team -version=2 kv' },
    ],
    flags: [...enableFlags, noCacheFlag, ...clientFlags],
    load: async () => (await import('../commands/mount-enable.ts')).enableSecrets,
  },
  {
    path: 'secrets disable',
    about: 'Disable a secrets engine; what it holds is lost.',
    usage: 'PATH',
    count: [1, 1],
    calls: 'DELETE sys/mounts/<path>',
    examples: [{ about: 'One engine', line: 'secrets disable team' }],
    flags: clientFlags,
    load: async () => (await import('../commands/mounts.ts')).disableSecrets,
  },
  {
    path: 'secrets list',
    about: 'List the secrets engines.',
    usage: '',
    count: [0, 0],
    calls: 'GET sys/mounts',
    examples: [{ about: 'With settings', line: 'secrets list -detailed' }],
    flags: [detailed, ...dataFlags],
    load: async () => (await import('../commands/mount-list.ts')).listSecrets,
  },
  {
    path: 'secrets tune',
    about: 'Change settings of a secrets engine.',
    usage: 'PATH',
    count: [1, 1],
    calls: 'POST sys/mounts/<path>/tune',
    examples: [{ about: 'Longest lease', line: 'secrets tune -max-lease-ttl=72h team' }],
    flags: [
      ...tuneFlags,
      { name: 'version', kind: 'integer', about: 'Version of the kv store, 1 or 2.' },
      ...clientFlags,
    ],
    load: async () => (await import('../commands/mount-enable.ts')).tuneSecrets,
  },
  {
    path: 'secrets move',
    about: 'Move a secrets engine to another path.',
    usage: 'SOURCE DESTINATION',
    count: [2, 2],
    calls: 'POST sys/remount, GET sys/remount/status/<id>',
    examples: [{ about: 'One engine', line: 'secrets move team/ staff/' }],
    flags: clientFlags,
    load: async () => (await import('../commands/mounts.ts')).moveSecrets,
  },
];

/** Commands about audit devices. */
export const auditCommands: readonly Command[] = [
  {
    path: 'audit enable',
    about: 'Enable an audit device.',
    usage: 'TYPE [KEY=VALUE ...]',
    count: [1, Infinity],
    calls: 'PUT sys/audit/<path>',
    examples: [
      { about: 'To a file', line: 'audit enable file file_path=/var/log/portcullis.audit' },
    ],
    flags: [
      { name: 'path', kind: 'string', fallback: 'the type', about: 'Where to enable it.' },
      { name: 'description', kind: 'string', about: 'Text for people.' },
      { name: 'local', kind: 'boolean', fallback: 'false', about: 'Not replicated.' },
      ...clientFlags,
    ],
    load: async () => (await import('../commands/audit.ts')).enableAudit,
  },
  {
    path: 'audit disable',
    about: 'Disable an audit device.',
    usage: 'PATH',
    count: [1, 1],
    calls: 'DELETE sys/audit/<path>',
    examples: [{ about: 'One device', line: 'audit disable file' }],
    flags: clientFlags,
    load: async () => (await import('../commands/audit.ts')).disableAudit,
  },
  {
    path: 'audit list',
    about: 'List the audit devices.',
    usage: '',
    count: [0, 0],
    calls: 'GET sys/audit',
    examples: [{ about: 'With options', line: 'audit list -detailed' }],
    flags: [detailed, ...dataFlags],
    load: async () => (await import('../commands/audit.ts')).listAudit,
  },
];
