import type { MountContext } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { enableMount } from './enable-mount.ts';
import { isProtected, wholePath } from './mount-path.ts';
import type { operations } from './operations.ts';
import type { remountRecord } from './records.ts';
import { handlers as remount } from './remount.ts';
import { answerTuning, tune } from './tune-handlers.ts';
import { writeMountInfo } from './write-mount-info.ts';

type Context = MountContext<{ readonly remount: typeof remountRecord }, 'mounts'>;

/** Enable, read, tune, move and disable secrets engines. */
export const handlers: Handlers<typeof operations, Context> = {
  ...remount,

  'mounts-list-secrets-engines': (_request, { services: { mounts } }) => {
    const engines = mounts.table.all().filter(({ kind }) => kind !== 'auth');
    const data = engines.map((mount) => [mount.path, writeMountInfo(mount, mounts)] as const);
    return { status: 200, data: Object.fromEntries(data) };
  },

  'mounts-enable-secrets-engine': async ({ params, body }, { services }) => {
    await enableMount(services.mounts, { kind: 'secret', path: params.path ?? '', body });
    return { status: 204 };
  },

  'mounts-read-configuration': ({ params }, { services: { mounts } }) => {
    const path = `${params.path ?? ''}/`;
    const found = mounts.table.match(path);
    if (!found) throw new ApiError('SECRET_MOUNT_UNKNOWN', { values: { path } });
    return { status: 200, data: writeMountInfo(found.mount, mounts) };
  },

  'mounts-disable-secrets-engine': async ({ params }, { services: { mounts } }) => {
    const path = wholePath('secret', params.path ?? '');
    if (isProtected(path)) throw new ApiError('MOUNT_PERMANENT', { values: { path } });
    const mount = mounts.table.get(path);
    // whether there was one is not told
    if (mount) await mounts.disable(mount);
    return { status: 204 };
  },

  'mounts-read-tuning-information': ({ params }, { services }) =>
    answerTuning(services.mounts, wholePath('auth', params.path ?? '')),

  'mounts-tune-configuration-parameters': ({ params, body, now }, { services }) =>
    tune(services.mounts, wholePath('auth', params.path ?? ''), { body, now }),

  'mounts-read-secrets-engine-tuning': ({ params }, { services }) =>
    answerTuning(services.mounts, wholePath('secret', params.path ?? '')),

  'mounts-tune-secrets-engine': ({ params, body, now }, { services }) =>
    tune(services.mounts, wholePath('secret', params.path ?? ''), { body, now }),
};
