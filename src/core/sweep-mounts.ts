import { bindRecord, type Collection } from '../storage/records.ts';
import { inTransaction, type OpenStore, Transaction } from '../storage/transaction.ts';
import { removeToken } from '../token/sweeper.ts';
import { decodeRow, tokenKeys } from '../token/token-store.ts';
import {
  mountPrefix,
  type RemovedMount,
  removedMountRecord,
  ROOT_NAMESPACE,
} from './mount-entry.ts';

/** Rows that one commit looks at or removes at most. */
const BATCH = 200;

/**
 * How long a removed mount is remembered: a request that began before may still write below it, and what
 * it wrote must be found too.
 */
export const REMOVED_MOUNT_KEPT_MS = 600_000;

/** Where removed mounts lie, to see at the cost of one read whether there are any. */
export const removedMountPrefix = `${ROOT_NAMESPACE}${removedMountRecord.collection}/`;

/**
 * Free the space of mounts that were disabled: what they stored, and the tokens they issued, whose own
 * children and cubbyholes follow as with any revoked token.
 *
 * Each mount is taken one bounded commit further; progress lies in the store, so that a crash costs
 * nothing but the step.
 *
 * @returns whether more can be done at once
 */
export async function sweepRemovedMounts(open: OpenStore, now: number): Promise<boolean> {
  const removed = bindRecord(new Transaction(open), ROOT_NAMESPACE, removedMountRecord);
  let hasMore = false;
  for (const { name } of await removed.all()) {
    const isUnfinished = await inTransaction(open, (transaction) => step(transaction, name, now));
    hasMore ||= isUnfinished;
  }
  return hasMore;
}

/** @returns whether the mount can be taken further at once */
async function step(transaction: Transaction, name: string, now: number): Promise<boolean> {
  const jobs = bindRecord(transaction, ROOT_NAMESPACE, removedMountRecord);
  const job = await jobs.get(name);
  if (!job) return false;
  const rows = await transaction.scanKeys(mountPrefix(job.uuid), { limit: BATCH });
  for (const key of rows) transaction.remove(key);
  if (rows.length > 0) return true;
  if (!job.has_tokens_swept) return sweepTokensOf(transaction, job, jobs);
  if (now >= job.removed_at + REMOVED_MOUNT_KEPT_MS) jobs.remove(name);
  return false;
}

async function sweepTokensOf(
  transaction: Transaction,
  job: RemovedMount,
  jobs: Collection<RemovedMount>,
): Promise<boolean> {
  const after = job.tokens_after ?? tokenKeys.prefix;
  const page = await transaction.scan(tokenKeys.prefix, { after, limit: BATCH });
  for (const row of page) {
    const entry = decodeRow(row);
    if ('orphaned' in entry || entry.mount_uuid !== job.uuid) continue;
    await removeToken(transaction, row.key, entry.parent);
  }
  const last = page.at(-1);
  jobs.put(
    job.uuid,
    last && page.length === BATCH
      ? { ...job, tokens_after: last.key }
      : { ...job, has_tokens_swept: true },
  );
  return true;
}
