import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Runtime } from '../client/runtime.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Clock, timers and chance of a client in the hands of a test: nothing happens before it says so. */
export class ManualRuntime implements Runtime {
  #now: number;
  readonly #timers = new Set<Timer>();
  /** Answered by `random`; in the middle unless a test says otherwise. */
  chance = 0.5;
  /** Whether something goes on that no timer waits for, such as a request to a server. */
  isBusy: () => boolean = () => false;

  /** @param startAt - milliseconds since the epoch */
  constructor(startAt: number = Date.UTC(2026, 0, 1)) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Milliseconds until each timer is due, the next one first. */
  get due(): readonly number[] {
    return [...this.#timers].map(({ at }) => at - this.#now).toSorted((a, b) => a - b);
  }

  /**
   * Let time pass: what becomes due on the way is called in its order, each time followed by all that comes
   * of it without time.
   *
   * @param onStep - told of each step, in milliseconds, before what is due then is called
   */
  async pass(ms: number, onStep: (ms: number) => void = () => undefined): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].toSorted((a, b) => a.at - b.at)[0];
      const to = next && next.at <= end ? next.at : end;
      onStep(to - this.#now);
      this.#now = to;
      if (!next || next.at > end) return;
      this.#timers.delete(next);
      next.callback();
      await this.settle();
    }
  }

  /** Wait for whatever goes on without timers. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5 || this.isBusy(); turn += 1) await nextTurn();
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  }
}
