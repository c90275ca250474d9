import type { Counter, Histogram } from '../../metrics/instruments.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Commit, CommitResult } from '../store.ts';

/** What a store tells of its work; the instruments are looked up once. */
export class StoreMetrics {
  readonly #monotonic: () => number;
  readonly #applied: Counter;
  readonly #moved: Counter;
  readonly #failed: Counter;
  readonly #rows: Histogram;
  readonly #duration: Histogram;
  readonly #group: Histogram;
  readonly #sync: Histogram;
  readonly #reads: Counter;
  readonly #scans: Counter;
  readonly #readRows: Counter;
  readonly #scannedRows: Counter;
  readonly #readTime: Histogram;

  constructor(metrics: Metrics) {
    this.#monotonic = metrics.monotonic;
    const commits = metrics.counter('store.commits_total');
    this.#applied = commits.of('applied');
    this.#moved = commits.of('conflict');
    this.#failed = commits.of('failed');
    this.#rows = metrics.histogram('store.commit_rows').of();
    this.#duration = metrics.histogram('store.commit_seconds').of();
    this.#group = metrics.histogram('store.group_commits').of();
    this.#sync = metrics.histogram('store.sync_seconds').of();
    this.#reads = metrics.counter('store.reads_total').of('get');
    this.#scans = metrics.counter('store.reads_total').of('scan');
    this.#readRows = metrics.counter('store.read_rows_total').of('get');
    this.#scannedRows = metrics.counter('store.read_rows_total').of('scan');
    this.#readTime = metrics.histogram('store.read_seconds').of();
  }

  /** Measure a commit from being asked for to its answer. */
  async commit(commit: Commit, act: () => Promise<CommitResult>): Promise<CommitResult> {
    const startedAt = this.#monotonic();
    try {
      const result = await act();
      (result.applied ? this.#applied : this.#moved).add();
      if (result.applied) {
        this.#rows.observe((commit.put?.length ?? 0) + (commit.remove?.length ?? 0));
      }
      return result;
    } catch (error) {
      this.#failed.add();
      throw error;
    } finally {
      this.#duration.observe((this.#monotonic() - startedAt) / 1000);
    }
  }

  /** A group of commits was made durable together. */
  noteGroup(commits: number, syncMs: number): void {
    this.#group.observe(commits);
    this.#sync.observe(syncMs / 1000);
  }

  /** Measure a read of so many named rows. */
  read<T>(rows: number, act: () => T): T {
    const startedAt = this.#monotonic();
    this.#reads.add();
    this.#readRows.add(rows);
    try {
      return act();
    } finally {
      this.#readTime.observe((this.#monotonic() - startedAt) / 1000);
    }
  }

  /** Measure a read of a range. */
  scan<T>(act: () => readonly T[]): T[] {
    const startedAt = this.#monotonic();
    try {
      const found = act() as T[];
      this.#scannedRows.add(found.length);
      return found;
    } finally {
      this.#scans.add();
      this.#readTime.observe((this.#monotonic() - startedAt) / 1000);
    }
  }
}
