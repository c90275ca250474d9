import type { JsonObject } from '../lib/json.ts';
import type { Call } from './call.ts';

/** What the server said to a request that it refused. */
export interface Refusal {
  readonly status: number;
  readonly method: string;
  readonly url: string;
  readonly call: Call;
  readonly errors: readonly string[];
  /** The body, when it is no JSON of the usual form. */
  readonly raw: string | undefined;
  /** The body, when it is a JSON object. */
  readonly json: JsonObject | undefined;
  /** Namespace that the answer names; empty for root. */
  readonly namespace: string;
  readonly requestId: string;
  /** Whether a token was sent. */
  readonly hadToken: boolean;
}

/** An answer with an error status. */
export class RemoteError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`the server answered ${refusal.status}`);
    this.name = 'RemoteError';
    this.refusal = refusal;
  }

  get status(): number {
    return this.refusal.status;
  }
}

/** No answer came. */
export class ConnectionError extends Error {
  readonly address: string;
  /** Code of node:net, node:tls or OpenSSL. */
  readonly code: string;

  constructor(address: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : 'no answer', { cause });
    this.name = 'ConnectionError';
    this.address = address;
    this.code = codeOf(cause);
  }
}

/** A refusal or a lost connection, with the act that it ended: `Error reading secret/a`. */
export class ActError extends Error {
  readonly act: string;
  override readonly cause: RemoteError | ConnectionError;

  constructor(act: string, cause: RemoteError | ConnectionError) {
    super(act, { cause });
    this.name = 'ActError';
    this.act = act;
    this.cause = cause;
  }
}

/**
 * Name the act of which a request is part.
 *
 * @throws ActError when the request fails
 */
export async function attempt<Result>(act: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RemoteError || error instanceof ConnectionError) {
      throw new ActError(act, error);
    }
    throw error;
  }
}

/** `AggregateError` of several tried addresses carries its code in the first of them. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : error.name;
}
