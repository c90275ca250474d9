import type { RecordType, RecordTypes } from '../framework/record.ts';
import { compareBytes } from '../lib/compare-bytes.ts';
import type { PlainEntry, Transaction } from './transaction.ts';

/** Entries that one step of a walk over a collection reads. */
const PAGE = 500;

/** Bounds of a list of names. */
export interface ListBounds {
  /** Only names greater than this. */
  readonly after?: string | undefined;
  /** At most this many; absent, 0 or negative: all. */
  readonly limit?: number | undefined;
}

/** The records of one kind, as one request sees and changes them. */
export interface Collection<T> {
  get(name: string): Promise<T | undefined>;
  /** Write a record; if it was read before, only if it has not moved since. */
  put(name: string, record: T, expiresAt?: number): void;
  /** Write a record that must not exist yet. */
  create(name: string, record: T, expiresAt?: number): void;
  remove(name: string): void;
  /** The record must still be what `get` returned when the request commits. */
  require(name: string): void;
  /** Names in byte order. */
  list(bounds?: ListBounds): Promise<string[]>;
  /** All records, in no meaningful order. */
  all(): Promise<{ name: string; record: T }[]>;
}

/** A bound set of collections. */
export type Collections<R extends RecordTypes> = {
  readonly [K in keyof R]: R[K] extends RecordType<infer T> ? Collection<T> : never;
};

interface StoredRecord {
  readonly v: number;
  readonly n: string;
  readonly d: unknown;
}

/** Bind the record types of a mount to a transaction. Every key begins with `prefix`. */
export function bindRecords<R extends RecordTypes>(
  transaction: Transaction,
  prefix: string,
  types: R,
): Collections<R> {
  const bound = Object.entries(types).map(
    ([name, type]) => [name, new BoundCollection(transaction, prefix, type)] as const,
  );
  return Object.fromEntries(bound) as unknown as Collections<R>;
}

/** Bind one record type. */
export function bindRecord<T>(
  transaction: Transaction,
  prefix: string,
  type: RecordType<T>,
): Collection<T> {
  return new BoundCollection(transaction, prefix, type);
}

class BoundCollection<T> implements Collection<T> {
  readonly #transaction: Transaction;
  readonly #prefix: string;
  readonly #type: RecordType<T>;

  constructor(transaction: Transaction, prefix: string, type: RecordType<T>) {
    this.#transaction = transaction;
    this.#prefix = `${prefix}${type.collection}/`;
    this.#type = type;
  }

  async get(name: string): Promise<T | undefined> {
    const entry = await this.#transaction.get(this.#key(name));
    return entry && this.#decode(entry).record;
  }

  put(name: string, record: T, expiresAt?: number): void {
    const stored: StoredRecord = { v: this.#type.version, n: name, d: record };
    this.#transaction.put(this.#key(name), Buffer.from(JSON.stringify(stored)), expiresAt);
    this.#touch();
  }

  create(name: string, record: T, expiresAt?: number): void {
    this.#transaction.requireAbsent(this.#key(name));
    this.put(name, record, expiresAt);
  }

  remove(name: string): void {
    this.#transaction.remove(this.#key(name));
    this.#touch();
  }

  require(name: string): void {
    this.#transaction.require(this.#key(name));
  }

  async list(bounds: ListBounds = {}): Promise<string[]> {
    return pageOfNames(
      (await this.all()).map(({ name }) => name),
      bounds,
    );
  }

  async all(): Promise<{ name: string; record: T }[]> {
    const found: { name: string; record: T }[] = [];
    let after = this.#prefix;
    for (;;) {
      const page = await this.#transaction.scan(this.#prefix, { after, limit: PAGE });
      found.push(...page.map((entry) => this.#decode(entry)));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return found;
      after = last.key;
    }
  }

  #touch(): void {
    if (this.#type.isConfiguration) this.#transaction.touchConfiguration();
  }

  #key(name: string): string {
    return this.#prefix + this.#transaction.barrier.hashName(this.#prefix, name);
  }

  #decode(entry: PlainEntry): { name: string; record: T } {
    const { v, n, d } = JSON.parse(entry.value.toString()) as StoredRecord;
    if (v === this.#type.version) return { name: n, record: d as T };
    if (v > this.#type.version || !this.#type.upgrade) {
      throw new Error(`${this.#type.collection} record of version ${v} cannot be read`);
    }
    return { name: n, record: this.#type.upgrade(d, v) };
  }
}

/** The names within bounds, in byte order. */
export function pageOfNames(names: readonly string[], bounds: ListBounds): string[] {
  const { after = '', limit = 0 } = bounds;
  const sorted = names.toSorted(compareBytes);
  const from = after === '' ? sorted : sorted.filter((name) => compareBytes(name, after) > 0);
  return limit > 0 ? from.slice(0, limit) : from;
}
