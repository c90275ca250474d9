import { PortcullisError } from './portcullis-error.ts';

/** Part of the lifetime after which a token is renewed. */
const RENEW_AFTER = 2 / 3;
/** By how much of that moment clients are spread: a tenth earlier to a tenth later. */
const SPREAD = 0.1;
const SHORTEST_DELAY_MS = 250;
const FIRST_BACK_OFF_MS = 1000;
const LONGEST_BACK_OFF_MS = 60_000;

/**
 * When a token shall be renewed, in milliseconds from now: about two thirds of its lifetime, never at the same
 * moment for all that logged in together.
 *
 * @param random - between 0 and 1
 */
export function renewalDelay(leaseSeconds: number, random: number): number {
  const spread = 1 - SPREAD + 2 * SPREAD * random;
  return Math.max(leaseSeconds * 1000 * RENEW_AFTER * spread, SHORTEST_DELAY_MS);
}

/**
 * How long to wait after failures in a row, in milliseconds: doubled each time up to a minute, half of it by
 * chance, and not before the server said.
 */
export function backOff(failures: number, error: unknown, random: number): number {
  const step = Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
  const asked = error instanceof PortcullisError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(step * (0.5 + random / 2), asked);
}

/** Whether the server said no, rather than nothing or "not now". */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof PortcullisError)) return false;
  const { status } = error;
  return status >= 400 && status < 500 && status !== 429 && status !== 412;
}

/**
 * Whether a renewal gave less than the login did: the longest lifetime is near, and further renewals would
 * give less and less.
 */
export function isCapped(grantedSeconds: number, renewedSeconds: number): boolean {
  return renewedSeconds < grantedSeconds * 0.95;
}
