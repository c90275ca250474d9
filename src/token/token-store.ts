import { randomBase62, type RandomBytes } from '../crypto/random.ts';
import { DecryptionError } from '../crypto/aead.ts';
import { ApiError } from '../errors/api-error.ts';
import { Folders } from '../storage/folders.ts';
import type { PlainEntry, Transaction } from '../storage/transaction.ts';
import { deepFreeze } from '../lib/deep-freeze.ts';
import { isWithinLifetime, type Token, type TokenEntry } from './token-entry.ts';
import { hashOfAccessor, ID_CHARACTERS, namesOfId, namesOfNewId } from './token-names.ts';

const SERVICE_PREFIX = 's.';
/** Characters of a service token that has no id of its own choosing. */
export const SERVICE_ID_LENGTH = SERVICE_PREFIX.length + ID_CHARACTERS;
const BATCH_PREFIX = 'b.';
const BATCH_CONTEXT = 'batch-token';
/** Longest text that is looked at as a token. */
const MAX_TOKEN_BYTES = 8192;
/** Longest line of ancestors: each costs a read at every use. */
export const MAX_TREE_DEPTH = 64;
/** Rows that one step of a walk reads. */
const PAGE = 500;

const prefix = 'ns/root/token/';
const childPrefix = 'ns/root/token-child/';
const cubbyholePrefix = 'ns/root/cubbyhole/';
const revokedPrefix = 'ns/root/token-revoked/';

/** Left in place of a token that was revoked alone, until its children are orphans by themselves. */
interface OrphanedStub {
  readonly orphaned: true;
}

/** What decides whether a token may be used, beside the token itself. */
export interface TokenView {
  readonly now: number;
  /** Whether the mount that made a token still stands and has not revoked it. */
  readonly isIssuerLive: (entry: TokenEntry) => boolean;
  /** Told of each token that is ended, before the commit. */
  readonly onEnd?: (entry: TokenEntry) => void;
}

/**
 * Tokens in the store. One row serves look-ups by id and by accessor: the accessor is a keyed hash of the
 * id, and the row is named by a keyed hash of the accessor.
 */
export class TokenStore {
  readonly #transaction: Transaction;
  readonly #view: TokenView;

  constructor(transaction: Transaction, view: TokenView) {
    this.#transaction = transaction;
    this.#view = view;
  }

  /** The token of an id, if it may be used now. */
  async find(id: string): Promise<Token | undefined> {
    if (id === '' || id.length > MAX_TOKEN_BYTES) return undefined;
    if (id.startsWith(BATCH_PREFIX)) return this.#findBatch(id);
    return this.#findRow(id, prefix + namesOfId(this.#transaction.barrier, id).hash);
  }

  /** A token that was found before, as it is now, if it may still be used. */
  async findAgain(token: Token): Promise<Token | undefined> {
    return token.key === '' ? this.find(token.id) : this.#findRow(token.id, token.key);
  }

  /** The token of an accessor, if it may be used now. Its id is not known and left empty. */
  async findByAccessor(accessor: string): Promise<Token | undefined> {
    if (accessor === '' || accessor.length > MAX_TOKEN_BYTES) return undefined;
    return this.#findRow('', prefix + hashOfAccessor(this.#transaction.barrier, accessor));
  }

  /** The token whose row has a hash in its name, if it may be used now. Its id is not known and left empty. */
  async findByHash(hash: string): Promise<Token | undefined> {
    return isKeyHash(hash) ? this.#findRow('', prefix + hash) : undefined;
  }

  /** The row of the token whose key has a hash in its name. */
  keyOfHash(hash: string): string {
    return prefix + hash;
  }

  /** The token of a row that a walk has read, if it may be used now. Its id is not known and left empty. */
  ofRow(key: string, entry: TokenEntry): Promise<Token | undefined> {
    return this.#readable('', key, entry);
  }

