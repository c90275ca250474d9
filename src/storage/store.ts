/**
 * The store: an ordered map from text keys to bytes, with atomic conditional commits.
 *
 * Keys are compared as UTF-8 bytes, the empty key included; a lone surrogate is refused (`TypeError`), and
 * so is a key or a value above the bounds of `validate-commit.ts` (`RangeError`). What fails in the
 * medium is a `StoreError`. A driver is a folder beside this file and must pass
 * `tests/suites/storage.ts`.
 */

import type { Seal } from './seal.ts';

/** One entry as it lies in the store. */
export interface StoredEntry {
  readonly key: string;
  readonly value: Uint8Array;
  /**
   * Grows with every commit that writes the entry, never reused, also not after a removal: number of
   * the commit in the order of the whole store.
   */
  readonly version: number;
  /** Milliseconds since the epoch after which the entry may be swept; absent: never. */
  readonly expiresAt?: number;
}

/** An entry to be written. */
export type EntryToPut = RawEntryToPut | SealedEntryToPut;

/** One whose value is written as it is. */
export interface RawEntryToPut {
  readonly key: string;
  readonly value: Uint8Array;
  readonly expiresAt?: number;
}

/**
 * One whose value the driver encrypts (`sealValue`) before it is written: on a thread of its own, where it has
 * one.
 */
export interface SealedEntryToPut {
  readonly key: string;
  readonly plaintext: Uint8Array;
  readonly seal: Seal;
  readonly expiresAt?: number;
}

/** What must still hold when a commit is applied: the version of a key, or 0 for its absence. */
export interface Expectation {
  readonly key: string;
  readonly version: number;
}

/**
 * All that one commit changes. It is applied as a whole, durably, or not at all.
 *
 * A key may stand once among `put` and `remove` together (`TypeError`): the order of two changes to one
 * entry would be a guess. A commit without either only asks whether its expectations hold.
 */
export interface Commit {
  readonly expect?: readonly Expectation[];
  readonly put?: readonly EntryToPut[];
  /** Keys to remove; an absent key is no fault. */
  readonly remove?: readonly string[];
}

/**
 * The answer to a commit: the version that its entries now have (the latest of the store where nothing was
 * written), or the first key that had moved, in the order of `expect`.
 */
export type CommitResult =
  | { readonly applied: true; readonly version: number }
  | { readonly applied: false; readonly moved: string };

/** Bounds of a scan. */
export interface ScanBounds {
  /** Only keys greater than this one (the key need not exist). */
  readonly after?: string;
  /** At most this many entries, 1 or more. */
  readonly limit: number;
}

/** The interface that every storage driver fulfils. */
export interface Store {
  /**
   * The entries of some keys as of one moment, in the order of the keys; `undefined` for an absent one.
   *
   * Every commit that was answered before the call is seen, those of other processes too.
   */
  get(keys: readonly string[]): Promise<(StoredEntry | undefined)[]>;
  /** The entries whose key starts with a prefix, in key order. */
  scan(prefix: string, bounds: ScanBounds): Promise<StoredEntry[]>;
  /**
   * Apply a commit atomically and durably.
   *
   * The caller may reuse its buffers as soon as the call has returned.
   *
   * @throws StoreError when the medium fails (disk full, store closed); nothing of the commit is then
   *   applied. Only after `crashed` that cannot be known.
   */
  commit(commit: Commit): Promise<CommitResult>;
  /** Entries whose `expiresAt` is not after a moment (milliseconds), the oldest first. */
  expired(notAfterMs: number, limit: number): Promise<StoredEntry[]>;
  /** Finish what was begun, then release the medium; every other call is refused from now on. */
  close(): Promise<void>;
}
