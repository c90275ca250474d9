import { defineRecord } from '../framework/record.ts';

/** The three tables that a mount can stand in. */
export type MountKind = 'auth' | 'secret' | 'system';

/** Values of `token_type` of an auth mount. */
export const mountTokenTypes = ['default-service', 'default-batch', 'service', 'batch'] as const;
export type MountTokenType = (typeof mountTokenTypes)[number];

/** How lockout is tuned for one mount; durations in seconds. Absent members are not tuned. */
export interface UserLockoutConfig {
  readonly threshold?: number;
  readonly duration?: number;
  readonly counter_reset?: number;
  readonly is_disabled?: boolean;
}

/** What can be tuned on a mount. Lifetimes in seconds; 0 takes the system's. */
export interface MountConfig {
  readonly default_lease_ttl: number;
  readonly max_lease_ttl: number;
  readonly force_no_cache: boolean;
  readonly token_type?: MountTokenType;
  readonly listing_visibility?: '' | 'hidden' | 'unauth';
  readonly audit_non_hmac_request_keys?: readonly string[];
  readonly audit_non_hmac_response_keys?: readonly string[];
  readonly passthrough_request_headers?: readonly string[];
  readonly allowed_response_headers?: readonly string[];
  readonly user_lockout?: UserLockoutConfig;
  readonly plugin_version?: string;
}

/** One enabled auth method or secrets engine. */
export interface MountEntry {
  /** Whole path with a trailing `/`: `auth/userpass/`, `secret/`. */
  readonly path: string;
  readonly kind: MountKind;
  readonly type: string;
  /** Names the storage of the mount; never reused. */
  readonly uuid: string;
  readonly accessor: string;
  readonly description: string;
  readonly options: Readonly<Record<string, string>> | null;
  /** When its version last rose, milliseconds since the epoch; absent: never. */
  readonly upgraded_at?: number;
  readonly config: MountConfig;
  readonly local: boolean;
  readonly seal_wrap: boolean;
  readonly external_entropy_access: boolean;
  /** Tokens issued at or before this moment are revoked. Milliseconds. */
  readonly tokens_revoked_until: number;
  /** Made by init; can neither be disabled nor moved. */
  readonly is_builtin: boolean;
}

/** The record of a mount, named by its path. */
export const mountRecord = defineRecord<MountEntry>({
  collection: 'mount',
  version: 1,
  isConfiguration: true,
});

/** A mount that is removed, until its storage is freed. */
export interface RemovedMount {
  readonly uuid: string;
  /** Milliseconds since the epoch. */
  readonly removed_at: number;
  /** Key of the last token row that was looked at; absent: none yet. */
  readonly tokens_after?: string;
  /** Whether all tokens have been looked at. */
  readonly has_tokens_swept?: true;
}

/** The record of a removed mount, named by its uuid. */
export const removedMountRecord = defineRecord<RemovedMount>({
  collection: 'removed-mount',
  version: 1,
});

/** Prefix of everything in the root namespace, the only one yet. */
export const ROOT_NAMESPACE = 'ns/root/';

/** Prefix of the storage of a mount. */
export function mountPrefix(uuid: string): string {
  return `${ROOT_NAMESPACE}m/${uuid}/`;
}

/** The path as users of `sys/auth` and `sys/mounts` write it: without `auth/` in front. */
export function shownPath(mount: Pick<MountEntry, 'path' | 'kind'>): string {
  return mount.kind === 'auth' ? mount.path.slice('auth/'.length) : mount.path;
}
