import type { Clock } from '../../../lib/time.ts';
import type { JwkSet } from './jwk-set.ts';

/** A set older than this is fetched anew beside the logins that go on with it. */
const SOFT_AGE_MS = 600_000;
/** A set older than this is not used: a key that was withdrawn ends with it, even while its server is away. */
const HARD_AGE_MS = 86_400_000;
/** Fetches that tokens can cause at once, and how long until there is one more. */
const MOST_REFETCHES = 4;
const REFETCH_EVERY_MS = 15_000;
/** After a failed fetch nobody waits for the next one for so long. */
const PAUSE_AFTER_FAILURE_MS = 2000;

/** The keys were asked for in vain a moment ago. */
export class KeysAwayError extends Error {
  override readonly name = 'KeysAwayError';

  constructor() {
    super('the last attempt failed a moment ago');
  }
}

/**
 * One key set, fetched when it is first needed, shared by all logins of the process.
 *
 * Whoever needs it while it is fetched waits for the same fetch. Tokens with unknown keys cause no more
 * fetches than a bucket allows, whoever sends them.
 */
export class KeySetCache {
  readonly #load: () => Promise<JwkSet>;
  readonly #clock: Clock;
  #current: { readonly set: JwkSet; readonly at: number } | undefined;
  #loading: Promise<JwkSet> | undefined;
  #failedAt: number | undefined;
  #bucket = MOST_REFETCHES;
  #filledAt: number;

  constructor(load: () => Promise<JwkSet>, clock: Clock) {
    this.#load = load;
    this.#clock = clock;
    this.#filledAt = clock();
  }

  /** Whether the last attempt to fetch it failed. */
  get hasFailed(): boolean {
    return this.#failedAt !== undefined;
  }

  /** The set as it is known; undefined where nothing is known that may be used. Nobody waits for it. */
  atHand(): JwkSet | undefined {
    const age = this.#age();
    if (!this.#current || age >= HARD_AGE_MS) return undefined;
    if (age >= SOFT_AGE_MS && !this.#isPausing()) void this.#fetch().catch(() => undefined);
    return this.#current.set;
  }

  /** The set as it is known; rejects where it is not, and cannot be fetched. */
  async get(): Promise<JwkSet> {
    const known = this.atHand();
    if (known) return known;
    if (this.#isPausing()) throw new KeysAwayError();
    return this.#fetch();
  }

  /** The set fetched anew; undefined while that is not due, or where it fails. */
  async refetch(): Promise<JwkSet | undefined> {
    if (!this.#loading && (this.#isPausing() || !this.#take())) return undefined;
    try {
      return await this.#fetch();
    } catch {
      // the keys that are known go on; whoever asks for the state is told
      return undefined;
    }
  }

  /** Single flight. */
  #fetch(): Promise<JwkSet> {
    this.#loading ??= this.#loadOnce().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #loadOnce(): Promise<JwkSet> {
    try {
      const set = await this.#load();
      this.#current = { set, at: this.#clock() };
      this.#failedAt = undefined;
      return set;
    } catch (error) {
      this.#failedAt = this.#clock();
      throw error;
    }
  }

  #age(): number {
    return this.#current ? this.#clock() - this.#current.at : Infinity;
  }

  #isPausing(): boolean {
    return this.#failedAt !== undefined && this.#clock() - this.#failedAt < PAUSE_AFTER_FAILURE_MS;
  }

  #take(): boolean {
    const now = this.#clock();
    const earned = Math.floor((now - this.#filledAt) / REFETCH_EVERY_MS);
    this.#bucket = Math.min(MOST_REFETCHES, this.#bucket + earned);
    this.#filledAt += earned * REFETCH_EVERY_MS;
    if (this.#bucket === 0) return false;
    this.#bucket -= 1;
    return true;
  }
}
