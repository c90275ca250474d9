import { StoreError, type StoreErrorCode } from '../store-error.ts';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html) that mean something to us. */
const CODES: Readonly<Record<number, { code: StoreErrorCode; message: string }>> = {
  5: { code: 'busy', message: 'the database is locked by another process' },
  6: { code: 'busy', message: 'the database is locked by another connection' },
  8: { code: 'failed', message: 'the database file may not be written' },
  10: { code: 'failed', message: 'the disk reported an error' },
  11: { code: 'corrupt', message: 'the database file is damaged' },
  13: { code: 'full', message: 'the disk is full, or the store has reached its size bound' },
  14: { code: 'failed', message: 'the database file cannot be opened' },
  26: { code: 'corrupt', message: 'the file is not a database' },
};

/**
 * Turn what `node:sqlite` threw into a `StoreError`; a `StoreError` passes as it is.
 *
 * SQLite's own text goes into the message: it names tables and conditions, never bound values.
 */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const text = error instanceof Error ? error.message : 'unknown error';
  // The low byte of an extended result code is its primary code.
  const known = CODES[(readErrcode(error) ?? 0) & 0xff];
  return known
    ? new StoreError(known.code, `${known.message} (SQLite: ${text})`, error)
    : new StoreError('failed', `the store failed (${text})`, error);
}

/**
 * Run something on a connection.
 *
 * @throws StoreError in place of whatever SQLite reports; mistakes of the caller pass as they are
 */
export function withStoreErrors<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw readErrcode(error) === undefined ? error : toStoreError(error);
  }
}

function readErrcode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}
