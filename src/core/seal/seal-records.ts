import { createHash } from 'node:crypto';
import { decrypt, encrypt } from '../../crypto/aead.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import { decodeKeyring, encodeKeyring, type Keyring } from '../../storage/keyring.ts';
import type { StoredEntry } from '../../storage/store.ts';
import { StoreError } from '../../storage/store-error.ts';

/** How the root key is kept; readable without any key. */
export interface SealConfig {
  readonly type: SealType;
  /** Shares and threshold of the unseal key, or with auto-unseal of the recovery key. */
  readonly shares: number;
  readonly threshold: number;
  readonly cluster_id: string;
  readonly cluster_name: string;
}

export type SealType = 'shamir' | 'static';

/** Rows outside the barrier. */
export const sealKeys = {
  config: 'core/seal',
  rootKey: 'core/root-key',
  keyring: 'core/keyring',
  recoveryKey: 'core/recovery-key',
} as const;

/** The row by which a process that knows a root key comes to the one that took its place. */
export function handoverKey(rootKey: Uint8Array): string {
  return `core/handover/${createHash('sha256').update('handover\0').update(rootKey).digest('hex')}`;
}

/** Reads rows as they lie in the store: a store, or a transaction that notes what it has read. */
export type RawReader = (keys: readonly string[]) => Promise<(StoredEntry | undefined)[]>;

/** What lies outside the barrier of an initialised store. */
export interface SealRows {
  readonly config: SealConfig;
  /** The root key, encrypted by the unseal key. */
  readonly rootKey: Uint8Array;
  /** The keyring, encrypted by the root key. */
  readonly keyring: Uint8Array;
  /** With auto-unseal: the recovery key, encrypted by the root key. */
  readonly recoveryKey?: Uint8Array | undefined;
}

/** Read what lies outside the barrier. @returns undefined when the store is not initialised */
export async function loadSealRows(read: RawReader): Promise<SealRows | undefined> {
  const [config, rootKey, keyring, recoveryKey] = await read([
    sealKeys.config,
    sealKeys.rootKey,
    sealKeys.keyring,
    sealKeys.recoveryKey,
  ]);
  if (!config || !rootKey || !keyring) return undefined;
  return {
    config: decodeConfig(config.value),
    rootKey: rootKey.value,
    keyring: keyring.value,
    recoveryKey: recoveryKey?.value,
  };
}

/** The rows of a new store, by key. */
export function createSealRows(made: MadeKeys, random: RandomBytes): Map<string, Uint8Array> {
  const { config, unsealKey, rootKey, keyring, recoveryKey } = made;
  const rows = new Map<string, Uint8Array>([
    [sealKeys.config, encodeConfig(config)],
    [sealKeys.rootKey, wrap(unsealKey, { key: sealKeys.rootKey, value: rootKey }, random)],
    [sealKeys.keyring, wrapKeyring(rootKey, keyring, random)],
  ]);
  if (!recoveryKey) return rows;
  const row = { key: sealKeys.recoveryKey, value: recoveryKey };
  return rows.set(sealKeys.recoveryKey, wrap(rootKey, row, random));
}

/** All keys of a store and what is said of them. */
export interface MadeKeys {
  readonly config: SealConfig;
  readonly unsealKey: Uint8Array;
  readonly rootKey: Uint8Array;
  readonly keyring: Keyring;
  /** With auto-unseal. */
  readonly recoveryKey?: Uint8Array | undefined;
}

/** No key guards the configuration, which is read before there is one: a sum tells damage at least. */
function encodeConfig(config: SealConfig): Buffer {
  const json = JSON.stringify(config);
  return Buffer.from(`${json}\n${checksum(json)}`);
}

/** @throws StoreError `corrupt` */
function decodeConfig(bytes: Uint8Array): SealConfig {
  const [json = '', sum] = Buffer.from(bytes).toString().split('\n');
  if (sum === checksum(json)) return JSON.parse(json) as SealConfig;
  throw new StoreError('corrupt', 'the stored configuration of the seal is damaged');
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** A keyring as it is stored. */
export function wrapKeyring(rootKey: Uint8Array, keyring: Keyring, random: RandomBytes): Buffer {
  return wrap(rootKey, { key: sealKeys.keyring, value: encodeKeyring(keyring) }, random);
}

/** Encrypt a row outside the barrier. */
export function wrap(
  key: Uint8Array,
  row: { key: string; value: Uint8Array },
  random: RandomBytes,
): Buffer {
  return encrypt(key, { plaintext: row.value, context: row.key }, random);
}

/**
 * The root key and keyring of a store.
 *
 * @throws DecryptionError when the unseal key is not that of the store
 */
export function openSealRows(
  rows: SealRows,
  unsealKey: Uint8Array,
): { rootKey: Uint8Array; keyring: Keyring } {
  const rootKey = decrypt(unsealKey, { sealed: rows.rootKey, context: sealKeys.rootKey });
  return { rootKey, keyring: unwrapKeyring(rootKey, rows.keyring) };
}

/** A keyring as it is used. @throws DecryptionError when it was stored under another root key */
export function unwrapKeyring(rootKey: Uint8Array, sealed: Uint8Array): Keyring {
  return decodeKeyring(decrypt(rootKey, { sealed, context: sealKeys.keyring }));
}
