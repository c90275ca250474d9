import { ApiError } from '../../../errors/api-error.ts';
import type { Handlers } from '../../../framework/operation.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { assertCas, casOf } from './check-and-set.ts';
import {
  addVersion,
  changeVersions,
  deleteVersion,
  isReadable,
  type KeyMetadata,
  showVersionOf,
  type VersionState,
  versionOf,
} from './key-metadata.ts';
import {
  createKey,
  type Key,
  loadKey,
  loadValue,
  removeValues,
  saveKey,
  saveValue,
} from './keys.ts';
import { mergePatch } from './merge-patch.ts';
import type { operations } from './operations.ts';
import { type Context, loadSettings } from './records.ts';

type Handle = Handlers<typeof operations, Context>;

/** Read a version: told as absent, yet with its metadata, where it is deleted. */
export const readData: Handle['kv-v2-read'] = async ({ params, body, now }, context) => {
  const found = await readVersion(context, { path: params.path, number: body.version, now });
  const { metadata, value } = found;
  return value ? { status: 200, data: { data: value, metadata } } : absent(metadata);
};

/** A version of a key, and its value where it can be read. */
export async function readVersion(
  context: Context,
  asked: { readonly path: string; readonly number: number | undefined; readonly now: number },
): Promise<{ readonly metadata: JsonObject; readonly value: JsonObject | undefined }> {
  const key = await loadKey(context, asked.path);
  if (!key) throw new ApiError('NOT_FOUND');
  const number = asked.number || key.metadata.current_version;
  const version = versionOf(key.metadata, number);
  if (!version) throw new ApiError('NOT_FOUND');
  const metadata = showVersionOf(key.metadata, number, version);
  if (!isReadable(version, asked.now)) return { metadata, value: undefined };
  const value = await loadValue(context, key, number);
  // dropped by a write that came between the two reads
  if (!value) throw new ApiError('NOT_FOUND');
  return { metadata, value };
}

/** Whether a write would change a key, rather than make one. */
export async function keyExists(
  { params }: { readonly params: { readonly path: string } },
  context: Context,
): Promise<boolean> {
  return (await loadKey(context, params.path)) !== undefined;
}

/** Write a new version. @throws ApiError `KV_VERSION_DATA_MISSING` and those of check-and-set */
export const writeData: Handle['kv-v2-write'] = async ({ params, body, now }, context) => {
  const { path } = params;
  if (body.data === undefined) throw new ApiError('KV_VERSION_DATA_MISSING');
  const key = (await loadKey(context, path)) ?? createKey(context, now);
  await assertDataCas(context, key, body.options);
  return { status: 200, data: await writeVersion(context, key, { path, data: body.data, now }) };
};

/** Write the current version with changes. @see RFC 7396 */
export const patchData: Handle['kv-v2-patch'] = async ({ params, body, now }, context) => {
  const { path } = params;
  if (body.data === undefined) throw new ApiError('KV_VERSION_DATA_MISSING');
  const key = await loadKey(context, path);
  const current = key && currentOf(key.metadata);
  if (!key || !current) throw new ApiError('NOT_FOUND');
  await assertDataCas(context, key, body.options);
  const { current_version } = key.metadata;
  const value = isReadable(current, now)
    ? await loadValue(context, key, current_version)
    : undefined;
  if (!value) return absent(showVersionOf(key.metadata, current_version, current));
  const data = mergePatch(value, body.data);
  return { status: 200, data: await writeVersion(context, key, { path, data, now }) };
};

/** Delete the current version, or none. */
export const deleteData: Handle['kv-v2-delete'] = async ({ params, now }, context) => {
  const key = await loadKey(context, params.path);
  const current = key && currentOf(key.metadata);
  if (!key || !current || !isReadable(current, now)) return { status: 204 };
  const numbers = [key.metadata.current_version];
  const metadata = changeVersions(key.metadata, numbers, (version) => deleteVersion(version, now));
  await saveKey(context, params.path, { ...key, metadata });
  return { status: 204 };
};

function absent(metadata: JsonObject) {
  return { status: 404, data: { data: null, metadata } } as const;
}

function currentOf(metadata: KeyMetadata): VersionState | undefined {
  return versionOf(metadata, metadata.current_version);
}

async function assertDataCas(
  context: Context,
  { metadata }: Key,
  options: JsonObject | undefined,
): Promise<void> {
  const settings = await loadSettings(context);
  const isRequired = settings.cas_required || metadata.cas_required;
  assertCas({ sent: casOf(options), current: metadata.current_version, isRequired });
}

/** @returns what is told of the new version */
async function writeVersion(
  context: Context,
  key: Key,
  { path, data, now }: { readonly path: string; readonly data: JsonObject; readonly now: number },
): Promise<JsonObject> {
  const metadata = addVersion(key.metadata, await loadSettings(context), now);
  const number = metadata.current_version;
  const added = { ...key, metadata };
  const dropped = Object.keys(key.metadata.versions).filter(
    (old) => !Object.hasOwn(metadata.versions, old),
  );
  removeValues(context, added, dropped);
  saveValue(context, added, { number, data });
  await saveKey(context, path, added);
  return showVersionOf(metadata, number, {
    created_at: now,
    destroyed: false,
    ...currentOf(metadata),
  });
}
