import type { MountService } from '../../core/mount-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { JsonValue } from '../../lib/json.ts';
import { tuneMount, type TuneRequest } from './tune-mount.ts';
import { writeTuneInfo } from './write-mount-info.ts';

type TuneAnswer = { readonly status: 200; readonly warnings: readonly string[] } | Emptiness;
interface Emptiness {
  readonly status: 204;
}

/**
 * Answer the settings of a mount.
 *
 * @param path - whole path of the mount
 * @throws ApiError `TUNE_READ_UNKNOWN`
 */
export function answerTuning(
  mounts: MountService,
  path: string,
): { status: 200; data: Record<string, JsonValue> } {
  const mount = mounts.table.get(path);
  if (!mount) throw new ApiError('TUNE_READ_UNKNOWN', { values: { path } });
  return { status: 200, data: writeTuneInfo(mount, mounts) };
}

/** Change the settings of a mount and answer: empty, unless there is something to warn of. */
export async function tune(
  mounts: MountService,
  path: string,
  { body, now }: Pick<TuneRequest, 'body' | 'now'>,
): Promise<TuneAnswer> {
  const warnings = await tuneMount(mounts, { path, body, now });
  return warnings.length > 0 ? { status: 200, warnings } : { status: 204 };
}
