import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'wrapping'>;

/** Response wrapping, from the side of whoever holds a wrapping token. */
export const handlers: Handlers<typeof operations, Context> = {
  wrap: ({ data, wrapTtlSeconds }) => {
    if (wrapTtlSeconds === 0) throw new ApiError('WRAPPING_REQUIRED');
    return { status: 200, data };
  },

  'read-wrapping-properties': async ({ body }, { services }) => ({
    status: 200,
    data: { ...(await services.wrapping.lookup(body.token)) },
  }),

  'read-wrapping-properties2': async ({ body }, { services }) => ({
    status: 200,
    data: { ...(await services.wrapping.lookup(body.token)) },
  }),

  unwrap: ({ body }, { services }) => services.wrapping.unwrap(body.token),

  rewrap: ({ body }, { services }) => services.wrapping.rewrap(body.token),
};
