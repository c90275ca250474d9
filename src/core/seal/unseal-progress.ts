import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import { randomUuid, type RandomBytes } from '../../crypto/random.ts';
import { combineShares } from '../../crypto/shamir.ts';
import { ApiError } from '../../errors/api-error.ts';

const MIN_KEY_BYTES = 16;
const MAX_KEY_BYTES = 33;

/** Shares that were given so far; kept in memory only, until the threshold or a reset. */
export class UnsealProgress {
  #shares: Uint8Array[] = [];
  #nonce = '';

  get count(): number {
    return this.#shares.length;
  }

  /** Names the running attempt; empty when there is none. */
  get nonce(): string {
    return this.#nonce;
  }

  reset(): void {
    for (const share of this.#shares) share.fill(0);
    this.#shares = [];
    this.#nonce = '';
  }

  /**
   * Take a share; one that is there already changes nothing.
   *
   * @returns the key once the threshold is reached (right or wrong), and the progress starts anew
   */
  add(share: Uint8Array, threshold: number, random: RandomBytes): Uint8Array | undefined {
    if (this.#nonce === '') this.#nonce = randomUuid(random);
    if (!this.#shares.some((known) => constantTimeEqual(known, share))) this.#shares.push(share);
    if (this.#shares.length < threshold) return undefined;
    const shares = this.#shares;
    this.#shares = [];
    this.#nonce = '';
    return threshold === 1 ? shares[0] : combineShares(shares);
  }
}

/**
 * Read a share as operators type it: hex, else base64.
 *
 * @throws ApiError `UNSEAL_KEY_MISSING`, `UNSEAL_KEY_UNREADABLE`, `UNSEAL_KEY_LENGTH`
 */
export function parseShare(text: string): Uint8Array {
  if (text === '') throw new ApiError('UNSEAL_KEY_MISSING');
  const hex = /^(?:[\da-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
  if (hex && hex.length >= MIN_KEY_BYTES && hex.length <= MAX_KEY_BYTES) return hex;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw new ApiError('UNSEAL_KEY_UNREADABLE');
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < MIN_KEY_BYTES) {
    throw new ApiError('UNSEAL_KEY_LENGTH', {
      values: { reason: 'shorter than minimum 16 bytes' },
    });
  }
  if (bytes.length > MAX_KEY_BYTES) {
    throw new ApiError('UNSEAL_KEY_LENGTH', { values: { reason: 'longer than maximum 33 bytes' } });
  }
  return bytes;
}
