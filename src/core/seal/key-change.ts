import { decrypt, KEY_BYTES } from '../../crypto/aead.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import type { RawReader } from './seal-records.ts';
import { handoverRow, type OpenKeys } from './held-keys.ts';
import {
  createSealRows,
  loadSealRows,
  type SealConfig,
  sealKeys,
  type SealRows,
} from './seal-records.ts';

/** How long another process may take to notice that the root key was changed. */
const HANDOVER_MS = 3_600_000;

/** The keys of a store, opened, and what is said of them. */
export interface StoredKeys extends OpenKeys {
  readonly config: SealConfig;
  /** With auto-unseal. */
  readonly recoveryKey?: Uint8Array | undefined;
}

/** What is to be different. The root key always is. */
export interface KeyChange {
  readonly config?: Partial<SealConfig>;
  readonly unsealKey?: Uint8Array;
  /** Null: there is none any more. */
  readonly recoveryKey?: Uint8Array | null;
}

/** A row to be written as it is. */
export interface RawRow {
  readonly key: string;
  readonly value: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
}

/** Whatever has the keys of an open server. */
export interface KeyHolder {
  follow<T>(read: RawReader, use: (keys: OpenKeys) => T): Promise<T>;
}

/**
 * Use all keys as they are stored.
 *
 * @param use - does not wait for anything, since sealing wipes the keys
 * @throws ApiError `SEALED`, `KEYS_OUTDATED`
 */
export async function withStoredKeys<T>(
  holder: KeyHolder,
  read: RawReader,
  use: (keys: StoredKeys) => T,
): Promise<T> {
  const rows = await loadSealRows(read);
  return holder.follow(read, (keys) => {
    if (!rows) throw new Error('an open server has rows of its keys');
    return use({ ...keys, config: rows.config, recoveryKey: openRecoveryKey(rows, keys.rootKey) });
  });
}

/** The recovery key of a store that has one. @throws DecryptionError when the root key is not that of the store */
export function openRecoveryKey({ recoveryKey }: SealRows, rootKey: Uint8Array) {
  if (!recoveryKey) return undefined;
  return decrypt(rootKey, { sealed: recoveryKey, context: sealKeys.recoveryKey });
}

/**
 * The rows of changed keys, which belong into one commit that expects the old ones to be there still.
 *
 * The root key is a fresh one each time, so that who held enough old shares and keeps an old copy of the store can
 * open nothing newer. Other processes come from the old one to the new one by a row that lasts an hour.
 */
export function changedRows(
  known: StoredKeys,
  change: KeyChange,
  from: { random: RandomBytes; now: number },
): { put: RawRow[]; remove: string[] } {
  const { random, now } = from;
  const rootKey = random(KEY_BYTES);
  const { unsealKey = known.unsealKey } = change;
  const recoveryKey = change.recoveryKey === undefined ? known.recoveryKey : change.recoveryKey;
  const config = { ...known.config, ...change.config };
  const made = { config, unsealKey, rootKey, keyring: known.keyring };
  const rows = createSealRows({ ...made, ...(recoveryKey && { recoveryKey }) }, random);
  const put: RawRow[] = [...rows].map(([key, value]) => ({ key, value }));
  const handover = handoverRow(known.rootKey, { rootKey, unsealKey }, random);
  put.push({ ...handover, expiresAt: now + HANDOVER_MS });
  return { put, remove: recoveryKey ? [] : [sealKeys.recoveryKey] };
}
