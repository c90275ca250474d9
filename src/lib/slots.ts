/**
 * Things that come and go quickly, each in a place of its own.
 *
 * A `Map` would be the plain choice, and is a trap: each time it is copied the abandoned copy still points to what
 * was in it and to its successor, and once one such copy has become old, the garbage collector moves all later ones,
 * with every request that they hold, to the old generation.
 */
export class Slots<T> {
  readonly #places: (T | undefined)[] = [];
  readonly #free: number[] = [];

  /** @returns its place, to be given back */
  add(thing: T): number {
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = thing;
    return place;
  }

  /** Let go of what lies in a place; once for each `add`. */
  remove(place: number): void {
    this.#places[place] = undefined;
    this.#free.push(place);
  }

  get size(): number {
    return this.#places.length - this.#free.length;
  }

  /** @yields all that is there, in no order */
  *[Symbol.iterator](): Iterator<T> {
    for (const thing of this.#places) if (thing !== undefined) yield thing;
  }
}
