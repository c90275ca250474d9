import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import { DecryptionError } from '../../crypto/aead.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Store } from '../../storage/store.ts';
import { changedRows, type KeyChange, openRecoveryKey, type StoredKeys } from './key-change.ts';
import { RowsRead } from './rows-read.ts';
import { loadSealRows, openSealRows, type SealRows } from './seal-records.ts';

/** What a change of the seal goes by. */
export interface SealMigration {
  readonly store: Store;
  /** What enough shares have made: the unseal key, or the recovery key of a server that unseals itself. */
  readonly shareKey: Uint8Array;
  /** The key that unseals without anybody, until now or from now on. */
  readonly autoKey: Uint8Array;
  readonly random: RandomBytes;
  readonly now: number;
}

/**
 * Move a store from key shares to a key that is at hand, or back. The shares stay what they are: those of the unseal
 * key become those of the recovery key, or the other way round.
 *
 * One commit: whoever stops in it leaves the old seal or the new one.
 *
 * @throws ApiError `UNSEAL_KEY_WRONG`; `SEAL_MIGRATION_MOVED` when another process changed the keys at this moment
 */
export async function migrateSeal(migration: SealMigration): Promise<void> {
  const { store } = migration;
  const read = new RowsRead(store);
  const rows = await loadSealRows(read.get);
  if (!rows) throw new ApiError('NOT_INITIALIZED');
  const { known, change } = changeOf(rows, migration);
  const { put, remove } = changedRows(known, change, migration);
  const { applied } = await store.commit({ expect: read.expectations(), put, remove });
  if (!applied) throw new ApiError('SEAL_MIGRATION_MOVED');
}

/**
 * Move a store from one key at hand to another.
 *
 * @throws ApiError `UNSEAL_KEY_WRONG` when the former key does not open it, `SEAL_MIGRATION_MOVED`
 */
export async function replaceAutoKey(
  replacement: Pick<SealMigration, 'store' | 'random' | 'now'> & {
    readonly from: Uint8Array;
    readonly to: Uint8Array;
  },
): Promise<void> {
  const { store, from, to } = replacement;
  const read = new RowsRead(store);
  const rows = await loadSealRows(read.get);
  if (!rows) throw new ApiError('NOT_INITIALIZED');
  const opened = open(rows, from);
  const recoveryKey = openRecoveryKey(rows, opened.rootKey);
  const known = { ...opened, config: rows.config, unsealKey: from, recoveryKey };
  const { put } = changedRows(known, { unsealKey: to }, replacement);
  const { applied } = await store.commit({ expect: read.expectations(), put });
  if (!applied) throw new ApiError('SEAL_MIGRATION_MOVED');
}

function changeOf(
  rows: SealRows,
  { shareKey, autoKey }: SealMigration,
): { known: StoredKeys; change: KeyChange } {
  const { config } = rows;
  if (config.type === 'shamir') {
    const known = { ...open(rows, shareKey), config, unsealKey: shareKey };
    const change: KeyChange = {
      config: { type: 'static' },
      unsealKey: autoKey,
      recoveryKey: shareKey,
    };
    return { known, change };
  }
  const opened = open(rows, autoKey);
  const recoveryKey = openRecoveryKey(rows, opened.rootKey);
  if (!recoveryKey || !constantTimeEqual(recoveryKey, shareKey)) {
    throw new ApiError('UNSEAL_KEY_WRONG');
  }
  const change: KeyChange = { config: { type: 'shamir' }, unsealKey: shareKey, recoveryKey: null };
  return { known: { ...opened, config, unsealKey: autoKey, recoveryKey }, change };
}

/** @throws ApiError `UNSEAL_KEY_WRONG` */
function open(rows: SealRows, unsealKey: Uint8Array): ReturnType<typeof openSealRows> {
  try {
    return openSealRows(rows, unsealKey);
  } catch (error) {
    if (!(error instanceof DecryptionError)) throw error;
    throw new ApiError('UNSEAL_KEY_WRONG', { cause: error });
  }
}
