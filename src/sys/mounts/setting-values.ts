import { type MountTokenType, mountTokenTypes } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';
import { release } from '../../lib/release.ts';

/** Version that every type of this server has. */
export const runningVersion = `v${release.version}+builtin.portcullis`;

/**
 * Type of the tokens of a mount; empty takes the default.
 *
 * @throws ApiError `MOUNT_TOKEN_TYPE_INVALID`
 */
export function parseTokenType(value: string): MountTokenType {
  const found = mountTokenTypes.find((type) => type === (value || 'default-service'));
  if (!found) throw new ApiError('MOUNT_TOKEN_TYPE_INVALID');
  return found;
}

/**
 * Who sees a mount before logging in.
 *
 * @throws ApiError `MOUNT_VISIBILITY_INVALID`
 */
export function parseVisibility(value: string): '' | 'hidden' | 'unauth' {
  if (value === '' || value === 'hidden' || value === 'unauth') return value;
  throw new ApiError('MOUNT_VISIBILITY_INVALID', { values: { value } });
}

const SEMANTIC_VERSION = /^v?\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/**
 * The version of a type that was asked for must be the one of this server: there is no other.
 *
 * @throws ApiError `PLUGIN_VERSION_INVALID`, `MOUNT_TYPE_UNKNOWN`
 */
export function assertPluginVersion(type: string, version: string | undefined): void {
  if (!version || version === runningVersion) return;
  if (!SEMANTIC_VERSION.test(version)) {
    throw new ApiError('PLUGIN_VERSION_INVALID', { values: { version } });
  }
  throw new ApiError('MOUNT_TYPE_UNKNOWN', { values: { type: `${type}, version=${version}` } });
}
