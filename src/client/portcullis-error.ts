import type { ServerErrorCode } from './operation-types.gen.ts';

/** Codes of failures that the client finds itself. */
export type ClientErrorCode =
  /** No answer came; `cause` tells why. */
  | 'CONNECTION_FAILED'
  /** An attempt took longer than `timeoutMs`. */
  | 'TIMED_OUT'
  /** The signal of the caller came. */
  | 'ABORTED'
  /** The answer is none of the API: something between here and the server answered. */
  | 'ANSWER_UNREADABLE'
  /** The answer points elsewhere; it is not followed, since the token would go there too. */
  | 'REDIRECTED'
  /** A part of a path is empty, `.` or `..`, and would be another path; or the token can be none. */
  | 'INPUT_INVALID'
  /** The session was stopped. */
  | 'SESSION_STOPPED'
  /** What is wrapped was not made where it should have been. */
  | 'WRAPPING_UNEXPECTED'
  /** The server tells no code: it is not Portcullis, or the browser hides the header. */
  | 'UNKNOWN';

/** Why a call failed. A newer server may tell codes that are not listed here. */
export type ErrorCode = ServerErrorCode | ClientErrorCode;

/** What is known of a failure beside its code. */
export interface ErrorDetails {
  readonly operationId: string;
  readonly status?: number;
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
  readonly requestId?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly data?: unknown;
  readonly cause?: unknown;
}

/** A call that failed. Neither message nor members hold a token or anything else that was sent. */
export class PortcullisError extends Error {
  override readonly name = 'PortcullisError';
  readonly code: ErrorCode;
  /** Of the HTTP answer; 0 where there is none. */
  readonly status: number;
  /** Texts of the server, for people. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** By which the operator finds the request in log and audit, and asks `sys/explain` for the reason. */
  readonly requestId: string | undefined;
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined;
  readonly operationId: string;
  /** What is told beside the error: a deleted version of a secret has its metadata here. */
  readonly data: unknown;

  constructor(code: ErrorCode, details: ErrorDetails) {
    const { operationId, status = 0, errors = [], requestId } = details;
    const text = errors.length > 0 ? `: ${errors.join('; ').trim()}` : '';
    const id = requestId === undefined ? '' : ` [request ${requestId}]`;
    super(`${operationId}: ${code}${status > 0 ? ` (${status})` : ''}${text}${id}`, {
      cause: details.cause,
    });
    this.code = code;
    this.status = status;
    this.errors = errors;
    this.warnings = details.warnings ?? [];
    this.requestId = requestId;
    this.retryAfter = details.retryAfter;
    this.operationId = operationId;
    this.data = details.data;
  }
}

/** Turn "there is none" into undefined: an absent secret, an empty list. */
export async function unlessAbsent<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof PortcullisError && error.status === 404) return undefined;
    throw error;
  }
}
