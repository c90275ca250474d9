import type { Commit, EntryToPut, ScanBounds } from './store.ts';

/**
 * Longest key in UTF-8 bytes. The bound is the narrowest of all drivers (a PostgreSQL index row holds
 * some 2,700 bytes), so that a key which one driver accepts is accepted by each.
 */
export const MAX_KEY_BYTES = 2048;

/** Largest value in bytes; what is larger belongs in several entries. */
export const MAX_VALUE_BYTES = 64 * 1024 * 1024;

/**
 * Refuse a key (or a prefix of keys) that not every driver can hold.
 *
 * @throws TypeError for a lone surrogate, which has no UTF-8 form: two such keys would become one
 * @throws RangeError above `MAX_KEY_BYTES`
 */
export function validateKey(key: string): void {
  if (!key.isWellFormed()) throw new TypeError('a key must be well-formed Unicode');
  // A UTF-16 unit is at most three bytes: most keys need no count.
  if (key.length * 3 > MAX_KEY_BYTES && Buffer.byteLength(key) > MAX_KEY_BYTES) {
    throw new RangeError(`a key must have at most ${MAX_KEY_BYTES} bytes`);
  }
}

/**
 * Refuse a commit that no driver could apply, before it meets the commits of others in one transaction.
 *
 * @throws TypeError for an ill-formed key, or one that is written or removed twice
 * @throws RangeError for a key, value, version or expiry out of bounds
 */
export function validateCommit(commit: Commit): void {
  for (const { key, version } of commit.expect ?? []) {
    validateKey(key);
    if (!Number.isSafeInteger(version) || version < 0) {
      throw new RangeError('an expected version must be a whole number, 0 or more');
    }
  }
  for (const entry of commit.put ?? []) validateEntry(entry);
  for (const key of commit.remove ?? []) validateKey(key);
  refuseRepeatedKeys(commit);
}

/** @throws RangeError unless the limit of a scan is a whole number, 1 or more */
export function validateLimit(limit: ScanBounds['limit']): void {
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new RangeError('a limit must be a whole number, 1 or more');
  }
}

function validateEntry(entry: EntryToPut): void {
  const { key, expiresAt } = entry;
  validateKey(key);
  const value = 'seal' in entry ? entry.plaintext : entry.value;
  if (value.byteLength > MAX_VALUE_BYTES) {
    throw new RangeError(`a value must have at most ${MAX_VALUE_BYTES} bytes`);
  }
  if (expiresAt !== undefined && !Number.isSafeInteger(expiresAt)) {
    throw new RangeError('expiresAt must be a whole number of milliseconds');
  }
}

function refuseRepeatedKeys({ put = [], remove = [] }: Commit): void {
  if (put.length + remove.length < 2) return;
  const seen = new Set(remove);
  const distinctRemovals = seen.size;
  for (const { key } of put) seen.add(key);
  if (distinctRemovals !== remove.length || seen.size !== distinctRemovals + put.length) {
    throw new TypeError('a commit must name each key at most once among put and remove');
  }
}
