import { ApiError } from '../../../errors/api-error.ts';
import type { Decoded } from '../../../framework/field.ts';
import type { Handlers } from '../../../framework/operation.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { formatGoDuration } from '../../../lib/go-duration.ts';
import { present } from '../../../lib/present.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import { folderOf } from '../../../storage/folders.ts';
import { assertCas } from './check-and-set.ts';
import { patchCustomMetadata, readCustomMetadata } from './custom-metadata.ts';
import type { keySettings } from './fields.ts';
import { type KeyMetadata, showVersion } from './key-metadata.ts';
import { createKey, type Key, loadKey, removeKey, saveKey } from './keys.ts';
import type { operations } from './operations.ts';
import { type Context, loadSettings } from './records.ts';

type Handle = Handlers<typeof operations, Context>;
type KeySettings = Decoded<typeof keySettings>;

/** Read what is known of a key. */
export const readMetadata: Handle['kv-v2-read-metadata'] = async ({ params }, context) => {
  const key = await loadKey(context, params.path);
  if (!key) throw new ApiError('NOT_FOUND');
  return { status: 200, data: showMetadata(key.metadata) };
};

/** Set what is named, of a key that need not exist. @throws ApiError `KV_CUSTOM_METADATA_INVALID` */
export const writeMetadata: Handle['kv-v2-write-metadata'] = async (request, context) => {
  const { params, body, now } = request;
  const key = (await loadKey(context, params.path)) ?? createKey(context, now);
  const custom = body.custom_metadata && readCustomMetadata(body.custom_metadata);
  await changeMetadata(context, key, { path: params.path, body, custom, now });
  return { status: 204 };
};

/** Change what is named, of a key that exists; null takes back what was set. */
export const patchMetadata: Handle['kv-v2-patch-metadata'] = async (request, context) => {
  const { params, body, data, now } = request;
  const key = await loadKey(context, params.path);
  if (!key) throw new ApiError('NOT_FOUND');
  const custom =
    body.custom_metadata && patchCustomMetadata(key.metadata.custom_metadata, body.custom_metadata);
  // null is no duration, so that elsewhere it counts as not sent
  const reset = data['delete_version_after'] === null ? { delete_version_after: 0 } : {};
  const cleared = data['custom_metadata'] === null ? {} : custom;
  const change = { path: params.path, body: { ...body, ...reset }, custom: cleared, now };
  await changeMetadata(context, key, change);
  return { status: 204 };
};

/** Remove a key with all its versions, or none. */
export const deleteMetadata: Handle['kv-v2-delete-metadata-and-all-versions'] = async (
  { params },
  context,
) => {
  await removeKey(context, params.path);
  return { status: 204 };
};

/** List a folder. */
export const listKeys: Handle['kv-v2-list'] = async ({ params, body }, { folders }) => {
  const keys = await folders.list(folderOf(params.path), body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** List all that lies below a folder. */
export const scanKeys: Handle['kv-v2-scan'] = async ({ params, body }, { folders }) => {
  const keys = await folders.scan(folderOf(params.path), body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** List a folder, with the metadata of its keys. */
export const listDetailed: Handle['kv-v2-list-detailed'] = async ({ params, body }, context) => {
  const folder = folderOf(params.path);
  const keys = await context.folders.list(folder, body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  const infos: [string, JsonObject][] = [];
  for (const name of keys) {
    const key = name.endsWith('/') ? undefined : await loadKey(context, folder + name);
    if (key) infos.push([name, showMetadata(key.metadata)]);
  }
  return { status: 200, data: { keys, key_info: Object.fromEntries(infos) } };
};

interface MetadataChange {
  readonly path: string;
  readonly body: KeySettings;
  readonly custom: KeyMetadata['custom_metadata'] | undefined;
  readonly now: number;
}

async function changeMetadata(
  context: Context,
  key: Key,
  { path, body, custom, now }: MetadataChange,
): Promise<void> {
  const { metadata } = key;
  const settings = await loadSettings(context);
  const isRequired = settings.metadata_cas_required || metadata.metadata_cas_required;
  assertCas({ sent: body.metadata_cas, current: metadata.metadata_version, isRequired });
  const { max_versions, cas_required, metadata_cas_required, delete_version_after } = body;
  const changed = {
    ...metadata,
    ...present({ max_versions, cas_required, metadata_cas_required, delete_version_after }),
    ...(custom === undefined ? {} : { custom_metadata: orNull(custom) }),
    metadata_version: metadata.metadata_version + 1,
    updated_at: now,
  };
  await saveKey(context, path, { ...key, metadata: changed });
}

function orNull(custom: KeyMetadata['custom_metadata']): KeyMetadata['custom_metadata'] {
  return custom && Object.keys(custom).length > 0 ? custom : null;
}

function showMetadata(metadata: KeyMetadata): JsonObject {
  const { max_versions, cas_required, metadata_cas_required, custom_metadata } = metadata;
  const versions = Object.entries(metadata.versions).map(
    ([number, version]) => [number, showVersion(version)] as const,
  );
  return {
    max_versions,
    cas_required,
    metadata_cas_required,
    custom_metadata,
    delete_version_after: formatGoDuration(metadata.delete_version_after),
    created_time: toRfc3339(metadata.created_at),
    updated_time: toRfc3339(metadata.updated_at),
    current_version: metadata.current_version,
    oldest_version: metadata.oldest_version,
    current_metadata_version: metadata.metadata_version,
    versions: Object.fromEntries(versions),
  };
}
