import type { MountConfig, MountEntry } from '../../core/mount-entry.ts';
import type { SystemTtls } from '../../core/scope.ts';
import { ApiError } from '../../errors/api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';
import { present } from '../../lib/present.ts';
import { parseTtl, TtlError } from './parse-ttl.ts';
import { readUserLockout } from './read-user-lockout.ts';
import { parseTokenType, parseVisibility } from './setting-values.ts';

/** What the settings of a new mount are judged by. */
export interface ConfigView {
  readonly kind: Exclude<MountEntry['kind'], 'system'>;
  readonly ttls: SystemTtls;
}

/**
 * The settings of a mount that is to be enabled. Unlike the fields of operations they are typed strictly:
 * `"true"` is no boolean.
 *
 * @throws ApiError `MOUNT_CONFIG_INVALID` for a member of the wrong JSON type, and a code of its own for
 *   each value that is refused
 */
export function readMountConfig(raw: JsonObject | undefined, view: ConfigView): MountConfig {
  const read = memberReader(raw ?? {}, view.kind);
  const default_lease_ttl = parseConfigTtl('default', read('default_lease_ttl', asTtl) ?? '');
  const max_lease_ttl = parseConfigTtl('max', read('max_lease_ttl', asTtl) ?? '');
  assertTtlOrder(default_lease_ttl, max_lease_ttl, view.ttls);
  const token_type = parseTokenType(read('token_type', asText) ?? '');
  const listing_visibility = parseVisibility(read('listing_visibility', asText) ?? '');
  const lists = {
    audit_non_hmac_request_keys: read('audit_non_hmac_request_keys', asList),
    audit_non_hmac_response_keys: read('audit_non_hmac_response_keys', asList),
    passthrough_request_headers: read('passthrough_request_headers', asList),
    allowed_response_headers: read('allowed_response_headers', asList),
  };
  const lockout = read('user_lockout_config', asObject);
  return {
    default_lease_ttl,
    max_lease_ttl,
    force_no_cache: read('force_no_cache', asBoolean) ?? false,
    ...(view.kind === 'auth' ? { token_type } : {}),
    ...(listing_visibility === '' ? {} : { listing_visibility }),
    ...present(lists),
    ...present({
      plugin_version: read('plugin_version', asText) || undefined,
      user_lockout: lockout && readUserLockout(undefined, lockout),
    }),
  };
}

type Read<T> = (raw: JsonValue) => T | undefined;

/** Reads one member: undefined where it is absent, refused where its type is wrong. */
function memberReader(config: JsonObject, kind: ConfigView['kind']) {
  return <T>(name: string, read: Read<T>): T | undefined => {
    const raw = Object.hasOwn(config, name) ? config[name] : undefined;
    if (raw === undefined || raw === null) return undefined;
    const value = read(raw);
    if (value !== undefined) return value;
    throw new ApiError('MOUNT_CONFIG_INVALID', {
      values: { kind: kind === 'auth' ? 'auth' : 'mount' },
      detail: `member ${name}`,
    });
  };
}

function asText(raw: JsonValue): string | undefined {
  return typeof raw === 'string' ? raw : undefined;
}

function asTtl(raw: JsonValue): string | undefined {
  return typeof raw === 'number' ? String(raw) : asText(raw);
}

function asBoolean(raw: JsonValue): boolean | undefined {
  return typeof raw === 'boolean' ? raw : undefined;
}

function asObject(raw: JsonValue): JsonObject | undefined {
  return isJsonObject(raw) ? raw : undefined;
}

/** A list, also as a text with commas. */
function asList(raw: JsonValue): readonly string[] | undefined {
  const items = typeof raw === 'string' ? raw.split(',').filter((item) => item !== '') : raw;
  if (!Array.isArray(items)) return undefined;
  const texts = items.filter((item) => typeof item === 'string').map((item) => item.trim());
  return texts.length === items.length ? texts : undefined;
}

function parseConfigTtl(which: 'default' | 'max', value: string): number {
  try {
    return parseTtl(value) ?? 0;
  } catch (error) {
    if (!(error instanceof TtlError)) throw error;
    throw new ApiError('MOUNT_TTL_INVALID', { values: { which, value, reason: error.message } });
  }
}

function assertTtlOrder(standard: number, max: number, ttls: SystemTtls): void {
  if (max !== 0 && standard > max) throw new ApiError('MOUNT_TTL_ABOVE_MAXIMUM');
  if (max === 0 && standard > ttls.max_lease_ttl) {
    throw new ApiError('MOUNT_TTL_ABOVE_SYSTEM', { values: { max: ttls.max_lease_ttl } });
  }
}
