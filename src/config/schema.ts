import {
  type Options,
  absolutePaths,
  bool,
  bound,
  checkedText,
  choice,
  cidrs,
  duration,
  fromEnv,
  integer,
  responseHeaders,
  text,
  textMap,
} from './option.ts';
import { listenerProfilingOptions } from './profiling-options.ts';
import { listenerTelemetryOptions, telemetryOptions } from './telemetry-options.ts';

const day = 86_400;

const url = {
  accepts: (value: string): boolean => value === '' || /^https?:\/\/[^/?#\s]+\/?$/.test(value),
  problem: 'must be http:// or https:// with a host and no path',
};

const hostAndPort = {
  accepts: isHostAndPort,
  problem: 'must be host:port, with the brackets of an IPv6 address: [::1]:8200',
};

/** Options outside of blocks. */
export const serverOptions = {
  api_addr: fromEnv('API_ADDR', checkedText('URL under which callers reach this server.', url)),
  audit_file_folders: absolutePaths(
    'Folders below which audit files made through the API may lie; empty: devices are made here only.',
  ),
  cluster_name: text('Name that sys/health and sys/seal-status tell; made up when empty.'),
  declared_configuration: fromEnv(
    'DECLARED_CONFIGURATION',
    text(
      'Folder that states what the server is to have; applied once it is unsealed, and on SIGHUP.',
    ),
  ),
  declared_configuration_prune: bool(
    'Remove what declared configuration applied once and the folder has no longer.',
    false,
  ),
  default_lease_ttl: duration('Lifetime of tokens and leases that ask for none.', 32 * day),
  default_max_request_duration: duration(
    'Time in which a request must be answered, for listeners that state none.',
    90,
  ),
  disable_printable_check: bool('For listeners that state none: answer unprintable paths.', false),
  disable_user_lockout: fromEnv(
    'DISABLE_USER_LOCKOUT',
    bool('Never lock anybody out, whatever mounts and user_lockout blocks say.', false),
  ),
  log_file: text(
    'File that the log goes to beside the standard output; a folder: `portcullis.log` in it.',
  ),
  log_format: fromEnv('LOG_FORMAT', choice('Form of the log.', ['standard', 'json'], 'standard')),
  log_level: fromEnv(
    'LOG_LEVEL',
    choice('Least level that is logged.', ['trace', 'debug', 'info', 'warn', 'error'], 'info'),
  ),
  log_rotate_bytes: integer('Put the log file aside before it grows beyond; 0: never.', 0, 0),
  log_rotate_duration: duration('Put the log file aside after so much time.', day),
  log_rotate_max_files: integer('Log files put aside that are kept; 0: all, -1: none.', 0, -1),
  max_lease_ttl: duration('Longest lifetime of tokens and leases.', 32 * day),
  pid_file: text('File that holds the process id while the server runs.'),
  ui: fromEnv('UI', bool('Serve the user interface below /ui/.', false)),
} satisfies Options;

/** Options of `listener "tcp"`. */
export const listenerOptions = {
  address: checkedText('Where to listen; port 0 takes a free one.', hostAndPort, '127.0.0.1:8200'),
  custom_response_headers: responseHeaders(
    'Headers added to answers, by status: "default", "2xx" or "404".',
  ),
  disable_printable_check: bool('Answer paths with unprintable characters.', false),
  max_request_duration: duration('Time in which a request must be answered.', 90),
  max_request_json_depth: integer('Nesting of a JSON body at most.', 500, 1),
  max_request_json_memory: bound(
    'Estimated bytes of a parsed JSON body at most; negative: no limit.',
    34_078_720,
  ),
  max_request_json_strings: bound(
    'Strings in a JSON body at most, keys included; negative: no limit.',
    1000,
  ),
  max_request_size: bound('Bytes of a body at most; negative: no limit.', 33_554_432),
  tls_cert_file: text('Certificate chain in PEM, read again on SIGHUP.'),
  tls_client_ca_file: text('CA certificates in PEM that client certificates are checked against.'),
  tls_disable: bool('Speak plain HTTP.', false),
  tls_disable_client_certs: bool('Never ask for a client certificate.', false),
  tls_key_file: text('Private key of the certificate in PEM.'),
  tls_min_version: choice('Oldest TLS version that is spoken.', ['tls12', 'tls13'], 'tls12'),
  tls_require_and_verify_client_cert: bool('Refuse callers without a client certificate.', false),
  disable_unauthed_generate_root_endpoints: bool(
    'Ask for a token with sudo where a root token is made; without, key shares are enough.',
    true,
  ),
  disable_unauthed_rekey_endpoints: bool(
    'Ask for a token with sudo where new key shares are made; without, the present shares are enough.',
    true,
  ),
  x_forwarded_for_authorized_addrs: cidrs(
    'Proxies that may name the caller in X-Forwarded-For; empty: nobody.',
  ),
  x_forwarded_for_hop_skips: integer('Hops to skip from the right end of X-Forwarded-For.', 0, 0),
  x_forwarded_for_reject_not_authorized: bool('Refuse peers that are no such proxy.', true),
  x_forwarded_for_reject_not_present: bool('Refuse a proxy that sends no such header.', true),
} satisfies Options;

/** Options of `storage "sqlite"`. */
export const sqliteOptions = {
  path: text('Database file; made at the first start.'),
} satisfies Options;

/** Options of `seal "static"`. */
export const staticSealOptions = {
  current_key: text(
    '32 bytes that unseal the server: `file://` with a path, `env://` with a name, or the key itself in hexadecimal or base64.',
  ),
  current_key_id: text('Name of the key, kept with what it has wrapped.'),
  previous_key: text(
    'The key until now, in the same forms: what it opens is moved to `current_key` at the start.',
  ),
  previous_key_id: text('Its name.'),
  disabled: bool(
    'Move the store back to key shares: unseal once with `-migrate`, then remove the block.',
    false,
  ),
} satisfies Options;

/** Options of `audit`. */
export const auditOptions = {
  description: text('For people.'),
  local: bool('Kept as it is given.', false),
  options: textMap('Options of the device, as `sys/audit` takes them.'),
} satisfies Options;

/** Options of `user_lockout`. */
export const userLockoutOptions = {
  disable_lockout: bool('Never lock anybody out.', false),
  lockout_counter_reset: duration('Time after which failed logins are forgotten.', 900),
  lockout_duration: duration('How long a user stays locked out.', 900),
  lockout_threshold: integer('Failed logins in a row that lock a user out.', 5, 1),
} satisfies Options;

/** Whom a `user_lockout` block can be about. */
export const userLockoutTypes = ['all', 'userpass', 'ldap', 'approle'] as const;

/** A block of the configuration, as its documentation shows it. */
export interface ConfigBlock {
  /** As written, empty for the options outside of blocks. */
  readonly block: string;
  readonly doc: string;
  readonly isRepeatable: boolean;
  readonly options: Options;
}

/** The whole configuration: what is read, and what `docs/config.md` is made from. */
export const configBlocks: readonly ConfigBlock[] = [
  { block: '', doc: 'Outside of blocks.', isRepeatable: false, options: serverOptions },
  {
    block: 'listener "tcp"',
    doc: 'An address where requests are answered. At least one is needed.',
    isRepeatable: true,
    options: listenerOptions,
  },
  {
    block: 'listener "tcp" { telemetry }',
    doc: 'A block inside of a listener: who may read metrics there.',
    isRepeatable: false,
    options: listenerTelemetryOptions,
  },
  {
    block: 'storage "sqlite"',
    doc: 'Keep everything in one SQLite file. One storage block is needed.',
    isRepeatable: false,
    options: sqliteOptions,
  },
  {
    block: 'storage "inmem"',
    doc: 'Keep everything in memory; it is gone when the server ends.',
    isRepeatable: false,
    options: {},
  },
  {
    block: 'seal "shamir"',
    doc: 'Unseal by key shares. This is how it is without a seal block.',
    isRepeatable: false,
    options: {},
  },
  {
    block: 'seal "static"',
    doc: 'Unseal by a key from a file or a variable, without anybody at hand.',
    isRepeatable: false,
    options: staticSealOptions,
  },
  {
    block: 'audit "<type>" "<path>"',
    doc: 'An audit device of the type file, socket or syslog. It is there from the first request on, and is changed on SIGHUP.',
    isRepeatable: true,
    options: auditOptions,
  },
  {
    block: 'user_lockout "<type>"',
    doc: `Lock users out after failed logins. Types: ${userLockoutTypes.join(', ')}.`,
    isRepeatable: true,
    options: userLockoutOptions,
  },
  {
    block: 'listener "tcp" { profiling }',
    doc: 'A block inside of a listener: who may see what the process is doing.',
    isRepeatable: false,
    options: listenerProfilingOptions,
  },
  {
    block: 'telemetry',
    doc: 'What `sys/metrics` tells; see [metrics](metrics.md).',
    isRepeatable: false,
    options: telemetryOptions,
  },
];

/** Options that configurations for Vault have and that mean nothing here; each gives a warning. */
export const ignoredOptions: ReadonlySet<string> = new Set([
  'cache_size',
  'cluster_addr',
  'detect_deadlocks',
  'disable_cache',
  'disable_clustering',
  'disable_indexing',
  'disable_mlock',
  'disable_performance_standby',
  'disable_sealwrap',
  'enable_multiseal',
  'enable_response_header_hostname',
  'enable_response_header_raft_node_id',
  'ha_storage',
  'imprecise_lease_role_tracking',
  'introspection_endpoint',
  'license_path',
  'log_requests_level',
  'plugin_directory',
  'plugin_file_permissions',
  'plugin_file_uid',
  'plugin_tmpdir',
  'raw_storage_endpoint',
  'reporting',
  'service_registration',
]);

/** The same, inside `listener "tcp"`. */
export const ignoredListenerOptions: ReadonlySet<string> = new Set([
  'cluster_address',
  'http_idle_timeout',
  'http_read_header_timeout',
  'http_read_timeout',
  'http_write_timeout',
  'inflight_requests_logging',
  'tls_max_version',
  'tls_prefer_server_cipher_suites',
]);

function isHostAndPort(value: string): boolean {
  const parts = /^(?:\[([0-9a-fA-F:.%\w]+)\]|([^[\]:\s/]*)):(\d{1,5})$/.exec(value);
  return parts !== null && Number(parts[3]) <= 65_535;
}
