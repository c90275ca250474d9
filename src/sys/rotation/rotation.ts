import type { LifecycleService } from '../../core/lifecycle-service.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { formatGoDuration } from '../../lib/go-duration.ts';
import { toRfc3339 } from '../../lib/time.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lifecycle' | 'keys'>;

const DAY_SECONDS = 86_400;
const LEAST_OPERATIONS = 1_000_000;
const MOST_OPERATIONS = 3_865_470_566;

/** The encryption key, the root key, and how they are renewed. */
export const handlers: Handlers<typeof operations, Context> = {
  'key-status': async (_request, { services }) => {
    const { term, installedAt, encryptions } = await services.keys.status();
    return { status: 200, data: { term, install_time: toRfc3339(installedAt), encryptions } };
  },

  'rotate-encryption-key': (_request, { services }) => rotate(services.lifecycle),
  'rotate-keyring': (_request, { services }) => rotate(services.lifecycle),

  'read-rotation-configuration': async (_request, { services }) => {
    const { enabled, max_operations, interval } = await services.keys.rotation.settings();
    const age = interval === 0 ? 0 : formatGoDuration(interval);
    return { status: 200, data: { enabled, max_operations, interval: age } };
  },

  'configure-rotation': async ({ body }, { services }) => {
    const { rotation } = services.keys;
    const known = await rotation.settings();
    const { enabled = known.enabled } = body;
    const { max_operations = known.max_operations, interval = known.interval } = body;
    if (interval !== 0 && interval < DAY_SECONDS) throw new ApiError('ROTATION_INTERVAL');
    if (max_operations < LEAST_OPERATIONS || max_operations > MOST_OPERATIONS) {
      throw new ApiError('ROTATION_OPERATIONS');
    }
    rotation.configure({ enabled, max_operations, interval });
    return { status: 204 };
  },

  'rotate-root-key': async (_request, { services }) => {
    await services.keys.replaceRootKey();
    return { status: 204 };
  },
};

async function rotate(lifecycle: LifecycleService): Promise<{ status: 204 }> {
  await lifecycle.rotate();
  return { status: 204 };
}
