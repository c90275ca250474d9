import { ApiError } from '../../errors/api-error.ts';
import { calculateTtl } from '../../token/calculate-ttl.ts';
import { isRootToken, type TokenEntry } from '../../token/token-entry.ts';
import { lowerLimit } from './lower-limit.ts';
import { type NewToken, readDuration } from './read-new-token.ts';
import type { TokenRole } from './records.ts';

/** What decides how long a new token lives. Mount lifetimes in seconds, `now` in milliseconds. */
export interface LifetimeChoice {
  readonly body: NewToken;
  readonly type: TokenEntry['type'];
  readonly policies: readonly string[];
  readonly parent: TokenEntry;
  readonly hasSudo: boolean;
  readonly role?: TokenRole | undefined;
  readonly mount: { readonly default_lease_ttl: number; readonly max_lease_ttl: number };
  readonly now: number;
}

/** Lifetime of a new token, in seconds. */
export interface Lifetime {
  /** 0: no end. */
  readonly ttl: number;
  /** As asked for: bounds of the role are looked up anew at each renewal, and are not kept here. */
  readonly explicit_max_ttl: number;
  readonly period: number;
  readonly warnings: readonly string[];
}

/**
 * How long a new token lives.
 *
 * @throws ApiError `TOKEN_DURATION_NEGATIVE`, `TOKEN_DURATION_UNREADABLE`, `TOKEN_NEEDS_SUDO`,
 *   `TOKEN_ROOT_WITHOUT_END`, `TTL_MAXIMUM_INVALID`
 */
export function chooseLifetime(choice: LifetimeChoice): Lifetime {
  const { body, hasSudo, role, type, parent } = choice;
  const explicit_max_ttl = readDuration(body, 'explicit_max_ttl');
  const period = readDuration(body, 'period');
  if (period > 0 && !hasSudo) {
    throw new ApiError('TOKEN_NEEDS_SUDO', { values: { action: 'create periodic token' } });
  }
  const ttl = readDuration(body, body.ttl ? 'ttl' : 'lease');
  const explicit = lesser(explicit_max_ttl, role?.token_explicit_max_ttl ?? 0, 'Explicit max TTL');
  const rolePeriod = type === 'batch' ? 0 : (role?.token_period ?? 0);
  const periodic = lesser(period, rolePeriod, 'Period');
  const granted = grant(choice, { ttl, period: periodic.value, explicit: explicit.value });
  if (granted.ttl === 0 && parent.expires_at !== 0) throw new ApiError('TOKEN_ROOT_WITHOUT_END');
  const warnings = [...explicit.warnings, ...periodic.warnings, ...granted.warnings];
  return { ttl: granted.ttl, explicit_max_ttl, period, warnings };
}

function grant(
  { policies, parent, mount, now }: LifetimeChoice,
  wanted: { ttl: number; period: number; explicit: number },
): { ttl: number; warnings: readonly string[] } {
  const { ttl, period, explicit } = wanted;
  if (ttl === 0 && period === 0 && isRootToken({ ...parent, policies })) {
    return { ttl: explicit, warnings: [] };
  }
  return calculateTtl({
    mountDefault: mount.default_lease_ttl,
    mountMax: mount.max_lease_ttl,
    increment: ttl,
    period,
    explicitMax: explicit,
    startedAt: now,
    now,
  });
}

/** The lesser of what was asked for and what the role says, where both say something. */
function lesser(
  asked: number,
  ofRole: number,
  what: string,
): { value: number; warnings: readonly string[] } {
  const value = lowerLimit(asked, ofRole);
  if (asked === 0 || ofRole === 0) return { value, warnings: [] };
  const warning = `${what} specified both during creation call and in role; using the lesser value of ${value} seconds`;
  return { value, warnings: [warning] };
}
