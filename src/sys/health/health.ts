import { writeReason } from '../../core/health-watch.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import { parseBoolean } from '../../framework/field.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { announcedVersion } from '../../lib/release.ts';
import { toSeconds } from '../../lib/time.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lifecycle' | 'auditHealth' | 'health'>;

/** Health and leader, for load balancers and clients. */
export const handlers: Handlers<typeof operations, Context> = {
  'read-health-status': ({ body, now }, { services }) =>
    answerHealth(services, { wanted: body, now }),
  'read-health-status-headers': ({ body, now }, { services }) =>
    answerHealth(services, { wanted: body, now }),

  leader: () => ({
    status: 200,
    bare: {
      ha_enabled: false,
      is_self: false,
      active_time: '0001-01-01T00:00:00Z',
      leader_address: '',
      leader_cluster_address: '',
      performance_standby: false,
      performance_standby_last_remote_wal: 0,
    },
  }),

  // `vault debug` ends at once where this is not answered
  'read-replication-status': () => ({
    status: 200,
    data: { mode: 'disabled', dr: { mode: 'disabled' }, performance: { mode: 'disabled' } },
  }),
};

type Codes = 'activecode' | 'standbycode' | 'sealedcode' | 'uninitcode';
type Wanted = Readonly<Record<Codes, JsonValue | undefined>> & {
  readonly standbyok: string | undefined;
};

async function answerHealth(
  { lifecycle, auditHealth, health }: Context['services'],
  asked: { wanted: Wanted; now: number },
): Promise<{ status: number; bare: JsonObject }> {
  const { status, reasons, isStoreFailing } = await health.look(lifecycle);
  const { initialized, sealed, cluster } = status;
  const state = initialized ? (sealed ? 'sealedcode' : 'activecode') : 'uninitcode';
  const mode = sealed ? 'unknown' : 'disabled';
  return {
    // what it cannot answer it is not asked for, whatever the caller makes of its states
    status: isStoreFailing ? 500 : statusOf(state, asked.wanted),
    bare: {
      initialized,
      sealed,
      standby: sealed,
      replication_performance_mode: mode,
      replication_dr_mode: mode,
      server_time_utc: toSeconds(asked.now),
      version: announcedVersion,
      ...(cluster ? { cluster_name: cluster.cluster_name, cluster_id: cluster.cluster_id } : {}),
      ...(auditHealth.failing.length > 0 ? { audit_failing_devices: auditHealth.failing } : {}),
      ...(auditHealth.isUnavailable ? { audit_unavailable: true } : {}),
      ...(reasons.length > 0 ? { reasons: reasons.map(writeReason) } : {}),
    },
  };
}

const defaultStatus = {
  activecode: 200,
  standbycode: 429,
  sealedcode: 503,
  uninitcode: 501,
} as const satisfies Record<Codes, number>;

/** The caller may choose the status of each state; what is no status is refused, in any state. */
function statusOf(state: Codes, wanted: Wanted): number {
  const { standbyok = 'false', ...codes } = wanted;
  if (parseBoolean(standbyok) === undefined) throw new ApiError('HEALTH_CODE_INVALID');
  for (const code of Object.values(codes)) {
    if (code !== undefined && !isStatus(code)) throw new ApiError('HEALTH_CODE_INVALID');
  }
  return Number(codes[state] ?? defaultStatus[state]);
}

function isStatus(code: JsonValue): boolean {
  return typeof code === 'string' && /^[2-5]\d\d$/.test(code);
}
