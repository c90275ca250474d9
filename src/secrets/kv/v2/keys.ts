import { randomUuid } from '../../../crypto/random.ts';
import { isJsonObject, type JsonObject, parseJson } from '../../../lib/json.ts';
import type { Folders } from '../../../storage/folders.ts';
import { createMetadata, type KeyMetadata, versionOf } from './key-metadata.ts';
import type { Context } from './records.ts';

/**
 * What lies in the tree of a mount: the metadata of a key, in a list of one. A bare object is a secret from
 * before the upgrade, which no secret can pass itself off as.
 */
type StoredKey = JsonObject | readonly [KeyMetadata];

/** A key, as one request sees it. */
export interface Key {
  readonly metadata: KeyMetadata;
  /** The secret of version 1 where it still lies in the tree. */
  readonly unmoved?: JsonObject;
}

/** The tree of keys. */
function treeOf({ folders }: Context): Folders<StoredKey> {
  return folders as Folders<unknown> as Folders<StoredKey>;
}

/** A key; a secret from before the upgrade is one with a single version, of the moment of the upgrade. */
export async function loadKey(context: Context, path: string): Promise<Key | undefined> {
  const stored = await treeOf(context).get(path);
  if (stored === undefined) return undefined;
  if (!isJsonObject(stored)) return { metadata: stored[0] };
  const created_at = context.mount.upgraded_at ?? 0;
  const metadata = createMetadata(randomUuid(context.random), created_at);
  const versions = { '1': { created_at, destroyed: false } };
  return { metadata: { ...metadata, current_version: 1, versions }, unmoved: stored };
}

/** A key that does not exist yet. */
export function createKey(context: Context, now: number): Key {
  return { metadata: createMetadata(randomUuid(context.random), now) };
}

/** Write a key; a value that still lies in the tree goes where values belong. */
export async function saveKey(context: Context, path: string, key: Key): Promise<void> {
  const { metadata, unmoved } = key;
  const first = versionOf(metadata, 1);
  if (unmoved && first && !first.destroyed) saveValue(context, key, { number: 1, data: unmoved });
  await treeOf(context).put(path, [metadata]);
}

/** Remove a key with all its versions, or none. */
export async function removeKey(context: Context, path: string): Promise<void> {
  const key = await loadKey(context, path);
  if (!key) return;
  await treeOf(context).remove(path);
  if (!key.unmoved) context.records.value.within(key.metadata.storage_id).clear();
}

/** The value of a version; undefined: it was dropped or destroyed. */
export async function loadValue(
  context: Context,
  { metadata, unmoved }: Key,
  number: number,
): Promise<JsonObject | undefined> {
  if (unmoved) return number === 1 ? unmoved : undefined;
  const stored = await context.records.value.within(metadata.storage_id).get(String(number));
  return stored && (parseJson(stored.json) as JsonObject);
}

/** Write the value of a version. */
export function saveValue(
  { records }: Context,
  { metadata }: Key,
  { number, data }: { readonly number: number; readonly data: JsonObject },
): void {
  const values = records.value.within(metadata.storage_id);
  values.put(String(number), { json: JSON.stringify(data) });
}

/** Remove the values of versions. */
export function removeValues(
  { records }: Context,
  { metadata }: Key,
  numbers: readonly (string | number)[],
): void {
  const values = records.value.within(metadata.storage_id);
  for (const number of numbers) values.remove(String(number));
}
