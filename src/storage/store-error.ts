/**
 * Why a store failed. None of these is the caller's mistake; a wrong argument is a `TypeError` or a
 * `RangeError` instead.
 *
 * - `closed`: the store was closed before
 * - `busy`: another process held the write lock for longer than the driver waits
 * - `full`: the disk, or the bound set for the store, is used up
 * - `corrupt`: the medium is damaged, or holds something that is no database
 * - `foreign`: a sound database, but of another application
 * - `newer`: written by a later release, whose layout this one does not know
 * - `crashed`: the writer ended unexpectedly; commits on the way may or may not have been applied
 * - `failed`: anything else that the medium reports (I/O error, missing permission)
 */
export type StoreErrorCode =
  | 'closed'
  | 'busy'
  | 'full'
  | 'corrupt'
  | 'foreign'
  | 'newer'
  | 'crashed'
  | 'failed';

/** A failure of the medium or of the driver. The message names no key and no value. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
