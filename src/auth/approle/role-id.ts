import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Context } from './context.ts';
import type { Role } from './records.ts';

/** Longest RoleID and SecretID, in bytes: each is hashed at every login. */
export const MAX_ID_BYTES = 4096;

/** The role that a RoleID stands for, and its name. */
export interface NamedRole {
  readonly name: string;
  readonly role: Role;
}

/**
 * The role that a RoleID stands for, from memory as a rule. The request is decided anew if roles have
 * changed when it commits.
 */
export async function findByRoleId(
  role_id: string,
  { records }: Context,
): Promise<NamedRole | undefined> {
  if (role_id === '' || Buffer.byteLength(role_id) > MAX_ID_BYTES) return undefined;
  const name = (await records.roleId.cached(role_id))?.role;
  if (name === undefined) return undefined;
  const role = await records.role.cached(name);
  return role?.role_id === role_id ? { name, role } : undefined;
}

/** A RoleID that nobody can guess. */
export function createRoleId({ random }: Context): string {
  return randomUuid(random);
}

/**
 * Let a RoleID stand for a role, in place of an earlier one.
 *
 * @throws ApiError `ROLE_ID_TAKEN`, `APPROLE_ID_TOO_LONG`
 */
export async function assignRoleId(
  name: string,
  role_id: string,
  { context, former }: { context: Context; former: string | undefined },
): Promise<void> {
  if (role_id === former) return;
  if (Buffer.byteLength(role_id) > MAX_ID_BYTES) {
    throw new ApiError('APPROLE_ID_TOO_LONG', { values: { field: 'role_id', max: MAX_ID_BYTES } });
  }
  const { roleId } = context.records;
  if (await roleId.get(role_id)) throw new ApiError('ROLE_ID_TAKEN');
  // read above, so that of two who want it at once only one gets it
  roleId.put(role_id, { role: name });
  if (former !== undefined) roleId.remove(former);
}
