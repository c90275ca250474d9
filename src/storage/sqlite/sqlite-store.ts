import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Metrics } from '../../metrics/metrics.ts';
import type { Commit, CommitResult, ScanBounds, Store, StoredEntry } from '../store.ts';
import { StoreError } from '../store-error.ts';
import { validateCommit, validateKey } from '../validate-commit.ts';
import { CachedReader } from './cached-reader.ts';
import { CommitQueue } from './commit-queue.ts';
import { openReadConnection } from './connection.ts';
import { EntryReader } from './entry-reader.ts';
import { ReadBatch } from './read-batch.ts';
import { StoreMetrics } from './store-metrics.ts';
import { withStoreErrors } from './to-store-error.ts';

/** Where the store lies and how it behaves. */
export interface SqliteStoreOptions {
  /**
   * The database file, on a local disk: the log needs shared memory, which network file systems lack.
   *
   * A folder that is missing is created with mode 0700, a file with 0600, whatever the umask; existing
   * ones keep the mode that the operator gave them.
   */
  readonly path: string;
  /** How long a commit waits for another process to finish its own, in milliseconds; 10,000 by default. */
  readonly busyTimeoutMs?: number;
  /** Bound of the database file in bytes, above which commits are refused as `full`; 0 (default): none. */
  readonly maxBytes?: number;
  /** Absent: nobody asks. */
  readonly metrics?: Metrics;
}

/**
 * A read never waits for a write; it can only meet the moment in which another process recovers or
 * removes the log, and must not hold up the event loop for long there.
 */
const READ_BUSY_TIMEOUT_MS = 2000;

/**
 * Open a store in a file, creating it if need be. Several processes may have the same file open.
 *
 * Reads are answered on the calling thread, commits by a thread of their own. Each `close` is needed for
 * a tidy end only: after a crash the next start recovers every commit that was answered.
 *
 * @throws StoreError `foreign`, `newer` or `corrupt` when the file is not a sound store of ours
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { busyTimeoutMs = 10_000, maxBytes = 0, metrics = new Metrics() } = options;
  // Made absolute, so that `:memory:` and `file:` have no special meaning to SQLite.
  const path = resolve(options.path);
  const queue = await CommitQueue.open({ path, busyTimeoutMs, maxBytes });
  try {
    return withStoreErrors(
      () =>
        new FileStore(openReadConnection(path, READ_BUSY_TIMEOUT_MS), {
          queue,
          metrics: new StoreMetrics(metrics),
        }),
    );
  } catch (error) {
    await queue.close();
    throw error;
  }
}

class FileStore implements Store {
  readonly #db: DatabaseSync;
  readonly #reader: EntryReader;
  readonly #batch: ReadBatch;
  readonly #queue: CommitQueue;
  readonly #metrics: StoreMetrics;

  constructor(db: DatabaseSync, { queue, metrics }: { queue: CommitQueue; metrics: StoreMetrics }) {
    this.#db = db;
    this.#reader = new EntryReader(db);
    const cached = new CachedReader(db, this.#reader);
    this.#batch = new ReadBatch((keys) =>
      this.#read(() => metrics.read(keys.length, () => cached.get(keys))),
    );
    this.#queue = queue;
    this.#metrics = metrics;
    queue.onGroup = (commits, syncMs) => metrics.noteGroup(commits, syncMs);
  }

  async get(keys: readonly string[]): Promise<(StoredEntry | undefined)[]> {
    for (const key of keys) validateKey(key);
    return this.#batch.get(keys);
  }

  async scan(prefix: string, bounds: ScanBounds): Promise<StoredEntry[]> {
    return this.#read(() => this.#metrics.scan(() => this.#reader.scan(prefix, bounds)));
  }

  async expired(notAfterMs: number, limit: number): Promise<StoredEntry[]> {
    return this.#read(() => this.#reader.expired(notAfterMs, limit));
  }

  async commit(commit: Commit): Promise<CommitResult> {
    validateCommit(commit);
    return this.#metrics.commit(commit, () => this.#queue.commit(commit));
  }

  async close(): Promise<void> {
    this.#batch.flush();
    // The writer must be the last to let go of the file, for only it may tidy up the log.
    if (this.#db.isOpen) this.#db.close();
    await this.#queue.close();
  }

  #read<Result>(act: () => Result): Result {
    if (!this.#db.isOpen) throw new StoreError('closed', 'the store is closed');
    return withStoreErrors(act);
  }
}
