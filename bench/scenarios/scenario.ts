import type { CommitWork } from '../limits/commit-rate.ts';
import type { VerifyWork } from '../limits/plain-handler.ts';
import type { World } from '../world.ts';

/** One request of a scenario. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** A scenario that is ready to be measured. */
export interface Prepared {
  readonly calls: readonly Call[];
  /** Each call works once only. */
  readonly isOnce?: boolean;
  /** What its commits do to their rows; absent: it writes nothing. */
  readonly commits?: CommitWork['kind'];
  /** The commit that `CommitWork` repeats, where it cannot be read from the store afterwards. */
  readonly rows?: CommitWork['rows'];
  /** The signature that each request must be checked for. */
  readonly verifies?: VerifyWork;
  /** Whether the hash of a password is its limit. */
  readonly isHashing?: boolean;
}

/** One line of the table for each number of connections. */
export interface Scenario {
  readonly name: string;
  /** @returns a text where it cannot be measured, and why */
  prepare(world: World): Promise<Prepared | string>;
}
