/**
 * A map that forgets what was not asked for lately, for copies that may be dropped at any moment.
 *
 * Two generations: what is found in the old one moves to the young one; when that is full it becomes the old
 * one, and the rest of the old one is forgotten. So it holds at most twice its bound.
 */
export class BoundedMap<K, V> {
  readonly #most: number;
  #young = new Map<K, V>();
  #old = new Map<K, V>();

  /** @param most - entries of one generation, 1 or more */
  constructor(most: number) {
    this.#most = most;
  }

  /** How many entries it holds; one that was set anew may count twice. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: K, value: V): void {
    if (this.#young.size >= this.#most && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  /** Forget everything. */
  clear(): void {
    if (this.size === 0) return;
    this.#young = new Map();
    this.#old = new Map();
  }
}
