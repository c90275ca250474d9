import type { JsonObject, JsonValue } from '../lib/json.ts';

/** What becomes of the `limit` of a list. */
export type LimitDecision =
  | { readonly allowed: true; readonly limit?: number }
  | { readonly allowed: false };

/**
 * Hold the `limit` of a list against a rule's `pagination_limit`.
 *
 * A missing limit, 0 and `max` become the bound; larger, negative and unreadable ones are refused.
 *
 * @param bound - keys at most; 0: no bound, then `max` becomes 0, which lists all
 * @returns `limit` only where the handler must use it instead of what was sent
 */
export function decideLimit(bound: number, data: JsonObject): LimitDecision {
  const sent = Object.hasOwn(data, 'limit') ? data['limit'] : undefined;
  if (sent === 'max') return { allowed: true, limit: bound };
  if (bound === 0) return { allowed: true };
  if (sent === undefined) return { allowed: true, limit: bound };
  const limit = readCount(sent);
  if (limit === undefined || limit > bound) return { allowed: false };
  return { allowed: true, limit: limit === 0 ? bound : limit };
}

function readCount(value: JsonValue): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
