import type { MountEntry } from '../../core/mount-entry.ts';
import type { MountService } from '../../core/mount-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import type { enableBody } from './fields.ts';
import { assertMountPath, isProtected, wholePath } from './mount-path.ts';
import { type ConfigView, readMountConfig } from './read-mount-config.ts';
import { assertPluginVersion } from './setting-values.ts';

/** What a request to enable a mount says. */
export interface EnableRequest {
  readonly kind: ConfigView['kind'];
  readonly path: string;
  readonly body: Decoded<typeof enableBody>;
}

type Options = NonNullable<MountEntry['options']>;

/** Older names of types, with the options that they stand for. */
const aliases: Readonly<Record<string, { type: string; options: Options }>> = {
  'secret:generic': { type: 'kv', options: {} },
  'secret:kv-v1': { type: 'kv', options: { version: '1' } },
  'secret:kv-v2': { type: 'kv', options: { version: '2' } },
};

/**
 * Enable an auth method or a secrets engine, as its request says.
 *
 * @throws ApiError one of the `MOUNT_…` codes
 */
export async function enableMount(mounts: MountService, request: EnableRequest): Promise<void> {
  const { kind, path, body } = request;
  const config = readMountConfig(body.config, { kind, ttls: mounts.systemTtls });
  const { type, options } = resolveType(request);
  assertVersionOption(mounts, { kind, type, options });
  assertPluginVersion(type, config.plugin_version);
  assertMountPath(path);
  const whole = wholePath(kind, path);
  if (kind === 'secret' && isProtected(whole)) {
    throw new ApiError('MOUNT_PATH_PROTECTED', { values: { path: whole } });
  }
  assertMountable(mounts, kind, type);
  if (config.user_lockout && mounts.typeOf(kind, type)?.hasUserLockout === false) {
    throw new ApiError('LOCKOUT_NOT_TUNABLE', { values: { type } });
  }
  const { description = '', local, seal_wrap, external_entropy_access } = body;
  const flags = { local, seal_wrap, external_entropy_access };
  await mounts.enable({ ...flags, kind, type, path: whole, description, options, config });
}

function resolveType({ kind, body }: EnableRequest): { type: string; options: Options } {
  const { type, options = {} } = body;
  if (!type) throw new ApiError('MOUNT_TYPE_MISSING');
  if (type === 'plugin') return { type: pluginName(body), options };
  const alias = aliases[`${kind}:${type}`];
  return alias
    ? { type: alias.type, options: { ...options, ...alias.options } }
    : { type, options };
}

/** The member of `config` goes before the field. */
function pluginName({ config, plugin_name }: EnableRequest['body']): string {
  const inner = config?.['plugin_name'];
  const name = typeof inner === 'string' && inner !== '' ? inner : plugin_name;
  if (!name) throw new ApiError('MOUNT_PLUGIN_NAME_MISSING');
  return name;
}

interface TypeAndOptions {
  readonly kind: ConfigView['kind'];
  readonly type: string;
  readonly options: Options;
}

function assertVersionOption(mounts: MountService, { kind, type, options }: TypeAndOptions): void {
  const version = options['version'];
  const known = mounts.typeOf(kind, type);
  if (version === undefined || !known) return;
  if (known.versions.length === 0) {
    const noun = kind === 'auth' ? 'auth method' : 'secrets engine';
    throw new ApiError('MOUNT_VERSION_REFUSED', { values: { kind: noun, type } });
  }
  if (known.versions.includes(version)) return;
  throw new ApiError('MOUNT_VERSION_INVALID', { values: { version } });
}

function assertMountable(mounts: MountService, kind: ConfigView['kind'], type: string): void {
  const isSystem = kind === 'secret' && type === 'system';
  if (!isSystem && !mounts.typeOf(kind, type)?.isSingleton) return;
  if (kind === 'auth') throw new ApiError('AUTH_TOKEN_SINGLETON');
  throw new ApiError('MOUNT_TYPE_SINGLETON', { values: { type } });
}
