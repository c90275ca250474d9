import { ApiError } from '../../errors/api-error.ts';
import type { Clock } from '../../lib/time.ts';
import { inTransaction } from '../../storage/transaction.ts';
import type { LifecycleService } from '../lifecycle-service.ts';
import { takeLease } from '../process-lease.ts';
import type { Log, Unsealed } from '../scope.ts';
import { KeyRotation } from './key-rotation.ts';

const LEASE_KEY = 'lease/key-rotation';
/** Encryptions that a process keeps to itself at most, and that are not counted when it is killed. */
const REPORT_AT = 10_000;

/** What tending the keys needs. */
export interface KeyTending {
  readonly lifecycle: Pick<LifecycleService, 'unsealed' | 'keys' | 'rotate'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this process. */
  readonly holder: string;
}

/**
 * Follow the keys that other processes have made, report how often the encryption key was used, and rotate it where
 * its settings say so. Of all processes one rotates.
 */
export async function tendKeys(tending: KeyTending): Promise<void> {
  const { unsealed } = tending.lifecycle;
  if (!unsealed) return;
  await tending.lifecycle.keys.renew();
  await reportUsage(unsealed);
  if (!(await isDue(unsealed, tending.clock()))) return;
  const of = { key: LEASE_KEY, holder: tending.holder, now: tending.clock() };
  if (!(await takeLease(unsealed.open, of))) return;
  await rotate(tending, unsealed);
}

async function reportUsage({ open }: Unsealed): Promise<void> {
  const { term, unreported } = open.barrier.status;
  if (unreported < REPORT_AT) return;
  await inTransaction(open, (transaction) => new KeyRotation(transaction).report(term, unreported));
  open.barrier.noteReported(term, unreported);
}

async function isDue({ open }: Unsealed, now: number): Promise<boolean> {
  const { term, installedAt, unreported } = open.barrier.status;
  return inTransaction(open, async (transaction) => {
    const rotation = new KeyRotation(transaction);
    const { enabled, max_operations, interval } = await rotation.settings();
    if (!enabled) return false;
    if (interval > 0 && now - installedAt >= interval * 1000) return true;
    return (await rotation.reported(term)) + unreported >= max_operations;
  });
}

/** The key that is rotated is one that was looked at once the lease was there: nobody rotates twice. */
async function rotate(tending: KeyTending, unsealed: Unsealed): Promise<void> {
  const { lifecycle, clock, log } = tending;
  await lifecycle.keys.renew();
  if (!(await isDue(unsealed, clock()))) return;
  try {
    await lifecycle.rotate();
    log('info', 'encryption key rotated', { term: unsealed.open.barrier.status.term });
  } catch (error) {
    // somebody asked for it at this moment
    if (!(error instanceof ApiError) || error.code !== 'ROTATION_RUNNING') throw error;
  }
}
