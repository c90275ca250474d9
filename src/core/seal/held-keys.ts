import { decrypt, DecryptionError } from '../../crypto/aead.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import { Barrier } from '../../storage/barrier.ts';
import type { Keyring } from '../../storage/keyring.ts';
import type { Store } from '../../storage/store.ts';
import { handoverKey, type RawReader, sealKeys, unwrapKeyring, wrap } from './seal-records.ts';

/** Root keys that a process may have missed one after the other. */
const MAX_HANDOVERS = 64;

/** The keys of an unsealed server. */
export interface OpenKeys {
  /** Opens the row of the root key. */
  readonly unsealKey: Uint8Array;
  readonly rootKey: Uint8Array;
  readonly keyring: Keyring;
}

interface FollowedKeys extends OpenKeys {
  /** Root keys that came after the one it began with. */
  readonly changes: number;
}

/**
 * The keys that an unsealed process knows: a copy of what the store has, which follows it.
 *
 * Another process may have rotated the encryption key, or changed the root key. The keyring is then read
 * anew, and a new root key is found by the old one (`handoverRow`).
 */
export class HeldKeys {
  readonly barrier: Barrier;
  readonly #store: Store;
  #keys: FollowedKeys | undefined;
  #keyringVersion = 0;

  constructor(keys: OpenKeys, from: { store: Store; random: RandomBytes }) {
    // copies, since they are wiped
    const { rootKey, unsealKey, keyring } = keys;
    const copies = { rootKey: Buffer.from(rootKey), unsealKey: Buffer.from(unsealKey) };
    this.#keys = { keyring, ...copies, changes: 0 };
    this.#store = from.store;
    this.barrier = new Barrier(keys.keyring, from.random);
  }

  /** Wipe all that is known: the server is sealed. */
  forget(): void {
    this.#keys?.rootKey.fill(0);
    this.#keys?.unsealKey.fill(0);
    this.#keys = undefined;
  }

  /**
   * Use the keys as they are in the store.
   *
   * @param use - does not wait for anything, since sealing wipes the keys
   * @throws ApiError `SEALED` when the server was sealed meanwhile, `KEYS_OUTDATED`
   */
  async follow<T>(read: RawReader, use: (keys: OpenKeys) => T): Promise<T> {
    const [row] = await read([sealKeys.keyring]);
    if (!row) throw new ApiError('SEALED');
    const { result } = await this.#openBy(row.value, { read, use });
    return result;
  }

  /** Read the keyring anew where the store has another one. @returns whether it did */
  async renew(): Promise<boolean> {
    const read: RawReader = (keys) => this.#store.get(keys);
    const [row] = await read([sealKeys.keyring]);
    if (!row || row.version === this.#keyringVersion || !this.#keys) return false;
    await this.#openBy(row.value, { read, use: () => undefined });
    this.#keyringVersion = row.version;
    return true;
  }

  /** Go on with a longer keyring, unless the server was sealed or went on with a longer one meanwhile. */
  extend(keyring: Keyring): void {
    const keys = this.#keys;
    if (!keys || keyring.terms.length <= keys.keyring.terms.length) return;
    this.#keys = { ...keys, keyring };
    this.barrier.extend(keyring);
  }

  async #openBy<T>(
    sealed: Uint8Array,
    by: { read: RawReader; use: (keys: OpenKeys) => T },
  ): Promise<{ result: T }> {
    for (let hops = 0; hops < MAX_HANDOVERS; hops += 1) {
      const keys = this.#require();
      const keyring = tryUnwrap(keys.rootKey, sealed);
      if (keyring) {
        this.extend(keyring);
        return { result: by.use({ ...keys, keyring }) };
      }
      const key = handoverKey(keys.rootKey);
      const [row] = await by.read([key]);
      // sealing has wiped the key, and nothing may be opened or wrapped by what is left of it
      const now = this.#require();
      // somebody else has followed meanwhile
      if (now.changes !== keys.changes) continue;
      if (!row) break;
      const next = openHandover(now.rootKey, { key, sealed: row.value });
      this.#keys = { ...now, ...next, changes: now.changes + 1 };
      // whoever waits with the former ones sees by `changes` that they are gone
      now.rootKey.fill(0);
      now.unsealKey.fill(0);
    }
    throw new ApiError('KEYS_OUTDATED');
  }

  #require(): FollowedKeys {
    if (!this.#keys) throw new ApiError('SEALED');
    return this.#keys;
  }
}

/** What leads from an old root key to the keys that took its place. */
export function handoverRow(
  rootKey: Uint8Array,
  next: Pick<OpenKeys, 'rootKey' | 'unsealKey'>,
  random: RandomBytes,
): { key: string; value: Buffer } {
  const key = handoverKey(rootKey);
  const value = Buffer.concat([next.rootKey, next.unsealKey]);
  return { key, value: wrap(rootKey, { key, value }, random) };
}

function openHandover(
  rootKey: Uint8Array,
  { key, sealed }: { key: string; sealed: Uint8Array },
): Pick<OpenKeys, 'rootKey' | 'unsealKey'> {
  const both = decrypt(rootKey, { sealed, context: key });
  const half = both.length / 2;
  return { rootKey: both.subarray(0, half), unsealKey: both.subarray(half) };
}

function tryUnwrap(rootKey: Uint8Array, sealed: Uint8Array): Keyring | undefined {
  try {
    return unwrapKeyring(rootKey, sealed);
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}
