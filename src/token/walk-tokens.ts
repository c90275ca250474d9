import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../errors/api-error.ts';
import type { Transaction } from '../storage/transaction.ts';
import type { Token, TokenEntry } from './token-entry.ts';
import { type decodeRow, isKeyHash, tokenKeys, type TokenStore } from './token-store.ts';

/** Rows that one request looks at, at most. */
export const WALK_ROWS = 10_000;
/** Rows between two breaths for other requests. */
const PAGE = 500;

/** What one request does of the walk over all tokens. */
export interface Walk {
  /** What the part before returned; empty: from the beginning. */
  readonly after: string;
  /** Whether a token is wanted, by what its row says: asked before anything more is read for it. */
  readonly isWanted: (entry: TokenEntry, hash: string) => boolean;
  /** Takes a wanted token that may be used now. @returns false where the part shall end with it */
  readonly take: (token: Token, hash: string) => boolean;
}

/**
 * Look at service tokens one after the other, in the order of their keys, which means nothing. There is no
 * index by person or path, since each would cost every login a row; so one request looks at `WALK_ROWS`
 * rows at most, and other requests go on in between.
 *
 * @returns where the next part begins; undefined when all were looked at
 * @throws ApiError `TOKEN_CURSOR_INVALID`
 */
export async function walkTokens(
  from: { readonly transaction: Transaction; readonly store: TokenStore },
  walk: Walk,
): Promise<string | undefined> {
  const { prefix, keyHash } = tokenKeys;
  if (walk.after !== '' && !isKeyHash(walk.after)) throw new ApiError('TOKEN_CURSOR_INVALID');
  let after = prefix + walk.after;
  for (let looked = 0; looked < WALK_ROWS; looked += PAGE) {
    if (looked > 0) await nextTurn();
    const page = await from.transaction.scan(prefix, { after, limit: PAGE });
    for (const { key, value } of page) {
      after = key;
      const entry = JSON.parse(value.toString()) as ReturnType<typeof decodeRow>;
      const hash = keyHash(key);
      if ('orphaned' in entry || !walk.isWanted(entry, hash)) continue;
      const token = await from.store.ofRow(key, entry);
      if (token && !walk.take(token, hash)) return hash;
    }
    if (page.length < PAGE) return undefined;
  }
  return keyHash(after);
}
