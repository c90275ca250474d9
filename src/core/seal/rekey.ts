import { KEY_BYTES } from '../../crypto/aead.ts';
import { constantTimeEqual } from '../../crypto/constant-time-equal.ts';
import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import { defineRecord } from '../../framework/record.ts';
import { ATTEMPT_MS, type KeyPlace } from './key-place.ts';
import type { SealType } from './seal-records.ts';
import {
  faultOfCounts,
  readPgpKeys,
  sealShares,
  type ShareCounts,
  splitKey,
  writeShares,
} from './sealed-shares.ts';
import { countShares, endRound, giveShare, type ShareRound } from './share-round.ts';

/** Whose key gets new shares: the one that unseals, or the recovery key of a server that unseals itself. */
export type RekeyTarget = 'barrier' | 'recovery';

/** What the new shares are to be like. */
export interface RekeyWish extends ShareCounts {
  /** One for each share, or none. */
  readonly pgp_keys: readonly string[];
  /** Keep the encrypted shares in the store too. */
  readonly backup: boolean;
  /** Change nothing before enough of the new shares were given once. */
  readonly require_verification: boolean;
}

/** New shares that are still to be proven. */
interface Verification extends ShareRound {
  /** The new key, base64. */
  readonly key: string;
  /** Keyed hashes are made of them. */
  readonly shares: readonly string[];
  readonly backup?: BackedUpShares | undefined;
}

interface RekeyAttempt extends ShareRound, RekeyWish {
  readonly target: RekeyTarget;
  readonly fingerprints: readonly string[];
  readonly expires_at: number;
  readonly verification?: Verification | undefined;
}

/** Encrypted shares that are kept, by fingerprint of the key that opens them. */
export interface BackedUpShares {
  readonly nonce: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** An attempt, as far as it may be shown. */
export interface RekeyStatus {
  readonly nonce: string;
  readonly shares: number;
  readonly threshold: number;
  readonly progress: number;
  readonly required: number;
  readonly fingerprints: readonly string[];
  readonly backup: boolean;
  readonly require_verification: boolean;
  readonly verification?: { readonly nonce: string; readonly progress: number };
}

/** What enough shares have brought. */
export interface NewShares {
  readonly hex: readonly string[];
  readonly base64: readonly string[];
}

const CURRENT = 'current';
const attemptRecord = defineRecord<RekeyAttempt>({ collection: 'rekey', version: 1 });
const backupRecord = defineRecord<BackedUpShares>({ collection: 'rekey-backup', version: 1 });

const sealOf = { barrier: 'shamir', recovery: 'static' } as const satisfies Record<
  RekeyTarget,
  SealType
>;

/**
 * New shares for a key. One attempt at a time, kept in the store with the shares given so far, so that each of them
 * may go to another process; what is new is one commit.
 */
export class Rekey {
  readonly #place: KeyPlace;
  readonly #target: RekeyTarget;

  constructor(place: KeyPlace, target: RekeyTarget) {
    this.#place = place;
    this.#target = target;
  }

  /** The attempt that is under way, if there is one. @throws ApiError `REKEY_NOT_BARRIER`, `REKEY_NO_RECOVERY` */
  async status(): Promise<RekeyStatus | undefined> {
    const required = await this.#required();
    const attempt = await this.#find();
    return attempt && this.#show(attempt, required);
  }

