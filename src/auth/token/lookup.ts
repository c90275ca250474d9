import type { TokenService } from '../../core/token-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { JsonValue } from '../../lib/json.ts';
import { toRfc3339, toSeconds } from '../../lib/time.ts';
import { remainingTtl, type Token } from '../../token/token-entry.ts';
import type { shownToken } from './fields.ts';
import { requireAccessor } from './accessors.ts';
import type { Handle, TokenContext } from './context.ts';

type ShownToken = { readonly [K in keyof typeof shownToken]?: JsonValue };

/** Read a token named in the body or the query, or the caller's own. */
export const lookUp: Handle['token-look-up'] = async ({ body, now }, { services }) => {
  if (body.token === undefined || body.token === '') return answerOwn(services, now);
  const token = await services.tokens.find(body.token);
  if (!token) throw new ApiError('TOKEN_UNKNOWN');
  return { status: 200, data: await showWhole(token, services.tokens, now) };
};

/** Read the caller's own token, whatever the body says. */
export const lookUpSelf: Handle['token-look-up-self'] = ({ now }, { services }) =>
  answerOwn(services, now);

/** Read a token by its accessor. */
export const lookUpAccessor: Handle['token-look-up-accessor'] = async (
  { body, now },
  { services },
) => {
  const token = await requireAccessor(body.accessor, services.tokens);
  return { status: 200, data: await showWhole(token, services.tokens, now) };
};

async function answerOwn({ tokens }: TokenContext['services'], now: number) {
  return { status: 200, data: await showWhole(await tokens.own(), tokens, now) } as const;
}

/** A token, and what it may do beside its own policies where that is anything. */
async function showWhole(token: Token, tokens: TokenService, now: number): Promise<ShownToken> {
  const identity_policies = await tokens.identityPolicies(token.entry);
  return {
    ...showToken(token, now),
    ...(identity_policies.length > 0 ? { identity_policies, external_namespace_policies: {} } : {}),
  };
}

/** A token as it is answered. Its parent is never shown. */
export function showToken({ id, entry, isOrphan }: Token, now: number): ShownToken {
  // in the order in which it is answered: what is in order needs no sorting
  return {
    accessor: entry.accessor,
    ...(entry.bound_cidrs.length === 0 ? {} : { bound_cidrs: [...entry.bound_cidrs] }),
    creation_time: toSeconds(entry.created_at),
    creation_ttl: entry.creation_ttl,
    display_name: entry.display_name,
    entity_id: entry.entity_id,
    expire_time: entry.expires_at === 0 ? null : toRfc3339(entry.expires_at),
    explicit_max_ttl: entry.explicit_max_ttl,
    id,
    ...(entry.has_lease ? { issue_time: toRfc3339(entry.created_at) } : {}),
    ...showRenewal(entry.renewed_at),
    meta: entry.meta,
    num_uses: entry.num_uses,
    orphan: isOrphan,
    path: entry.path,
    ...(entry.period === 0 ? {} : { period: entry.period }),
    policies: [...entry.policies],
    ...(entry.has_lease ? { renewable: entry.renewable } : {}),
    ...(entry.role === undefined ? {} : { role: entry.role }),
    ttl: remainingTtl(entry, now),
    type: entry.type,
  };
}

function showRenewal(renewedAt: number): ShownToken {
  if (renewedAt === 0) return {};
  return { last_renewal: toRfc3339(renewedAt), last_renewal_time: toSeconds(renewedAt) };
}
