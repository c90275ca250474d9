import { ApiError } from '../../errors/api-error.ts';
import type { TokenInput, TokenSettings } from '../../framework/token-fields.ts';
import { formatGoDuration } from '../../lib/go-duration.ts';
import { sanitizePolicyNames } from '../../policy/sanitize-policies.ts';
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
    values: { period: formatGoDuration(period), max: formatGoDuration(max) },
  });
}

/**
 * Token settings as this method reads them, and what their sender is told: the types that only mounts know are
 * taken for the present ones, and the older name of the policies brings them into their one form.
 */
export function adjustTokenInput<T extends TokenInput>(
  input: T,
): { readonly input: T; readonly warnings: readonly string[] } {
  const { policies, token_type } = input;
  const tidy =
    policies === undefined
      ? input
      : { ...input, policies: sanitizePolicyNames(policies, { addDefault: false }) };
  const type = /^default-(service|batch)$/.exec(token_type ?? '')?.[1];
  if (type === undefined) return { input: tidy, warnings: [] };
  const warning = `${token_type} has no useful meaning; adjusting to ${type}`;
  return { input: { ...tidy, token_type: type }, warnings: [warning] };
}

/** A list that is not set, as it is answered. */
export function nullIfEmpty(list: readonly string[]): readonly string[] | null {
  return list.length > 0 ? list : null;
}
