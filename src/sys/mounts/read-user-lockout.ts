import type { UserLockoutConfig } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';
import { boolean, FieldError, integer, text } from '../../framework/field.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { present } from '../../lib/present.ts';
import { parseTtl, TtlError } from './parse-ttl.ts';

/**
 * How users are locked out, after a change. Members that are not sent stay; zero and `system` take a
 * member back to what the server does.
 *
 * @throws ApiError `LOCKOUT_INVALID`
 */
export function readUserLockout(
  stored: UserLockoutConfig | undefined,
  raw: JsonObject,
): UserLockoutConfig {
  const sent = {
    threshold: read(raw['lockout_threshold'], 'threshold', parseThreshold),
    duration: read(raw['lockout_duration'], 'duration', parseLockoutTtl),
    counter_reset: read(
      raw['lockout_counter_reset_duration'],
      'counter reset duration',
      parseLockoutTtl,
    ),
    is_disabled: read(raw['lockout_disable'], 'disable', (value) => boolean('').decode(value)),
  };
  const { threshold, duration, counter_reset, is_disabled } = { ...stored, ...present(sent) };
  return present({
    threshold: threshold || undefined,
    duration: duration || undefined,
    counter_reset: counter_reset || undefined,
    is_disabled,
  });
}

function read<T>(
  raw: JsonValue | undefined,
  what: string,
  parse: (raw: JsonValue) => T,
): T | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  try {
    return parse(raw);
  } catch (error) {
    if (!(error instanceof FieldError || error instanceof TtlError)) throw error;
    throw new ApiError('LOCKOUT_INVALID', { values: { what, reason: error.message } });
  }
}

function parseThreshold(raw: JsonValue): number {
  const value = integer('').decode(raw) ?? 0;
  if (value < 0) throw new FieldError('cannot provide negative value');
  return value;
}

function parseLockoutTtl(raw: JsonValue): number | undefined {
  return parseTtl(text('').decode(raw) ?? '');
}
