import { bool, checkedText, durationOrNone, integer, type OptionValues } from './option.ts';

const day = 86_400;

const prefix = {
  accepts: (value: string): boolean => /^[a-zA-Z][a-zA-Z0-9_]*$/.test(value),
  problem: 'must begin with a letter and hold letters, digits and _ only',
};

/** Options of `telemetry`. */
export const telemetryOptions = {
  maximum_gauge_cardinality: integer(
    'Label sets of one metric that are told apart at most; further ones count as "other".',
    500,
    1,
  ),
  metrics_prefix: checkedText(
    'Stands before the names of metrics, but for those that all processes have.',
    prefix,
    'vault',
  ),
  prometheus_retention_time: durationOrNone(
    'More than 0: sys/metrics answers in the form of Prometheus too. Nothing is forgotten after that time.',
    day,
  ),
  usage_gauge_period: durationOrNone(
    'How often live tokens and locked users are counted while metrics are read; 0 or "none": never.',
    600,
  ),
};

/** Options of `telemetry` inside of `listener "tcp"`. */
export const listenerTelemetryOptions = {
  disallow_metrics: bool('Refuse sys/metrics on this listener.', false),
  metrics_only: bool('Answer nothing but sys/metrics on this listener.', false),
  unauthenticated_metrics_access: bool('Answer sys/metrics without a token, sealed or not.', false),
};

/** What is measured, and how it is told. */
export type TelemetryConfig = OptionValues<typeof telemetryOptions>;

/** What a listener does about metrics. */
export type ListenerTelemetryConfig = OptionValues<typeof listenerTelemetryOptions>;

/** Options of `telemetry` that Vault has and that mean nothing here; each gives a warning. */
export const ignoredTelemetryOptions: ReadonlySet<string> = new Set([
  'add_lease_metrics_namespace_labels',
  'add_mount_point_rollback_metrics',
  'circonus_api_app',
  'circonus_api_token',
  'circonus_api_url',
  'circonus_broker_id',
  'circonus_broker_select_tag',
  'circonus_check_display_name',
  'circonus_check_force_metric_activation',
  'circonus_check_id',
  'circonus_check_instance_id',
  'circonus_check_search_tag',
  'circonus_check_tags',
  'circonus_submission_interval',
  'circonus_submission_url',
  'disable_hostname',
  'dogstatsd_addr',
  'dogstatsd_tags',
  'enable_hostname_label',
  'filter_default',
  'lease_metrics_epsilon',
  'num_lease_metrics_buckets',
  'prefix_filter',
  'stackdriver_debug_logs',
  'stackdriver_location',
  'stackdriver_namespace',
  'stackdriver_project_id',
  'statsd_address',
  'statsite_address',
]);
