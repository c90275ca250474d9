import type { JsonObject } from '../../../lib/json.ts';
import { toRfc3339 } from '../../../lib/time.ts';
import type { Settings } from './records.ts';

/** Versions that are kept where neither key nor mount says how many. */
const DEFAULT_MAX_VERSIONS = 10;

/** One version of a key, without its value. Moments in milliseconds since the epoch. */
export interface VersionState {
  readonly created_at: number;
  /** May lie ahead: then the version is readable until it comes. */
  readonly deleted_at?: number;
  readonly destroyed: boolean;
}

/** What is stored of a key. Moments in milliseconds, `delete_version_after` in seconds. */
export interface KeyMetadata {
  /** Names the rows of the values; never reused, so that a key made anew has none of the old ones. */
  readonly storage_id: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** 0: nothing was ever written. */
  readonly current_version: number;
  /** The first that is kept, once any has been dropped. */
  readonly oldest_version: number;
  readonly max_versions: number;
  readonly cas_required: boolean;
  readonly delete_version_after: number;
  readonly custom_metadata: Readonly<Record<string, string>> | null;
  /** Counts changes of the metadata. */
  readonly metadata_version: number;
  readonly metadata_cas_required: boolean;
  readonly versions: Readonly<Record<string, VersionState>>;
}

/** The metadata of a key that nothing was written to yet. */
export function createMetadata(storage_id: string, now: number): KeyMetadata {
  return {
    storage_id,
    created_at: now,
    updated_at: now,
    current_version: 0,
    oldest_version: 0,
    max_versions: 0,
    cas_required: false,
    delete_version_after: 0,
    custom_metadata: null,
    metadata_version: 0,
    metadata_cas_required: false,
    versions: {},
  };
}

/** The metadata once a version more is written; the versions that are then too many are no longer in it. */
export function addVersion(metadata: KeyMetadata, settings: Settings, now: number): KeyMetadata {
  const current_version = metadata.current_version + 1;
  const lifetime = versionLifetime(metadata, settings);
  const added: VersionState = {
    created_at: now,
    ...(lifetime > 0 ? { deleted_at: now + lifetime * 1000 } : {}),
    destroyed: false,
  };
  const kept = Math.max(metadata.max_versions, settings.max_versions) || DEFAULT_MAX_VERSIONS;
  const isFull = current_version - metadata.oldest_version >= kept;
  const oldest_version = isFull ? current_version - kept + 1 : metadata.oldest_version;
  const all: KeyMetadata['versions'] = { ...metadata.versions, [current_version]: added };
  const versions = Object.fromEntries(
    Object.entries(all).filter(([number]) => Number(number) >= oldest_version),
  );
  return { ...metadata, current_version, oldest_version, updated_at: now, versions };
}

/** Seconds until a new version is deleted: the shorter of what key and mount say; 0: never. */
function versionLifetime(metadata: KeyMetadata, settings: Settings): number {
  if (settings.delete_version_after < 0) return 0;
  const said = [metadata.delete_version_after, settings.delete_version_after];
  const lifetimes = said.filter((seconds) => seconds > 0);
  return lifetimes.length === 0 ? 0 : Math.min(...lifetimes);
}

/** The metadata with some versions changed; numbers that are no versions are ignored. */
export function changeVersions(
  metadata: KeyMetadata,
  numbers: readonly number[],
  change: (version: VersionState) => VersionState,
): KeyMetadata {
  const changed = numbers.flatMap((number) => {
    const version = versionOf(metadata, number);
    return version ? [[String(number), change(version)] as const] : [];
  });
  return { ...metadata, versions: { ...metadata.versions, ...Object.fromEntries(changed) } };
}

/** A version by its number. */
export function versionOf(metadata: KeyMetadata, number: number): VersionState | undefined {
  return metadata.versions[String(number)];
}

/** Whether a version can be read: a deletion counts from its moment on, whoever sweeps and when. */
export function isReadable(version: VersionState, now: number): boolean {
  return !version.destroyed && (version.deleted_at === undefined || version.deleted_at > now);
}

/** A version deleted now, unless it is deleted already. */
export function deleteVersion(version: VersionState, now: number): VersionState {
  return isReadable(version, now) ? { ...version, deleted_at: now } : version;
}

/** A version as metadata shows it. */
export function showVersion({ created_at, deleted_at, destroyed }: VersionState): JsonObject {
  return {
    created_time: toRfc3339(created_at),
    deletion_time: deleted_at === undefined ? '' : toRfc3339(deleted_at),
    destroyed,
  };
}

/** A version as it is shown beside its value, and after a write. */
export function showVersionOf(metadata: KeyMetadata, number: number, version: VersionState) {
  const { custom_metadata } = metadata;
  return { ...showVersion(version), version: number, custom_metadata };
}
