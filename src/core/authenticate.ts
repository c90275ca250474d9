import { ApiError } from '../errors/api-error.ts';
import { type Checks, failedCheck } from '../framework/checks.ts';
import type { EntityView } from '../identity/identity-store.ts';
import { isInCidrs } from '../lib/cidr.ts';
import type { Transaction } from '../storage/transaction.ts';
import { inTransaction } from '../storage/transaction.ts';
import type { Token } from '../token/token-entry.ts';
import { TokenStore } from '../token/token-store.ts';
import type { Configuration } from './configuration.ts';
import { judgeToken } from './judge-token.ts';
import type { IncomingRequest } from './request.ts';
import type { Unsealed } from './scope.ts';

/** The state in which a request looks at its token. */
export interface AuthenticationView {
  readonly transaction: Transaction;
  readonly configuration: Configuration;
  readonly now: number;
  /** Where it is noted why a token is refused. */
  readonly checks?: Checks;
}

/** A valid token, and the entity that it belongs to. */
export interface Authenticated {
  readonly token: Token;
  readonly entity: EntityView | undefined;
}

/**
 * The valid token of a request.
 *
 * @throws ApiError `TOKEN_INVALID` alike for none, unknown, expired, revoked, another address, or an entity
 *   that is disabled or gone
 */
export async function authenticate(
  request: IncomingRequest,
  view: AuthenticationView,
): Promise<Authenticated> {
  if (request.actor) return { token: request.actor.token(view.now), entity: undefined };
  if (request.token === '') throw await refusal(request, view, 'no token was sent');
  const token = await storeOf(view).find(request.token);
  if (!token) throw await refusal(request, view, 'unknown, expired or revoked token');
  const { bound_cidrs, expires_at } = token.entry;
  const isBound = bound_cidrs.length > 0 && expires_at !== 0;
  if (isBound && !isInCidrs(request.remoteAddress, bound_cidrs)) {
    throw await refusal(request, view, 'address outside the bounds of the token');
  }
  return { token, entity: await entityOf(token, request, view) };
}

/** Disabled and removed entities end nothing, but none of their tokens is good for anything. */
async function entityOf(
  { entry }: Token,
  request: IncomingRequest,
  view: AuthenticationView,
): Promise<EntityView | undefined> {
  const { configuration, transaction } = view;
  if (entry.entity_id === '') return undefined;
  const entity = await configuration.entity(entry.entity_id, transaction);
  if (entity && !entity.disabled) return entity;
  const detail = entity ? 'the entity is disabled' : 'the entity was removed';
  throw await refusal(request, view, detail);
}

/** Which check it was is found out only now: it costs nothing where a token is good. */
async function refusal(
  request: IncomingRequest,
  view: AuthenticationView,
  detail: string,
): Promise<ApiError> {
  const error = new ApiError('TOKEN_INVALID', { detail });
  const { rows, failed } = await judgeToken(view, { id: request.token }, request.remoteAddress);
  view.checks?.adopt(rows);
  error.check = failed;
  return error;
}

function usedUp(): ApiError {
  const seen = { expected: 'a use that is left', received: 'none' };
  return failedCheck('token_uses', seen, new ApiError('TOKEN_INVALID', { detail: 'no uses left' }));
}

/**
 * Take one use of a token that has a limit, as part of the commit of its request.
 *
 * @returns the token as the running request sees it; -1 uses during the last one
 * @throws ApiError `TOKEN_INVALID` when others used it up in the meantime
 */
export async function spendUse(token: Token, view: AuthenticationView): Promise<Token> {
  if (token.entry.num_uses === 0) return token;
  const store = storeOf(view);
  const current = await store.find(token.id);
  if (!current) throw usedUp();
  const left = current.entry.num_uses - 1;
  if (left > 0) return store.update(current, { ...current.entry, num_uses: left });
  await store.revoke(current);
  return { ...current, entry: { ...current.entry, num_uses: -1 } };
}

/**
 * Count one use of a token for a request that changes nothing else, in a commit of its own.
 *
 * @throws ApiError `TOKEN_INVALID` when others used it up in the meantime
 */
export async function countUse(id: string, unsealed: Unsealed, now: number): Promise<void> {
  await inTransaction(unsealed.open, async (transaction) => {
    const generation = await transaction.generation([]);
    const configuration = await unsealed.configurations.at(generation, transaction);
    const view = { transaction, configuration, now };
    const token = await storeOf(view).find(id);
    if (!token) throw usedUp();
    await spendUse(token, view);
  });
}

function storeOf(view: AuthenticationView): TokenStore {
  return new TokenStore(view.transaction, {
    now: view.now,
    isIssuerLive: (entry) => view.configuration.isIssuerLive(entry),
  });
}
