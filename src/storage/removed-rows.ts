import { inTransaction, type OpenStore, type Transaction } from './transaction.ts';

/** Where it is noted what is to be removed, to see at the cost of one read whether there is anything. */
export const removedRowsPrefix = 'ns/root/removed-rows/';
/** Rows that one commit removes at most. */
const BATCH = 200;
/** Notes that one step takes further. */
const NOTES = 20;

/**
 * Note that all below a prefix is to be removed, as part of the commit of the request: there may be more of
 * it than one commit should hold. See `sweepRemovedRows`.
 */
export function requestRemoval(transaction: Transaction, prefix: string): void {
  const name = transaction.barrier.hashName(removedRowsPrefix, prefix);
  transaction.put(removedRowsPrefix + name, Buffer.from(prefix));
}

/**
 * Take what was noted a bounded step further. Each commit can be repeated, so a crash costs nothing but the
 * step.
 *
 * @returns whether more is left to remove
 */
export async function sweepRemovedRows(open: OpenStore): Promise<boolean> {
  const notes = await open.store.scan(removedRowsPrefix, { limit: NOTES });
  for (const { key } of notes) await inTransaction(open, (transaction) => step(transaction, key));
  return notes.length > 0;
}

async function step(transaction: Transaction, note: string): Promise<void> {
  const prefix = (await transaction.get(note))?.value.toString();
  if (prefix === undefined) return;
  const keys = await transaction.scanKeys(prefix, { limit: BATCH });
  for (const key of keys) transaction.remove(key);
  if (keys.length < BATCH) transaction.remove(note);
}
