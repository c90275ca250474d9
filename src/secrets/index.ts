import type { MountType } from '../core/mount-type.ts';

/** Every secrets engine, a line each. */
export const secretsEngines: readonly MountType[] = [];
