import { ApiError } from '../errors/api-error.ts';
import { compareBytes } from '../lib/compare-bytes.ts';
import type { Transaction } from '../storage/transaction.ts';
import { allFailures, FailuresRow, placeOfFailures } from './lockout-records.ts';
import { isLockedOut, lockoutSettings } from './lockout-settings.ts';
import type { MountEntry } from './mount-entry.ts';
import { type CoreParts, findType, type Scope } from './scope.ts';

/** The names that are locked out at one mount. */
export interface LockedNames {
  readonly accessor: string;
  /** In byte order. */
  readonly names: readonly string[];
}

/** Who is locked out, for the system's endpoints. */
export class LockoutService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The mounts at which somebody is locked out, those with the most names first. */
  async list(accessor?: string): Promise<LockedNames[]> {
    const found: LockedNames[] = [];
    for (const mount of this.#scope.configuration.mounts.all()) {
      if (accessor !== undefined && mount.accessor !== accessor) continue;
      const names = await this.#lockedAt(mount);
      if (names.length > 0) found.push({ accessor: mount.accessor, names });
    }
    return found.toSorted(
      (a, b) => b.names.length - a.names.length || compareBytes(a.accessor, b.accessor),
    );
  }

  /**
   * Forget the failures of a name, locked or not.
   *
   * @param name - as `list` tells it
   * @throws ApiError `LOCKOUT_MOUNT_UNKNOWN`
   */
  unlock(accessor: string, name: string): void {
    const mount = this.#scope.configuration.mounts.byAccessor(accessor);
    if (!mount) throw new ApiError('LOCKOUT_MOUNT_UNKNOWN', { values: { accessor } });
    const { transaction } = this.#scope;
    new FailuresRow(transaction, placeOfFailures(transaction.barrier, mount, name)).remove();
  }

  async #lockedAt(mount: MountEntry): Promise<string[]> {
    const names: string[] = [];
    for await (const name of lockedNames(this.#scope, mount)) names.push(name);
    return names.toSorted(compareBytes);
  }
}

/** Where names that are locked out are looked for. */
export interface LockoutPlace {
  readonly parts: Pick<CoreParts, 'types' | 'lockout'>;
  readonly transaction: Transaction;
  readonly now: number;
}

/**
 * The names that are locked out at a mount, in no meaningful order.
 *
 * @yields each
 */
export async function* lockedNames(
  { parts, transaction, now }: LockoutPlace,
  mount: MountEntry,
): AsyncGenerator<string> {
  if (!findType(parts.types, mount)?.hasUserLockout) return;
  const settings = lockoutSettings(parts.lockout, mount);
  if (!settings) return;
  for await (const failures of allFailures(transaction, mount)) {
    if (isLockedOut(failures, settings, now)) yield failures.name;
  }
}
