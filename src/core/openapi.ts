import type { JsonObject } from '../lib/json.ts';
import type { MountEntry } from './mount-entry.ts';
import type { MountType } from './mount-type.ts';

/** A mount with its type. */
export interface DocumentedMount {
  readonly mount: Pick<MountEntry, 'path'>;
  readonly type: MountType;
}

/** The OpenAPI document of some mounts. */
export function buildOpenApi(mounts: readonly DocumentedMount[]): JsonObject {
  return {
    openapi: '3.0.2',
    paths: Object.fromEntries(mounts.map(({ mount }) => [mount.path, {}])),
  };
}
