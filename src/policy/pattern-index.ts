import { type PathPattern, comparePatterns, matchesPath } from './path-pattern.ts';

/** What is kept in the index: anything that has a pattern. */
export interface Patterned {
  readonly pattern: PathPattern;
}

/**
 * Finds the one rule that decides about a path.
 *
 * A look-up costs as many map reads as there are lengths of heads, not as many as there are rules: the
 * head of the strongest matching pattern is the longest, so heads are tried from long to short.
 */
export class PatternIndex<T extends Patterned> {
  readonly #exact: ReadonlyMap<string, T>;
  readonly #byHead: ReadonlyMap<string, readonly T[]>;
  readonly #headLengths: readonly number[];

  /** @param entries - no two with the same pattern text */
  constructor(entries: readonly T[]) {
    const isExact = ({ pattern }: T): boolean => !pattern.isPrefix && !pattern.segments;
    this.#exact = new Map(entries.filter(isExact).map((entry) => [entry.pattern.literal, entry]));
    const ranked = entries
      .filter((entry) => !isExact(entry))
      .sort((left, right) => comparePatterns(left.pattern, right.pattern));
    this.#byHead = Map.groupBy(ranked, ({ pattern }) => pattern.head);
    this.#headLengths = [...new Set(ranked.map(({ pattern }) => pattern.head.length))];
  }

  /**
   * The rule that decides.
   *
   * In order: exact; for a list the exact one without the trailing slash; the best of the others for
   * the path as it is; for a list the best of the others without the trailing slash. The last two stand
   * in OpenBao's order: in the other one a wide allow would defeat a more specific deny.
   *
   * @param isListing - for list and scan, and for questions about capabilities
   */
  find(path: string, isListing: boolean): T | undefined {
    const bare = isListing && path.endsWith('/') ? path.slice(0, -1) : undefined;
    return (
      this.#exact.get(path) ??
      (bare === undefined ? undefined : this.#exact.get(bare)) ??
      this.#findBest(path) ??
      (bare === undefined ? undefined : this.#findBest(bare))
    );
  }

  /** Every rule that matches, in the order in which they would decide; for explanations only. */
  findAll(path: string, isListing: boolean): readonly T[] {
    const paths = isListing && path.endsWith('/') ? [path, path.slice(0, -1)] : [path];
    const exact = paths.map((spelling) => this.#exact.get(spelling));
    const others = paths.flatMap((spelling) => this.#matching(spelling));
    return [...new Set([...exact, ...others])].filter((entry) => entry !== undefined);
  }

  #findBest(path: string): T | undefined {
    const segments = path.split('/');
    for (const length of this.#headLengths) {
      if (length > path.length) continue;
      const bucket = this.#byHead.get(path.slice(0, length));
      const found = bucket?.find(({ pattern }) => matchesPath(pattern, path, segments));
      if (found) return found;
    }
    return undefined;
  }

  #matching(path: string): readonly T[] {
    const segments = path.split('/');
    return this.#headLengths.flatMap((length) => {
      const bucket = this.#byHead.get(path.slice(0, length)) ?? [];
      return bucket.filter(({ pattern }) => matchesPath(pattern, path, segments));
    });
  }
}
