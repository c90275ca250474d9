import type { RandomBytes } from '../crypto/random.ts';
import { bindRecord } from '../storage/records.ts';
import { inTransaction, type OpenStore } from '../storage/transaction.ts';
import { builtinMounts } from './builtin-mounts.ts';
import { mountRecord, ROOT_NAMESPACE } from './mount-entry.ts';

/**
 * Give a store that an earlier version made the mounts that every server has by now. Costs one read where
 * none is missing; of several servers that start at once, one writes.
 */
export function addMissingMounts(open: OpenStore, random: RandomBytes): Promise<void> {
  return inTransaction(open, async (transaction) => {
    const mounts = bindRecord(transaction, ROOT_NAMESPACE, mountRecord);
    const wanted = builtinMounts(random);
    const stored = await mounts.getMany(wanted.map(({ path }) => path));
    for (const [at, mount] of wanted.entries()) {
      if (!stored[at]) mounts.put(mount.path, mount);
    }
  });
}
