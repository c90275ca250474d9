import type { JsonObject, JsonValue } from '../../lib/json.ts';

/** How far clocks may be apart, seconds. */
const SKEW_SECONDS = 60;
/** How long a token without an end lasts, or began before its end, seconds. */
const LEEWAY_SECONDS = 150;

/** Why a token does not hold now, by the name of the check. */
export interface TimeFault {
  readonly check: 'expiry' | 'not_before' | 'issued_at';
  /** Whole seconds that the clocks differ from what the token says. */
  readonly offBySeconds: number;
}

/** A date of a token is no number. The message repeats nothing of it. */
export class ClaimTimeError extends Error {
  override readonly name = 'ClaimTimeError';
}

/**
 * Whether a token holds now. One without any date, as it is kept in a secret, always does: then the API server
 * alone decides.
 *
 * @param now - milliseconds since the epoch
 * @throws ClaimTimeError
 * @see RFC 7519 §4.1.4 (exp), §4.1.5 (nbf), §4.1.6 (iat)
 */
export function findTimeFault(claims: JsonObject, now: number): TimeFault | undefined {
  const iat = dateOf(claims['iat']);
  const nbf = dateOf(claims['nbf']);
  const exp = dateOf(claims['exp']);
  if (iat === 0 && nbf === 0 && exp === 0) return undefined;
  const end = exp || Math.max(iat, nbf) + LEEWAY_SECONDS;
  const begin = nbf || iat || end - LEEWAY_SECONDS;
  const seconds = now / 1000;
  if (seconds + SKEW_SECONDS < begin) return fault('not_before', begin - seconds);
  if (seconds - SKEW_SECONDS > end) return fault('expiry', seconds - end);
  if (seconds + SKEW_SECONDS < iat) return fault('issued_at', iat - seconds);
  return undefined;
}

function fault(check: TimeFault['check'], seconds: number): TimeFault {
  return { check, offBySeconds: Math.ceil(seconds) };
}

/** Whole seconds; 0 where there is none. */
function dateOf(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return 0;
  const seconds =
    typeof value === 'object' && JSON.isRawJSON(value) ? Number(value.rawJSON) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) {
    throw new ClaimTimeError('a date is no number');
  }
  return Math.trunc(seconds);
}
