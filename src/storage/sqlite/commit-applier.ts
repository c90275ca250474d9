import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { sealValue } from '../seal.ts';
import type { Commit, CommitResult, EntryToPut } from '../store.ts';
import { StoreError } from '../store-error.ts';

/**
 * What became of one commit of a group: the version its entries now have, or the first key that had
 * moved. Two primitive types instead of an object, since one is posted between threads per commit.
 */
export type CommitOutcome = number | string;

/**
 * The outcome in the words of the store's interface.
 *
 * @throws StoreError `failed` when there is none, which would be a fault of the driver
 */
export function toCommitResult(outcome: CommitOutcome | undefined): CommitResult {
  if (outcome === undefined) throw new StoreError('failed', 'a commit was left without an answer');
  return typeof outcome === 'number'
    ? { applied: true, version: outcome }
    : { applied: false, moved: outcome };
}

/** Applies groups of commits to one connection, which must have the layout of `schema.ts`. */
export class CommitApplier {
  readonly #db: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;
  readonly #readLast: StatementSync;
  readonly #writeLast: StatementSync;
  readonly #readVersion: StatementSync;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  #syncMs = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#end = db.prepare('COMMIT');
    this.#readLast = db.prepare('SELECT last FROM sequence');
    this.#writeLast = db.prepare('UPDATE sequence SET last = ?');
    this.#readVersion = db.prepare('SELECT version FROM entries WHERE key = ?');
    this.#put = db.prepare(
      `INSERT INTO entries (key, value, version, expires_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET
         value = excluded.value, version = excluded.version, expires_at = excluded.expires_at`,
    );
    this.#remove = db.prepare('DELETE FROM entries WHERE key = ?');
  }

  /** Milliseconds that the last group took to become durable. */
  get syncMs(): number {
    return this.#syncMs;
  }

  /**
   * Apply a group in one transaction, in order: each commit sees those before it, and one whose
   * expectation fails changes nothing and does not disturb the others.
   *
   * @throws whatever SQLite reports; nothing of the whole group is then applied
   */
  apply(commits: readonly Commit[]): CommitOutcome[] {
    this.#begin.run();
    try {
      const first = Number(this.#readLast.get()?.last);
      let last = first;
      const outcomes = commits.map((commit) => {
        const outcome = this.#applyOne(commit, last);
        if (typeof outcome === 'number') last = outcome;
        return outcome;
      });
      if (last !== first) this.#writeLast.run(last);
      const startedAt = performance.now();
      this.#end.run();
      this.#syncMs = performance.now() - startedAt;
      return outcomes;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #applyOne({ expect = [], put = [], remove = [] }: Commit, last: number): CommitOutcome {
    for (const { key, version } of expect) {
      const row = this.#readVersion.get(Buffer.from(key));
      if ((row?.version ?? 0) !== version) return key;
    }
    // A commit that only asks whether its expectations hold uses up no number.
    if (put.length + remove.length === 0) return last;
    const version = last + 1;
    for (const entry of put) {
      this.#put.run(Buffer.from(entry.key), storedValue(entry), version, entry.expiresAt ?? null);
    }
    for (const key of remove) this.#remove.run(Buffer.from(key));
    return version;
  }
}

function storedValue(entry: EntryToPut): Uint8Array {
  return 'seal' in entry ? sealValue(entry.seal, entry) : entry.value;
}
