import type { Configuration } from './configuration.ts';
import { lockedNames, type LockoutPlace } from './lockout-service.ts';

/** How many names are locked out, at all mounts together. */
export async function countLockedNames(
  place: LockoutPlace & { readonly configuration: Configuration },
): Promise<number> {
  let count = 0;
  for (const mount of place.configuration.mounts.all()) {
    for await (const _name of lockedNames(place, mount)) count += 1;
  }
  return count;
}
