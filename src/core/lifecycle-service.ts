import type { RandomBytes } from '../crypto/random.ts';
import { DecryptionError } from '../crypto/aead.ts';
import { ShareError } from '../crypto/shamir.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Clock } from '../lib/time.ts';
import type { Barrier } from '../storage/barrier.ts';
import { rotateKeyring } from '../storage/keyring.ts';
import type { Store } from '../storage/store.ts';
import { addMissingMounts } from './add-missing-mounts.ts';
import { ConfigurationCache } from './configuration.ts';
import type { Log, Unsealed } from './scope.ts';
import { HeldKeys, type OpenKeys } from './seal/held-keys.ts';
import { initialize, type InitOptions, type InitResult } from './seal/initialize.ts';
import {
  loadSealRows,
  openSealRows,
  type SealConfig,
  sealKeys,
  type SealRows,
  type SealType,
  wrapKeyring,
} from './seal/seal-records.ts';
import { migrateSeal, replaceAutoKey } from './seal/migrate-seal.ts';
import { RowsRead } from './seal/rows-read.ts';
import { UnsealProgress } from './seal/unseal-progress.ts';
import { noteVersion } from './version-history.ts';

/** The seal of a server, whatever its state. */
export interface SealStatus {
  readonly type: string;
  readonly initialized: boolean;
  readonly sealed: boolean;
  /** Threshold and number of shares; 0 before init. */
  readonly t: number;
  readonly n: number;
  readonly progress: number;
  readonly nonce: string;
  readonly recovery_seal: boolean;
  /** Whether unsealing moves the store to another kind of seal. */
  readonly migration: boolean;
  readonly cluster?: Pick<SealConfig, 'cluster_id' | 'cluster_name'>;
}

/** What a lifecycle needs of its surroundings. */
export interface LifecycleParts {
  readonly store: Store;
  readonly storageType: string;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly log: Log;
  /** Present: the server unseals itself with this key. */
  readonly autoUnsealKey?: Uint8Array;
  /** The key until now: a store that it opens is moved to the other one. */
  readonly previousUnsealKey?: Uint8Array;
  /** It did so until now: the store is to go back to key shares, and the key opens it once more. */
  readonly isAutoUnsealDisabled?: boolean;
  readonly clusterName?: string;
  /** Called whenever the server has been unsealed. */
  readonly onUnsealed?: () => void;
}

interface OpenState {
  readonly unsealed: Unsealed;
  readonly keys: HeldKeys;
}

/** Uninitialised, sealed, unsealed, and the ways between. */
export class LifecycleService {
  readonly #parts: LifecycleParts;
  readonly #progress = new UnsealProgress();
  #open: OpenState | undefined;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  /** What requests work on; undefined while sealed. */
  get unsealed(): Unsealed | undefined {
    return this.#open?.unsealed;
  }

  get storageType(): string {
    return this.#parts.storageType;
  }

  get hasAutoUnseal(): boolean {
    return this.#parts.autoUnsealKey !== undefined && this.#parts.isAutoUnsealDisabled !== true;
  }