  /**
   * Store a new service token, or make a batch token, which is stored nowhere.
   *
   * @throws ApiError `TOKEN_ID_TAKEN`, `TOKEN_TREE_TOO_DEEP`, `TOKEN_PARENT_MISSING`,
   *   `TOKEN_BATCH_TOO_LARGE`
   */
  async issue(
    entry: Omit<TokenEntry, 'accessor' | 'parent_created_at'>,
    random: RandomBytes,
    customId?: string,
  ): Promise<Token> {
    const isOrphan = entry.parent === undefined;
    const placed = { ...entry, ...(await this.#placeBelow(entry.parent)) };
    if (entry.type === 'batch') {
      const whole = { ...placed, accessor: '' };
      return { id: encodeBatch(this.#transaction, whole), key: '', entry: whole, isOrphan };
    }
    const id = customId ?? SERVICE_PREFIX + randomBase62(random, ID_CHARACTERS);
    const { accessor, hash } = namesOfNewId(this.#transaction.barrier, id);
    const whole = { ...placed, accessor };
    const key = prefix + hash;
    // a random one is not looked for: should there be another, the request is decided anew
    if (customId === undefined) this.#transaction.requireAbsent(key);
    else await this.#assertFree(key);
    this.#put(key, whole);
    if (whole.parent !== undefined) {
      this.#transaction.require(whole.parent);
      this.#transaction.put(childKey(whole.parent, key), Buffer.alloc(0));
    }
    return { id, key, entry: whole, isOrphan };
  }

  /** Write a changed entry of a token that was read in this transaction. */
  update(token: Token, entry: TokenEntry): Token {
    this.#put(token.key, entry);
    return { ...token, entry };
  }

  /** End a token and all below it: at once for whoever asks, the rows of the rest later. */
  async revoke(token: Token): Promise<void> {
    this.#view.onEnd?.(token.entry);
    this.#transaction.remove(token.key);
    if (token.entry.parent !== undefined) {
      this.#transaction.remove(childKey(token.entry.parent, token.key));
    }
    if (await hasDependents(this.#transaction, token.key)) {
      this.#transaction.put(revokedPrefix + keyHash(token.key), Buffer.from('tree'));
    }
  }

  /** End a token alone: its children become orphans. */
  async revokeOrphan(token: Token): Promise<void> {
    await this.revoke(token);
    const children = childPrefix + keyHash(token.key);
    if ((await this.#transaction.scanKeys(`${children}/`, { limit: 1 })).length === 0) return;
    const stub: OrphanedStub = { orphaned: true };
    this.#transaction.put(token.key, Buffer.from(JSON.stringify(stub)));
    this.#transaction.put(revokedPrefix + keyHash(token.key), Buffer.from('orphan'));
  }

  /** Accessors of the tokens that may be used now. */
  async accessors(): Promise<string[]> {
    const found: string[] = [];
    let after = prefix;
    for (;;) {
      const page = await this.#transaction.scan(prefix, { after, limit: PAGE });
      for (const row of page) {
        const token = await this.#readable('', row.key, decodeRow(row));
        if (token) found.push(token.entry.accessor);
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return found;
      after = last.key;
    }
  }

  async #findRow(id: string, key: string): Promise<Token | undefined> {
    const entry = await this.#transaction.getDecoded(key, decodeRow);
    return entry && this.#readable(id, key, entry);
  }

  async #findBatch(id: string): Promise<Token | undefined> {
    const { barrier, open } = this.#transaction;
    // made by a process that has rotated the key since, or nonsense: that costs one read
    if (barrier.isOfUnknownTerm(sealedBatch(id))) await open.renewKeys?.();
    const entry = decodeBatch(this.#transaction, id);
    return entry && this.#usable({ id, key: '', entry, isOrphan: entry.parent === undefined });
  }

  async #readable(
    id: string,
    key: string,
    entry: TokenEntry | OrphanedStub,
  ): Promise<Token | undefined> {
    if ('orphaned' in entry) return undefined;
    return this.#usable({ id, key, entry, isOrphan: entry.parent === undefined });
  }

  async #usable(token: Token): Promise<Token | undefined> {
    if (!this.#isLive(token.entry)) return undefined;
    if (token.entry.parent === undefined) return token;
    const line = await this.#ancestors(token.entry);
    // nothing is stored of a batch token that could become an orphan
    if (!line || (line === 'orphaned' && token.entry.type === 'batch')) return undefined;
    return { ...token, isOrphan: line === 'orphaned' };
  }

  /** Whether all ancestors live; `orphaned` where the parent itself was revoked alone. */
  async #ancestors(child: TokenEntry): Promise<'live' | 'orphaned' | undefined> {
    let below = child;
    for (let depth = 0; below.parent !== undefined; depth++) {
      const entry: TokenEntry | OrphanedStub | undefined = await this.#transaction.getDecoded(
        below.parent,
        decodeRow,
      );
      if (!entry || depth > MAX_TREE_DEPTH) return undefined;
      if ('orphaned' in entry) return depth === 0 ? 'orphaned' : 'live';
      if (entry.created_at !== below.parent_created_at || !this.#isLive(entry)) return undefined;
      below = entry;
    }
    return 'live';
  }

  #isLive(entry: TokenEntry): boolean {
    return isWithinLifetime(entry, this.#view.now) && this.#view.isIssuerLive(entry);
  }

  /** The link of a new token to its parent, which must be there and not too far down its tree. */
  async #placeBelow(
    parent: string | undefined,
  ): Promise<Pick<TokenEntry, 'parent' | 'parent_created_at'>> {
    if (parent === undefined) return {};
    const entry = await this.#entryAt(parent);
    if (!entry) throw new ApiError('TOKEN_PARENT_MISSING');
    let above = entry.parent;
    for (let depth = 2; above !== undefined; depth++) {
      if (depth >= MAX_TREE_DEPTH) throw new ApiError('TOKEN_TREE_TOO_DEEP');
      above = (await this.#entryAt(above))?.parent;
    }
    return { parent, parent_created_at: entry.created_at };
  }

  async #entryAt(key: string): Promise<TokenEntry | undefined> {
    const entry = await this.#transaction.getDecoded(key, decodeRow);
    return entry && !('orphaned' in entry) ? entry : undefined;
  }

  /** An id of the caller's own may have been used before: what is left of that token must be gone. */
  async #assertFree(key: string): Promise<void> {
    if (await this.#transaction.get(key)) throw new ApiError('TOKEN_ID_TAKEN');
    const job = revokedPrefix + keyHash(key);
    const isLeft = (await this.#transaction.get(job)) !== undefined;
    if (isLeft || (await hasDependents(this.#transaction, key))) {
      throw new ApiError('TOKEN_ID_TAKEN');
    }
    this.#transaction.require(job);
  }

  #put(key: string, entry: TokenEntry): void {
    const expiresAt = entry.expires_at === 0 ? undefined : entry.expires_at;
    this.#transaction.put(key, Buffer.from(JSON.stringify(entry)), expiresAt);
  }
}

/**
 * The private storage of one token, which goes with it: nothing is written once the token has moved, and
 * what its last use writes is swept at once.
 */
export function cubbyholeOf<T>(transaction: Transaction, token: Token): Folders<T> {
  transaction.require(token.key);
  if (token.entry.num_uses < 0) {
    transaction.put(revokedPrefix + keyHash(token.key), Buffer.from('tree'));
  }
  return new Folders<T>(transaction, `${cubbyholePrefix}${keyHash(token.key)}/`);
}

/** Whether rows are left that belong to a token: children, or its cubbyhole. */
export async function hasDependents(transaction: Transaction, key: string): Promise<boolean> {
  for (const dependents of [childPrefix, cubbyholePrefix]) {
    const keys = await transaction.scanKeys(`${dependents}${keyHash(key)}/`, { limit: 1 });
    if (keys.length > 0) return true;
  }
  return false;
}

/**
 * The rows that a look at a token's id will read, to be read ahead: its own, and those of its ancestors as
 * far as they are remembered. None where nothing is stored for it.
 */
export function tokenRowKeys(transaction: Transaction, id: string): string[] {
  if (id === '' || id.length > MAX_TOKEN_BYTES || id.startsWith(BATCH_PREFIX)) return [];
  const keys: string[] = [];
  let key: string | undefined = prefix + namesOfId(transaction.barrier, id).hash;
  while (key !== undefined && keys.length <= MAX_TREE_DEPTH) {
    keys.push(key);
    const entry = transaction.remembered(key) as TokenEntry | OrphanedStub | undefined;
    key = entry && 'parent' in entry ? entry.parent : undefined;
  }
  return keys;
}

/** How keys of the token store are made, for the sweeper. */
export const tokenKeys = { prefix, childPrefix, cubbyholePrefix, revokedPrefix, keyHash, childKey };

/** What a row of the token store holds: frozen, since requests share it. */
export function decodeRow(row: PlainEntry): TokenEntry | OrphanedStub {
  return deepFreeze(JSON.parse(row.value.toString()) as TokenEntry | OrphanedStub);
}

/** Whether a text of a caller's can be the hash in the key of a token. */
export function isKeyHash(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

/** The part of a token's key that names its dependents. */
function keyHash(key: string): string {
  return key.slice(prefix.length);
}

function childKey(parent: string, child: string): string {
  return `${childPrefix}${keyHash(parent)}/${keyHash(child)}`;
}

function encodeBatch(transaction: Transaction, entry: TokenEntry): string {
  const sealed = transaction.barrier.encrypt(BATCH_CONTEXT, Buffer.from(JSON.stringify(entry)));
  const id = BATCH_PREFIX + sealed.toString('base64url');
  if (id.length > MAX_TOKEN_BYTES) throw new ApiError('TOKEN_BATCH_TOO_LARGE');
  return id;
}

/** What a batch token carries; undefined for what is none. */
export function decodeBatch(transaction: Transaction, id: string): TokenEntry | undefined {
  try {
    const plain = transaction.barrier.decrypt(BATCH_CONTEXT, sealedBatch(id));
    return JSON.parse(plain.toString()) as TokenEntry;
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}

function sealedBatch(id: string): Buffer {
  return Buffer.from(id.slice(BATCH_PREFIX.length), 'base64url');
}
