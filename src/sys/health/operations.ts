import { answered, any, type Field, text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';
import type { JsonValue } from '../../lib/json.ts';

/** Taken as sent: what is no status is refused in a way of its own. */
const status = (doc: string, shown: number): Field<JsonValue | undefined> => ({
  ...any(doc, { shown }),
  kind: 'integer',
});

const codes = {
  activecode: status('Status while active.', 200),
  standbycode: status('Status while on standby; there is no standby here.', 429),
  sealedcode: status('Status while sealed.', 503),
  uninitcode: status('Status while not initialised.', 501),
  standbyok: text('Accepted for clients of servers that have standbys.'),
};

const health = {
  initialized: answered('boolean', 'Whether the store is initialised.', { required: true }),
  sealed: answered('boolean', 'Whether the server is sealed.', { required: true }),
  standby: answered('boolean', 'True unless the server is unsealed.', { required: true }),
  replication_performance_mode: answered('string', 'Always disabled.'),
  replication_dr_mode: answered('string', 'Always disabled.'),
  server_time_utc: answered('integer', 'Seconds since the epoch.', { required: true }),
  version: answered(
    'string',
    'Level of the Vault API, and after the plus sign the version of the server.',
    {
      required: true,
    },
  ),
  cluster_name: answered('string', 'Name of the cluster; only while unsealed.'),
  cluster_id: answered('string', 'Id of the cluster; only while unsealed.'),
  audit_failing_devices: answered(
    'string-list',
    'Paths of audit devices that do not record; absent while all do.',
  ),
  audit_unavailable: answered('boolean', 'True while no audit device records: requests fail.'),
  reasons: answered('object-list', 'What is wrong, each with a `code`; absent while nothing is.'),
};

/** What load balancers and clients ask first: data only. */
export const operations = defineOperations({
  'read-health-status': {
    method: 'GET',
    path: 'health',
    summary: 'Tell the state of the server by status and document.',
    body: codes,
    responses: { 200: health },
    unauthenticated: true,
    lifecycle: true,
  },
  'read-health-status-headers': {
    method: 'HEAD',
    path: 'health',
    summary: 'Tell the state of the server by status only.',
    body: codes,
    responses: { 200: health },
    unauthenticated: true,
    lifecycle: true,
  },
  leader: {
    method: 'GET',
    path: 'leader',
    summary: 'Tell who leads. Every node answers every request, so there is no leader.',
    responses: {
      200: {
        ha_enabled: answered('boolean', 'Always false.'),
        is_self: answered('boolean', 'Always false.'),
        active_time: answered('string', 'Zero time.'),
        leader_address: answered('string', 'Empty.'),
        leader_cluster_address: answered('string', 'Empty.'),
        performance_standby: answered('boolean', 'Always false.'),
        performance_standby_last_remote_wal: answered('integer', 'Always 0.'),
      },
    },
    unauthenticated: true,
    lifecycle: true,
  },
  'read-replication-status': {
    method: 'GET',
    path: 'replication/status',
    summary: 'Tell how the store is replicated to other clusters: it is not.',
    responses: {
      200: {
        mode: answered('string', 'Always disabled.'),
        dr: answered('object', 'Its `mode` is always disabled.'),
        performance: answered('object', 'Its `mode` is always disabled.'),
      },
    },
    unauthenticated: true,
  },
});
