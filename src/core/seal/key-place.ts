import type { RandomBytes } from '../../crypto/random.ts';
import { bindRecord } from '../../storage/records.ts';
import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import type { RecordType } from '../../framework/record.ts';
import type { Collection } from '../../storage/records.ts';
import { ROOT_NAMESPACE } from '../mount-entry.ts';
import type { Scope } from '../scope.ts';
import {
  changedRows,
  type KeyChange,
  type KeyHolder,
  type StoredKeys,
  withStoredKeys,
} from './key-change.ts';
import { type RawReader, type SealConfig, sealKeys } from './seal-records.ts';
import { type Given, type Giving, giveShare, type ShareRound } from './share-round.ts';
import { ShareMarks } from './share-marks.ts';

/** How long an attempt waits for its shares: one that was forgotten shall not be in the way for ever. */
export const ATTEMPT_MS = 24 * 3_600_000;

/** The keys, as one request sees and changes them. */
export class KeyPlace {
  readonly scope: Scope;
  readonly #holder: KeyHolder;

  constructor(scope: Scope, holder: KeyHolder) {
    this.scope = scope;
    this.#holder = holder;
  }

  get now(): number {
    return this.scope.now;
  }

  get random(): RandomBytes {
    return this.scope.parts.random;
  }

  get marks(): ShareMarks {
    return new ShareMarks(this.scope.transaction);
  }

  collection<T>(type: RecordType<T>): Collection<T> {
    return bindRecord(this.scope.transaction, ROOT_NAMESPACE, type);
  }

  /** How the root key is kept; must still be so when the request commits. */
  config(): Promise<SealConfig> {
    this.scope.transaction.require(sealKeys.config);
    return this.use(({ config }) => config);
  }

  /** Use the keys as they are stored. @param use - does not wait for anything */
  use<T>(use: (keys: StoredKeys) => T): Promise<T> {
    return withStoredKeys(this.#holder, this.#read, use);
  }

  /** Have other keys from the commit of this request on. */
  async change(decide: (keys: StoredKeys) => KeyChange): Promise<void> {
    const { transaction } = this.scope;
    const { put, remove } = await this.use((keys) => changedRows(keys, decide(keys), this));
    for (const { key, value, expiresAt } of put) transaction.putRaw(key, value, expiresAt);
    for (const key of remove) transaction.remove(key);
  }

  /** Take a share of the key that those who keep shares stand for, into a round. See `giveShare`. */
  async give<R extends ShareRound>(
    round: R,
    by: Pick<Giving, 'nonce' | 'share' | 'act'>,
  ): Promise<Given<R>> {
    const { threshold } = await this.config();
    const isKnown = await this.marks.knows(by.share);
    const isKey = (key: Uint8Array): Promise<boolean> =>
      this.use(({ recoveryKey, unsealKey }) => constantTimeEqual(key, recoveryKey ?? unsealKey));
    const { transaction, once } = this.scope;
    const place = { transaction, once, log: this.scope.parts.log, now: this.now };
    return giveShare(place, { ...by, round, threshold, isKnown, isKey });
  }

  readonly #read: RawReader = (keys) => this.scope.transaction.getRaw(keys);
}
