import { ApiError } from '../../errors/api-error.ts';
import type { TokenSettings } from '../../framework/token-fields.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { Context } from './context.ts';

/**
 * A number of uses.
 *
 * @throws ApiError `APPROLE_NEGATIVE`
 */
export function assertUses(field: string, uses: number): number {
  if (uses < 0) throw new ApiError('APPROLE_NEGATIVE', { values: { field } });
  return uses;
}

/**
 * A period that was set by its older name must be one that the mount grants; set by the newer name it is cut
 * at each login.
 *
 * @throws ApiError `APPROLE_PERIOD_TOO_LONG`
 */
export function assertPeriodGranted(token: TokenSettings, { ttls }: Context): void {
  const { token_period: period, deprecated_names } = token;
  const max = ttls.max_lease_ttl;
  if (!deprecated_names.includes('period') || period <= max) return;
  throw new ApiError('APPROLE_PERIOD_TOO_LONG', {
    values: { period: formatDuration(period), max: formatDuration(max) },
  });
}

/** A list that is not set, as it is answered. */
export function nullIfEmpty(list: readonly string[]): readonly string[] | null {
  return list.length > 0 ? list : null;
}
