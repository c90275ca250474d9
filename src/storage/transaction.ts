import { BoundedMap } from '../lib/bounded-map.ts';
import { type Barrier, UnknownTermError } from './barrier.ts';
import { retryCommit } from './retry-commit.ts';
import type { Commit, EntryToPut, ScanBounds, Store, StoredEntry } from './store.ts';

/** Key of the row whose version is the generation of the configuration (design.md section 5). */
export const GENERATION_KEY = 'generation';

/** A decrypted entry. `version` is that of the row; 0 for one that this transaction wrote. */
export interface PlainEntry {
  readonly key: string;
  readonly value: Buffer;
  readonly version: number;
}

interface Pending {
  readonly value: Buffer | undefined;
  readonly expiresAt?: number;
}

/** What a row of some version holds; the version of a row is never used again, so it cannot be stale. */
interface Decoded {
  readonly version: number;
  readonly value: object;
}

/** Twice as many are kept at most. */
const KEPT_DECODED = 2000;

/** Each barrier's own, so that sealing forgets all of it. */
const decodedRows = new WeakMap<Barrier, BoundedMap<string, Decoded>>();

/** Store and barrier together: what an unsealed server reads from and writes to. */
export interface OpenStore {
  readonly store: Store;
  readonly barrier: Barrier;
  /** Fetch the keys that other processes have made since. @returns whether the barrier knows more than before */
  readonly renewKeys?: () => Promise<boolean>;
}

interface RawPending {
  readonly value: Uint8Array;
  readonly expiresAt?: number;
}

/**
 * What one request reads and changes, committed at once.
 *
 * A key that is read and then written is written only if it has not moved in between; `require` asks the
 * same for a key that is only read. Nothing is visible to others before `commit`.
 */
export class Transaction {
  readonly #open: OpenStore;
  /** Reads are repeatable: what was read once stays so within the transaction. */
  readonly #read = new Map<string, StoredEntry | undefined>();
  readonly #required = new Set<string>();
  readonly #pending = new Map<string, Pending>();
  readonly #raw = new Map<string, RawPending>();
  readonly #isScratch: boolean;
  #isConfiguration = false;
  #isInsistent = false;

  constructor(open: OpenStore, isScratch = false) {
    this.#open = open;
    this.#isScratch = isScratch;
  }

  get barrier(): Barrier {
    return this.#open.barrier;
  }

  /** For a commit of its own beside this one. */
  get open(): OpenStore {
    return this.#open;
  }

  /** Whether it was made by `scratch`: nothing may be committed beside it either. */
  get isScratch(): boolean {
    return this.#isScratch;
  }