  get #wantedType(): SealType {
    return this.hasAutoUnseal ? 'static' : 'shamir';
  }

  /** Whether a store is to be moved to the seal of the configuration, which can only be done with a key for both. */
  #isMigrating({ type }: SealConfig): boolean {
    return type !== this.#wantedType && this.#parts.autoUnsealKey !== undefined;
  }

  async status(): Promise<SealStatus> {
    const config = (await this.#rows())?.config;
    const sealed = this.#open === undefined;
    const type = config?.type ?? this.#wantedType;
    return {
      type,
      initialized: config !== undefined,
      sealed,
      t: config?.threshold ?? 0,
      n: config?.shares ?? 0,
      progress: this.#progress.count,
      nonce: this.#progress.nonce,
      recovery_seal: type === 'static',
      migration: config !== undefined && sealed && this.#isMigrating(config),
      ...(config && !sealed ? { cluster: config } : {}),
    };
  }

  /** Initialise the store; with auto-unseal the server is open afterwards. See `initialize`. */
  async init(options: Omit<InitOptions, 'autoUnsealKey' | 'clusterName'>): Promise<InitResult> {
    const { store, random, clock, clusterName, log } = this.#parts;
    const autoUnsealKey = this.hasAutoUnseal ? this.#parts.autoUnsealKey : undefined;
    const result = await initialize(
      store,
      {
        ...options,
        ...(autoUnsealKey && { autoUnsealKey }),
        ...(clusterName !== undefined && { clusterName }),
      },
      { random, now: clock() },
    );
    log('info', 'initialized', { shares: options.shares, threshold: options.threshold });
    await this.unsealAutomatically();
    return result;
  }

  /**
   * Unseal with the key of the configuration, where there is one.
   *
   * @returns whether it is open now; not where the store is to be moved to another seal first
   */
  async unsealAutomatically(): Promise<boolean> {
    const rows = await this.#rows();
    const { autoUnsealKey, log } = this.#parts;
    if (!rows) return false;
    if (this.#isMigrating(rows.config)) {
      log('warn', 'the seal is to be changed: unseal with -migrate', { from: rows.config.type });
      return false;
    }
    if (!this.hasAutoUnseal || !autoUnsealKey) return false;
    try {
      await this.#unsealWith(rows, autoUnsealKey);
    } catch (error) {
      if (!isCode(error, 'UNSEAL_KEY_WRONG') || !this.#parts.previousUnsealKey) throw error;
      await this.#replaceAutoKey(this.#parts.previousUnsealKey, autoUnsealKey);
    }
    return true;
  }

  async #replaceAutoKey(from: Uint8Array, to: Uint8Array): Promise<void> {
    const { store, random, clock, log } = this.#parts;
    try {
      await replaceAutoKey({ store, from, to, random, now: clock() });
      log('info', 'the key that unseals was changed');
    } catch (error) {
      // another process has done it at this moment: then the key opens what is there now
      if (!isCode(error, 'SEAL_MIGRATION_MOVED')) throw error;
    }
    const rows = await this.#rows();
    if (rows) await this.#unsealWith(rows, to);
  }

  /**
   * Give one share: of the unseal key, or of the recovery key where the seal is to be changed back to shares.
   *
   * @param isMigration - the caller knows that the seal will be changed
   * @throws ApiError `NOT_INITIALIZED`, `UNSEAL_KEY_WRONG`, `SEAL_TYPE_MISMATCH`, `SEAL_MIGRATION_NEEDED`,
   *   `SEAL_MIGRATION_NONE`
   */
  async unseal(share: Uint8Array, isMigration = false): Promise<void> {
    if (this.#open) return;
    const rows = await this.#rows();
    if (!rows) throw new ApiError('NOT_INITIALIZED');
    const { config } = rows;
    this.#assertPurpose(config, isMigration);
    try {
      const key = this.#progress.add(share, config.threshold, this.#parts.random);
      if (key) await (isMigration ? this.#migrate(key) : this.#unsealWith(rows, key));
    } catch (error) {
      if (error instanceof ShareError) throw new ApiError('UNSEAL_KEY_WRONG', { cause: error });
      throw error;
    }
  }

  #assertPurpose(config: SealConfig, isMigration: boolean): void {
    if (this.#isMigrating(config)) {
      if (!isMigration) throw new ApiError('SEAL_MIGRATION_NEEDED');
      return;
    }
    if (config.type !== 'shamir') throw new ApiError('SEAL_TYPE_MISMATCH');
    if (isMigration) throw new ApiError('SEAL_MIGRATION_NONE');
  }

  async #migrate(shareKey: Uint8Array): Promise<void> {
    const { store, random, clock, autoUnsealKey, log } = this.#parts;
    if (!autoUnsealKey) throw new ApiError('SEAL_TYPE_MISMATCH');
    const now = clock();
    await migrateSeal({ store, shareKey, autoKey: autoUnsealKey, random, now });
    log('info', 'seal changed', { to: this.#wantedType });
    const rows = await this.#rows();
    if (rows) await this.#unsealWith(rows, this.hasAutoUnseal ? autoUnsealKey : shareKey);
  }

  /** Forget the shares given so far. @throws ApiError `UNSEAL_RESET_UNSEALED` */
  reset(): void {
    if (this.#open) throw new ApiError('UNSEAL_RESET_UNSEALED');
    this.#progress.reset();
  }

  /** Forget all keys. */
  seal(): void {
    if (!this.#open) return;
    this.#open.keys.forget();
    this.#open = undefined;
    this.#parts.log('info', 'sealed');
  }

  /** The term that encrypts. */
  keyStatus(): Barrier['status'] {
    return this.keys.barrier.status;
  }

  /** The keys of an unsealed server. @throws ApiError `SEALED` */
  get keys(): HeldKeys {
    if (!this.#open) throw new ApiError('SEALED');
    return this.#open.keys;
  }

  /**
   * Encrypt with a fresh key from now on; what is stored stays readable.
   *
   * The stored keyring is what grows, not the copy in memory, which another rotation may have overtaken: a
   * key that was left out would take with it all that it has encrypted.
   *
   * @throws ApiError `SEALED`, `ROTATION_RUNNING`
   */
  async rotate(): Promise<void> {
    const { keys } = this;
    const { store, random, clock } = this.#parts;
    const read = new RowsRead(store);
    const { next, row } = await keys.follow(read.get, ({ rootKey, keyring }) => {
      const rotated = rotateKeyring(keyring, random, clock());
      return { next: rotated, row: wrapKeyring(rootKey, rotated, random) };
    });
    const result = await store.commit({
      expect: read.expectations(),
      put: [{ key: sealKeys.keyring, value: row }],
    });
    if (!result.applied) throw new ApiError('ROTATION_RUNNING');
    keys.extend(next);
  }

  async #unsealWith(rows: SealRows, unsealKey: Uint8Array): Promise<void> {
    const opened = this.#openWith(rows, unsealKey);
    await addMissingMounts(opened.unsealed.open, this.#parts.random);
    await noteVersion(opened.unsealed.open, this.#parts.clock());
    this.#open = opened;
    this.#parts.log('info', 'unsealed');
    this.#parts.onUnsealed?.();
  }

  /** @throws ApiError `UNSEAL_KEY_WRONG` */
  #openWith(rows: SealRows, unsealKey: Uint8Array): OpenState {
    try {
      return this.#opened({ ...openSealRows(rows, unsealKey), unsealKey });
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error;
      throw new ApiError('UNSEAL_KEY_WRONG', { cause: error });
    }
  }

  #opened(keys: OpenKeys): OpenState {
    const held = new HeldKeys(keys, this.#parts);
    const { barrier } = held;
    const open = { store: this.#parts.store, barrier, renewKeys: () => held.renew() };
    return { unsealed: { open, configurations: new ConfigurationCache() }, keys: held };
  }

  #rows(): Promise<SealRows | undefined> {
    return loadSealRows((keys) => this.#parts.store.get(keys));
  }
}

function isCode(error: unknown, code: ApiError['code']): boolean {
  return error instanceof ApiError && error.code === code;
}
