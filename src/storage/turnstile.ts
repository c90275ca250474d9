/**
 * Lets the callers of one process through one at a time per key.
 *
 * It spares retries among those who are known to want the same key and decides nothing: what is true is
 * settled by the store, other processes never queue here.
 */
export class Turnstile {
  /** The last in the queue of each key that somebody holds or waits for. */
  readonly #tails = new Map<string, Promise<void>>();

  /**
   * Wait for one's turn at a key.
   *
   * Whoever holds one key must give it back before asking for another, or two could wait for each other.
   *
   * @returns the function that lets the next one through
   */
  async enter(key: string): Promise<() => void> {
    const before = this.#tails.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#tails.set(key, promise);
    await before;
    return () => {
      if (this.#tails.get(key) === promise) this.#tails.delete(key);
      resolve();
    };
  }

  /** Whether somebody holds a key. */
  isHeld(key: string): boolean {
    return this.#tails.has(key);
  }

  /** How many keys are held at the moment. */
  get size(): number {
    return this.#tails.size;
  }
}
