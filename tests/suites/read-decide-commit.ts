import { type Decision, retryCommit } from '../../src/storage/retry-commit.ts';
import type { Store, StoredEntry } from '../../src/storage/store.ts';

/** Reads keys; the commit will hold only if they have not moved by then. */
export type GuardedRead = (keys: readonly string[]) => Promise<(StoredEntry | undefined)[]>;

/** Read, decide, commit, again when a key that was read has moved: how a counter is raised. */
export function readDecideCommit<Result>(
  store: Store,
  decide: (read: GuardedRead) => Promise<Decision<Result>>,
): Promise<Result> {
  return retryCommit(store, async () => {
    const seen = new Map<string, number>();
    const { result, commit } = await decide(async (keys) => {
      const entries = await store.get(keys);
      for (const [at, key] of keys.entries()) {
        if (!seen.has(key)) seen.set(key, entries[at]?.version ?? 0);
      }
      return entries;
    });
    const expect = Array.from(seen, ([key, version]) => ({ key, version }));
    return { result, commit: { ...commit, expect } };
  });
}
