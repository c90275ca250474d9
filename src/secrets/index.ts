import type { MountType } from '../core/mount-type.ts';
import { cubbyhole } from './cubbyhole/index.ts';
import { identity } from './identity/index.ts';
import { kv } from './kv/index.ts';

/** Every secrets engine, a line each. */
export const secretsEngines: readonly MountType[] = [cubbyhole, identity, kv];
