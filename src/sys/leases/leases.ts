import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { TokenService } from '../../core/token-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers, RawAnswer } from '../../framework/operation.ts';
import type { JsonValue } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { remainingTtl, type Token } from '../../token/token-entry.ts';
import { findLease } from './find-lease.ts';
import { listLeases } from './list-leases.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'tokens' | 'revocations'>;
type Handle = Handlers<typeof operations, Context>;

const renew: Handle['leases-renew-lease'] = ({ body }, { services }) =>
  refuseRenewal(body.lease_id, services.tokens);

const revoke: Handle['leases-revoke-lease'] = ({ body }, { services }) =>
  revokeLease(body.lease_id, body.sync, services.tokens);

/** Leases of service tokens, and what of the API is about leases of secrets, of which there are none. */
export const handlers: Handle = {
  'leases-read-lease': async ({ body, now }, { services: { tokens } }) => {
    if (!body.lease_id) throw new ApiError('LEASE_ID_MISSING');
    const token = await findLease(body.lease_id, tokens);
    if (!token) throw new ApiError('LEASE_INVALID');
    return { status: 200, data: showLease(body.lease_id, token, now) };
  },

  'leases-look-up': ({ body }, { services }) =>
    listLeases({ prefix: '', after: body.after ?? '' }, services.tokens),

  'leases-look-up-with-prefix': ({ params, body }, { services }) =>
    listLeases({ prefix: params.prefix, after: body.after ?? '' }, services.tokens),

  'leases-renew-lease': renew,

  'leases-renew-lease-with-id': ({ params, body }, { services }) =>
    refuseRenewal(body.lease_id || params.url_lease_id, services.tokens),

  'leases-revoke-lease': revoke,

  'leases-revoke-lease-with-id': ({ params, body }, { services }) =>
    revokeLease(body.lease_id || params.url_lease_id, body.sync, services.tokens),

  'leases-revoke-lease-with-prefix': async ({ params, body }, { services }) => {
    await revokeBelow(params.prefix, services);
    return answerRevoked(body.sync);
  },

  'leases-force-revoke-lease-with-prefix': async ({ params }, { services }) => {
    await revokeBelow(params.prefix, services);
    return { status: 204 };
  },

  'leases-tidy': async (_request, { services: { tokens } }) => {
    const warning = (await tokens.requestTidy())
      ? "Tidy operation successfully started. Any information from the operation will be printed to Portcullis's server logs."
      : 'Tidy operation already in progress.';
    return { status: 202, warnings: [warning] };
  },

  'leases-count': ({ body }) => {
    assertIrrevocable(body.type);
    return { status: 200, data: { lease_count: 0, counts: {} } };
  },

  'leases-list': ({ body }) => {
    assertIrrevocable(body.type);
    const { limit = 'none' } = body;
    if (limit !== 'none' && !/^0*[1-9]\d{0,15}$/.test(limit)) {
      throw new ApiError('LEASE_LIMIT_INVALID');
    }
    return { status: 200, data: { lease_count: 0, leases: [] } };
  },
};

/** Only the methods that made tokens know how to renew them; leases of anything else there are none. */
async function refuseRenewal(id: string | undefined, tokens: TokenService): Promise<never> {
  if (!id) throw new ApiError('LEASE_ID_MISSING');
  throw new ApiError((await findLease(id, tokens)) ? 'LEASE_OF_TOKEN' : 'LEASE_NOT_FOUND');
}

async function revokeLease(id: string | undefined, sync: boolean, tokens: TokenService) {
  if (!id) throw new ApiError('LEASE_ID_MISSING');
  const token = await findLease(id, tokens);
  if (token) await tokens.store.revoke(token);
  return answerRevoked(sync);
}

async function revokeBelow(
  prefix: string,
  { tokens, revocations }: Context['services'],
): Promise<void> {
  const path = prefix.replace(/^\/+|\/+$/g, '');
  if (path === '') throw new ApiError('LEASE_PREFIX_MISSING');
  const token = await findLease(path, tokens);
  if (token) await tokens.store.revoke(token);
  else await revocations.end([{ kind: 'path', path }]);
}

const nothing: RawAnswer = { body: new Uint8Array(0), contentType: 'application/json' };

/** Whoever asks not to wait gets the answer that there means "queued", though all is done. */
function answerRevoked(sync: boolean) {
  return sync ? ({ status: 204 } as const) : ({ status: 202, raw: nothing } as const);
}

function showLease(id: string, { entry }: Token, now: number): Readonly<Record<string, JsonValue>> {
  return {
    expire_time: entry.expires_at === 0 ? null : toRfc3339(entry.expires_at),
    id,
    issue_time: toRfc3339(entry.created_at),
    last_renewal: entry.renewed_at === 0 ? null : toRfc3339(entry.renewed_at),
    namespace_path: '',
    path: entry.path,
    renewable: entry.renewable,
    ttl: remainingTtl(entry, now),
  };
}

function assertIrrevocable(type: string | undefined): void {
  if (type !== 'irrevocable') throw new ApiError('NOT_FOUND');
}
