import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ScanBounds, StoredEntry } from '../store.ts';
import { validateKey, validateLimit } from '../validate-commit.ts';

type Row = Record<string, SQLOutputValue>;

const COLUMNS = 'key, value, version, expires_at';

/** The reads of a store, by statements that are prepared once. */
export class EntryReader {
  readonly #one: StatementSync;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;
  readonly #range: StatementSync;
  readonly #expired: StatementSync;

  constructor(db: DatabaseSync) {
    this.#one = db.prepare('SELECT value, version, expires_at FROM entries WHERE key = ?');
    this.#begin = db.prepare('BEGIN');
    this.#end = db.prepare('COMMIT');
    this.#range = db.prepare(
      `SELECT ${COLUMNS} FROM entries WHERE key >= ? AND key < ? ORDER BY key LIMIT ?`,
    );
    this.#expired = db.prepare(
      `SELECT ${COLUMNS} FROM entries WHERE expires_at <= ? ORDER BY expires_at LIMIT ?`,
    );
  }

  /** The entries of some keys as of one moment, in the order of the keys. */
  get(keys: readonly string[]): (StoredEntry | undefined)[] {
    for (const key of keys) validateKey(key);
    // One statement is a snapshot by itself; several need a transaction to share one.
    if (keys.length < 2) return keys.map((key) => this.#getOne(key));
    this.#begin.run();
    try {
      return keys.map((key) => this.#getOne(key));
    } finally {
      this.#end.run();
    }
  }

  /** The entries whose key starts with a prefix, in key order. */
  scan(prefix: string, { after, limit }: ScanBounds): StoredEntry[] {
    validateKey(prefix);
    validateLimit(limit);
    const start = Buffer.from(prefix);
    // No byte of UTF-8 is 0xFF: this lies above all that starts with the prefix, below all else.
    const end = Buffer.concat([start, Buffer.of(0xff)]);
    return this.#range.all(lowerBound(start, after), end, limit).map(toEntry);
  }

  /** Entries whose `expiresAt` is not after a moment, the oldest first. */
  expired(notAfterMs: number, limit: number): StoredEntry[] {
    validateLimit(limit);
    return this.#expired.all(notAfterMs, limit).map(toEntry);
  }

  #getOne(key: string): StoredEntry | undefined {
    const row = this.#one.get(Buffer.from(key));
    return row && withKey(key, row);
  }
}

function lowerBound(start: Buffer, after: string | undefined): Buffer {
  if (after === undefined) return start;
  validateKey(after);
  // The least key above another one is that one with a NUL behind it.
  const next = Buffer.concat([Buffer.from(after), Buffer.of(0)]);
  return Buffer.compare(next, start) > 0 ? next : start;
}

function toEntry(row: Row): StoredEntry {
  return withKey(Buffer.from(row.key as Uint8Array<ArrayBuffer>).toString(), row);
}

function withKey(key: string, row: Row): StoredEntry {
  const value = row.value as Uint8Array;
  const version = row.version as number;
  return row.expires_at === null
    ? { key, value, version }
    : { key, value, version, expiresAt: row.expires_at as number };
}
