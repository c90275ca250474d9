import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Commit, Expectation, ScanBounds, Store, StoredEntry } from './store.ts';
import { Turnstile } from './turnstile.ts';

/** What a decision may look at. */
export interface ReadView {
  /** As `Store.get`; the commit will hold only if these keys have not moved by then. */
  get(keys: readonly string[]): Promise<(StoredEntry | undefined)[]>;
  /** As `Store.get`, for what may move without harm. */
  peek(keys: readonly string[]): Promise<(StoredEntry | undefined)[]>;
  /** As `Store.scan`; what it returns may move. `get` the entries that matter, or one that guards them. */
  scan(prefix: string, bounds: ScanBounds): Promise<StoredEntry[]>;
}

/** What was decided: the answer, and what must be written for it to be true; no commit: nothing. */
export interface Decision<Result> {
  readonly result: Result;
  readonly commit?: Commit | undefined;
}

/** Options of `transact`. */
export interface TransactOptions {
  /** How often to decide at most, 1 or more; 64 by default. */
  readonly attempts?: number;
}

/** A key was moved by others between reading and committing in every attempt. */
export class StoreConflictError extends Error {
  /** The key that had moved the last time. Not part of the message: keys may tell something. */
  readonly key: string;

  constructor(key: string, attempts: number) {
    super(`a store entry was changed by others in each of ${attempts} attempts`);
    this.name = 'StoreConflictError';
    this.key = key;
  }
}

const turnstiles = new WeakMap<Store, Turnstile>();

/**
 * Read, decide, commit; and again when a key that was read has moved in between.
 *
 * `decide` may run several times and must do nothing that cannot be repeated. Every key read with
 * `get` is expected unchanged; further expectations of the commit hold too. After a conflict the callers
 * of this process take turns at the key in question, so that many who change one entry cost about
 * one commit each.
 *
 * @returns the result of the decision that was committed
 * @throws StoreConflictError when the bound of attempts is reached; nothing is written then
 */
export async function transact<Result>(
  store: Store,
  decide: (read: ReadView) => Promise<Decision<Result>> | Decision<Result>,
  { attempts = 64 }: TransactOptions = {},
): Promise<Result> {
  let moved = '';
  let leave: (() => void) | undefined;
  try {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const outcome = await attemptOnce(store, decide);
      if ('result' in outcome) return outcome.result;
      moved = outcome.moved;
      leave?.();
      leave = await turnstileOf(store).enter(moved);
      // Other processes need a moment in which to finish what this one ran into.
      await nextTurn();
    }
    throw new StoreConflictError(moved, attempts);
  } finally {
    leave?.();
  }
}

async function attemptOnce<Result>(
  store: Store,
  decide: (read: ReadView) => Promise<Decision<Result>> | Decision<Result>,
): Promise<{ readonly result: Result } | { readonly moved: string }> {
  const seen = new Map<string, number>();
  const { result, commit } = await decide(createReadView(store, seen));
  if (commit === undefined) return { result };
  const read = Array.from(seen, ([key, version]): Expectation => ({ key, version }));
  const answer = await store.commit({ ...commit, expect: [...(commit.expect ?? []), ...read] });
  return answer.applied ? { result } : { moved: answer.moved };
}

function createReadView(store: Store, seen: Map<string, number>): ReadView {
  return {
    async get(keys) {
      const entries = await store.get(keys);
      for (const [at, key] of keys.entries()) {
        // The first look counts: had the entry moved before the second, the commit must fail.
        if (!seen.has(key)) seen.set(key, entries[at]?.version ?? 0);
      }
      return entries;
    },
    peek: (keys) => store.get(keys),
    scan: (prefix, bounds) => store.scan(prefix, bounds),
  };
}

function turnstileOf(store: Store): Turnstile {
  let turnstile = turnstiles.get(store);
  if (turnstile === undefined) {
    turnstile = new Turnstile();
    turnstiles.set(store, turnstile);
  }
  return turnstile;
}
