import { Slots } from '../lib/slots.ts';

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
  /** Each with the look at which it was added. */
  readonly #waiting = new Slots<{ readonly expiring: Expiring; readonly added: number }>();
  #look = 0;

  /** @param durationMs - time that each of them has, in milliseconds */
  constructor(durationMs: number) {
    this.#timer = setInterval(() => this.#expire(), Math.max(1, durationMs / LOOKS)).unref();
  }

  /** @returns what `remove` takes */
  add(expiring: Expiring): number {
    return this.#waiting.add({ expiring, added: this.#look });
  }

  /** Whatever was added is removed once, whether it has expired or not. */
  remove(place: number): void {
    this.#waiting.remove(place);
  }

  /** Let nothing expire any more. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #expire(): void {
    this.#look += 1;
    // exactly at one look, so that nothing expires twice
    for (const { expiring, added } of this.#waiting) {
      if (this.#look - added === LOOKS + 1) expiring.expire();
    }
  }
}
