import { inTransaction, type OpenStore } from '../storage/transaction.ts';

/** How long a process that says nothing more keeps the others from a piece of work. */
const LEASE_MS = 60_000;

interface Lease {
  readonly holder: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Become the one process that does a piece of work, or stay it.
 *
 * @returns false while another process is
 */
export function takeLease(
  open: OpenStore,
  of: { readonly key: string; readonly holder: string; readonly now: number },
): Promise<boolean> {
  const { key, holder, now } = of;
  return inTransaction(open, async (transaction) => {
    const row = await transaction.get(key);
    const lease = row && (JSON.parse(row.value.toString()) as Lease);
    const isOwn = lease?.holder === holder;
    if (lease && !isOwn && now < lease.until) return false;
    // written again only when half of it is over
    if (isOwn && now < lease.until - LEASE_MS / 2) return true;
    const next: Lease = { holder, until: now + LEASE_MS };
    transaction.put(key, Buffer.from(JSON.stringify(next)));
    return true;
  });
}
