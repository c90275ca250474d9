import { openMemoryStore } from '../../src/storage/sqlite/index.ts';
import { StoreError } from '../../src/storage/store-error.ts';
import type { Store } from '../../src/storage/store.ts';

/** What goes wrong with a commit. `refuse`: it fails, the next ones do not. */
export type Fault = 'refuse' | 'die before' | 'die after';

/** A store in memory in which one commit goes wrong. */
export interface FaultyStore {
  readonly store: Store;
  /** What is left when the process is gone. */
  readonly left: Store;
  /** The commit with this number from now on, 1 or more, goes wrong. */
  plan(fault: Fault, commit: number): void;
  /** Whether it has. Nothing is planned afterwards. */
  hasStruck(): boolean;
}

/** Open one. After it has died it answers nothing any more. */
export function openFaultyStore(): FaultyStore {
  const left = openMemoryStore();
  let planned: { fault: Fault; commit: number } | undefined;
  let struck = false;
  let isDead = false;
  const alive = <T>(act: () => Promise<T>): Promise<T> =>
    isDead ? Promise.reject(new StoreError('crashed', 'the process is gone')) : act();
  const strike = async (commit: Parameters<Store['commit']>[0]): Promise<never> => {
    const fault = planned?.fault;
    planned = undefined;
    struck = true;
    if (fault === 'refuse') throw new StoreError('full', 'the disk is full');
    isDead = true;
    if (fault === 'die after') await left.commit(commit);
    throw new StoreError('crashed', 'the process is gone');
  };
  const store: Store = {
    get: (keys) => alive(() => left.get(keys)),
    scan: (prefix, bounds) => alive(() => left.scan(prefix, bounds)),
    expired: (notAfterMs, limit) => alive(() => left.expired(notAfterMs, limit)),
    close: async () => undefined,
    commit: (commit) =>
      alive(() => {
        if (!planned) return left.commit(commit);
        planned.commit -= 1;
        return planned.commit === 0 ? strike(commit) : left.commit(commit);
      }),
  };
  return {
    store,
    left,
    plan: (fault, commit) => {
      planned = { fault, commit };
      struck = false;
    },
    hasStruck: () => {
      planned = undefined;
      return struck;
    },
  };
}
