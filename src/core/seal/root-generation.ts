import { encodeWithPad } from '../../crypto/one-time-pad.ts';
import { randomBase62, randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import { defineRecord } from '../../framework/record.ts';
import { SERVICE_ID_LENGTH, TokenStore } from '../../token/token-store.ts';
import { ATTEMPT_MS, type KeyPlace } from './key-place.ts';
import { firstRootToken } from './root-token.ts';
import { readPgpKey } from './sealed-shares.ts';
import { countShares, endRound, type ShareRound } from './share-round.ts';

interface RootAttempt extends ShareRound {
  /** The token is answered XORed with it; empty where a PGP key is given. */
  readonly otp: string;
  readonly pgp_key: string;
  readonly fingerprint: string;
  readonly expires_at: number;
}

/** An attempt, as far as it may be shown. */
export interface RootGenerationStatus {
  readonly nonce: string;
  readonly isStarted: boolean;
  readonly progress: number;
  readonly required: number;
  readonly fingerprint: string;
}

const CURRENT = 'current';
const attemptRecord = defineRecord<RootAttempt>({ collection: 'generate-root', version: 1 });

/** Characters of the one-time pad: as many as the token has. */
export const OTP_LENGTH = SERVICE_ID_LENGTH;

/** A root token for those who have enough key shares. One attempt at a time, kept in the store. */
export class RootGeneration {
  readonly #place: KeyPlace;

  constructor(place: KeyPlace) {
    this.#place = place;
  }

  async status(): Promise<RootGenerationStatus> {
    return this.#show(await this.#find());
  }

  /**
   * Begin.
   *
   * @param by - a pad, a PGP key, or neither: then a pad is made and shown this once
   * @throws ApiError `GENERATE_ROOT_RUNNING`, `GENERATE_ROOT_OTP`, `PGP_KEY_INVALID`
   */
  async begin(by: {
    otp: string;
    pgp_key: string;
  }): Promise<RootGenerationStatus & { otp: string }> {
    const { random, now } = this.#place;
    if (by.otp !== '' && by.otp.length !== OTP_LENGTH) throw new ApiError('GENERATE_ROOT_OTP');
    if (by.otp !== '' && by.pgp_key !== '') throw new ApiError('GENERATE_ROOT_BOTH');
    if (await this.#find()) throw new ApiError('GENERATE_ROOT_RUNNING');
    const key = by.pgp_key === '' ? undefined : await readPgpKey(by.pgp_key, now);
    const isMade = by.otp === '' && !key;
    const otp = isMade ? randomBase62(random, OTP_LENGTH) : by.otp;
    const attempt: RootAttempt = {
      nonce: randomUuid(random),
      given: [],
      otp,
      pgp_key: by.pgp_key,
      fingerprint: key?.fingerprint ?? '',
      expires_at: now + ATTEMPT_MS,
    };
    this.#put(attempt);
    return { ...(await this.#show(attempt)), otp: isMade ? otp : '' };
  }

  async cancel(): Promise<void> {
    const attempt = await this.#find();
    if (attempt) this.#end(attempt);
  }

  /**
   * Give one key share.
   *
   * @returns the encoded token once there are enough
   * @throws ApiError `GENERATE_ROOT_NONE` and those of `giveShare`
   */
  async give(
    nonce: string,
    share: Uint8Array,
  ): Promise<{ status: RootGenerationStatus; encoded: string }> {
    const attempt = await this.#find();
    if (!attempt) throw new ApiError('GENERATE_ROOT_NONE');
    const { round, isComplete } = await this.#place.give(attempt, {
      nonce,
      share,
      act: 'root generation',
    });
    const status = await this.#show(round);
    if (!isComplete) {
      this.#put(round);
      return { status, encoded: '' };
    }
    const encoded = await this.#encode(attempt, await this.#issue());
    this.#end(attempt);
    return { status, encoded };
  }

  async #issue(): Promise<string> {
    const { now, random } = this.#place;
    const { transaction, configuration } = this.#place.scope;
    const tokens = new TokenStore(transaction, { now, isIssuerLive: () => true });
    const mount_uuid = configuration.mounts.get('auth/token/')?.uuid ?? '';
    const token = await tokens.issue(firstRootToken({ mount_uuid, now }), random);
    return token.id;
  }

  async #encode({ otp, pgp_key }: RootAttempt, token: string): Promise<string> {
    if (pgp_key === '') return encodeWithPad(token, otp);
    const key = await readPgpKey(pgp_key, this.#place.now);
    return Buffer.from(await key.encrypt(Buffer.from(token))).toString('base64');
  }

  async #find(): Promise<RootAttempt | undefined> {
    const attempt = await this.#place.collection(attemptRecord).get(CURRENT);
    return attempt && attempt.expires_at > this.#place.now ? attempt : undefined;
  }

  #put(attempt: RootAttempt): void {
    this.#place.collection(attemptRecord).put(CURRENT, attempt, attempt.expires_at);
  }

  #end(attempt: RootAttempt): void {
    endRound(this.#place.scope.transaction, attempt);
    this.#place.collection(attemptRecord).remove(CURRENT);
  }

  async #show(attempt: RootAttempt | undefined): Promise<RootGenerationStatus> {
    const { threshold } = await this.#place.config();
    return {
      nonce: attempt?.nonce ?? '',
      isStarted: attempt !== undefined,
      progress: attempt ? await countShares(this.#place.scope.transaction, attempt) : 0,
      required: threshold,
      fingerprint: attempt?.fingerprint ?? '',
    };
  }
}
