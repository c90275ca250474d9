import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import { combineShares, ShareError } from '../../crypto/shamir.ts';
import { ApiError } from '../../errors/api-error.ts';
import { defineRecord } from '../../framework/record.ts';
import { bindRecord } from '../../storage/records.ts';
import { inTransaction, type Transaction } from '../../storage/transaction.ts';
import { ROOT_NAMESPACE } from '../mount-entry.ts';
import type { Once } from '../once.ts';
import type { Log } from '../scope.ts';

/** Shares that were given for one purpose, as they are kept in the store until there are enough. */
export interface ShareRound {
  readonly nonce: string;
  /** Base64. */
  readonly given: readonly string[];
}

/** What went wrong in a round. In a row of its own, since it is written where the request itself writes nothing. */
interface RoundFaults {
  readonly wrong: number;
  /** So many of the first shares count no longer: with them no key came out. */
  readonly skipped: number;
}

/** Longer than any attempt waits. */
const FAULTS_MS = 48 * 3_600_000;

const faultsRecord = defineRecord<RoundFaults>({ collection: 'key-share-faults', version: 1 });

/** What giving a share works with. */
export interface RoundPlace {
  readonly transaction: Transaction;
  readonly once: Once;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** One share on its way into a round. */
export interface Giving {
  readonly round: ShareRound;
  readonly nonce: string;
  readonly share: Uint8Array;
  /** What it is given for, in the words of the wire. */
  readonly act: 'rekey' | 'verify' | 'root generation';
  /** Shares that are needed. */
  readonly threshold: number;
  /** Whether it is one of those that count; undefined where only the key tells. */
  readonly isKnown: boolean | undefined;
  /** Whether what the shares make is the key. */
  readonly isKey: (key: Uint8Array) => Promise<boolean> | boolean;
}

/** What came of a share: the round with it, and whether the key is there now. */
export interface Given<R extends ShareRound> {
  readonly round: R;
  readonly isComplete: boolean;
}

/**
 * Take one share into a round.
 *
 * A wrong one is counted and changes nothing else; where only the key tells, all shares given so far are void then.
 *
 * @throws ApiError `SHARE_NONCE_WRONG`, `SHARE_REPEATED`, `SHARE_WRONG`, `SHARES_WRONG`
 */
export async function giveShare<R extends ShareRound>(
  place: RoundPlace,
  giving: Giving & { readonly round: R },
): Promise<Given<R>> {
  const { round, share, threshold } = giving;
  if (!constantTimeEqual(giving.nonce, round.nonce)) {
    throw new ApiError('SHARE_NONCE_WRONG', { values: { act: giving.act, nonce: round.nonce } });
  }
  const given = await countedShares(place.transaction, round);
  if (given.map((known) => constantTimeEqual(known, share)).includes(true)) {
    throw new ApiError('SHARE_REPEATED');
  }
  if (giving.isKnown === false) {
    const wrong = await noteFault(place, round, 0);
    throw new ApiError('SHARE_WRONG', { values: { place: given.length + 1, wrong } });
  }
  const all = [...given, share];
  const isComplete = all.length >= threshold;
  if (isComplete && !(await giving.isKey(combine(all)))) {
    await noteFault(place, round, round.given.length);
    throw new ApiError('SHARES_WRONG');
  }
  const text = Buffer.from(share).toString('base64');
  return { round: { ...round, given: [...round.given, text] }, isComplete };
}

/** How many shares of a round count. */
export async function countShares(transaction: Transaction, round: ShareRound): Promise<number> {
  return (await countedShares(transaction, round)).length;
}

/** Forget what went wrong in a round that is over. */
export function endRound(transaction: Transaction, { nonce }: ShareRound): void {
  faultsOf(transaction).remove(nonce);
}

async function countedShares(transaction: Transaction, round: ShareRound): Promise<Uint8Array[]> {
  const { skipped = 0 } = (await faultsOf(transaction).get(round.nonce)) ?? {};
  return round.given.slice(skipped).map((text) => Buffer.from(text, 'base64'));
}

/** Beside the request, which is refused: its own commit is not made. @returns wrong shares so far */
async function noteFault(place: RoundPlace, round: ShareRound, skipped: number): Promise<number> {
  const wrong = await place.once('share fault', () =>
    inTransaction(place.transaction.open, async (apart) => {
      const faults = faultsOf(apart);
      const known = await faults.get(round.nonce);
      const next = { wrong: (known?.wrong ?? 0) + 1, skipped: skipped || (known?.skipped ?? 0) };
      if (!place.transaction.isScratch) faults.put(round.nonce, next, place.now + FAULTS_MS);
      return next.wrong;
    }),
  );
  place.log('warn', 'a wrong key share was given', { nonce: round.nonce, wrong });
  return wrong;
}

function faultsOf(transaction: Transaction) {
  return bindRecord(transaction, ROOT_NAMESPACE, faultsRecord);
}

/** What shares make; nothing that is a key where they do not fit together. */
function combine(shares: readonly Uint8Array[]): Uint8Array {
  const [only] = shares;
  if (only && shares.length === 1) return only;
  try {
    return combineShares(shares);
  } catch (error) {
    if (error instanceof ShareError) return new Uint8Array(0);
    throw error;
  }
}
