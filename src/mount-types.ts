import { authMethods } from './auth/index.ts';
import { type MountType } from './core/mount-type.ts';
import { typeKey } from './core/scope.ts';
import { secretsEngines } from './secrets/index.ts';
import { system } from './sys/index.ts';

/** Everything that can be mounted, by kind and type. */
export const mountTypes: ReadonlyMap<string, MountType> = new Map(
  [...authMethods, ...secretsEngines, system].map((type) => [typeKey(type.kind, type.type), type]),
);
