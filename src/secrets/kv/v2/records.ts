import type { MountContext } from '../../../core/mount-context.ts';
import { defineRecord } from '../../../framework/record.ts';

/** Settings of a mount. */
export interface Settings {
  /** 0: the built-in number. */
  readonly max_versions: number;
  readonly cas_required: boolean;
  /** Seconds after which a version is deleted; 0: never; negative: never, whatever the key says. */
  readonly delete_version_after: number;
  readonly metadata_cas_required: boolean;
}

/** The value of one version, as JSON text: so its numbers stay as they were written. */
export interface StoredValue {
  readonly json: string;
}

/** What the engine stores beside its tree of keys. */
export const records = {
  settings: defineRecord<Settings>({
    collection: 'kv-settings',
    version: 1,
    isConfiguration: true,
  }),
  /** Divided by `storage_id` of the key, named by the number of the version. */
  value: defineRecord<StoredValue>({ collection: 'kv-value', version: 1 }),
};

/** What the handlers are given. */
export type Context = MountContext<typeof records>;

/** The name of the one record of settings. */
const SETTINGS = 'settings';

const initialSettings: Settings = {
  max_versions: 0,
  cas_required: false,
  delete_version_after: 0,
  metadata_cas_required: false,
};

/** The settings of a mount, or those of one that nobody has set. */
export async function loadSettings({ records: { settings } }: Context): Promise<Settings> {
  return (await settings.cached(SETTINGS)) ?? initialSettings;
}

/** Change the settings that are named. */
export async function changeSettings(
  { records: { settings } }: Context,
  change: Partial<Settings>,
): Promise<void> {
  const stored = await settings.get(SETTINGS);
  settings.put(SETTINGS, { ...(stored ?? initialSettings), ...change });
}
