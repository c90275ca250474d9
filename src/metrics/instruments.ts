/** Counts what only ever grows. */
export class Counter {
  value = 0;

  /** @param by - 0 or more */
  add(by = 1): void {
    this.value += by;
  }
}

/** Tells how much of something there is now. */
export class Gauge {
  value = 0;

  set(value: number): void {
    this.value = value;
  }

  add(by: number): void {
    this.value += by;
  }
}

/** How often values of which size were seen: a few additions each, whatever came before. */
export class Histogram {
  /** Upper bounds, ascending; what lies above the last is counted by `count` alone. */
  readonly bounds: readonly number[];
  /** How many values lie within each bound and above the one before. */
  readonly counts: Float64Array;
  count = 0;
  sum = 0;
  squares = 0;
  min = Infinity;
  max = -Infinity;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length);
  }

  observe(value: number): void {
    this.count += 1;
    this.sum += value;
    this.squares += value * value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const { bounds, counts } = this;
    for (let i = 0; i < bounds.length; i++) {
      if (value > (bounds[i] ?? Infinity)) continue;
      counts[i] = (counts[i] ?? 0) + 1;
      return;
    }
  }
}

/** Any of them. */
export type Instrument = Counter | Gauge | Histogram;
