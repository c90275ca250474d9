import { ApiError } from '../errors/api-error.ts';
import { HASH_THREADS } from './hash-threads.ts';
import {
  decoyHash,
  hashPassword,
  isOutdatedHash,
  type PasswordCost,
  verifyPassword,
} from './password-hash.ts';
import type { RandomBytes } from './random.ts';
import {
  QueueFullError,
  WorkQueue,
  type WorkQueueBounds,
  type WorkQueueReport,
} from './work-queue.ts';

/** The two slow functions; a test puts its own in their place to count them. */
export interface PasswordFunctions {
  readonly hash: typeof hashPassword;
  readonly verify: typeof verifyPassword;
}

/** How a server hashes. */
export interface PasswordHasherOptions {
  readonly cost: PasswordCost;
  readonly random: RandomBytes;
  readonly bounds?: WorkQueueBounds;
  readonly functions?: PasswordFunctions;
  readonly report?: WorkQueueReport;
}

/**
 * As many at a time as there are threads for it. At the default cost the last of 256 waiting ones has its turn after
 * a few seconds, or some twenty where two cores are shared with other work: well within the time that a client waits.
 */
export const defaultHashingBounds: WorkQueueBounds = { concurrent: HASH_THREADS, waiting: 256 };

/**
 * Hashes and verifies passwords, a bounded number at a time.
 *
 * Whoever may send a login costs the server a hash: without a bound, logins could fill memory and keep
 * every thread busy.
 */
export class PasswordHasher {
  readonly #options: PasswordHasherOptions;
  readonly #functions: PasswordFunctions;
  readonly #queue: WorkQueue;
  readonly #decoy: string;

  constructor(options: PasswordHasherOptions) {
    const { bounds = defaultHashingBounds, cost, random } = options;
    this.#options = options;
    this.#functions = options.functions ?? { hash: hashPassword, verify: verifyPassword };
    this.#queue = new WorkQueue(bounds, options.report);
    this.#decoy = decoyHash(cost, random);
  }

  /**
   * Hash a password with a fresh salt at the current cost.
   *
   * @throws ApiError `PASSWORD_HASHING_BUSY`
   */
  hash(password: string): Promise<string> {
    const { cost, random } = this.#options;
    return this.#run(() => this.#functions.hash(password, cost, random));
  }

  /**
   * Whether a password belongs to a hash. Without a hash the same work is done, for nothing: an unknown
   * name must take as long as a known one.
   *
   * @throws ApiError `PASSWORD_HASHING_BUSY`
   */
  async verify(password: string, hash: string | undefined): Promise<boolean> {
    const matches = await this.#run(() => this.#functions.verify(password, hash ?? this.#decoy));
    return matches && hash !== undefined;
  }

  /** Passwords that are being hashed, and those that wait. */
  get load(): WorkQueue['load'] {
    return this.#queue.load;
  }

  /** Whether a hash should be made anew at the next chance: another algorithm or another cost. */
  isOutdated(hash: string): boolean {
    return isOutdatedHash(hash, this.#options.cost);
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#queue.run(work);
    } catch (error) {
      if (!(error instanceof QueueFullError)) throw error;
      throw new ApiError('PASSWORD_HASHING_BUSY', { cause: error });
    }
  }
}
