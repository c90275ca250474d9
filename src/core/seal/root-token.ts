import { endlessRoot, type TokenEntry } from '../../token/token-entry.ts';

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
    ...endlessRoot,
    type: 'service',
    path: isOwn ? 'auth/token/create' : 'auth/token/root',
    display_name: isOwn ? 'token' : 'root',
    created_at: of.now,
    mount_uuid: of.mount_uuid,
    has_lease: isOwn,
  };
}
