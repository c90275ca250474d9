import { ApiError } from '../errors/api-error.ts';
import { isInCidrs } from '../lib/cidr.ts';
import type { Transaction } from '../storage/transaction.ts';
import { inTransaction, type OpenStore } from '../storage/transaction.ts';
import type { Token } from '../token/token-entry.ts';
import { TokenStore } from '../token/token-store.ts';
import type { Configuration } from './configuration.ts';
import type { IncomingRequest } from './request.ts';

/** The state in which a request looks at its token. */
export interface AuthenticationView {
  readonly transaction: Transaction;
  readonly configuration: Configuration;
  readonly now: number;
}

/**
 * The valid token of a request.
 *
 * @throws ApiError `TOKEN_INVALID` alike for none, unknown, expired, revoked, or another address
 */
export async function authenticate(
  request: IncomingRequest,
  view: AuthenticationView,
): Promise<Token> {
  if (request.token === '') throw new ApiError('TOKEN_INVALID', { detail: 'no token was sent' });
  const token = await storeOf(view).find(request.token);
  if (!token) throw new ApiError('TOKEN_INVALID', { detail: 'unknown, expired or revoked token' });
  const { bound_cidrs, expires_at } = token.entry;
  const isBound = bound_cidrs.length > 0 && expires_at !== 0;
  if (isBound && !isInCidrs(request.remoteAddress, bound_cidrs)) {
    throw new ApiError('TOKEN_INVALID', { detail: 'address outside the bounds of the token' });
  }
  return token;
}

/**
 * Count one use of a token that has a limit, in a commit of its own: uses of refused requests count too.
 *
 * @returns the token as the running request sees it; -1 uses during the last one
 * @throws ApiError `TOKEN_INVALID` when others used it up in the meantime
 */
export async function countUse(
  token: Token,
  open: OpenStore,
  view: Pick<AuthenticationView, 'configuration' | 'now'>,
): Promise<Token> {
  if (token.entry.num_uses === 0) return token;
  return inTransaction(open, async (transaction) => {
    const store = storeOf({ ...view, transaction });
    const current = await store.find(token.id);
    if (!current) throw new ApiError('TOKEN_INVALID', { detail: 'no uses left' });
    const left = current.entry.num_uses - 1;
    if (left > 0) return store.update(current, { ...current.entry, num_uses: left });
    await store.revoke(current);
    return { ...current, entry: { ...current.entry, num_uses: -1 } };
  });
}

function storeOf(view: AuthenticationView): TokenStore {
  return new TokenStore(view.transaction, {
    now: view.now,
    isIssuerLive: (entry) => view.configuration.isIssuerLive(entry),
  });
}
