import { durationSecondsOf } from '../../../lib/duration.ts';
import type { JsonObject, JsonValue } from '../../../lib/json.ts';

/**
 * How long, in seconds, a reader should keep a secret: its own `ttl`, else its own `lease`, else that of
 * the mount. It is advice: nothing ends when it is over.
 *
 * @param mountTtl - seconds
 */
export function secretLifetime(secret: JsonObject, mountTtl: number): number {
  const own = Object.hasOwn(secret, 'ttl') ? secret['ttl'] : secret['lease'];
  return parseLifetime(own) ?? mountTtl;
}

/** A duration in one of the forms of the API; undefined for anything else. */
function parseLifetime(value: JsonValue | undefined): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const seconds = durationSecondsOf(text);
  return seconds !== undefined && seconds < 0 ? undefined : seconds;
}
