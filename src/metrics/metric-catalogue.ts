/** One name of the metrics: what is told under it, and what `docs/metrics.md` says of it. */
export interface MetricDeclaration {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly unit?: 'seconds' | 'milliseconds' | 'bytes' | 'rows';
  readonly labels?: readonly string[];
  readonly help: string;
  /** `vault`: a name that dashboards for Vault know. `plain`: a name of all processes, without the prefix. */
  readonly kind?: 'vault' | 'plain';
}

/** All names, with a dot between their parts. A name of our own ends as Prometheus recommends. */
export const metricCatalogue = {
  'core.unsealed': {
    type: 'gauge',
    help: '1 while the server is unsealed, 0 while it is sealed.',
    kind: 'vault',
  },
  'core.active': {
    type: 'gauge',
    help: '1 while this node answers requests: every node that is unsealed does.',
    kind: 'vault',
  },
  'core.in_flight_requests': {
    type: 'gauge',
    help: 'Requests that are being answered.',
    kind: 'vault',
  },
  'core.handle_request': {
    type: 'histogram',
    unit: 'milliseconds',
    help: 'Time from the decoded request to its answer, of all that are no logins.',
    kind: 'vault',
  },
  'core.handle_login_request': {
    type: 'histogram',
    unit: 'milliseconds',
    help: 'Time from the decoded request to its answer, of logins.',
    kind: 'vault',
  },
  'core.locked_users': {
    type: 'gauge',
    help: 'Names that were locked out at the last count.',
    kind: 'vault',
  },
  'request.duration_seconds': {
    type: 'histogram',
    unit: 'seconds',
    labels: ['operation', 'status'],
    help: 'Time from the decoded request to its answer, by operation (login for logins) and class of status.',
  },
  'login.successes_total': {
    type: 'counter',
    labels: ['auth_method', 'mount_point', 'role'],
    help: 'Logins that got a token. The role is empty where the method has none.',
  },
  'login.refusals_total': {
    type: 'counter',
    labels: ['auth_method', 'mount_point', 'check'],
    help: 'Logins that were refused, by the check that failed.',
  },
  'lockout.locks_total': {
    type: 'counter',
    labels: ['mount_point'],
    help: 'How often a name was locked out after failed logins.',
  },
  'token.creation': {
    type: 'counter',
    labels: ['auth_method', 'mount_point', 'creation_ttl', 'token_type'],
    help: 'Tokens that were made, with their lifetime rounded up to one of a few.',
    kind: 'vault',
  },
  'token.count': {
    type: 'gauge',
    help: 'Live service tokens at the last count.',
    kind: 'vault',
  },
  'token.count.by_auth': {
    type: 'gauge',
    labels: ['auth_method', 'mount_point'],
    help: 'Live service tokens at the last count, by the mount that made them.',
    kind: 'vault',
  },
  'token.count.by_ttl': {
    type: 'gauge',
    labels: ['creation_ttl'],
    help: 'Live service tokens at the last count, by the lifetime that they were made with.',
    kind: 'vault',
  },
  'token.count.by_role': {
    type: 'gauge',
    labels: ['auth_method', 'mount_point', 'role'],
    help: 'Live service tokens at the last count, by mount and role.',
  },
  'token.counted_timestamp_seconds': {
    type: 'gauge',
    unit: 'seconds',
    help: 'When this process last counted tokens, in seconds since 1970; 0: not yet, or another one does.',
  },
  'expire.num_leases': {
    type: 'gauge',
    help: 'Live service tokens with an end, at the last count.',
    kind: 'vault',
  },
  'quota.rate_limit.violation': {
    type: 'counter',
    labels: ['name'],
    help: 'Requests that a rate-limit quota refused.',
    kind: 'vault',
  },
  'quota.lease_count.violation': {
    type: 'counter',
    labels: ['name'],
    help: 'Logins that a quota of live tokens refused.',
    kind: 'vault',
  },
  'quota.lease_count.max': {
    type: 'gauge',
    labels: ['name'],
    help: 'Live tokens that a quota allows.',
    kind: 'vault',
  },
  'quota.lease_count.counter': {
    type: 'gauge',
    labels: ['name'],
    help: 'Live tokens below a quota, as this process knows: exact near the limit.',
    kind: 'vault',
  },
  'quota.live_tokens_warning': {
    type: 'gauge',
    labels: ['name'],
    help: '1 while four fifths of a quota of live tokens are used up.',
  },
  'audit.log_request': {
    type: 'histogram',
    unit: 'milliseconds',
    help: 'Time until a request was recorded by all devices that work.',
    kind: 'vault',
  },
  'audit.log_response': {
    type: 'histogram',
    unit: 'milliseconds',
    help: 'Time until an answer was recorded by all devices that work.',
    kind: 'vault',
  },
  'audit.log_request_failure': {
    type: 'counter',
    help: 'Requests that no device could record.',
    kind: 'vault',
  },
  'audit.log_response_failure': {
    type: 'counter',
    help: 'Answers that no device could record.',
    kind: 'vault',
  },
  'audit.device.entries_total': {
    type: 'counter',
    labels: ['device'],
    help: 'Entries that a device has recorded.',
  },
  'audit.device.failures_total': {
    type: 'counter',
    labels: ['device'],
    help: 'Entries that a device failed to record.',
  },
  'audit.device.up': {
    type: 'gauge',
    labels: ['device'],
    help: '1 while a device works, 0 while it fails.',
  },
  'audit.device.write_seconds': {
    type: 'histogram',
    unit: 'seconds',
    labels: ['device'],
    help: 'Time until a device has recorded an entry, or failed to.',
  },
  'store.commits_total': {
    type: 'counter',
    labels: ['outcome'],
    help: 'Commits that were applied, ran into another one (conflict), or failed.',
  },
  'store.commit_rows': {
    type: 'histogram',
    unit: 'rows',
    help: 'Rows that one commit writes or removes.',
  },
  'store.commit_seconds': {
    type: 'histogram',
    unit: 'seconds',
    help: 'Time from a commit being asked for to its answer, waiting included.',
  },
  'store.group_commits': {
    type: 'histogram',
    unit: 'rows',
    help: 'Commits that one sync of the disk serves.',
  },
  'store.sync_seconds': {
    type: 'histogram',
    unit: 'seconds',
    help: 'Time that the database takes to make one group of commits durable.',
  },
  'store.reads_total': {
    type: 'counter',
    labels: ['kind'],
    help: 'Reads of the store: of named rows (get), of ranges (scan).',
  },
  'store.read_rows_total': {
    type: 'counter',
    labels: ['kind'],
    help: 'Rows that were asked for by name, or found in ranges.',
  },
  'store.read_seconds': {
    type: 'histogram',
    unit: 'seconds',
    help: 'Time that reads of one turn of the event loop take together.',
  },
  'password_queue.waiting': {
    type: 'gauge',
    help: 'Passwords that wait for being hashed.',
  },
  'password_queue.running': {
    type: 'gauge',
    help: 'Passwords that are being hashed.',
  },
  'password_queue.wait_seconds': {
    type: 'histogram',
    unit: 'seconds',
    help: 'Time that a password waits before it is hashed.',
  },
  'password_queue.refusals_total': {
    type: 'counter',
    help: 'Requests that were refused because too many passwords wait.',
  },
  'sweeper.removed_total': {
    type: 'counter',
    help: 'Rows whose time was over and that were removed.',
  },
  'sweeper.helpings_total': {
    type: 'counter',
    labels: ['outcome'],
    help: 'Helpings of background work: done, more left to do, or failed.',
  },
  'sweeper.helping_seconds': {
    type: 'histogram',
    unit: 'seconds',
    help: 'Time that one helping of background work takes.',
  },
  'runtime.alloc_bytes': {
    type: 'gauge',
    unit: 'bytes',
    help: 'Memory of the JavaScript heap that is in use.',
    kind: 'vault',
  },
  'runtime.sys_bytes': {
    type: 'gauge',
    unit: 'bytes',
    help: 'Memory that the process has from the system.',
    kind: 'vault',
  },
  portcullis_build_info: {
    type: 'gauge',
    labels: ['version', 'node_version'],
    help: 'Always 1; the labels say what runs.',
    kind: 'plain',
  },
  process_cpu_seconds_total: {
    type: 'counter',
    unit: 'seconds',
    help: 'Processor time that the process has used.',
    kind: 'plain',
  },
  process_resident_memory_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'Memory of the process that is in RAM.',
    kind: 'plain',
  },
  process_start_time_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'When the process was started, in seconds since 1970.',
    kind: 'plain',
  },
  nodejs_heap_size_total_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'Size of the JavaScript heap.',
    kind: 'plain',
  },
  nodejs_heap_size_used_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'Memory of the JavaScript heap that is in use.',
    kind: 'plain',
  },
  nodejs_external_memory_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'Memory of buffers and the like outside of the heap.',
    kind: 'plain',
  },
  nodejs_eventloop_lag_p50_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'Delay of the event loop that half of the turns stay below, since it was last asked for.',
    kind: 'plain',
  },
  nodejs_eventloop_lag_p99_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'Delay of the event loop that 99 of 100 turns stay below, since it was last asked for.',
    kind: 'plain',
  },
  nodejs_eventloop_lag_max_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'Longest delay of the event loop since it was last asked for.',
    kind: 'plain',
  },
} as const satisfies Readonly<Record<string, MetricDeclaration>>;

/** Name of a metric, as the code asks for it. */
export type MetricName = keyof typeof metricCatalogue;
