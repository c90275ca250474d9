import { ApiError } from '../errors/api-error.ts';
import { failedCheck } from '../framework/checks.ts';
import { toRfc3339 } from '../lib/time.ts';
import { inTransaction, Transaction } from '../storage/transaction.ts';
import type { Configuration } from './configuration.ts';
import type { LockoutGate } from './lockout-gate.ts';
import { type CountedLogin, findCountedLogin } from './lockout-login.ts';
import { type FailuresPlace, FailuresRow, placeOfFailures } from './lockout-records.ts';
import {
  countedFailures,
  isLockedOut,
  type LockoutSettings,
  type LoginFailures,
} from './lockout-settings.ts';
import type { IncomingRequest } from './request.ts';
import type { CoreParts, Scope, Unsealed } from './scope.ts';

/** A login and where its failures lie. */
interface PlacedLogin extends CountedLogin {
  readonly place: FailuresPlace;
}

/** What one attempt works with. */
interface AttemptParts {
  readonly parts: CoreParts;
  readonly gate: LockoutGate;
  readonly unsealed: Unsealed;
  readonly request: IncomingRequest;
}

/**
 * One request, as lockout sees it: does nothing unless it is a login at a mount with lockout.
 *
 * No outcome is told before it is settled in the store: a failure is counted by a commit before it is
 * answered, and a success is a commit that holds only while nobody else failed in between. So no more
 * guesses are ever answered than the threshold allows, however many are sent at once and to whichever
 * process. A refusal for another reason is told only while the name is not locked. A login without recent
 * failures costs no write and no read of its own.
 */
export class LoginAttempt {
  readonly #of: AttemptParts;
  readonly #seen: number;
  #found: { readonly of: Configuration; readonly login: PlacedLogin | undefined } | undefined;
  /** Once it is being verified: from then on an error may tell something. */
  #login: PlacedLogin | undefined;
  #isFirstTry = true;
  /** Key under which the gate was entered and not yet left. */
  #entered: string | undefined;

  constructor(of: AttemptParts) {
    this.#of = of;
    this.#seen = of.gate.failuresSeen;
  }

  get request(): IncomingRequest {
    return this.#of.request;
  }

  /** The row that will be looked at, as far as what is in memory tells; to be read with the first others. */
  rowKeys(): string[] {
    const { latest } = this.#of.unsealed.configurations;
    const login = latest && this.#find(latest);
    return login ? [login.place.key] : [];
  }

  /**
   * Verify a login, unless its name is locked out.
   *
   * @param verify - everything else is passed through to it
   * @throws ApiError `LOGIN_LOCKED_OUT`, `LOGIN_BUSY`; and what `verify` throws
   */
  async guard<T>(scope: Scope, verify: () => Promise<T> | T): Promise<T> {
    const login = this.#find(scope.configuration);
    if (!login) return verify();
    const row = new FailuresRow(scope.transaction, login.place);
    await this.#admit(login, row);
    this.#login = login;
    const answer = await verify();
    this.#leave('other');
    if (await row.get()) row.remove();
    else row.require();
    scope.transaction.insist();
    return answer;
  }

  /**
   * Settle a request that ended in an error.
   *
   * @returns what may be answered: the error itself once it is counted, or why it cannot be told
   */
  async settle(thrown: unknown): Promise<unknown> {
    const login = this.#login;
    if (!login || !(thrown instanceof ApiError)) {
      this.#leave('other');
      return thrown;
    }
    const { isFailedLogin } = thrown;
    try {
      if (isFailedLogin) return await this.#count(login, thrown);
      // what refuses a login otherwise may tell that the password was right
      this.#roomOf(login, await this.#current(login));
      return thrown;
    } catch (failure) {
      return failure;
    } finally {
      this.#leave(isFailedLogin ? 'failed' : 'other');
    }
  }

  /** The gate is for the first try only: later ones repeat no work, and hold a place in another queue. */
  async #admit(login: PlacedLogin, row: FailuresRow): Promise<void> {
    const { gate } = this.#of;
    const room = this.#roomOf(login, await row.get());
    if (login.isCheap || !this.#isFirstTry) return;
    this.#isFirstTry = false;
    const { key } = login.place;
    const readRoom = async () => this.#roomOf(login, await this.#current(login));
    await gate.enter(key, { room, seen: this.#seen }, readRoom);
    this.#entered = key;
  }

  #current({ place }: PlacedLogin): Promise<LoginFailures | undefined> {
    return new FailuresRow(new Transaction(this.#of.unsealed.open), place).get();
  }

  /** Attempts that a name has left; one where failures are remembered for longer than their lock lasts. */
  #roomOf({ settings }: CountedLogin, failures: LoginFailures | undefined): number {
    const now = this.#of.parts.clock();
    if (isLockedOut(failures, settings, now)) throw lockedOut(failures, settings);
    return Math.max(1, settings.threshold - countedFailures(failures, settings, now));
  }

  /** @returns the error that may be answered */
  async #count(login: PlacedLogin, error: ApiError): Promise<ApiError> {
    const { parts, unsealed } = this.#of;
    const { mount, place, settings } = login;
    const counted = await inTransaction(unsealed.open, async (transaction) => {
      const row = new FailuresRow(transaction, place);
      const now = parts.clock();
      const known = await row.get();
      // others used up the attempts in the meantime; whether this one was right is nobody's business
      if (isLockedOut(known, settings, now)) return undefined;
      const count = countedFailures(known, settings, now) + 1;
      row.put({ count, last_failed_at: now }, settings);
      return count;
    });
    if (counted === undefined) return lockedOut(undefined, settings);
    // no name: people type passwords where names belong
    if (counted >= settings.threshold) {
      parts.metrics.counter('lockout.locks_total').of(mount.path).add();
      parts.log('warn', 'a name is locked out after failed logins', { mount: mount.path });
    }
    return error;
  }

  #find(configuration: Configuration): PlacedLogin | undefined {
    if (this.#found?.of !== configuration) {
      const { parts, request, unsealed } = this.#of;
      const login = findCountedLogin(parts, configuration, request);
      const place = login && placeOfFailures(unsealed.open.barrier, login.mount, login.name);
      this.#found = { of: configuration, login: place && { ...login, place } };
    }
    return this.#found.login;
  }

  #leave(outcome: 'failed' | 'other'): void {
    if (this.#entered === undefined) return;
    this.#of.gate.leave(this.#entered, outcome);
    this.#entered = undefined;
  }
}

/** The refusal of a name that is locked out, as the operator is told of it. */
export function lockedOut(
  failures: LoginFailures | undefined,
  { threshold, durationMs }: LockoutSettings,
): ApiError {
  const until = failures && toRfc3339(failures.last_failed_at + durationMs);
  const seen = {
    expected: `fewer than ${threshold} failures in a row`,
    received: until === undefined ? 'as many' : `${failures?.count}; locked out until ${until}`,
  };
  return failedCheck('user_lockout', seen, new ApiError('LOGIN_LOCKED_OUT'));
}
