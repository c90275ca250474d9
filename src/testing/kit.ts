import type { Client } from '../client/index.ts';
import type { UserLockoutConfig } from '../config/server-config.ts';
import type { OutgoingAnswer } from '../core/request.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Log } from '../lib/log.ts';
import type { Given } from './given/given.ts';

/** What whoever tests against a server may choose. */
export interface KitOptions {
  /** Milliseconds since the epoch; default: 2026-01-01T00:00:00Z. */
  readonly startAt?: number;
  /** Default: the same bytes in every run. */
  readonly random?: RandomBytes;
  /** Takes the lines of the server's log; default: nobody. */
  readonly log?: Log;
  /** False: neither initialised nor unsealed. */
  readonly isReady?: boolean;
  /** Default: nothing configured, so five wrong passwords lock a name out. */
  readonly lockout?: {
    /** Nobody is locked out. */
    readonly disable_user_lockout?: boolean;
    /** By type of auth method, and `all`. */
    readonly user_lockout?: Readonly<Record<string, UserLockoutConfig>>;
  };
  /** A socket on a free port of 127.0.0.1, with TLS or without; default: none. */
  readonly listen?: boolean | { readonly tls: boolean };
}

/** How a request is sent; the words of the wire. */
export type Verb = 'GET' | 'LIST' | 'SCAN' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'HELP';

/** Parts of a request that a test may set. */
export interface TestRequest {
  /** Default: zeros. */
  readonly id?: string;
  /** Default: the root token; empty: none. */
  readonly token?: string;
  /** Default: 127.0.0.1. */
  readonly remoteAddress?: string;
  readonly wrapTtlSeconds?: number;
  readonly namespace?: string;
  /** By lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body of which a test asserts the shape. */
export type LooseBody = Readonly<Record<string, never>>;

/** An answer as a test looks at it. */
export interface TestAnswer<Body = LooseBody> {
  readonly status: number;
  /** The parsed body; `null` where there is none. */
  readonly body: Body;
  readonly raw: OutgoingAnswer;
}

/** What the builders need of a server. */
export type GivenServer = Pick<Kit, 'request' | 'rootToken' | 'now'>;

/** A whole server inside a test, with its own clock and randomness. */
export interface Kit extends AsyncDisposable {
  /** Where it listens; `http://portcullis.test`, which only `fetch` below reaches, where it does not. */
  readonly url: string;
  /** PEM of the certificate that clients have to trust; empty without TLS. */
  readonly ca: string;
  readonly rootToken: string;
  /** The unseal key, for tests that seal. */
  readonly unsealKey: Uint8Array;
  /** State for a test to begin with. */
  readonly given: Given;
  /**
   * The typed client (`portcullis/client`) of this server. It repeats nothing by itself.
   *
   * @param token - default: the root token; empty: none
   */
  client(token?: string): Client;
  /** Reaches this server without a socket: for clients that take a `fetch`. */
  readonly fetch: typeof fetch;
  /**
   * Send a request: `server.request('POST', 'auth/token/create', { ttl: '1h' }, { token })`. As root when no
   * token is named. Never rejects: a refusal is an answer.
   */
  request<Body = LooseBody>(
    verb: Verb,
    path: string,
    ...of: [data?: JsonObject, options?: TestRequest]
  ): Promise<TestAnswer<Body>>;
  /** Let time pass: for lifetimes, lockouts, rate limits, the times in audit entries. */
  advance(seconds: number): void;
  /** Milliseconds since the epoch, by the clock of this server. */
  now(): number;
  /**
   * Do what a server does in the background: remove what has ended. Whether something is valid never
   * depends on it.
   */
  sweep(): Promise<void>;
  /** Close the socket, audit devices and store; more than once does no harm. `await using` calls it. */
  stop(): Promise<void>;
}
