import { ApiError } from '../errors/api-error.ts';
import type { LoginResult } from '../framework/login.ts';
import type { EntityView } from '../identity/identity-store.ts';
import { loginEntity } from '../identity/login-entity.ts';
import { identityOf } from './identity-of.ts';
import type { MountEntry } from './mount-entry.ts';
import type { Scope } from './scope.ts';

/** Who is known at a mount, and what the other side tells of them. */
export type ProvenIdentity = Pick<LoginResult, 'alias' | 'groups'>;

/**
 * The entity behind a proven identity, made or refreshed in the commit of the request.
 *
 * @throws ApiError `PERMISSION_DENIED` when it is disabled
 */
export async function identify(
  scope: Scope,
  mount: MountEntry,
  { alias, groups }: ProvenIdentity,
): Promise<EntityView> {
  const { transaction, configuration, now, parts, checks } = scope;
  if (alias.name === '') throw new ApiError('INTERNAL', { detail: 'missing name in alias' });
  const known = {
    mount_accessor: mount.accessor,
    name: alias.name,
    metadata: alias.metadata ?? null,
    local: mount.local,
    ...(groups && { groups }),
  };
  const making = { now, random: parts.random };
  const id = await loginEntity(identityOf(transaction), known, making);
  const entity = await configuration.entity(id, transaction);
  if (entity && !entity.disabled) {
    checks.pass('identity', () => ({ expected: 'an entity in force', received: entity.name }));
    return entity;
  }
  const seen = { expected: 'an entity in force', received: `${id}, which is disabled` };
  const error = new ApiError('PERMISSION_DENIED', { detail: 'the entity is disabled' });
  throw checks.fail('identity', seen, error);
}
