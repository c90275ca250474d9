import { openMemoryStore } from '../storage/sqlite/index.ts';
import { StoreError } from '../storage/store-error.ts';
import type { Store } from '../storage/store.ts';

/** What was asked of a store; a test may set it back, or let commits fail. */
export interface StoreCounts {
  gets: number;
  scans: number;
  commits: number;
  failsCommits: boolean;
}

/** A store that counts its calls: by default a fresh one in memory. */
export function withCounted(inner: Store = openMemoryStore()): {
  readonly store: Store;
  readonly counts: StoreCounts;
} {
  const counts: StoreCounts = { gets: 0, scans: 0, commits: 0, failsCommits: false };
  const store: Store = {
    get: (keys) => {
      counts.gets += 1;
      return inner.get(keys);
    },
    scan: (prefix, bounds) => {
      counts.scans += 1;
      return inner.scan(prefix, bounds);
    },
    commit: (commit) => {
      counts.commits += 1;
      if (counts.failsCommits) return Promise.reject(new StoreError('full', 'no space left'));
      return inner.commit(commit);
    },
    expired: (notAfterMs, limit) => inner.expired(notAfterMs, limit),
    close: () => inner.close(),
  };
  return { store, counts };
}
