import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { BoundedMap } from '../../lib/bounded-map.ts';
import type { StoredEntry } from '../store.ts';
import type { EntryReader } from './entry-reader.ts';

/** Of entries up to this size twice as many are kept at most: 16 MiB in all. */
const KEPT_ENTRIES = 2000;
const LARGEST_KEPT_BYTES = 4096;

/**
 * Reads by key that are kept in memory while nobody commits.
 *
 * SQLite tells whether another connection, of whichever process, has committed since it was asked last,
 * for about the price of half a read; nothing is answered from memory before it was asked. The connection
 * itself must never write: of its own commits it tells nothing.
 */
export class CachedReader {
  readonly #reader: EntryReader;
  readonly #dataVersion: StatementSync;
  readonly #begin: StatementSync;
  readonly #end: StatementSync;
  /** `null` stands for a key that is absent. */
  readonly #kept = new BoundedMap<string, StoredEntry | null>(KEPT_ENTRIES);
  #keptAt: SQLOutputValue | undefined;

  /** @param reader - of the same connection */
  constructor(db: DatabaseSync, reader: EntryReader) {
    this.#reader = reader;
    this.#dataVersion = db.prepare('PRAGMA data_version');
    this.#begin = db.prepare('BEGIN');
    this.#end = db.prepare('COMMIT');
  }

  /** The entries of some keys as of one moment, in the order of the keys; not to be changed. */
  get(keys: readonly string[]): (StoredEntry | undefined)[] {
    return this.#fromMemory(keys) ?? this.#fromSnapshot(keys);
  }

  /** All of them from memory, if nothing was committed since they were read. */
  #fromMemory(keys: readonly string[]): (StoredEntry | undefined)[] | undefined {
    const entries: (StoredEntry | undefined)[] = [];
    for (const key of keys) {
      const kept = this.#kept.get(key);
      if (kept === undefined) return undefined;
      entries.push(kept ?? undefined);
    }
    return this.#readDataVersion() === this.#keptAt ? entries : undefined;
  }

  #fromSnapshot(keys: readonly string[]): (StoredEntry | undefined)[] {
    this.#begin.run();
    try {
      // the first read of a transaction fixes its snapshot: what was kept at this version is part of it
      const version = this.#readDataVersion();
      if (version !== this.#keptAt) this.#kept.clear();
      this.#keptAt = version;
      return keys.map((key) => this.#getOne(key));
    } finally {
      this.#end.run();
    }
  }

  #readDataVersion(): SQLOutputValue | undefined {
    return this.#dataVersion.get()?.data_version;
  }

  #getOne(key: string): StoredEntry | undefined {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept ?? undefined;
    const [entry] = this.#reader.get([key]);
    if (!entry || entry.value.byteLength <= LARGEST_KEPT_BYTES) this.#kept.set(key, entry ?? null);
    return entry;
  }
}
