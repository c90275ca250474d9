import type { MountEntry } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';

/** Where only the server itself has mounts. */
const PROTECTED = ['audit/', 'auth/', 'sys/', 'cubbyhole/', 'identity/'];

/** Whether a path is one of those that only the server itself may fill. */
export function isProtected(path: string): boolean {
  return PROTECTED.some((prefix) => path.startsWith(prefix));
}

/** The whole path of a mount: `auth/` in front of auth methods, a slash at the end. */
export function wholePath(kind: MountEntry['kind'], path: string): string {
  return kind === 'auth' ? `auth/${path}/` : `${path}/`;
}

/**
 * The path of a mount to be made must be canonical and lead nowhere else.
 *
 * @param path - without a slash at either end
 * @throws ApiError `MOUNT_PATH_INVALID`
 */
export function assertMountPath(path: string): void {
  const reason = faultOfMountPath(path);
  if (reason) throw new ApiError('MOUNT_PATH_INVALID', { values: { path, reason } });
}

/**
 * What is wrong with a path as that of a new mount; undefined: nothing.
 *
 * @param path - without a slash at either end, and without `auth/` in front
 */
export function faultOfMountPath(path: string): string | undefined {
  const segments = path.split('/');
  if (/\p{C}/u.test(path)) return 'path cannot contain non-printable characters';
  if (segments.some((segment) => ['', '.', '..'].includes(segment))) {
    return 'path cannot have an empty segment, "." or ".."';
  }
  if (path.trim() !== path) return 'path cannot begin or end with a blank';
  if (path.includes('*')) return 'path cannot contain "*", which policies could not name';
  // sys/auth/a/tune tunes what lies at a
  return segments.at(-1) === 'tune' ? 'path cannot end in "tune"' : undefined;
}
