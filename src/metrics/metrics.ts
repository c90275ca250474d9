import { Family } from './family.ts';
import { Counter, Gauge, Histogram, type Instrument } from './instruments.ts';
import { type MetricDeclaration, metricCatalogue, type MetricName } from './metric-catalogue.ts';

/** Names of one type. */
export type NameOfType<T extends MetricDeclaration['type']> = {
  [N in MetricName]: (typeof metricCatalogue)[N]['type'] extends T ? N : never;
}[MetricName];

/** How metrics are kept. */
export interface MetricsOptions {
  /** Label sets of one name that are told apart at most. Default: 500. */
  readonly mostLabelSets?: number;
  /** Stands before the names that not all processes have. Default: `vault`. */
  readonly prefix?: string;
  /** Whether they are told in the form of Prometheus too. Default: true. */
  readonly hasPrometheus?: boolean;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic?: () => number;
}

/** One name with what is known of it now. */
export interface CollectedFamily {
  readonly name: MetricName;
  readonly declaration: MetricDeclaration;
  readonly family: Family<Instrument>;
}

const milliseconds = [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];
const counts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128, 256, 512, 1024];

/**
 * What a process counts, from its start on. Made once and handed to whoever counts; where figures are kept
 * elsewhere already, a collector reads them when somebody asks.
 */
export class Metrics {
  readonly #families: ReadonlyMap<MetricName, Family<Instrument>>;
  readonly #collectors: (() => void)[] = [];
  #timesAsked = 0;
  /** Milliseconds of a clock that never goes back: for measuring how long something takes. */
  readonly monotonic: () => number;
  readonly startedAt: number;
  readonly prefix: string;
  readonly hasPrometheus: boolean;

  constructor({
    mostLabelSets = 500,
    prefix = 'vault',
    hasPrometheus = true,
    monotonic = () => performance.now(),
  }: MetricsOptions = {}) {
    const names = Object.keys(metricCatalogue) as MetricName[];
    this.#families = new Map(names.map((name) => [name, createFamily(name, mostLabelSets)]));
    this.prefix = prefix;
    this.hasPrometheus = hasPrometheus;
    this.monotonic = monotonic;
    this.startedAt = monotonic();
  }

  counter(name: NameOfType<'counter'>): Family<Counter> {
    return this.#family(name) as unknown as Family<Counter>;
  }

  gauge(name: NameOfType<'gauge'>): Family<Gauge> {
    return this.#family(name) as unknown as Family<Gauge>;
  }

  histogram(name: NameOfType<'histogram'>): Family<Histogram> {
    return this.#family(name) as unknown as Family<Histogram>;
  }

  /** Have something done each time before metrics are told. It must be quick and must not throw. */
  onCollect(collector: () => void): void {
    this.#collectors.push(collector);
  }

  /** How often somebody has asked: what is dear need not be counted for nobody. */
  get timesAsked(): number {
    return this.#timesAsked;
  }

  /** All that is known now. */
  collect(): CollectedFamily[] {
    this.#timesAsked += 1;
    for (const collector of this.#collectors) collector();
    return [...this.#families].map(([name, family]) => ({
      name,
      declaration: metricCatalogue[name],
      family,
    }));
  }

  #family(name: MetricName): Family<Instrument> {
    const family = this.#families.get(name);
    if (!family) throw new Error(`no metric ${name}`);
    return family;
  }
}

function createFamily(name: MetricName, mostMembers: number): Family<Instrument> {
  const declaration: MetricDeclaration = metricCatalogue[name];
  const create = { counter: () => new Counter(), gauge: () => new Gauge(), histogram };
  return new Family<Instrument>(declaration.labels?.length ?? 0, {
    create: create[declaration.type],
    mostMembers,
  });

  function histogram(): Histogram {
    return new Histogram(boundsOf(declaration));
  }
}

function boundsOf({ unit }: MetricDeclaration): readonly number[] {
  if (unit === 'milliseconds') return milliseconds;
  return unit === 'seconds' ? milliseconds.map((bound) => bound / 1000) : counts;
}
