import type { TokenEntry } from '../../token/token-entry.ts';

/**
 * A root token that no other token made, without an end.
 *
 * @param of - `isOwn` makes it look as if it had been created by the API, as dev mode has it
 */
export function firstRootToken(of: {
  readonly mount_uuid: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isOwn?: boolean;
}): Omit<TokenEntry, 'accessor' | 'parent_created_at'> {
  const { isOwn = false } = of;
  return {
    type: 'service',
    policies: ['root'],
    path: isOwn ? 'auth/token/create' : 'auth/token/root',
    meta: null,
    display_name: isOwn ? 'token' : 'root',
    num_uses: 0,
    created_at: of.now,
    creation_ttl: 0,
    explicit_max_ttl: 0,
    period: 0,
    entity_id: '',
    bound_cidrs: [],
    renewable: false,
    expires_at: 0,
    renewed_at: 0,
    granted_ttl: 0,
    mount_uuid: of.mount_uuid,
    has_lease: isOwn,
  };
}
