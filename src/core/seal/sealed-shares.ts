import { setImmediate as nextTurn } from 'node:timers/promises';
import { parsePgpKey, type PgpKey, PgpKeyError } from '../../crypto/pgp.ts';
import type { RandomBytes } from '../../crypto/random.ts';
import { splitSecret } from '../../crypto/shamir.ts';
import { ApiError } from '../../errors/api-error.ts';

/** Number of shares and how many of them are needed. */
export interface ShareCounts {
  readonly shares: number;
  readonly threshold: number;
}

/** What is wrong with such numbers, in the words of the wire; undefined: nothing. */
export function faultOfCounts({ shares, threshold }: ShareCounts): string | undefined {
  if (shares < 1) return 'shares must be at least one';
  if (threshold < 1) return 'threshold must be at least one';
  if (shares > 1 && threshold === 1)
    return 'threshold must be greater than one for multiple shares';
  if (shares > 255) return 'shares must be less than 256';
  if (threshold > 255) return 'threshold must be less than 256';
  if (threshold > shares) return 'threshold cannot be larger than shares';
  return undefined;
}

/** The shares of a key: the key itself where there is one only. */
export function splitKey(
  key: Uint8Array,
  counts: ShareCounts,
  random: RandomBytes,
): readonly Uint8Array[] {
  return counts.shares === 1 ? [Buffer.from(key)] : splitSecret(key, counts, random);
}

/** Public keys of those whom shares are for, in their order. @throws ApiError `PGP_KEY_INVALID` */
export async function readPgpKeys(texts: readonly string[], now: number): Promise<PgpKey[]> {
  const keys: PgpKey[] = [];
  for (const text of texts) {
    keys.push(await readPgpKey(text, now));
    await nextTurn();
  }
  return keys;
}

/** One of them. @throws ApiError `PGP_KEY_INVALID` */
export async function readPgpKey(text: string, now: number): Promise<PgpKey> {
  try {
    return await parsePgpKey(text, now);
  } catch (error) {
    if (!(error instanceof PgpKeyError)) throw error;
    throw new ApiError('PGP_KEY_INVALID', { values: { reason: error.message } });
  }
}

/**
 * Shares as they are shown: as they are, or each as a message to whom it is for, which holds it in hexadecimal.
 *
 * @param keys - none, or as many as there are shares
 */
export async function sealShares(
  shares: readonly Uint8Array[],
  keys: readonly PgpKey[],
): Promise<readonly Uint8Array[]> {
  if (keys.length === 0) return shares;
  const sealed: Uint8Array[] = [];
  for (const [at, key] of keys.entries()) {
    const hex = Buffer.from(shares[at] ?? new Uint8Array(0)).toString('hex');
    sealed.push(await key.encrypt(Buffer.from(hex)));
    // many keys are no reason to let others wait
    await nextTurn();
  }
  return sealed;
}

/** Shares in the two forms of the wire. */
export function writeShares(shares: readonly Uint8Array[]): { hex: string[]; base64: string[] } {
  return {
    hex: shares.map((share) => Buffer.from(share).toString('hex')),
    base64: shares.map((share) => Buffer.from(share).toString('base64')),
  };
}
