import type { RecordType, RecordTypes } from '../framework/record.ts';
import { compareBytes } from '../lib/compare-bytes.ts';
import { deepFreeze } from '../lib/deep-freeze.ts';
import { requestRemoval } from './removed-rows.ts';
import { GENERATION_KEY, type PlainEntry, type Transaction } from './transaction.ts';

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
  /** Several records at the cost of one read, in the order of their names. */
  getMany(names: readonly string[]): Promise<(T | undefined)[]>;
  /**
   * A record of the configuration as of the generation in which the request began, mostly without a read.
   * The request is decided anew if the configuration has changed when it commits.
   */
  cached(name: string): Promise<T | undefined>;
  /** Write a record; if it was read before, only if it has not moved since. */
  put(name: string, record: T, expiresAt?: number): void;
  /** Write a record that must not exist yet. */
  create(name: string, record: T, expiresAt?: number): void;
  remove(name: string): void;
  /** The record must still be what `get` returned when the request commits. */
  require(name: string): void;
  /** Names in byte order. */
  list(bounds?: ListBounds): Promise<string[]>;
  /** Names in an order that stays the same but means nothing, at the cost of what is listed. */
  page(bounds?: ListBounds): Promise<string[]>;
  /** All records, in no meaningful order. */
  all(): Promise<{ name: string; record: T }[]>;
  /**
   * The records that belong to one owner, apart from those of others. A collection that is divided so has
   * no records of its own.
   *
   * @param owner - an id that tells nothing, such as a UUID: it stands in keys as it is
   */
  within(owner: string): Collection<T>;
  /**
   * Have all records removed by whoever sweeps the store. Until then they are there: whoever calls this
   * takes care that nobody looks, and that nothing more is written.
   */
  clear(): void;
}

/** Keeps decoded records of one generation of the configuration, by collection and name. */
export interface RecordCache {
  get(key: string): unknown;
  set(key: string, record: unknown): void;
}

/** Where records are bound to. */
export interface RecordPlace {
  readonly transaction: Transaction;
  /** With which every key begins. */
  readonly prefix: string;
  /** Of the generation that the transaction has read; absent: `cached` reads. */
  readonly cache?: RecordCache;
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

/** Bind the record types of a mount to a transaction; each is bound where it is asked for. */
export function bindRecords<R extends RecordTypes>(place: RecordPlace, types: R): Collections<R> {
  let prototype = bindings.get(types);
  if (!prototype) {
    prototype = createBinding(types);
    bindings.set(types, prototype);
  }
  const bound = Object.create(prototype) as Bound;
  bound[boundTo] = place;
  return bound as unknown as Collections<R>;
}

/** Where a bound set keeps its place, apart from the names of its record types. */
const boundTo = Symbol('place');

interface Bound {
  [boundTo]: RecordPlace;
}

/** What the sets of the same record types have in common: a request makes several and looks at little. */
const bindings = new WeakMap<RecordTypes, object>();

function createBinding(types: RecordTypes): object {
  const prototype = {};
  for (const [name, type] of Object.entries(types)) {
    Object.defineProperty(prototype, name, {
      get(this: Bound) {
        return new BoundCollection(below(this[boundTo], type.collection), type);
      },
    });
  }
  return prototype;
}

/** Bind one record type. */
export function bindRecord<T>(
  transaction: Transaction,
  prefix: string,
  type: RecordType<T>,
): Collection<T> {
  return new BoundCollection(below({ transaction, prefix }, type.collection), type);
}

function below(place: RecordPlace, folder: string): RecordPlace {
  return { ...place, prefix: `${place.prefix}${folder}/` };
}

class BoundCollection<T> implements Collection<T> {
  readonly #place: RecordPlace;
  readonly #transaction: Transaction;
  readonly #prefix: string;
  readonly #type: RecordType<T>;

  constructor(place: RecordPlace, type: RecordType<T>) {
    this.#place = place;
    this.#transaction = place.transaction;
    this.#prefix = place.prefix;
    this.#type = type;
  }

  async get(name: string): Promise<T | undefined> {
    const key = this.#key(name);
    if (this.#type.isKept) {
      const kept = await this.#transaction.getDecoded(key, (entry) => this.#decodeToKeep(entry));
      return kept?.record;
    }
    const entry = await this.#transaction.get(key);
    return entry && this.#decode(entry).record;
  }

  async getMany(names: readonly string[]): Promise<(T | undefined)[]> {
    const entries = await this.#transaction.getMany(names.map((name) => this.#key(name)));
    return entries.map((entry) => entry && this.#decode(entry).record);
  }

  async cached(name: string): Promise<T | undefined> {
    const { cache } = this.#place;
    if (!cache || !this.#type.isConfiguration) return this.get(name);
    this.#transaction.require(GENERATION_KEY);
    // in memory only, so the name may stand there
    const key = this.#prefix + name;
    const known = cache.get(key) as T | undefined;
    if (known !== undefined) return known;
    const record = await this.get(name);
    // what is absent is not remembered: names come from strangers
    if (record !== undefined) cache.set(key, record);
    return record;
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

  async page({ after = '', limit = 0 }: ListBounds = {}): Promise<string[]> {
    const wanted = limit > 0 ? limit : Infinity;
    const names: string[] = [];
    let from = after === '' ? this.#prefix : this.#key(after);
    while (names.length < wanted) {
      const size = Math.min(PAGE, wanted - names.length);
      const entries = await this.#transaction.scan(this.#prefix, { after: from, limit: size });
      names.push(...entries.map((entry) => this.#decode(entry).name));
      const last = entries.at(-1);
      if (!last || entries.length < size) return names;
      from = last.key;
    }
    return names;
  }

  within(owner: string): Collection<T> {
    return new BoundCollection(below(this.#place, owner), this.#type);
  }

  clear(): void {
    requestRemoval(this.#transaction, this.#prefix);
    this.#touch();
  }

  #touch(): void {
    if (this.#type.isConfiguration) this.#transaction.touchConfiguration();
  }

  #key(name: string): string {
    return this.#prefix + this.#transaction.barrier.hashName(this.#prefix, name);
  }

  #decodeToKeep(entry: PlainEntry): { name: string; record: T } {
    return deepFreeze(this.#decode(entry));
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
  const later = after === '' ? names : names.filter((name) => compareBytes(name, after) > 0);
  const sorted = later.toSorted(compareBytes);
  return limit > 0 ? sorted.slice(0, limit) : sorted;
}
