import type { ReopenedStore } from './reopened-store.ts';

/** How far a thing has come, as the store says after a crash. */
export type ReadProgress = (store: ReopenedStore) => Promise<number>;

/**
 * One thing in the store that only ever moves forward, by one step per request: a counter, or absent, there,
 * gone.
 *
 * What the server has acknowledged must be found again, and no more than was asked for.
 */
export class Thing {
  readonly name: string;
  readonly #read: ReadProgress;
  #acknowledged: number;
  #attempted: number;

  /** @param reached - steps that the server has acknowledged already */
  constructor(name: string, read: ReadProgress, reached = 0) {
    this.name = name;
    this.#read = read;
    this.#acknowledged = reached;
    this.#attempted = reached;
  }

  /** The last step that was tried, or is being tried. */
  get attempted(): number {
    return this.#attempted;
  }

  /** Take one step. When the request fails, the step may or may not have been taken. */
  async step<T>(request: (step: number) => Promise<T>): Promise<T> {
    this.#attempted += 1;
    const answer = await request(this.#attempted);
    this.#acknowledged += 1;
    return answer;
  }

  /**
   * Compare with what the store says; whatever that is must stay from now on.
   *
   * @returns what is wrong, or undefined
   */
  async check(store: ReopenedStore): Promise<string | undefined> {
    try {
      const found = await this.#read(store);
      const [least, most] = [this.#acknowledged, this.#attempted];
      this.#acknowledged = found;
      this.#attempted = found;
      if (found >= least && found <= most) return undefined;
      return `${this.name}: ${least} steps acknowledged, ${most} asked for, ${found} are there`;
    } catch (error) {
      return `${this.name}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
