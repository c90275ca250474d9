import type { Commit, Expectation } from '../store.ts';
import type { StoreErrorCode } from '../store-error.ts';
import type { CommitOutcome } from './commit-applier.ts';

/**
 * Commits on their way to the writer thread.
 *
 * The values lie one behind the other in a single buffer that is handed over, not copied again: a
 * `Buffer` posted as it is would drag its whole pool along.
 */
export interface PackedCommits {
  readonly commits: readonly PackedCommit[];
  readonly values: ArrayBuffer;
}

interface PackedCommit {
  readonly expect: readonly Expectation[] | undefined;
  readonly put: readonly PackedPut[];
  readonly remove: readonly string[] | undefined;
}

/** Key, length of the value in bytes, expiry. */
type PackedPut = readonly [key: string, bytes: number, expiresAt: number | undefined];

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
  | { readonly kind: 'applied'; readonly outcomes: readonly CommitOutcome[] }
  | { readonly kind: 'failed'; readonly count: number; readonly failure: WriterFailure }
  | { readonly kind: 'unclosed'; readonly failure: WriterFailure };

/** Copy commits into the form in which they are posted. */
export function packCommits(commits: readonly Commit[]): PackedCommits {
  let size = 0;
  for (const { put = [] } of commits) for (const { value } of put) size += value.byteLength;
  const values = new Uint8Array(size);
  let offset = 0;
  const packed = commits.map(({ expect, put = [], remove }) => ({
    expect,
    put: put.map(({ key, value, expiresAt }): PackedPut => {
      values.set(value, offset);
      offset += value.byteLength;
      return [key, value.byteLength, expiresAt];
    }),
    remove,
  }));
  return { commits: packed, values: values.buffer };
}

/** The commits as they were before `packCommits`; their values are views of the one buffer. */
export function unpackCommits({ commits, values }: PackedCommits): Commit[] {
  let offset = 0;
  return commits.map(({ expect = [], put, remove = [] }) => ({
    expect,
    put: put.map(([key, bytes, expiresAt]) => {
      const value = new Uint8Array(values, offset, bytes);
      offset += bytes;
      return expiresAt === undefined ? { key, value } : { key, value, expiresAt };
    }),
    remove,
  }));
}
