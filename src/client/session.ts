/// <reference lib="esnext.disposable" preserve="true" />
import type { Client, TokenSource } from './client.ts';
import type { TokenAnswer } from './method.ts';
import { PortcullisError } from './portcullis-error.ts';
import { type Runtime, systemRuntime } from './runtime.ts';
import { backOff, isCapped, isRefusal, renewalDelay } from './session-timing.ts';

/** What a session tells of. Never a token. */
export type SessionEvent =
  | { readonly type: 'logged-in'; readonly leaseSeconds: number; readonly renewable: boolean }
  | { readonly type: 'renewed'; readonly leaseSeconds: number; readonly isCapped: boolean }
  | { readonly type: 'renewal-failed'; readonly error: unknown }
  | { readonly type: 'login-failed'; readonly error: unknown }
  /** The server does not know the token any more. */
  | { readonly type: 'token-lost' }
  | { readonly type: 'stopped' };

/** What a session is made with. */
export interface SessionOptions {
  /** Whose address, namespace, `fetch` and limits the session uses. */
  readonly client: Client;
  /** How to log in: called with a client without token, whenever a token is needed and none can be renewed. */
  readonly login: (client: Client) => Promise<TokenAnswer>;
  /** Told of what happens, after it has. */
  readonly onEvent?: (event: SessionEvent) => void;
  /** Default: clock, randomness and timers of the system. */
  readonly runtime?: Runtime;
}

/** A client that is always logged in. */
export interface Session extends AsyncDisposable {
  /** Logs in at its first call, renews by itself, and logs in again when it must. */
  readonly client: Client;
  /** Log in now rather than at the first call. @throws PortcullisError of the login */
  start(): Promise<void>;
  /** End: no more renewals and calls. @param revoke - also end the token at the server; default: false */
  stop(options?: { readonly revoke?: boolean }): Promise<void>;
}

/** A token younger than this that is refused is not replaced: the next one would be refused too. */
const TOO_YOUNG_MS = 5000;

/**
 * Keep a client logged in.
 *
 * A token is renewed at two thirds of its lifetime. Once a renewal is refused, or gives less than the login gave,
 * the next step is a login. A server that fails or does not answer is no refusal: the token is kept as
 * long as it lives. Whatever is called at the same time shares one login.
 */
export function createSession(options: SessionOptions): Session {
  const upkeep = new TokenUpkeep(options);
  return {
    client: options.client.with({ token: upkeep }),
    start: async () => {
      await upkeep.current();
    },
    stop: ({ revoke = false } = {}) => upkeep.stop(revoke),
    // a session that a block ends with is not needed any more, nor is its token
    [Symbol.asyncDispose]: () => upkeep.stop(true),
  };
}

interface Held {
  readonly token: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Seconds that the login gave. */
  readonly granted: number;
  readonly isRenewable: boolean;
}

