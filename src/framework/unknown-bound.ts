import type { JsonObject } from '../lib/json.ts';
import type { Fields } from './field.ts';

/** What is told of one. */
export const UNKNOWN_BOUND = 'a bound_ setting is unknown, and would bind nothing';

/**
 * Whether a body sets a bound (`bound_…`, `token_bound_…`) that the operation does not declare. Others that are
 * unknown are passed over with a warning; a bound that is misspelt would let in whom it was to keep out.
 */
export function hasUnknownBound(data: JsonObject, fields: Fields): boolean {
  return Object.keys(data).some(
    (name) => /^(?:token_)?bound_/i.test(name) && !Object.hasOwn(fields, name),
  );
}
