import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Texts that are longer get a buffer of their own. */
const ROOM_BYTES = 1024;

/**
 * HMAC-SHA-256 under one key, for many short texts.
 *
 * Two hashes in one call each cost less than half of Node's own HMAC, which makes an object per digest.
 *
 * @see RFC 2104
 */
export class HmacSha256 {
  /** The padded key, and behind it room for a text: `K XOR ipad`. */
  readonly #inner = Buffer.alloc(BLOCK_BYTES + ROOM_BYTES);
  /** The padded key, and behind it the inner digest: `K XOR opad`. */
  readonly #outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

  /** @param key - a longer one than a block is hashed first */
  constructor(key: Uint8Array) {
    const short = key.byteLength > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key;
    this.#inner.fill(0x36, 0, BLOCK_BYTES);
    this.#outer.fill(0x5c, 0, BLOCK_BYTES);
    for (const [i, byte] of short.entries()) {
      this.#inner[i] = 0x36 ^ byte;
      this.#outer[i] = 0x5c ^ byte;
    }
  }

  /** The HMAC of a text in UTF-8. */
  digest(text: string): Buffer {
    this.#hashInner(text);
    return hash('sha256', this.#outer, 'buffer');
  }

  /** The same in base64url. */
  digestText(text: string): string {
    this.#hashInner(text);
    return hash('sha256', this.#outer, 'base64url');
  }

  /** The same in hexadecimal. */
  digestHex(text: string): string {
    this.#hashInner(text);
    return hash('sha256', this.#outer, 'hex');
  }

  #hashInner(text: string): void {
    const message = this.#message(text);
    // as latin-1: a text is cheaper than a buffer
    this.#outer.write(hash('sha256', message, 'latin1'), BLOCK_BYTES, 'latin1');
    // texts may be secrets
    message.fill(0, BLOCK_BYTES);
  }

  #message(text: string): Buffer {
    // a UTF-16 unit is at most three bytes
    if (text.length * 3 > ROOM_BYTES) {
      return Buffer.concat([this.#inner.subarray(0, BLOCK_BYTES), Buffer.from(text)]);
    }
    const length = this.#inner.write(text, BLOCK_BYTES);
    return this.#inner.subarray(0, BLOCK_BYTES + length);
  }
}
