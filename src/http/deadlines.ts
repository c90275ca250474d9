/** What is told when its time is up. */
export interface Expiring {
  expire(): void;
}

/** How many times within the duration it is looked at: the later end of a deadline is 1/30 beyond. */
const LOOKS = 30;

/**
 * One deadline for many things that mostly end long before it.
 *
 * A timer of its own for each would cost a request more than all that is done to its path and headers.
 */
export class Deadlines {
  readonly #timer: NodeJS.Timeout;
  /** In the order of arrival, and so of deadlines; each with the look at which it was added. */
  readonly #waiting = new Map<Expiring, number>();
  #look = 0;

  /** @param durationMs - time that each of them has, in milliseconds */
  constructor(durationMs: number) {
    this.#timer = setInterval(() => this.#expire(), Math.max(1, durationMs / LOOKS)).unref();
  }

  add(waiting: Expiring): void {
    this.#waiting.set(waiting, this.#look);
  }

  remove(waiting: Expiring): void {
    this.#waiting.delete(waiting);
  }

  /** Let nothing expire any more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #expire(): void {
    this.#look += 1;
    for (const [waiting, added] of this.#waiting) {
      if (this.#look - added <= LOOKS) break;
      this.#waiting.delete(waiting);
      waiting.expire();
    }
  }
}
