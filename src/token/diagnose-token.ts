import type { Transaction } from '../storage/transaction.ts';
import { isWithinLifetime, type TokenEntry } from './token-entry.ts';
import { hashOfAccessor, namesOfId } from './token-names.ts';
import {
  decodeBatch,
  decodeRow,
  MAX_TREE_DEPTH,
  tokenKeys,
  type TokenView,
} from './token-store.ts';

/** A token as it is named by whoever asks. */
export type TokenName = { readonly id: string } | { readonly accessor: string };

/** The state of a token: usable, or the check by which it is not. */
export interface TokenDiagnosis {
  /** Absent where nothing is known of it. */
  readonly entry?: TokenEntry;
  readonly fault?: 'token_known' | 'token_lifetime' | 'token_mount' | 'token_parents';
}

/**
 * Find out why a token may not be used: looks at all that `TokenStore.find` looks at, also past its end. For
 * explanations only, since nobody else may learn that there was such a token.
 */
export async function diagnoseToken(
  transaction: Transaction,
  view: TokenView,
  name: TokenName,
): Promise<TokenDiagnosis> {
  const entry = await entryOf(transaction, name);
  if (!entry) return { fault: 'token_known' };
  if (!isWithinLifetime(entry, view.now)) return { entry, fault: 'token_lifetime' };
  if (!view.isIssuerLive(entry)) return { entry, fault: 'token_mount' };
  const isLineLive = await hasLiveLine(transaction, view, entry);
  return isLineLive ? { entry } : { entry, fault: 'token_parents' };
}

async function entryOf(transaction: Transaction, name: TokenName): Promise<TokenEntry | undefined> {
  const { barrier } = transaction;
  if ('id' in name && name.id.startsWith('b.')) return decodeBatch(transaction, name.id);
  const hash =
    'id' in name ? namesOfId(barrier, name.id).hash : hashOfAccessor(barrier, name.accessor);
  const row = await transaction.getDecoded(tokenKeys.prefix + hash, decodeRow);
  return row && 'orphaned' in row ? undefined : row;
}

async function hasLiveLine(
  transaction: Transaction,
  view: TokenView,
  entry: TokenEntry,
): Promise<boolean> {
  let below = entry;
  for (let depth = 0; below.parent !== undefined; depth++) {
    const above = await transaction.getDecoded(below.parent, decodeRow);
    if (!above || depth > MAX_TREE_DEPTH) return false;
    if ('orphaned' in above) return depth > 0 || entry.type === 'service';
    const isSame = above.created_at === below.parent_created_at;
    if (!isSame || !isWithinLifetime(above, view.now) || !view.isIssuerLive(above)) return false;
    below = above;
  }
  return true;
}
