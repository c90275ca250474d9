import { defineRecord } from '../framework/record.ts';
import { release } from '../lib/release.ts';
import { bindRecord } from '../storage/records.ts';
import { inTransaction, type OpenStore, type Transaction } from '../storage/transaction.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';

/** A version that has worked on a store. */
export interface InstalledVersion {
  readonly version: string;
  /** When the store was first opened by it, milliseconds since the epoch. */
  readonly installed_at: number;
  /** When it was made, RFC 3339. */
  readonly release_date: string;
  /** The one before; null: none is known. */
  readonly previous_version: string | null;
}

const versionRecord = defineRecord<InstalledVersion>({ collection: 'version', version: 1 });

/** Versions, the oldest first. */
export async function listVersions(transaction: Transaction): Promise<InstalledVersion[]> {
  const all = await bindRecord(transaction, ROOT_NAMESPACE, versionRecord).all();
  return all
    .map(({ record }) => record)
    .toSorted((a, b) => a.installed_at - b.installed_at || (a.version < b.version ? -1 : 1));
}

/**
 * Note that this version works on a store. Costs one read where that is known; of several servers that start
 * at once, one writes. Whoever goes back to an older version and forth again finds nothing new.
 *
 * @param now - milliseconds since the epoch
 */
export function noteVersion(open: OpenStore, now: number): Promise<void> {
  return inTransaction(open, async (transaction) => {
    const versions = bindRecord(transaction, ROOT_NAMESPACE, versionRecord);
    if (await versions.get(release.version)) return;
    const previous = (await listVersions(transaction)).at(-1);
    versions.create(release.version, {
      version: release.version,
      installed_at: now,
      release_date: release.date,
      previous_version: previous?.version ?? null,
    });
  });
}
