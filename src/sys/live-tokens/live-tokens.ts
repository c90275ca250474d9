import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'liveTokens'>;

/** Quotas of live tokens. */
export const handlers: Handlers<typeof operations, Context> = {
  'live-token-quotas-list': (_request, { services }) => {
    const keys = services.liveTokens.list();
    if (keys.length === 0) throw new ApiError('NOT_FOUND');
    return { status: 200, data: { keys } };
  },

  'live-token-quotas-read': async ({ params }, { services }) => {
    const quota = await services.liveTokens.read(params.name);
    if (!quota) throw new ApiError('NOT_FOUND');
    const { max_live_tokens: max_leases, live_tokens: counter } = quota;
    return { status: 200, data: { ...quota, max_leases, counter, type: 'lease-count' } };
  },

  'live-token-quotas-write': async ({ params, body }, { services }) => {
    const { path = '', role, max_live_tokens, max_leases } = body;
    const limit = max_live_tokens ?? max_leases ?? 0;
    if (!Number.isSafeInteger(limit) || limit < 1) throw new ApiError('QUOTA_LIVE_TOKENS_INVALID');
    await services.liveTokens.write({ name: params.name, path, role, max_live_tokens: limit });
    return { status: 204 };
  },

  'live-token-quotas-delete': ({ params }, { services }) => {
    services.liveTokens.remove(params.name);
    return { status: 204 };
  },
};
