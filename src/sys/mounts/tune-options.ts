import type { MountEntry } from '../../core/mount-entry.ts';
import { ApiError } from '../../errors/api-error.ts';

type Options = MountEntry['options'];

/** Options of a mount after a change. */
export interface TunedOptions {
  readonly options: Options;
  readonly warnings: readonly string[];
  readonly isUpgraded: boolean;
}

/**
 * Change the options of a mount one by one: an empty value removes one, except the version.
 *
 * @param versions - versions of its type, the oldest first: that is the one of mounts without the option
 * @throws ApiError `MOUNT_VERSION_REFUSED`, `MOUNT_VERSION_INVALID`, `MOUNT_VERSION_DOWNGRADE`
 */
export function tuneOptions(
  mount: Pick<MountEntry, 'kind' | 'type' | 'options'>,
  versions: readonly string[],
  sent: Options | undefined,
): TunedOptions {
  if (!sent) return { options: mount.options, warnings: [], isUpgraded: false };
  const merged = Object.entries({ ...mount.options, ...sent });
  const kept = merged.filter(([name, value]) => value !== '' || name === 'version');
  const options = Object.fromEntries(kept);
  const version = sent['version'];
  if (version === undefined) return { options, warnings: [], isUpgraded: false };
  const current = mount.options?.['version'] || versions[0] || '';
  assertVersion(mount, versions, { current, wanted: version });
  const isUpgraded = version !== current;
  const warning = `Upgrading mount from version ${current} to version ${version}. It stays available, what is stored can be read as before.`;
  return { options, warnings: isUpgraded ? [warning] : [], isUpgraded };
}

function assertVersion(
  { kind, type }: Pick<MountEntry, 'kind' | 'type'>,
  versions: readonly string[],
  { current, wanted }: { current: string; wanted: string },
): void {
  if (versions.length === 0) {
    const noun = kind === 'auth' ? 'auth method' : 'secrets engine';
    throw new ApiError('MOUNT_VERSION_REFUSED', { values: { kind: noun, type } });
  }
  if (!versions.includes(wanted)) {
    throw new ApiError('MOUNT_VERSION_INVALID', { values: { version: wanted } });
  }
  if (versions.indexOf(wanted) < versions.indexOf(current)) {
    throw new ApiError('MOUNT_VERSION_DOWNGRADE', { values: { version: current } });
  }
}
