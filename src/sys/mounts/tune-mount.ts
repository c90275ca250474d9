import type { MountConfig, MountEntry } from '../../core/mount-entry.ts';
import type { MountService } from '../../core/mount-service.ts';
import type { MountType } from '../../core/mount-type.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { present } from '../../lib/present.ts';
import type { tuneBody } from './fields.ts';
import { isProtected } from './mount-path.ts';
import { parseTtl, TtlError } from './parse-ttl.ts';
import { readUserLockout } from './read-user-lockout.ts';
import { assertPluginVersion, parseTokenType, parseVisibility } from './setting-values.ts';
import { tuneOptions } from './tune-options.ts';

type TuneBody = Decoded<typeof tuneBody>;

/** What a request to tune a mount says. */
export interface TuneRequest {
  /** Whole path of the mount. */
  readonly path: string;
  readonly body: TuneBody;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Change the settings of a mount: all that a request names, or nothing.
 *
 * @returns warnings
 * @throws ApiError one of the `TUNE_…`, `LOCKOUT_…` and `MOUNT_…` codes
 */
export async function tuneMount(
  mounts: MountService,
  { path, body, now }: TuneRequest,
): Promise<readonly string[]> {
  const mount = mounts.table.get(path);
  if (!mount) throw new ApiError('TUNE_UNKNOWN', { values: { path } });
  assertTunable(mount, body);
  const type = mounts.typeOf(mount.kind, mount.type);
  const warnings: string[] = [];
  await mounts.change(mount, (stored) => {
    const tuned = tuneOptions(stored, type?.versions ?? [], body.options);
    warnings.push(...tuned.warnings);
    const { options } = tuned;
    const description = body.description ?? stored.description;
    const upgrade = tuned.isUpgraded ? { upgraded_at: now } : {};
    const config = tuneConfig(stored, type, body);
    return { ...stored, ...upgrade, description, options, config };
  });
  return warnings;
}

/** Of the server's own mounts only what audit shows can be tuned. */
function assertTunable(mount: MountEntry, body: TuneBody): void {
  if (mount.kind === 'auth' || !isProtected(mount.path)) return;
  const field = Object.entries(body).find(
    ([name, value]) => value !== undefined && !name.startsWith('audit_non_hmac_'),
  )?.[0];
  if (field) throw new ApiError('TUNE_PROTECTED', { values: { field, path: mount.path } });
}

function tuneConfig(
  { kind, config, type: typeName }: MountEntry,
  type: MountType | undefined,
  body: TuneBody,
): MountConfig {
  if (body.user_lockout_config && !type?.hasUserLockout) {
    throw new ApiError('LOCKOUT_NOT_TUNABLE', { values: { type: typeName } });
  }
  assertPluginVersion(typeName, body.plugin_version);
  const { listing_visibility: visibility, user_lockout_config: lockout } = body;
  const changed = {
    ...tuneTtls(config, body),
    audit_non_hmac_request_keys: body.audit_non_hmac_request_keys,
    audit_non_hmac_response_keys: body.audit_non_hmac_response_keys,
    passthrough_request_headers: body.passthrough_request_headers,
    allowed_response_headers: body.allowed_response_headers,
    listing_visibility: visibility === undefined ? undefined : parseVisibility(visibility),
    token_type: tuneTokenType({ kind, type: typeName }, body.token_type),
    user_lockout: lockout && readUserLockout(config.user_lockout, lockout),
    plugin_version: body.plugin_version,
  };
  return { ...config, ...present(changed) };
}

function tuneTtls(
  config: MountConfig,
  body: TuneBody,
): Pick<MountConfig, 'default_lease_ttl' | 'max_lease_ttl'> {
  const standard = tunedTtl(body.default_lease_ttl) ?? config.default_lease_ttl;
  const max = tunedTtl(body.max_lease_ttl) ?? config.max_lease_ttl;
  if (max !== 0 && standard > max) {
    throw new ApiError('TUNE_TTL_CONFLICT', { values: { max, standard } });
  }
  return { default_lease_ttl: standard, max_lease_ttl: max };
}

function tunedTtl(text: string | undefined): number | undefined {
  try {
    return parseTtl(text ?? '');
  } catch (error) {
    if (!(error instanceof TtlError)) throw error;
    throw new ApiError('TUNE_TTL_INVALID', { values: { reason: error.message } });
  }
}

function tuneTokenType({ kind, type }: Pick<MountEntry, 'kind' | 'type'>, value?: string) {
  if (value === undefined) return undefined;
  const parsed = parseTokenType(value);
  if (kind !== 'auth') throw new ApiError('TUNE_TOKEN_TYPE_SECRET');
  if (type === 'token') throw new ApiError('TUNE_TOKEN_TYPE_TOKEN');
  return parsed;
}
