import { DatabaseSync } from 'node:sqlite';
import type { Commit, CommitResult, ScanBounds, Store, StoredEntry } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { Metrics } from '../../metrics/metrics.ts';
import { validateCommit } from '../validate-commit.ts';
import { CommitApplier, toCommitResult } from './commit-applier.ts';
import { EntryReader } from './entry-reader.ts';
import { createLayout } from './schema.ts';
import { StoreMetrics } from './store-metrics.ts';
import { withStoreErrors } from './to-store-error.ts';

/**
 * Open a store that lives and dies with the process: the same SQL as the file, on one connection,
 * without a thread. For tests and dev mode.
 */
export function openMemoryStore(metrics = new Metrics()): Store {
  const db = new DatabaseSync(':memory:', { defensive: true });
  createLayout(db);
  return new MemoryStore(db, new StoreMetrics(metrics));
}

class MemoryStore implements Store {
  readonly #db: DatabaseSync;
  readonly #reader: EntryReader;
  readonly #applier: CommitApplier;
  readonly #metrics: StoreMetrics;

  constructor(db: DatabaseSync, metrics: StoreMetrics) {
    this.#metrics = metrics;
    this.#db = db;
    this.#reader = new EntryReader(db);
    this.#applier = new CommitApplier(db);
  }

  async get(keys: readonly string[]): Promise<(StoredEntry | undefined)[]> {
    return this.#run(() => this.#metrics.read(keys.length, () => this.#reader.get(keys)));
  }

  async scan(prefix: string, bounds: ScanBounds): Promise<StoredEntry[]> {
    return this.#run(() => this.#metrics.scan(() => this.#reader.scan(prefix, bounds)));
  }

  async expired(notAfterMs: number, limit: number): Promise<StoredEntry[]> {
    return this.#run(() => this.#reader.expired(notAfterMs, limit));
  }

  async commit(commit: Commit): Promise<CommitResult> {
    validateCommit(commit);
    return this.#metrics.commit(commit, async () => {
      const [outcome] = this.#run(() => this.#applier.apply([commit]));
      this.#metrics.noteGroup(1, this.#applier.syncMs);
      return toCommitResult(outcome);
    });
  }

  async close(): Promise<void> {
    if (this.#db.isOpen) this.#db.close();
  }

  #run<Result>(act: () => Result): Result {
    if (!this.#db.isOpen) throw new StoreError('closed', 'the store is closed');
    return withStoreErrors(act);
  }
}
