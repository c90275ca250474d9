import type { RandomBytes } from '../../crypto/random.ts';
import type { Seal, SealKey } from '../seal.ts';
import type { Commit, EntryToPut, Expectation } from '../store.ts';
import type { StoreErrorCode } from '../store-error.ts';
import type { CommitOutcome } from './commit-applier.ts';

/**
 * Commits on their way to the writer thread, laid out flat: objects and lists within lists cost several times
 * as much to post.
 */
export interface PackedCommits {
  /** Keys of expectations, entries and removals, commit by commit. */
  readonly keys: readonly string[];
  /**
   * For each commit how many it has of each; then the version of each expectation; then of each entry the
   * bytes of its value, its expiry (NaN: none) and the place of its seal in `seals` (-1: none).
   */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** One value behind the other; handed over, not copied. */
  readonly values: ArrayBuffer;
  readonly seals: readonly SealKey[];
}

/** What is posted to the writer thread, and handled in the order of posting. */
export type WriterRequest = PackedCommits | 'close';

/** An error in a form that survives the way between threads. */
export interface WriterFailure {
  readonly code: StoreErrorCode;
  readonly message: string;
}

/** What the writer thread posts; commits are answered in the order in which they came. */
export type WriterReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly failure: WriterFailure }
  | {
      readonly kind: 'applied';
      readonly outcomes: readonly CommitOutcome[];
      /** Milliseconds that it took to make them durable. */
      readonly syncMs: number;
    }
  | { readonly kind: 'failed'; readonly count: number; readonly failure: WriterFailure }
  | { readonly kind: 'unclosed'; readonly failure: WriterFailure };

/** What commits take up before the room for their values must grow, in bytes. */
const ROOM_BYTES = 16 * 1024;

/** Gathers commits into the form in which they are posted; nothing of them is kept. */
export class CommitPacker {
  #count = 0;
  #keys: string[] = [];
  #numbers: number[] = [];
  #seals: Seal[] = [];
  #values = new Uint8Array(ROOM_BYTES);
  #size = 0;

  /** How many commits were added. */
  get count(): number {
    return this.#count;
  }

  /** Copy a commit in. */
  add({ expect = [], put = [], remove = [] }: Commit): void {
    this.#count += 1;
    this.#numbers.push(expect.length, put.length, remove.length);
    for (const { key, version } of expect) {
      this.#keys.push(key);
      this.#numbers.push(version);
    }
    for (const entry of put) this.#addEntry(entry);
    for (const key of remove) this.#keys.push(key);
  }

  /** All that was added, to be posted; empty again afterwards. */
  take(): PackedCommits {
    const packed = {
      keys: this.#keys,
      numbers: new Float64Array(this.#numbers),
      values: this.#values.slice(0, this.#size).buffer,
      // a function cannot be posted
      seals: this.#seals.map(({ term, key }) => ({ term, key })),
    };
    // plaintexts among them should not stay
    this.#values.fill(0, 0, this.#size);
    if (this.#values.byteLength > ROOM_BYTES) this.#values = new Uint8Array(ROOM_BYTES);
    this.#count = 0;
    this.#keys = [];
    this.#numbers = [];
    this.#seals = [];
    this.#size = 0;
    return packed;
  }

  #addEntry(entry: EntryToPut): void {
    const isSealed = 'seal' in entry;
    const value = isSealed ? entry.plaintext : entry.value;
    this.#keys.push(entry.key);
    this.#numbers.push(
      value.byteLength,
      entry.expiresAt ?? Number.NaN,
      isSealed ? this.#placeOf(entry.seal) : -1,
    );
    this.#makeRoom(value.byteLength);
    this.#values.set(value, this.#size);
    this.#size += value.byteLength;
  }

  #placeOf(seal: Seal): number {
    const place = this.#seals.indexOf(seal);
    return place === -1 ? this.#seals.push(seal) - 1 : place;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#size + bytes;
    if (needed <= this.#values.byteLength) return;
    const larger = new Uint8Array(Math.max(needed, 2 * this.#values.byteLength));
    larger.set(this.#values);
    this.#values.fill(0);
    this.#values = larger;
  }
}

/**
 * The commits as they were before they were packed; their values are views of the one buffer.
 *
 * @param random - where nonces are to come from
 */
export function unpackCommits(packed: PackedCommits, random: RandomBytes): Commit[] {
  const reader = new PackReader(packed, random);
  const commits: Commit[] = [];
  while (!reader.isAtEnd) commits.push(reader.readCommit());
  return commits;
}

class PackReader {
  readonly #packed: PackedCommits;
  readonly #seals: readonly Seal[];
  #key = 0;
  #number = 0;
  #byte = 0;

  constructor(packed: PackedCommits, random: RandomBytes) {
    this.#packed = packed;
    this.#seals = packed.seals.map((seal) => ({ ...seal, random }));
  }

  get isAtEnd(): boolean {
    return this.#number >= this.#packed.numbers.length;
  }

  readCommit(): Commit {
    const [expected, written, removed] = [this.#next(), this.#next(), this.#next()];
    const expect: Expectation[] = [];
    for (let i = 0; i < expected; i++) {
      expect.push({ key: this.#nextKey(), version: this.#next() });
    }
    const put: EntryToPut[] = [];
    for (let i = 0; i < written; i++) put.push(this.#readEntry());
    const remove: string[] = [];
    for (let i = 0; i < removed; i++) remove.push(this.#nextKey());
    return { expect, put, remove };
  }

  #readEntry(): EntryToPut {
    const key = this.#nextKey();
    const [bytes, expiry, place] = [this.#next(), this.#next(), this.#next()];
    const value = new Uint8Array(this.#packed.values, this.#byte, bytes);
    this.#byte += bytes;
    const seal = this.#seals[place];
    const entry = seal ? { key, plaintext: value, seal } : { key, value };
    return Number.isNaN(expiry) ? entry : { ...entry, expiresAt: expiry };
  }

  #next(): number {
    return this.#packed.numbers[this.#number++] ?? 0;
  }

  #nextKey(): string {
    return this.#packed.keys[this.#key++] ?? '';
  }
}
