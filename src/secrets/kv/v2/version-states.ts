import { ApiError } from '../../../errors/api-error.ts';
import type { Handlers } from '../../../framework/operation.ts';
import { changeVersions, deleteVersion, type VersionState, versionOf } from './key-metadata.ts';
import { loadKey, removeValues, saveKey } from './keys.ts';
import type { operations } from './operations.ts';
import type { Context } from './records.ts';

type Handle = Handlers<typeof operations, Context>;

/** Delete versions. Unknown keys and versions are ignored. */
export const deleteVersions: Handle['kv-v2-delete-versions'] = async (request, context) => {
  const { params, body, now } = request;
  if (body.versions.length === 0) throw new ApiError('KV_VERSIONS_MISSING');
  const change = (version: VersionState) => deleteVersion(version, now);
  await changeKey(context, params.path, { numbers: body.versions, change });
  return { status: 204 };
};

/** Undelete versions. Those that are destroyed stay so. */
export const undeleteVersions: Handle['kv-v2-undelete-versions'] = async (request, context) => {
  const { params, body } = request;
  if (body.versions.length === 0) throw new ApiError('KV_VERSIONS_MISSING');
  await changeKey(context, params.path, { numbers: body.versions, change: undelete });
  return { status: 204 };
};

/** Destroy versions. Their metadata stays. */
export const destroyVersions: Handle['kv-v2-destroy-versions'] = async (request, context) => {
  const { params, body } = request;
  if (body.versions.length === 0) throw new ApiError('KV_VERSIONS_TO_DESTROY_MISSING');
  const change = (version: VersionState) => ({ ...version, destroyed: true });
  await changeKey(context, params.path, { numbers: body.versions, change });
  return { status: 204 };
};

function undelete(version: VersionState): VersionState {
  if (version.destroyed) return version;
  const { created_at, destroyed } = version;
  return { created_at, destroyed };
}

interface Change {
  readonly numbers: readonly number[];
  readonly change: (version: VersionState) => VersionState;
}

async function changeKey(context: Context, path: string, what: Change): Promise<void> {
  const key = await loadKey(context, path);
  const numbers = key ? what.numbers.filter((number) => versionOf(key.metadata, number)) : [];
  if (!key || numbers.length === 0) return;
  const metadata = changeVersions(key.metadata, numbers, what.change);
  const destroyed = numbers.filter((number) => versionOf(metadata, number)?.destroyed);
  removeValues(context, key, destroyed);
  await saveKey(context, path, { ...key, metadata });
}
