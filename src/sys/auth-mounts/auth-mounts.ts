import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { shownPath } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { enableMount } from '../mounts/enable-mount.ts';
import { wholePath } from '../mounts/mount-path.ts';
import { answerTuning, tune } from '../mounts/tune-handlers.ts';
import { writeMountInfo } from '../mounts/write-mount-info.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'mounts'>;

/** Enable, read, tune and disable auth methods. */
export const handlers: Handlers<typeof operations, Context> = {
  'auth-list-enabled-methods': (_request, { services: { mounts } }) => {
    const methods = mounts.table.all().filter(({ kind }) => kind === 'auth');
    const data = methods.map((mount) => [shownPath(mount), writeMountInfo(mount, mounts)] as const);
    return { status: 200, data: Object.fromEntries(data) };
  },

  'auth-enable-method': async ({ params, body }, { services }) => {
    await enableMount(services.mounts, { kind: 'auth', path: params.path ?? '', body });
    return { status: 204 };
  },

  'auth-read-configuration': ({ params }, { services: { mounts } }) => {
    const path = params.path ?? '';
    const mount = mounts.table.get(wholePath('auth', path));
    if (!mount) throw new ApiError('AUTH_MOUNT_UNKNOWN', { values: { path: `${path}/` } });
    return { status: 200, data: writeMountInfo(mount, mounts) };
  },

  'auth-disable-method': async ({ params }, { services: { mounts } }) => {
    const mount = mounts.table.get(wholePath('auth', params.path ?? ''));
    if (mount?.is_builtin) throw new ApiError('AUTH_TOKEN_PERMANENT');
    // whether there was one is not told
    if (mount) await mounts.disable(mount);
    return { status: 204 };
  },

  'auth-read-tuning-information': ({ params }, { services }) =>
    answerTuning(services.mounts, wholePath('auth', params.path ?? '')),

  'auth-tune-configuration-parameters': ({ params, body, now }, { services }) =>
    tune(services.mounts, wholePath('auth', params.path ?? ''), { body, now }),
};
