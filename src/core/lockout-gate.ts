import { ApiError } from '../errors/api-error.ts';
import { Turnstile } from '../storage/turnstile.ts';

/** Attempts that may wait in one process: each holds its request in memory. */
const MAX_WAITING = 4096;

interface Attempts {
  running: number;
  waiting: number;
  /** Tells the first in the queue that a running attempt has ended. */
  wake?: () => void;
}

/** How many attempts a name has left, and when that was looked up. */
export interface KnownRoom {
  readonly room: number;
  /** `failuresSeen` as it was before the look-up. */
  readonly seen: number;
}

/**
 * Lets no more logins of one name be verified at a time than it has attempts left.
 *
 * It spares work that could only end in a refusal and decides nothing: what is true is settled by the store,
 * where failures are counted before they are answered. Other processes never queue here.
 */
export class LockoutGate {
  readonly #maxWaiting: number;
  readonly #names = new Map<string, Attempts>();
  readonly #turns = new Turnstile();
  #waiting = 0;
  #failuresSeen = 0;

  /** @param maxWaiting - how many may wait for a turn, of all names together */
  constructor(maxWaiting = MAX_WAITING) {
    this.#maxWaiting = maxWaiting;
  }

  /** Grows with every failed attempt of any name. */
  get failuresSeen(): number {
    return this.#failuresSeen;
  }

  /** How many names have attempts that run or wait. */
  get size(): number {
    return this.#names.size;
  }

  /**
   * Enter at once if there is room for certain, else wait for a turn. Whoever has entered must `leave`.
   *
   * @param readRoom - looks up anew how many attempts the name has left, 1 or more; throws when it is locked
   * @throws ApiError `LOGIN_BUSY`; and what `readRoom` throws
   */
  async enter(key: string, known: KnownRoom, readRoom: () => Promise<number>): Promise<void> {
    const attempts = this.#attemptsOf(key);
    const isCertain = attempts.waiting === 0 && known.seen === this.#failuresSeen;
    if (isCertain && attempts.running < known.room) {
      attempts.running += 1;
      return;
    }
    if (this.#waiting >= this.#maxWaiting) {
      this.#forgetIdle(key, attempts);
      throw new ApiError('LOGIN_BUSY');
    }
    this.#waiting += 1;
    attempts.waiting += 1;
    const endTurn = await this.#turns.enter(key);
    try {
      await waitForRoom(attempts, readRoom);
    } finally {
      endTurn();
      this.#waiting -= 1;
      attempts.waiting -= 1;
      this.#forgetIdle(key, attempts);
    }
  }

  /** End an attempt; a failure must have been counted in the store before. */
  leave(key: string, outcome: 'failed' | 'other'): void {
    const attempts = this.#attemptsOf(key);
    if (outcome === 'failed') this.#failuresSeen += 1;
    attempts.running -= 1;
    attempts.wake?.();
    this.#forgetIdle(key, attempts);
  }

  #attemptsOf(key: string): Attempts {
    let attempts = this.#names.get(key);
    if (!attempts) {
      attempts = { running: 0, waiting: 0 };
      this.#names.set(key, attempts);
    }
    return attempts;
  }

  #forgetIdle(key: string, { running, waiting }: Attempts): void {
    if (running === 0 && waiting === 0) this.#names.delete(key);
  }
}

/** While one waits here nobody else of the name can enter: the number that run only falls. */
async function waitForRoom(attempts: Attempts, readRoom: () => Promise<number>): Promise<void> {
  for (;;) {
    // one that ends during the look-up may be in its result or not: it is held to be running still
    const running = attempts.running;
    const room = await readRoom();
    if (running < room) {
      attempts.running += 1;
      return;
    }
    if (attempts.running === running) {
      await new Promise<void>((resolve) => {
        attempts.wake = resolve;
      });
    }
  }
}
