import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { ApiError } from '../errors/api-error.ts';

/**
 * Refuse a file that does not lie below one of some folders, or is none of them, once every symbolic link
 * on the way is followed.
 *
 * @throws ApiError `AUDIT_FILE_FORBIDDEN`
 */
export async function assertBelow(path: string, folders: readonly string[]): Promise<void> {
  const isCanonical = isAbsolute(path) && normalize(path) === path && !path.endsWith(sep);
  if (isCanonical) {
    const place = await resolveExisting(path);
    for (const folder of folders) {
      const root = await resolveExisting(normalize(folder));
      if (place === root || place.startsWith(root.endsWith(sep) ? root : root + sep)) return;
    }
  }
  throw new ApiError('AUDIT_FILE_FORBIDDEN');
}

/**
 * The path with links followed as far as it exists.
 *
 * @throws ApiError `AUDIT_FILE_FORBIDDEN` for a link to nowhere, and where a folder cannot be looked into
 */
async function resolveExisting(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const isAbsent = isNotFound(cause) && (await isNothing(path)) && dirname(path) !== path;
    if (!isAbsent) throw new ApiError('AUDIT_FILE_FORBIDDEN', { cause });
    return join(await resolveExisting(dirname(path)), basename(path));
  }
}

async function isNothing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return isNotFound(error);
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