class TokenUpkeep implements TokenSource {
  readonly #options: SessionOptions;
  readonly #runtime: Runtime;
  /** Without any token: for logins. */
  readonly #bare: Client;
  #held: Held | undefined;
  #login: Promise<string> | undefined;
  #judging: Promise<boolean> | undefined;
  #callOff = (): void => undefined;
  #failures = 0;
  #failure: unknown;
  #retryAt = 0;
  #isStopped = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#runtime = options.runtime ?? systemRuntime;
    this.#bare = options.client.with({ token: '' });
  }

  async current(): Promise<string> {
    this.#assertRunning();
    const held = this.#held;
    if (held && this.#runtime.now() < held.expiresAt) return held.token;
    return this.#logIn();
  }

  refused(token: string): Promise<boolean> {
    if (this.#isStopped) return Promise.resolve(false);
    const held = this.#held;
    // somebody else noticed it first
    if (!held || held.token !== token) return Promise.resolve(true);
    if (this.#runtime.now() - held.issuedAt < TOO_YOUNG_MS) return Promise.resolve(false);
    this.#judging ??= this.#judge(held).finally(() => {
      this.#judging = undefined;
    });
    return this.#judging;
  }

  async stop(mayRevoke: boolean): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#callOff();
    // what is being issued would otherwise live on
    await this.#login?.catch(() => undefined);
    const held = this.#held;
    this.#held = undefined;
    this.#emit({ type: 'stopped' });
    if (!mayRevoke || !held || this.#runtime.now() >= held.expiresAt) return;
    try {
      await this.#bare.auth.token.revokeSelf({}, { token: held.token });
    } catch (error) {
      // revoked already, or its policies do not let it end itself: it ends by its lifetime
      if (!isRefusal(error)) throw error;
    }
  }

  /** Whether the token is gone, and if so a new login. */
  async #judge(held: Held): Promise<boolean> {
    try {
      await this.#bare.auth.token.lookUpSelf({}, { token: held.token });
      return false;
    } catch (error) {
      const isGone = error instanceof PortcullisError && error.status === 403;
      if (!isGone || error.code === 'ACL_DENIED') return false;
    }
    if (this.#held === held) {
      this.#held = undefined;
      this.#callOff();
      this.#emit({ type: 'token-lost' });
    }
    await this.current();
    return true;
  }

  /** One login for all who wait. After a failure nobody asks the server before the back-off is over. */
  #logIn(): Promise<string> {
    if (this.#login) return this.#login;
    if (this.#runtime.now() < this.#retryAt) return Promise.reject(this.#failure);
    this.#login = this.#logInOnce().finally(() => {
      this.#login = undefined;
    });
    return this.#login;
  }

  async #logInOnce(): Promise<string> {
    try {
      const answer = await this.#options.login(this.#bare);
      const { client_token, lease_duration, renewable } = answer;
      this.#failures = 0;
      this.#hold(answer, lease_duration);
      this.#emit({ type: 'logged-in', leaseSeconds: lease_duration, renewable });
      return client_token;
    } catch (error) {
      this.#noteFailure(error);
      this.#emit({ type: 'login-failed', error });
      // credentials that were refused are not tried again unasked: that could lock a person out
      if (!isRefusal(error)) this.#schedule(this.#retryAt - this.#runtime.now());
      throw error;
    }
  }

  /** @param granted - seconds that the login gave, by which a renewal is measured */
  #hold({ client_token, lease_duration, renewable }: TokenAnswer, granted: number): void {
    const now = this.#runtime.now();
    const isEndless = lease_duration === 0;
    const capped = isCapped(granted, lease_duration);
    this.#held = {
      token: client_token,
      issuedAt: this.#held?.token === client_token ? this.#held.issuedAt : now,
      expiresAt: isEndless ? Number.POSITIVE_INFINITY : now + lease_duration * 1000,
      granted,
      isRenewable: renewable && !capped,
    };
    if (!isEndless) this.#schedule(renewalDelay(lease_duration, this.#runtime.random()));
  }

  #schedule(delayMs: number): void {
    this.#callOff();
    if (this.#isStopped) return;
    this.#callOff = this.#runtime.after(delayMs, () => void this.#whenDue(), true);
  }

  /** Never rejects: what goes wrong is told as an event. */
  async #whenDue(): Promise<void> {
    const held = this.#held;
    const isAlive = held !== undefined && this.#runtime.now() < held.expiresAt;
    if (isAlive && held.isRenewable) await this.#renew(held);
    // the failure has been told, and the next attempt is due
    else await this.#logIn().catch(() => undefined);
  }

  async #renew(held: Held): Promise<void> {
    try {
      const options = { token: held.token, retries: 0 };
      const answer = await this.#bare.auth.token.renewSelf({}, options);
      if (this.#held !== held || this.#isStopped) return;
      this.#failures = 0;
      // told by servers that see nothing to renew
      if (!answer) return void (await this.#logIn().catch(() => undefined));
      this.#hold(answer, held.granted);
      const capped = isCapped(held.granted, answer.lease_duration);
      const leaseSeconds = answer.lease_duration;
      this.#emit({ type: 'renewed', leaseSeconds, isCapped: capped });
    } catch (error) {
      if (this.#held !== held || this.#isStopped) return;
      this.#emit({ type: 'renewal-failed', error });
      if (isRefusal(error)) await this.#logIn().catch(() => undefined);
      else this.#schedule(this.#noteFailure(error));
    }
  }

  /** @returns milliseconds to wait */
  #noteFailure(error: unknown): number {
    this.#failures += 1;
    this.#failure = error;
    const delay = backOff(this.#failures, error, this.#runtime.random());
    this.#retryAt = this.#runtime.now() + delay;
    return delay;
  }

  #assertRunning(): void {
    if (!this.#isStopped) return;
    throw new PortcullisError('SESSION_STOPPED', { operationId: 'session' });
  }

  /** A listener that throws must not stop the upkeep. */
  #emit(event: SessionEvent): void {
    const { onEvent } = this.#options;
    if (onEvent) queueMicrotask(() => onEvent(event));
  }
}
