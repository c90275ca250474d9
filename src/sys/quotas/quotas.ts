import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { type Grouping, groupings } from '../../core/quota/rate-limit-rule.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'quotas'>;

/** Quotas, and what holds for all of them. */
export const handlers: Handlers<typeof operations, Context> = {
  'rate-limit-quotas-list': (_request, { services }) => {
    const keys = services.quotas.list();
    if (keys.length === 0) throw new ApiError('NOT_FOUND');
    return { status: 200, data: { keys } };
  },

  'rate-limit-quotas-read': ({ params }, { services }) => {
    const rule = services.quotas.read(params.name);
    if (!rule) throw new ApiError('NOT_FOUND');
    return { status: 200, data: { ...rule, type: 'rate-limit' } };
  },

  'rate-limit-quotas-write': async ({ params, body }, { services }) => {
    const { rate = 0, interval, block_interval, group_by, ...rest } = body;
    if (!(rate > 0 && Number.isFinite(rate))) throw new ApiError('QUOTA_RATE_INVALID');
    if (!isGrouping(group_by)) throw new ApiError('QUOTA_GROUPING_UNKNOWN');
    const { name } = params;
    await services.quotas.write({
      ...rest,
      name,
      rate,
      interval: interval || 1,
      block_interval,
      group_by,
    });
    return { status: 204 };
  },

  'rate-limit-quotas-delete': ({ params }, { services }) => {
    services.quotas.remove(params.name);
    return { status: 204 };
  },

  'rate-limit-quotas-read-configuration': (_request, { services }) => ({
    status: 200,
    data: { ...services.quotas.config },
  }),

  'rate-limit-quotas-configure': ({ body }, { services }) => {
    services.quotas.setConfig({
      ...body,
      // an empty one would exempt everything
      rate_limit_exempt_paths: body.rate_limit_exempt_paths
        .map((path) => path.replace(/^\/+/, ''))
        .filter((path) => path !== ''),
    });
    return { status: 204 };
  },
};

function isGrouping(word: string): word is Grouping {
  return (groupings as readonly string[]).includes(word);
}
