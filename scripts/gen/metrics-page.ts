import { type MetricDeclaration, metricCatalogue } from '../../src/metrics/metric-catalogue.ts';
import { prometheusName } from '../../src/metrics/write-prometheus.ts';
import { code, generatedNote, table } from './markdown.ts';

const PREFIX = 'vault';

/** The page of all metrics. */
export function writeMetricsPage(): string {
  const declared = Object.entries<MetricDeclaration>(metricCatalogue);
  const rows = (kind: MetricDeclaration['kind']): string[][] =>
    declared.filter(([, { kind: own }]) => own === kind).map(([name, of]) => rowOf(name, of));
  return [
    generatedNote('`src/metrics/metric-catalogue.ts`'),
    '',
    '# Metrics',
    '',
    ...introduction,
    '## Names that dashboards for Vault know',
    '',
    'Times are in milliseconds. Where Vault tells quantiles, here are buckets: `histogram_quantile(0.99, …_bucket)`.',
    '',
    ...table(heads, rows('vault')),
    '## Names of our own',
    '',
    ...table(heads, rows(undefined)),
    '## Names of all processes',
    '',
    'Without the prefix, as other programs have them.',
    '',
    ...table(heads, rows('plain')),
    ...alarms,
  ].join('\n');
}

const heads = ['name', 'type', 'unit', 'labels', 'meaning'];

function rowOf(name: string, declaration: MetricDeclaration): string[] {
  const { type, unit = '', labels = [], help } = declaration;
  const shown = labels.map((label) => code(label)).join(', ');
  return [code(prometheusName(name, declaration, PREFIX)), type, unit, shown, help];
}

const introduction = [
  '`GET /v1/sys/metrics` tells them: for Prometheus with `?format=prometheus` or where a collector asks (`Accept`), else as',
  'JSON. There a name has dots (`vault.token.creation`), and figures are those since the start of the process, where Vault',
  'tells the last ten seconds. Each process tells its own; what is counted in the store (live tokens, locked names) is told by',
  'the one process that sweeps it.',
  '',
  'A token with `read` on `sys/metrics` is needed, unless the listener says otherwise:',
  '',
  '```hcl server',
  'storage "inmem" {}',
  'listener "tcp" {',
  '  address     = "127.0.0.1:8200"',
  '  tls_disable = true',
  '}',
  'listener "tcp" {',
  '  address     = "127.0.0.1:9100"',
  '  tls_disable = true',
  '  telemetry {',
  '    unauthenticated_metrics_access = true # also while sealed',
  '    metrics_only                   = true # nothing else is answered here',
  '  }',
  '}',
  'telemetry {',
  '  metrics_prefix     = "vault"',
  '  usage_gauge_period = "10m" # live tokens are counted while somebody reads the metrics, not more often than this',
  '}',
  '```',
  '',
  'No label holds the name of a person, a token or a secret. Of one metric at most `maximum_gauge_cardinality` sets of labels',
  'are told apart; whatever comes after them counts as `other`.',
  '',
];

const alarms = [
  '## What is worth an alarm',
  '',
  '| when | then |',
  '|---|---|',
  '| `vault_core_unsealed == 0` | nobody can log in |',
  '| `vault_audit_device_up == 0` | a device does not record; while none does, requests fail |',
  '| `vault_quota_live_tokens_warning == 1` | four fifths of a limit of live tokens are used up; find who logs in on every loop |',
  '| `rate(vault_login_successes_total[5m])` of one role far above its usual | the same |',
  '| `rate(vault_login_refusals_total[5m])` with `check="secret_id"` or `"password"` | somebody guesses, or something was rotated |',
  '| `increase(vault_lockout_locks_total[10m]) > 0` | names are being locked out |',
  '| `vault_password_queue_waiting` above 0 for long, `rate(vault_password_queue_refusals_total[5m]) > 0` | more password logins than the processors can hash |',
  '| `histogram_quantile(0.99, rate(vault_store_sync_seconds_bucket[5m]))` | the disk is slow |',
  '| `nodejs_eventloop_lag_p99_seconds > 0.1` | the process is short of processor time |',
  '',
];
