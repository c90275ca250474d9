import type { PortcullisError } from './portcullis-error.ts';
import type { OperationRow } from './row.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** Whoever is told to come back later than this is told at once that it failed. */
const LONGEST_RETRY_AFTER_SECONDS = 30;

const readVerbs: ReadonlySet<string> = new Set(['GET', 'LIST', 'SCAN', 'HEAD']);
/** Statuses after which a read may be tried again: a limit, a node that is behind or gone, a proxy without one. */
const passing: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);
/** Waiting does not help. */
const lasting: ReadonlySet<string> = new Set(['ABORTED', 'SEALED']);
/** Of the system: no connection was made, so that nothing was sent. */
const unsent: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);

/**
 * Whether a call that failed may be made again.
 *
 * A read may after everything that passes. A write may only where the server has surely not done it: nothing was
 * sent, or it was turned away with the time to come back. What uses up its input is never sent twice.
 */
export function mayRepeat(row: OperationRow, error: PortcullisError): boolean {
  const { code, status, retryAfter } = error;
  if (row.isOnce || lasting.has(code)) return false;
  if ((retryAfter ?? 0) > LONGEST_RETRY_AFTER_SECONDS) return false;
  if (code === 'CONNECTION_FAILED' && wasNeverSent(error.cause)) return true;
  if (!readVerbs.has(row.verb)) {
    return (status === 429 || status === 503) && retryAfter !== undefined;
  }
  return code === 'CONNECTION_FAILED' || code === 'TIMED_OUT' || passing.has(status);
}

/**
 * How long to wait before the next attempt, in milliseconds: longer each time, and never the same for all.
 *
 * @param attempt - 0 after the first
 * @param random - between 0 and 1
 */
export function delayBefore(
  attempt: number,
  retryAfter: number | undefined,
  random: number,
): number {
  const step = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
  return (retryAfter ?? 0) * 1000 + step * (0.5 + random / 2);
}

/** Node and Bun name it, Deno writes it. */
function wasNeverSent(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code } = cause as { code?: unknown };
  if (unsent.has(code) || /connection refused/i.test(cause.message)) return true;
  return wasNeverSent(cause.cause);
}
