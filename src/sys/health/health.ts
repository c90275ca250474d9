import type { LifecycleService } from '../../core/lifecycle-service.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { release } from '../../lib/release.ts';
import { toSeconds } from '../../lib/time.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lifecycle'>;

/** Health and leader, for load balancers and clients. */
export const handlers: Handlers<typeof operations, Context> = {
  'read-health-status': ({ data, now }, { services }) =>
    answerHealth(services.lifecycle, { data, now }),
  'read-health-status-headers': ({ data, now }, { services }) =>
    answerHealth(services.lifecycle, { data, now }),

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
};

async function answerHealth(
  lifecycle: LifecycleService,
  asked: { data: JsonObject; now: number },
): Promise<{ status: number; bare: JsonObject }> {
  const { initialized, sealed, cluster } = await lifecycle.status();
  const state = initialized ? (sealed ? 'sealedcode' : 'activecode') : 'uninitcode';
  const mode = sealed ? 'unknown' : 'disabled';
  return {
    status: statusOf(state, asked.data),
    bare: {
      initialized,
      sealed,
      standby: sealed,
      replication_performance_mode: mode,
      replication_dr_mode: mode,
      server_time_utc: toSeconds(asked.now),
      version: release.version,
      ...(cluster ? { cluster_name: cluster.cluster_name, cluster_id: cluster.cluster_id } : {}),
    },
  };
}

const defaultStatus = { activecode: 200, sealedcode: 503, uninitcode: 501 } as const;

/** The caller may choose the status of each state; what is no status is refused. */
function statusOf(state: keyof typeof defaultStatus, data: JsonObject): number {
  const wanted = data[state];
  if (wanted === undefined) return defaultStatus[state];
  const status = typeof wanted === 'string' && /^\d{3}$/.test(wanted) ? Number(wanted) : 0;
  if (status < 200 || status > 599) throw new ApiError('HEALTH_CODE_INVALID');
  return status;
}
