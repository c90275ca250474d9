import { randomUuid, type RandomBytes } from '../crypto/random.ts';
import type { MountEntry } from './mount-entry.ts';

/** The stable id by which identity and lockout know a mount: `auth_userpass_1a2b3c4d`. */
export function createAccessor(
  kind: MountEntry['kind'],
  type: string,
  random: RandomBytes,
): string {
  const prefix = kind === 'auth' ? 'auth_' : '';
  return `${prefix}${type}_${Buffer.from(random(4)).toString('hex')}`;
}

/** The mounts that every server has from its first moment. */
export function builtinMounts(random: RandomBytes): MountEntry[] {
  const common = {
    options: null,
    local: false,
    seal_wrap: false,
    external_entropy_access: false,
    tokens_revoked_until: 0,
    is_builtin: true,
  };
  const config = { default_lease_ttl: 0, max_lease_ttl: 0, force_no_cache: false };
  return [
    {
      ...common,
      path: 'auth/token/',
      kind: 'auth',
      type: 'token',
      description: 'token based credentials',
      config: { ...config, token_type: 'default-service' },
    },
    {
      ...common,
      path: 'cubbyhole/',
      kind: 'secret',
      type: 'cubbyhole',
      description: 'per-token private secret storage',
      local: true,
      config,
    },
    {
      ...common,
      path: 'identity/',
      kind: 'secret',
      type: 'identity',
      description: 'identity store',
      config: { ...config, passthrough_request_headers: ['Authorization'] },
    },
    {
      ...common,
      path: 'sys/',
      kind: 'system',
      type: 'system',
      description: 'system endpoints used for control, policy and debugging',
      seal_wrap: true,
      config: { ...config, passthrough_request_headers: ['Accept'] },
    },
  ].map((mount) => {
    const kind = mount.kind as MountEntry['kind'];
    return {
      ...mount,
      kind,
      config: mount.config as MountEntry['config'],
      uuid: randomUuid(random),
      accessor: createAccessor(kind, mount.type, random),
    };
  });
}
