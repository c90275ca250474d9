import { createHash } from 'node:crypto';
import { decrypt, encrypt } from '../../crypto/aead.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import { decodeKeyring, encodeKeyring, type Keyring } from '../../storage/keyring.ts';
import type { Store } from '../../storage/store.ts';
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

/** What lies outside the barrier of an initialised store. */
export interface SealRows {
  readonly config: SealConfig;
  /** The root key, encrypted by the unseal key. */
  readonly rootKey: Uint8Array;
  /** The keyring, encrypted by the root key. */
  readonly keyring: Uint8Array;
}

/** Read what lies outside the barrier. @returns undefined when the store is not initialised */
export async function loadSealRows(store: Store): Promise<SealRows | undefined> {
  const [config, rootKey, keyring] = await store.get([
    sealKeys.config,
    sealKeys.rootKey,
    sealKeys.keyring,
  ]);
  if (!config || !rootKey || !keyring) return undefined;
  return {
    config: decodeConfig(config.value),
    rootKey: rootKey.value,
    keyring: keyring.value,
  };
}

/** The rows of a new store, by key. */
export function createSealRows(
  made: { config: SealConfig; unsealKey: Uint8Array; rootKey: Uint8Array; keyring: Keyring },
  random: RandomBytes,
): Map<string, Uint8Array> {
  return new Map([
    [sealKeys.config, encodeConfig(made.config)],
    [
      sealKeys.rootKey,
      wrap(made.unsealKey, { key: sealKeys.rootKey, value: made.rootKey }, random),
    ],
    [sealKeys.keyring, wrapKeyring(made.rootKey, made.keyring, random)],
  ]);
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
