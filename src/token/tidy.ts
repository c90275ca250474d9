import { inTransaction, type OpenStore, type Transaction } from '../storage/transaction.ts';
import { tokenKeys } from './token-store.ts';

/** The row that says that remains of tokens are to be looked for, and how far that has come. */
export const TIDY_KEY = 'ns/root/token-tidy';
/** Rows that one step looks at. */
const PAGE = 500;

const { prefix, childPrefix, cubbyholePrefix, revokedPrefix } = tokenKeys;
/** In the order of their keys, so that one key tells how far the search has come. */
const searched = [cubbyholePrefix, childPrefix];

/**
 * Ask for a search for remains of tokens. It is part of the commit of the request, and done by the sweeper.
 *
 * @returns false when it was asked for already and is not done
 */
export async function requestTidy(transaction: Transaction): Promise<boolean> {
  if (await transaction.get(TIDY_KEY)) return false;
  transaction.put(TIDY_KEY, Buffer.from(JSON.stringify({ after: '' })));
  return true;
}

/**
 * One step of the search that was asked for: children and private storage whose token is gone are handed to
 * the sweeper. Such remains come about only when a token is revoked in the very moment in which a request
 * of it commits; they are of no use to anyone, but take space.
 *
 * @returns whether more is left to search
 */
export function tidyTokens(open: OpenStore): Promise<boolean> {
  return inTransaction(open, async (transaction) => {
    const row = await transaction.get(TIDY_KEY);
    if (!row) return false;
    const { after } = JSON.parse(row.value.toString()) as { readonly after: string };
    const page = await nextPage(transaction, after);
    const last = page.at(-1);
    if (last === undefined) {
      transaction.remove(TIDY_KEY);
      return false;
    }
    for (const hash of new Set(page.map(tokenOf))) await handOver(transaction, hash);
    transaction.put(TIDY_KEY, Buffer.from(JSON.stringify({ after: last })));
    return true;
  });
}

async function nextPage(transaction: Transaction, after: string): Promise<readonly string[]> {
  for (const start of searched) {
    const bounds = { after: after > start ? after : start, limit: PAGE };
    const page = await transaction.scanKeys(start, bounds);
    if (page.length > 0) return page;
  }
  return [];
}

/** The part of a row's key that names the token which it belongs to. */
function tokenOf(key: string): string {
  const start = key.startsWith(childPrefix) ? childPrefix : cubbyholePrefix;
  return key.slice(start.length).split('/', 1)[0] ?? '';
}

async function handOver(transaction: Transaction, hash: string): Promise<void> {
  const [token, job] = await transaction.getMany([prefix + hash, revokedPrefix + hash]);
  if (token || job) return;
  transaction.require(prefix + hash);
  transaction.put(revokedPrefix + hash, Buffer.from('tree'));
}
