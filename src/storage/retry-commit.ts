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
 * callers of this process take turns at the key in question, and so does whoever comes and wants to change
 * it: many who change one entry cost about one commit each, and nobody is overtaken for ever. When it runs
 * again, `decide` must not wait for another commit of an entry that it changes: it may hold the turn itself.
 *
 * @param attempts - how often to commit at most, 1 or more
 * @returns the result of the decision that was committed
 * @throws StoreConflictError when the bound of attempts is reached; nothing is written then
 */
export async function retryCommit<Result>(
  store: Store,
  decide: () => Promise<Decision<Result>>,
  attempts = 64,
): Promise<Result> {
  const turn = new Turn(turnstileOf(store));
  try {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { result, commit } = await decideInTurn(turn, decide);
      if (commit === undefined) return result;
      const answer = await store.commit(commit);
      if (answer.applied) return result;
      await turn.take(answer.moved);
      // Other processes need a moment in which to finish what this one ran into.
      await nextTurn();
    }
    throw new StoreConflictError(turn.key ?? '', attempts);
  } finally {
    turn.end();
  }
}

/** Decide; where others queue for what is to be changed, queue too and decide by what they leave. */
async function decideInTurn<Result>(
  turn: Turn,
  decide: () => Promise<Decision<Result>>,
): Promise<Decision<Result>> {
  const decision = await decide();
  const wanted = turn.findQueue(decision.commit);
  if (wanted === undefined) return decision;
  await turn.take(wanted);
  return decide();
}

/** The place of one caller at the turnstile: at one key at most, or two callers could wait for each other. */
class Turn {
  readonly #turnstile: Turnstile;
  #key: string | undefined;
  #leave: (() => void) | undefined;

  constructor(turnstile: Turnstile) {
    this.#turnstile = turnstile;
  }

  get key(): string | undefined {
    return this.#key;
  }

  /** Wait for the turn at a key; whoever has it already keeps it. */
  async take(key: string): Promise<void> {
    if (this.#key === key) return;
    this.end();
    this.#leave = await this.#turnstile.enter(key);
    this.#key = key;
  }

  /** A key that a commit changes by what was read of it, and that others queue for; none once in a queue. */
  findQueue(commit: Commit | undefined): string | undefined {
    if (!commit || this.#key !== undefined || this.#turnstile.size === 0) return undefined;
    const { put = [], remove = [], expect = [] } = commit;
    const queued = expect.find(
      ({ key }) =>
        this.#turnstile.isHeld(key) &&
        (put.some((entry) => entry.key === key) || remove.includes(key)),
    );
    return queued?.key;
  }

  end(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#key = undefined;
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
