import type { RenewedToken, TokenService } from '../../core/token-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Renewal } from '../../framework/login.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import { requireAccessor } from './accessors.ts';
import type { Handle, TokenContext } from './context.ts';
import { lowerLimit } from './lower-limit.ts';

/** Extend a token named in the body. */
export const renew: Handle['token-renew'] = async ({ body }, { services: { tokens } }) => {
  if (!body.token) throw new ApiError('TOKEN_ID_MISSING');
  const token = await tokens.find(body.token);
  if (!token) throw new ApiError('TOKEN_NOT_FOUND');
  const renewed = await tokens.renew(token, body.increment);
  return renewed ? answerRenewed(renewed, tokens) : { status: 204 };
};

/** Extend the caller's own token. */
export const renewSelf: Handle['token-renew-self'] = async ({ body }, { services: { tokens } }) => {
  const renewed = await tokens.renew(await tokens.own(), body.increment);
  return renewed ? answerRenewed(renewed, tokens) : { status: 204 };
};

/** Extend the token of an accessor. */
export const renewAccessor: Handle['token-renew-accessor'] = async (
  { body },
  { services: { tokens } },
) => {
  const token = await requireAccessor(body.accessor, tokens);
  const renewed = await tokens.renew(token, body.increment);
  if (!renewed) throw new ApiError('TOKEN_NOT_RENEWED');
  return answerRenewed(renewed, tokens);
};

async function answerRenewed({ token, warnings }: RenewedToken, tokens: TokenService) {
  return { status: 200, auth: await tokens.authAnswer(token, token.id), warnings } as const;
}

/**
 * What a token of this method gets at its renewal: the lifetime it was granted last, within its period
 * and hard end. The period of its role, as it is now, replaces the token's own; of the two hard ends the earlier
 * one counts, since whoever asked for one was promised it.
 *
 * @throws ApiError `TOKEN_ROLE_GONE`
 */
export async function grantRenewal(
  entry: TokenEntry,
  { records }: Pick<TokenContext, 'records'>,
): Promise<Renewal> {
  const { granted_ttl: ttl, period, explicit_max_ttl } = entry;
  if (entry.role === undefined) return { ttl, max_ttl: 0, period, explicit_max_ttl };
  const role = await records.role.get(entry.role);
  if (!role) throw new ApiError('TOKEN_ROLE_GONE', { values: { name: entry.role } });
  records.role.require(entry.role);
  return {
    ttl,
    max_ttl: 0,
    period: role.token_period,
    explicit_max_ttl: lowerLimit(explicit_max_ttl, role.token_explicit_max_ttl),
  };
}
