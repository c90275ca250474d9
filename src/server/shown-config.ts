import type { ListenerConfig } from '../config/listener.ts';
import type { ServerConfig } from '../config/server-config.ts';
import type { JsonObject } from '../lib/json.ts';

/**
 * The configuration as `sys/config/state/sanitized` tells it: what is named here and nothing else, so that a new
 * option is not shown before somebody has thought about it. No key, no file that holds one, no option of an
 * audit device.
 */
export function showConfig(config: ServerConfig): JsonObject {
  return {
    api_addr: config.api_addr,
    audit: config.audit.map(({ path, type }) => ({ path, type })),
    audit_file_folders: [...config.audit_file_folders],
    cluster_name: config.cluster_name,
    declared_configuration: config.declared_configuration,
    declared_configuration_prune: config.declared_configuration_prune,
    default_lease_ttl: config.default_lease_ttl,
    max_lease_ttl: config.max_lease_ttl,
    disable_user_lockout: config.disable_user_lockout,
    environment: [...config.env_names],
    listeners: config.listeners.map((listener) => ({
      type: 'tcp',
      config: showListener(listener),
    })),
    log_file: config.log_file,
    log_format: config.log_format,
    log_level: config.log_level,
    log_rotate_bytes: config.log_rotate_bytes,
    log_rotate_duration: config.log_rotate_duration,
    log_rotate_max_files: config.log_rotate_max_files,
    pid_file: config.pid_file,
    seals: [{ type: config.seal.type }],
    storage: { type: config.storage.type },
    ui: config.ui,
  };
}

function showListener({ address, tls, forwarded_for, ...listener }: ListenerConfig): JsonObject {
  return {
    address,
    tls_disable: tls === undefined,
    ...(tls && {
      tls_cert_file: tls.cert_file,
      tls_min_version: tls.min_version,
      tls_require_and_verify_client_cert: tls.require_and_verify_client_cert,
    }),
    max_request_duration: listener.max_request_duration_ms / 1000,
    max_request_json_depth: listener.max_request_json_depth,
    max_request_json_memory: listener.max_request_json_memory,
    max_request_json_strings: listener.max_request_json_strings,
    max_request_size: listener.max_request_size,
    x_forwarded_for_authorized_addrs: [...forwarded_for.authorized_addrs],
    x_forwarded_for_hop_skips: forwarded_for.hop_skips,
  };
}
