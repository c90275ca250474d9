import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lockout'>;

/** Who is locked out after failed logins. */
export const handlers: Handlers<typeof operations, Context> = {
  'locked-users-list': async ({ body }, { services }) => {
    const mounts = await services.lockout.list(body.mount_accessor || undefined);
    const total = mounts.reduce((sum, { names }) => sum + names.length, 0);
    const root = {
      namespace_id: 'root',
      namespace_path: '',
      counts: total,
      mount_accessors: mounts.map(({ accessor, names }) => ({
        mount_accessor: accessor,
        counts: names.length,
        alias_identifiers: names,
      })),
    };
    return { status: 200, data: { by_namespace: [root], total } };
  },

  'locked-users-unlock': ({ params }, { services }) => {
    services.lockout.unlock(params.mount_accessor, params.alias_identifier);
    return { status: 204 };
  },
};
