import { inTransaction, type OpenStore, type Transaction } from '../storage/transaction.ts';
import { tidyTokens } from './tidy.ts';
import { decodeRow, hasDependents, tokenKeys } from './token-store.ts';

/** Rows that one commit of the sweeper removes at most. */
const BATCH = 200;

const { prefix, childPrefix, cubbyholePrefix, revokedPrefix, keyHash, childKey } = tokenKeys;

/**
 * Free the space of what is no longer valid. Validity never waits for this: it is checked at use.
 *
 * Every step is one bounded commit that can be repeated, so a crash costs nothing but the step.
 *
 * @param tally - told how many rows were freed whose time was over
 * @returns whether more is left to do
 */
export async function sweepTokens(
  open: OpenStore,
  now: number,
  tally: (rows: number) => void = () => undefined,
): Promise<boolean> {
  const count = await sweepExpired(open, now);
  if (count > 0) tally(count);
  const expired = count === BATCH;
  const revoked = await sweepRevoked(open);
  const remains = await tidyTokens(open);
  return expired || revoked || remains;
}

/** @returns how many rows it looked at */
async function sweepExpired(open: OpenStore, now: number): Promise<number> {
  const entries = await open.store.expired(now, BATCH);
  if (entries.length === 0) return 0;
  await inTransaction(open, async (transaction) => {
    for (const { key, version } of entries) {
      if (key.startsWith(prefix)) await removeExpired(transaction, key, now);
      // written since it was found: its end may have moved
      else if ((await transaction.getRaw([key]))[0]?.version === version) transaction.remove(key);
    }
  });
  return entries.length;
}

async function removeExpired(transaction: Transaction, key: string, now: number): Promise<void> {
  const row = await transaction.get(key);
  if (!row) return;
  const entry = decodeRow(row);
  // renewed since it was found
  if ('orphaned' in entry || entry.expires_at === 0 || entry.expires_at > now) return;
  await removeToken(transaction, key, entry.parent);
}

/** Remove the row of a token, whose dependents are then swept in steps of their own. */
export async function removeToken(
  transaction: Transaction,
  key: string,
  parent: string | undefined,
): Promise<void> {
  transaction.remove(key);
  if (parent !== undefined) transaction.remove(childKey(parent, key));
  if (await hasDependents(transaction, key)) {
    transaction.put(revokedPrefix + keyHash(key), Buffer.from('tree'));
  }
}

async function sweepRevoked(open: OpenStore): Promise<boolean> {
  const jobs = await open.store.scan(revokedPrefix, { limit: 20 });
  for (const { key } of jobs) {
    await inTransaction(open, (transaction) => sweepDependents(transaction, key));
  }
  return jobs.length > 0;
}

/** One step for one revoked token: its children, then its cubbyhole, then the job itself. */
async function sweepDependents(transaction: Transaction, jobKey: string): Promise<void> {
  const job = await transaction.get(jobKey);
  if (!job) return;
  const hash = jobKey.slice(revokedPrefix.length);
  const isOrphaning = job.value.toString() === 'orphan';
  const links = await transaction.scanKeys(`${childPrefix}${hash}/`, { limit: BATCH });
  for (const link of links) {
    await (isOrphaning ? orphanChild(transaction, link) : removeChild(transaction, link));
  }
  if (links.length > 0) return;
  const kept = await transaction.scanKeys(`${cubbyholePrefix}${hash}/`, { limit: BATCH });
  for (const key of kept) transaction.remove(key);
  if (kept.length > 0) return;
  if (isOrphaning) transaction.remove(prefix + hash);
  transaction.remove(jobKey);
}

async function removeChild(transaction: Transaction, link: string): Promise<void> {
  const key = prefix + link.slice(link.lastIndexOf('/') + 1);
  transaction.remove(link);
  if ((await transaction.get(key)) === undefined) return;
  await removeToken(transaction, key, undefined);
}

async function orphanChild(transaction: Transaction, link: string): Promise<void> {
  const key = prefix + link.slice(link.lastIndexOf('/') + 1);
  transaction.remove(link);
  const row = await transaction.get(key);
  if (!row) return;
  const entry = decodeRow(row);
  if ('orphaned' in entry) return;
  const { parent: _former, parent_created_at: _then, ...orphan } = entry;
  transaction.put(key, Buffer.from(JSON.stringify(orphan)), entry.expires_at || undefined);
}
