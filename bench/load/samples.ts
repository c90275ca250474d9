/** Most samples that are kept; later ones are left out. */
const MOST = 4_000_000;

/** What a row of durations says, in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Durations of one run. */
export class Samples {
  readonly #values: number[] = [];

  add(ms: number): void {
    if (this.#values.length < MOST) this.#values.push(ms);
  }

  get count(): number {
    return this.#values.length;
  }

  spread(): Spread {
    const sorted = Float64Array.from(this.#values).sort();
    const at = (part: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

/** The middle of some numbers; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
