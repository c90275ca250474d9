import { catalogue, type ErrorCode } from './catalogue.ts';
import type { CheckRow } from './check-row.ts';

/** What an error carries beside its code. */
export interface ApiErrorDetails {
  /** Fill the `{name}` places of the wire text. Never a secret. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** For the log only. Never a secret. */
  readonly detail?: string;
  readonly cause?: unknown;
  /** Further answer beside `errors`, as a few endpoints of the original have it. */
  readonly data?: unknown;
  /** Headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is shown where a browser asked, and not a client. */
export interface ErrorPage {
  readonly body: string | Uint8Array;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal or failure that is answered to the caller.
 *
 * The code decides status and wire text (`catalogue.ts`); neither is ever derived from a message.
 */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** The check that failed, where it has a name; for audit, log and explain only. */
  check: CheckRow | undefined;
  /** Answered in the place of the usual document. Never holds a secret. */
  page: ErrorPage | undefined;

  constructor(code: ErrorCode, details: ApiErrorDetails = {}) {
    super(fill(catalogue[code].text, details.values ?? {}), { cause: details.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = catalogue[code].status;
    this.detail = details.detail;
    this.data = details.data;
    this.headers = details.headers;
  }

  /** True where an authenticated endpoint of the original answers in its "1 error occurred" form. */
  get isWrapped(): boolean {
    return 'wrapped' in catalogue[this.code];
  }

  /** Whether a login that ends so counts as a guess for user lockout. */
  get isFailedLogin(): boolean {
    return 'failedLogin' in catalogue[this.code];
  }

  /** Whether what was asked for goes on, so that it is no refusal to be counted. */
  get isWait(): boolean {
    return 'waits' in catalogue[this.code];
  }
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
