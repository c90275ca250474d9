/**
 * Answers of one turn of the event loop, written one after the other at its end.
 *
 * Each write may wake the process that waits for it, which on a virtual machine costs more than all else that
 * is done to an answer; written together, most find their reader awake.
 */
export class Outbox {
  #waiting: (() => void)[] = [];

  /** @param write - must not throw */
  add(write: () => void): void {
    if (this.#waiting.push(write) === 1) setImmediate(() => this.#flush());
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const write of waiting) write();
  }
}
