import type { ListenerConfig } from './listener.ts';
import type { TelemetryConfig } from './telemetry-options.ts';

/** The server's configuration: read, checked, defaults filled in, frozen. */
export interface ServerConfig {
  readonly listeners: readonly ListenerConfig[];
  readonly storage: StorageConfig;
  readonly seal: SealConfig;
  /** By auth method type, and `all`; absent types have no block. */
  readonly user_lockout: Readonly<Record<string, UserLockoutConfig>>;
  /** Nobody is locked out, whatever mounts and blocks say. */
  readonly disable_user_lockout: boolean;
  /** URL, or empty. */
  readonly api_addr: string;
  /** Empty: the server makes one up. */
  readonly cluster_name: string;
  /** Seconds. */
  readonly default_lease_ttl: number;
  /** Seconds; not less than the default. */
  readonly max_lease_ttl: number;
  readonly log_level: 'trace' | 'debug' | 'info' | 'warn' | 'error';
  readonly log_format: 'standard' | 'json';
  /** Path, or empty. */
  readonly log_file: string;
  /** 0: never by size. */
  readonly log_rotate_bytes: number;
  /** Seconds. */
  readonly log_rotate_duration: number;
  /** Files put aside that are kept; 0: all, -1: none. */
  readonly log_rotate_max_files: number;
  /** Path, or empty. */
  readonly pid_file: string;
  readonly ui: boolean;
  readonly telemetry: TelemetryConfig;
  /** Audit devices of the configuration. */
  readonly audit: readonly AuditDeviceConfig[];
  /** Folders below which audit files made through the API may lie; empty: none can be made. */
  readonly audit_file_folders: readonly string[];
  /** Folder of declared configuration, or empty. */
  readonly declared_configuration: string;
  readonly declared_configuration_prune: boolean;
  /** All variables, for what refers to them. A function, so that no print of the configuration shows them. */
  readonly environment: () => Readonly<Record<string, string | undefined>>;
  /** Names of the variables that took part, without their values. */
  readonly env_names: readonly string[];
  /** What the operator should hear: settings that mean nothing here. */
  readonly warnings: readonly string[];
}

/** Where everything lies. */
export type StorageConfig =
  | { readonly type: 'inmem' }
  | { readonly type: 'sqlite'; readonly path: string };

/** An audit device. */
export interface AuditDeviceConfig {
  /** With a trailing `/`. */
  readonly path: string;
  readonly type: string;
  readonly description: string;
  readonly options: Readonly<Record<string, string>>;
  readonly local: boolean;
}

/** How the server is unsealed. */
export type SealConfig = { readonly type: 'shamir' } | StaticSealConfig;

/** Unsealing by a key that is at hand. */
export interface StaticSealConfig {
  readonly type: 'static';
  readonly current_key_id: string;
  /** The key until now, where the store is to be moved from it to the current one. */
  readonly previousKey?: () => Uint8Array;
  /** The store is to be moved back to key shares. */
  readonly disabled?: boolean;
  /** The 32 bytes. A function, so that no print of the configuration shows them. */
  currentKey(): Uint8Array;
}

/** When a user is locked out. */
export interface UserLockoutConfig {
  readonly disable_lockout: boolean;
  /** Seconds. */
  readonly lockout_counter_reset: number;
  /** Seconds. */
  readonly lockout_duration: number;
  readonly lockout_threshold: number;
}