  /**
   * Begin.
   *
   * @throws ApiError `REKEY_RUNNING`, `REKEY_INVALID`, `REKEY_PGP_COUNT`, `REKEY_BACKUP_WITHOUT_PGP`,
   *   `PGP_KEY_INVALID`, `REKEY_NOT_BARRIER`, `REKEY_NO_RECOVERY`
   */
  async begin(wish: RekeyWish): Promise<RekeyStatus> {
    const required = await this.#required();
    const reason = faultOfCounts(wish);
    if (reason !== undefined) throw new ApiError('REKEY_INVALID', { values: { reason } });
    const { pgp_keys } = wish;
    if (pgp_keys.length > 0 && pgp_keys.length !== wish.shares)
      throw new ApiError('REKEY_PGP_COUNT');
    if (wish.backup && pgp_keys.length === 0) throw new ApiError('REKEY_BACKUP_WITHOUT_PGP');
    if (await this.#find()) throw new ApiError('REKEY_RUNNING');
    const keys = await readPgpKeys(pgp_keys, this.#place.now);
    const attempt: RekeyAttempt = {
      ...wish,
      target: this.#target,
      nonce: randomUuid(this.#place.random),
      given: [],
      fingerprints: keys.map(({ fingerprint }) => fingerprint),
      expires_at: this.#place.now + ATTEMPT_MS,
    };
    this.#put(attempt);
    return this.#show(attempt, required);
  }

  /** Give up; nothing was changed yet. */
  async cancel(): Promise<void> {
    await this.#required();
    const attempt = await this.#find();
    if (attempt) this.#end(attempt);
  }

  /**
   * Give one share of the present key.
   *
   * @returns the new shares once there are enough; they count from then on, or from when they were verified
   * @throws ApiError `REKEY_NONE` and those of `giveShare`
   */
  async give(nonce: string, share: Uint8Array): Promise<{ status: RekeyStatus; made?: NewShares }> {
    const required = await this.#required();
    const attempt = await this.#find();
    if (!attempt || attempt.verification) throw new ApiError('REKEY_NONE', this.#named());
    const { round, isComplete } = await this.#place.give(attempt, { nonce, share, act: 'rekey' });
    if (!isComplete) {
      this.#put(round);
      return { status: await this.#show(round, required) };
    }
    endRound(this.#place.scope.transaction, attempt);
    return this.#complete(round, required);
  }

  /**
   * Give one of the new shares.
   *
   * @returns the status, undefined once there are enough: the new shares count from now on
   * @throws ApiError `REKEY_NONE_TO_VERIFY`, `REKEY_NO_VERIFICATION` and those of `giveShare`
   */
  async verify(nonce: string, share: Uint8Array): Promise<RekeyStatus | undefined> {
    const { attempt, verification, required } = await this.#verification();
    const { transaction, once, parts } = this.#place.scope;
    const text = Buffer.from(share).toString('base64');
    const known = verification.shares.map((one) => constantTimeEqual(one, text));
    const { round, isComplete } = await giveShare(
      { transaction, once, log: parts.log, now: this.#place.now },
      {
        round: verification,
        nonce,
        share,
        act: 'verify',
        threshold: attempt.threshold,
        isKnown: known.includes(true),
        isKey: (key) => constantTimeEqual(key, Buffer.from(verification.key, 'base64')),
      },
    );
    if (!isComplete) {
      const next = { ...attempt, verification: round };
      this.#put(next);
      return this.#show(next, required);
    }
    await this.#apply(attempt, round);
    return undefined;
  }

  /** Begin the verification anew. @throws ApiError `REKEY_NONE_TO_VERIFY`, `REKEY_NO_VERIFICATION` */
  async restartVerification(): Promise<RekeyStatus> {
    const { attempt, verification, required } = await this.#verification();
    endRound(this.#place.scope.transaction, verification);
    const nonce = randomUuid(this.#place.random);
    const next = { ...attempt, verification: { ...verification, nonce, given: [] } };
    this.#put(next);
    return this.#show(next, required);
  }

  /** Encrypted shares that were kept. @throws ApiError `REKEY_NO_BACKUP` */
  async backup(): Promise<BackedUpShares> {
    const kept = await this.#place.collection(backupRecord).get(this.#target);
    if (!kept) throw new ApiError('REKEY_NO_BACKUP');
    return kept;
  }

  removeBackup(): void {
    this.#place.collection(backupRecord).remove(this.#target);
  }

  async #complete(
    attempt: RekeyAttempt,
    required: number,
  ): Promise<{ status: RekeyStatus; made: NewShares }> {
    const { random, now } = this.#place;
    const key = random(KEY_BYTES);
    const shares = splitKey(key, attempt, random);
    const sealed = await sealShares(shares, await readPgpKeys(attempt.pgp_keys, now));
    const made = writeShares(sealed);
    const verification: Verification = {
      nonce: randomUuid(random),
      given: [],
      key: Buffer.from(key).toString('base64'),
      shares: shares.map((share) => Buffer.from(share).toString('base64')),
      backup: attempt.backup ? backupOf(attempt, made.hex) : undefined,
    };
    const next = { ...attempt, given: [], verification };
    if (attempt.require_verification) this.#put(next);
    else await this.#apply(attempt, verification);
    return { status: await this.#show(next, required), made };
  }

  /** From the commit of this request on the new shares count, and the old ones no longer. */
  async #apply(attempt: RekeyAttempt, made: Verification): Promise<void> {
    const key = Buffer.from(made.key, 'base64');
    const { shares, threshold } = attempt;
    const config = { shares, threshold };
    await this.#place.change(() =>
      this.#target === 'barrier' ? { config, unsealKey: key } : { config, recoveryKey: key },
    );
    this.#place.marks.write(made.shares.map((text) => Buffer.from(text, 'base64')));
    if (made.backup) this.#place.collection(backupRecord).put(this.#target, made.backup);
    endRound(this.#place.scope.transaction, made);
    this.#end(attempt);
  }

  async #verification() {
    const required = await this.#required();
    const attempt = await this.#find();
    if (!attempt) throw new ApiError('REKEY_NONE_TO_VERIFY');
    const { verification } = attempt;
    if (!verification) throw new ApiError('REKEY_NO_VERIFICATION');
    return { attempt, verification, required };
  }

  /** Shares that are needed to begin with. */
  async #required(): Promise<number> {
    const { type, threshold } = await this.#place.config();
    if (type === sealOf[this.#target]) return threshold;
    throw new ApiError(this.#target === 'barrier' ? 'REKEY_NOT_BARRIER' : 'REKEY_NO_RECOVERY');
  }

  /** It is over when its time is, whoever sweeps, and when the seal has become another one. */
  async #find(): Promise<RekeyAttempt | undefined> {
    const attempt = await this.#place.collection(attemptRecord).get(CURRENT);
    const isOver = !attempt || attempt.expires_at <= this.#place.now;
    return isOver || attempt.target !== this.#target ? undefined : attempt;
  }

  #put(attempt: RekeyAttempt): void {
    this.#place.collection(attemptRecord).put(CURRENT, attempt, attempt.expires_at);
  }

  #end(attempt: RekeyAttempt): void {
    endRound(this.#place.scope.transaction, attempt);
    if (attempt.verification) endRound(this.#place.scope.transaction, attempt.verification);
    this.#place.collection(attemptRecord).remove(CURRENT);
  }

  async #show(attempt: RekeyAttempt, required: number): Promise<RekeyStatus> {
    const { transaction } = this.#place.scope;
    const { verification, nonce, shares, threshold, fingerprints, backup } = attempt;
    const progress = await countShares(transaction, attempt);
    const status = { nonce, shares, threshold, progress, required, fingerprints, backup };
    const shown = { ...status, require_verification: attempt.require_verification };
    if (!verification) return shown;
    const proven = await countShares(transaction, verification);
    return { ...shown, verification: { nonce: verification.nonce, progress: proven } };
  }

  #named() {
    return { values: { target: this.#target } };
  }
}

function backupOf(attempt: RekeyAttempt, hex: readonly string[]): BackedUpShares {
  const keys: Record<string, string[]> = {};
  for (const [at, fingerprint] of attempt.fingerprints.entries()) {
    (keys[fingerprint] ??= []).push(hex[at] ?? '');
  }
  return { nonce: attempt.nonce, keys };
}
