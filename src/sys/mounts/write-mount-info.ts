import type { MountConfig, MountEntry, UserLockoutConfig } from '../../core/mount-entry.ts';
import type { MountService } from '../../core/mount-service.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { runningVersion } from './setting-values.ts';

/** What is answered about a mount. Lifetimes are those of the mount itself: 0 where it has none. */
export function writeMountInfo(mount: MountEntry, mounts: MountService): Record<string, JsonValue> {
  const { config, options } = mount;
  const isOrdinary = mounts.typeOf(mount.kind, mount.type)?.isSingleton === false;
  return {
    type: mount.type,
    description: mount.description,
    accessor: mount.accessor,
    local: mount.local,
    seal_wrap: mount.seal_wrap,
    external_entropy_access: mount.external_entropy_access,
    options,
    uuid: mount.uuid,
    plugin_version: config.plugin_version ?? '',
    running_plugin_version: runningVersion,
    running_sha256: '',
    ...(isOrdinary ? { deprecation_status: 'supported' } : {}),
    config: {
      default_lease_ttl: config.default_lease_ttl,
      max_lease_ttl: config.max_lease_ttl,
      ...writeSettings(config),
      ...(config.user_lockout ? { user_lockout_config: writeLockout(config.user_lockout) } : {}),
    },
  };
}

/** What is answered about the settings of a mount. Lifetimes are those that take effect. */
export function writeTuneInfo(mount: MountEntry, mounts: MountService): Record<string, JsonValue> {
  const { config, options } = mount;
  const { default_lease_ttl, max_lease_ttl } = mounts.ttlsOf(mount);
  return {
    description: mount.description,
    default_lease_ttl,
    max_lease_ttl,
    ...writeSettings(config),
    ...(mount.external_entropy_access ? { external_entropy_access: true } : {}),
    ...(config.user_lockout ? writeLockout(config.user_lockout) : {}),
    ...(options && Object.keys(options).length > 0 ? { options } : {}),
    ...(config.plugin_version ? { plugin_version: config.plugin_version } : {}),
  };
}

/** The settings that look the same in both answers; those without a value are left out. */
function writeSettings(config: MountConfig): JsonObject {
  const lists = {
    audit_non_hmac_request_keys: config.audit_non_hmac_request_keys,
    audit_non_hmac_response_keys: config.audit_non_hmac_response_keys,
    passthrough_request_headers: config.passthrough_request_headers,
    allowed_response_headers: config.allowed_response_headers,
  };
  const filled = Object.entries(lists).flatMap(([name, list]) =>
    list && list.length > 0 ? [[name, [...list]] as const] : [],
  );
  return {
    force_no_cache: config.force_no_cache,
    ...(config.token_type ? { token_type: config.token_type } : {}),
    ...(config.listing_visibility ? { listing_visibility: config.listing_visibility } : {}),
    ...Object.fromEntries(filled),
  };
}

function writeLockout(lockout: UserLockoutConfig): JsonObject {
  return {
    user_lockout_counter_reset_duration: lockout.counter_reset ?? 0,
    user_lockout_threshold: lockout.threshold ?? 0,
    user_lockout_duration: lockout.duration ?? 0,
    user_lockout_disable: lockout.is_disabled ?? false,
  };
}
