import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Commit, Store } from './store.ts';
import { Turnstile } from './turnstile.ts';

/** What was decided: the answer, and what must be written for it to be true; no commit: nothing. */
export interface Decision<Result> {
  readonly result: Result;
  readonly commit?: Commit | undefined;
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
 * Decide, commit; and again when a key that the commit expects has moved in between.
 *
 * `decide` may run several times and must do nothing that cannot be repeated. After a conflict the
 * callers of this process take turns at the key in question, so that many who change one entry cost
 * about one commit each.
 *
 * @param attempts - how often to decide at most, 1 or more
 * @returns the result of the decision that was committed
 * @throws StoreConflictError when the bound of attempts is reached; nothing is written then
 */
export async function retryCommit<Result>(
  store: Store,
  decide: () => Promise<Decision<Result>>,
  attempts = 64,
): Promise<Result> {
  let moved = '';
  let leave: (() => void) | undefined;
  try {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { result, commit } = await decide();
      if (commit === undefined) return result;
      const answer = await store.commit(commit);
      if (answer.applied) return result;
      moved = answer.moved;
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

function turnstileOf(store: Store): Turnstile {
  let turnstile = turnstiles.get(store);
  if (turnstile === undefined) {
    turnstile = new Turnstile();
    turnstiles.set(store, turnstile);
  }
  return turnstile;
}