  /** Another transaction on the same store, for what shall be tried and never committed. */
  scratch(): Transaction {
    return new Transaction(this.#open, true);
  }

  /** Whether a commit would change anything, or was insisted on. */
  get isDirty(): boolean {
    const hasWrites = this.#pending.size > 0 || this.#raw.size > 0;
    return hasWrites || this.#isConfiguration || this.#isInsistent;
  }

  /** The entry of a key, the transaction's own writes included. */
  async get(key: string): Promise<PlainEntry | undefined> {
    await this.#fetch([key]);
    return this.#entryOf(key);
  }

  /** Several entries, read in one snapshot. */
  async getMany(keys: readonly string[]): Promise<(PlainEntry | undefined)[]> {
    await this.#fetch(keys);
    return keys.map((key) => this.#entryOf(key));
  }

  /**
   * What an entry holds, decrypted and decoded only where its row has changed since somebody last asked.
   *
   * For rows that are asked for again and again and hold no secret: they stay in memory for a while.
   *
   * @param decode - always the same for a key; what it makes is shared by requests and must not be changed
   */
  async getDecoded<T extends object>(
    key: string,
    decode: (entry: PlainEntry) => T,
  ): Promise<T | undefined> {
    if (this.#pending.has(key)) {
      const own = this.#entryOf(key);
      return own && decode(own);
    }
    await this.#fetch([key]);
    const entry = this.#read.get(key);
    if (!entry) return undefined;
    const kept = decodedOf(this.barrier);
    const known = kept.get(key);
    if (known?.version === entry.version) return known.value as T;
    const value = decode(this.#decrypt(entry));
    kept.set(key, { version: entry.version, value });
    return value;
  }

  /** What `getDecoded` made of a row when it was last asked: good for guessing what to read ahead, no more. */
  remembered(key: string): object | undefined {
    return decodedOf(this.barrier).get(key)?.value;
  }

  /**
   * The generation of the configuration, and in the same round trip the entries of keys that will be
   * asked for next.
   */
  async generation(keys: readonly string[]): Promise<number> {
    await this.#fetch([GENERATION_KEY, ...keys]);
    return this.#read.get(GENERATION_KEY)?.version ?? 0;
  }

  /** Stored entries under a prefix; the transaction's own writes are not among them. */
  async scan(prefix: string, bounds: ScanBounds): Promise<PlainEntry[]> {
    const entries = await this.#open.store.scan(prefix, bounds);
    return entries.map((entry) => this.#decrypt(entry));
  }

  /** Keys of stored entries under a prefix, less those that this transaction removes; not decrypted. */
  async scanKeys(prefix: string, bounds: ScanBounds): Promise<string[]> {
    const removed = new Set<string>();
    for (const [key, { value }] of this.#pending) {
      if (value === undefined && key.startsWith(prefix)) removed.add(key);
    }
    const limit = bounds.limit + removed.size;
    const entries = await this.#open.store.scan(prefix, { ...bounds, limit });
    return entries
      .map(({ key }) => key)
      .filter((key) => !removed.has(key))
      .slice(0, bounds.limit);
  }

  put(key: string, value: Buffer, expiresAt?: number): void {
    this.#pending.set(key, expiresAt === undefined ? { value } : { value, expiresAt });
  }

  /** Entries as they lie in the store, without regard to what this transaction writes. */
  async getRaw(keys: readonly string[]): Promise<(StoredEntry | undefined)[]> {
    await this.#fetch(keys);
    return keys.map((key) => this.#read.get(key));
  }

  /** Write an entry that lies outside the barrier, as it is. */
  putRaw(key: string, value: Uint8Array, expiresAt?: number): void {
    this.#raw.set(key, expiresAt === undefined ? { value } : { value, expiresAt });
  }

  remove(key: string): void {
    this.#pending.set(key, { value: undefined });
  }

  /** The key must still be as it was read when the commit is applied. */
  require(key: string): void {
    this.#required.add(key);
  }

  /** No commit may have changed the configuration since a generation when this one is applied. */
  async requireGeneration(generation: number): Promise<void> {
    await this.#fetch([GENERATION_KEY]);
    if ((this.#read.get(GENERATION_KEY)?.version ?? 0) === generation) this.require(GENERATION_KEY);
  }

  /** The key must be absent when the commit is applied. */
  requireAbsent(key: string): void {
    this.#read.set(key, undefined);
    this.#required.add(key);
  }

  /** Mark the commit as one that changes configuration: every cache of it is renewed. */
  touchConfiguration(): void {
    this.#isConfiguration = true;
  }

  /** Whether the commit changes configuration: then what this transaction reads of it is its own. */
  get changesConfiguration(): boolean {
    return this.#isConfiguration;
  }

  /** Commit even where nothing is written: what is required must hold before anything is answered. */
  insist(): void {
    this.#isInsistent = true;
  }

  /** All changes, with what must still hold when they are applied. */
  toCommit(): Commit {
    const expectedKeys = new Set(this.#required);
    const put: EntryToPut[] = [];
    const remove: string[] = [];
    for (const [key, entry] of this.#raw) {
      if (this.#read.has(key)) expectedKeys.add(key);
      put.push({ key, ...entry });
    }
    for (const [key, { value, expiresAt }] of this.#pending) {
      if (this.#read.has(key)) expectedKeys.add(key);
      if (value === undefined) remove.push(key);
      else {
        const sealed = { key, plaintext: value, seal: this.barrier.takeSeal() };
        put.push(expiresAt === undefined ? sealed : { ...sealed, expiresAt });
      }
    }
    if (this.#isConfiguration) put.push({ key: GENERATION_KEY, value: new Uint8Array(0) });
    const expect = [...expectedKeys].map((key) => ({
      key,
      version: this.#read.get(key)?.version ?? 0,
    }));
    return { expect, put, remove };
  }

  /** @returns nothing to wait for where all of them were read before */
  #fetch(keys: readonly string[]): Promise<void> | undefined {
    const missing: string[] = [];
    for (const key of keys) if (!this.#read.has(key)) missing.push(key);
    return missing.length === 0 ? undefined : this.#fetchMissing(missing);
  }

  async #fetchMissing(keys: readonly string[]): Promise<void> {
    const stored = await this.#open.store.get(keys);
    for (let at = 0; at < keys.length; at++) this.#read.set(keys[at] ?? '', stored[at]);
  }

  /** What a key that was fetched holds, the transaction's own writes included. */
  #entryOf(key: string): PlainEntry | undefined {
    const pending = this.#pending.get(key);
    if (pending) return pending.value && { key, value: pending.value, version: 0 };
    const entry = this.#read.get(key);
    return entry && this.#decrypt(entry);
  }

  #decrypt(entry: { key: string; value: Uint8Array; version: number }): PlainEntry {
    const { key, version } = entry;
    return { key, version, value: this.barrier.decrypt(key, entry.value) };
  }
}

function decodedOf(barrier: Barrier): BoundedMap<string, Decoded> {
  let rows = decodedRows.get(barrier);
  if (!rows) {
    rows = new BoundedMap(KEPT_DECODED);
    decodedRows.set(barrier, rows);
  }
  return rows;
}

/**
 * Decide in a fresh transaction and commit it, again from the start when another commit came first.
 *
 * @throws StoreConflictError when it could not be settled within the bound; nothing is written then
 */
export function inTransaction<T>(
  open: OpenStore,
  decide: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return withKnownKeys(open, () =>
    retryCommit(open.store, async () => {
      const transaction = new Transaction(open);
      const result = await decide(transaction);
      return { result, commit: transaction.isDirty ? transaction.toCommit() : undefined };
    }),
  );
}

/**
 * Do something that reads, and once more by fresh keys where a row is of a key that this process did not know.
 *
 * @param act - may be run twice
 */
export async function withKnownKeys<T>(open: OpenStore, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof UnknownTermError) || !(await open.renewKeys?.())) throw error;
    return act();
  }
}
