import { createSecretKey } from 'node:crypto';
import { decrypt, DecryptionError } from '../crypto/aead.ts';
import { HmacSha256 } from '../crypto/hmac.ts';
import type { RandomBytes } from '../crypto/random.ts';
import { BoundedMap } from '../lib/bounded-map.ts';
import { activeTerm, type Keyring, type KeyTerm } from './keyring.ts';
import { FORM_AES_256_GCM, HEADER_BYTES, type Seal, sealValue } from './seal.ts';

/** Characters of base64url that hold 128 bits. */
const HASH_CHARACTERS = 22;
/** Twice as many hashes of names are kept at most. */
const KEPT_HASHES = 4000;

/**
 * A value of a term that this process does not know: another one has rotated the key, or the bytes are damaged.
 * Tells no more than any other failure.
 */
export class UnknownTermError extends DecryptionError {}

/**
 * Encryption at rest: whatever goes to the store passes here, and nothing readable comes out.
 *
 * The key of an entry is authenticated with its value, so that values cannot be swapped on disk.
 */
export class Barrier {
  readonly #seals = new Map<number, Seal>();
  #active: KeyTerm;
  readonly #hmac: HmacSha256;
  readonly #hashes = new BoundedMap<string, string>(KEPT_HASHES);
  readonly #random: RandomBytes;
  #encryptions = 0;
  #reported = 0;

  constructor(keyring: Keyring, random: RandomBytes) {
    this.#random = random;
    this.#learn(keyring);
    this.#active = activeTerm(keyring);
    this.#hmac = new HmacSha256(keyring.hashKey);
  }

  /** The term that encrypts, and how often it did since this process uses it. */
  get status(): {
    readonly term: number;
    readonly installedAt: number;
    readonly encryptions: number;
    /** Those of them that are not in the store's count yet. */
    readonly unreported: number;
  } {
    const { term, installedAt } = this.#active;
    const encryptions = this.#encryptions;
    return { term, installedAt, encryptions, unreported: encryptions - this.#reported };
  }

  /** So many encryptions of a term stand in the store's count now. */
  noteReported(term: number, count: number): void {
    if (term === this.#active.term) this.#reported += count;
  }

  /**
   * Know the keys of a longer keyring too, and encrypt by its last one.
   *
   * Requests on their way go on with this barrier: they must be able to read what others write meanwhile.
   */
  extend(keyring: Keyring): void {
    this.#learn(keyring);
    const next = activeTerm(keyring);
    if (next.term === this.#active.term) return;
    this.#active = next;
    this.#encryptions = 0;
    this.#reported = 0;
  }

  /** What the next value is to be encrypted under, by whoever writes it. */
  takeSeal(): Seal {
    this.#encryptions += 1;
    return this.#sealOf(this.#active.term);
  }

  /** The encrypted form of a value that is known by a key. */
  encrypt(key: string, plaintext: Uint8Array): Buffer {
    return sealValue(this.takeSeal(), { key, plaintext });
  }

  /**
   * The value of an entry.
   *
   * @throws DecryptionError when the bytes were changed, moved to another key, or (`UnknownTermError`) are of no
   *   known term
   */
  decrypt(key: string, bytes: Uint8Array): Buffer {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.length < HEADER_BYTES || view[0] !== FORM_AES_256_GCM) throw new DecryptionError();
    const sealed = view.subarray(HEADER_BYTES);
    return decrypt(this.#sealOf(view.readUInt32BE(1)).key, { sealed, context: key });
  }

  /** Whether bytes look like a value of a term that is not known here. */
  isOfUnknownTerm(bytes: Uint8Array): boolean {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.length < HEADER_BYTES || view[0] !== FORM_AES_256_GCM) return false;
    return !this.#seals.has(view.readUInt32BE(1));
  }

  /** A name as it may stand in a key: 128 bits of a keyed hash, different for each purpose. */
  hashName(purpose: string, name: string): string {
    const text = `${purpose}\0${name}`;
    const known = this.#hashes.get(text);
    if (known !== undefined) return known;
    const hashed = this.#hmac.digestText(text).slice(0, HASH_CHARACTERS);
    this.#hashes.set(text, hashed);
    return hashed;
  }

  /** The same for a name that is secret or seldom asked for twice: nothing is kept of it. */
  hashFreshName(purpose: string, name: string): string {
    return this.#hmac.digestText(`${purpose}\0${name}`).slice(0, HASH_CHARACTERS);
  }

  /** HMAC-SHA-256 of a text under the hash key. */
  mac(purpose: string, text: string): Buffer {
    return this.#hmac.digest(`${purpose}\0${text}`);
  }

  #learn({ terms }: Keyring): void {
    for (const { term, key } of terms) {
      if (this.#seals.has(term)) continue;
      this.#seals.set(term, { term, key: createSecretKey(key), random: this.#random });
    }
  }

  #sealOf(term: number): Seal {
    const seal = this.#seals.get(term);
    if (!seal) throw new UnknownTermError();
    return seal;
  }
}
