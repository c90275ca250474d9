import { ApiError } from '../errors/api-error.ts';
import { formatDuration } from '../lib/duration.ts';

/** What bounds a lifetime. All in seconds, 0 where there is no such bound; moments in milliseconds. */
export interface TtlInput {
  /** Default and maximum of the mount, already resolved against the system's. */
  readonly mountDefault: number;
  readonly mountMax: number;
  /** What the caller asked for. */
  readonly increment?: number;
  /** What the role or user grants. */
  readonly roleTtl?: number;
  readonly roleMax?: number;
  readonly period?: number;
  readonly explicitMax?: number;
  readonly startedAt: number;
  readonly now: number;
}

/** A granted lifetime, and what the caller should know of it. */
export interface GrantedTtl {
  readonly ttl: number;
  /** Milliseconds since the epoch; a hard end cuts the last started second. */
  readonly expiresAt: number;
  readonly warnings: readonly string[];
}

type CappedTtl = Omit<GrantedTtl, 'expiresAt'>;

/**
 * The lifetime of a token at creation, login and renewal.
 *
 * @throws ApiError `TTL_PAST_MAXIMUM` when the hard end has come
 * @throws ApiError `TTL_MAXIMUM_INVALID` when the bounds leave nothing
 */
export function calculateTtl(input: TtlInput): GrantedTtl {
  const explicitMax = input.explicitMax ?? 0;
  const cap = [input.roleMax ?? 0, explicitMax]
    .filter((bound) => bound > 0)
    .reduce((lowest, bound) => Math.min(lowest, bound), input.mountMax);
  if (cap <= 0) throw new ApiError('TTL_MAXIMUM_INVALID');

  const period = input.period ?? 0;
  const wanted = period > 0 ? capPeriod(period, cap) : { ttl: wantedTtl(input), warnings: [] };
  const bound = period > 0 ? explicitMax : cap;
  if (bound === 0) return { ...wanted, expiresAt: input.now + wanted.ttl * 1000 };
  const deadline = input.startedAt + bound * 1000;
  const { ttl, warnings } = capAtDeadline(wanted, remainingSeconds(input.now, deadline));
  return { ttl, warnings, expiresAt: Math.min(input.now + ttl * 1000, deadline) };
}

function wantedTtl(input: TtlInput): number {
  return (
    [input.increment, input.roleTtl].find((ttl) => ttl !== undefined && ttl > 0) ??
    input.mountDefault
  );
}

function capPeriod(period: number, cap: number): CappedTtl {
  if (period <= cap) return { ttl: period, warnings: [] };
  const warning = `period of "${formatDuration(period)}" exceeded the effective max_ttl of "${formatDuration(cap)}"; period value is capped accordingly`;
  return { ttl: cap, warnings: [warning] };
}

function capAtDeadline({ ttl, warnings }: CappedTtl, remaining: number): CappedTtl {
  if (remaining <= 0) throw new ApiError('TTL_PAST_MAXIMUM');
  if (ttl <= remaining) return { ttl, warnings };
  const warning = `TTL of "${formatDuration(ttl)}" exceeded the effective max_ttl of "${formatDuration(remaining)}"; TTL value is capped accordingly`;
  return { ttl: remaining, warnings: [...warnings, warning] };
}

/** Rounded up: what is granted within a second of the start is the whole bound, and never 0 before its end. */
function remainingSeconds(now: number, deadline: number): number {
  return Math.ceil((deadline - now) / 1000);
}
