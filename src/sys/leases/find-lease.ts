import type { TokenService } from '../../core/token-service.ts';
import type { Token } from '../../token/token-entry.ts';

/**
 * The token of a lease, if it may be used now.
 *
 * The id of a lease is the path that made the token, a slash, and the name of the token's row: a keyed hash,
 * so that it stays the same for as long as the token lives and tells nothing of it.
 */
export async function findLease(id: string, tokens: TokenService): Promise<Token | undefined> {
  const slash = id.lastIndexOf('/');
  if (slash < 1) return undefined;
  const token = await tokens.store.findByHash(id.slice(slash + 1));
  const isItsLease = token?.entry.has_lease === true && token.entry.path === id.slice(0, slash);
  return isItsLease ? token : undefined;
}
