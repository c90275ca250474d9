import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { mergeTokenSettings, publicTokenSettings } from '../../framework/token-fields.ts';
import { assertConstrained, parseBlocks } from './address-bounds.ts';
import type { Context, Handle } from './context.ts';
import type { roleInput } from './fields.ts';
import type { Role } from './records.ts';
import { adjustTokenInput, assertPeriodGranted, assertUses, nullIfEmpty } from './role-settings.ts';
import { assignRoleId, createRoleId } from './role-id.ts';

type RoleInput = Decoded<typeof roleInput>;

/** List the roles. */
export const listRoles: Handle['app-role-list-roles'] = async ({ body }, { records }) => {
  const keys = await records.role.list(body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Read a role; its RoleID has a path of its own. */
export const readRole: Handle['app-role-read-role'] = async ({ params }, { records }) => {
  const role = await records.role.get(params.role_name);
  if (!role) throw new ApiError('NOT_FOUND');
  const { uuid: _uuid, role_id: _roleId, token, secret_id_bound_cidrs, ...shown } = role;
  return {
    status: 200,
    data: {
      ...shown,
      secret_id_bound_cidrs: nullIfEmpty(secret_id_bound_cidrs),
      ...publicTokenSettings(token),
    },
  };
};

/** Whether a write would change a role, rather than make one. */
export async function roleExists(
  { params }: { readonly params: { readonly role_name: string } },
  { records }: Context,
): Promise<boolean> {
  return (await records.role.get(params.role_name)) !== undefined;
}

/**
 * Make a role, or change what is given of one.
 *
 * @throws ApiError `TOKEN_FIELD_INVALID`, `APPROLE_LOCAL_FIXED`, `ROLE_ID_EMPTY`, `APPROLE_ID_TOO_LONG`,
 *   `ROLE_ID_TAKEN`, `APPROLE_CIDR_INVALID`, `APPROLE_NEGATIVE`, `APPROLE_PERIOD_TOO_LONG`,
 *   `APPROLE_UNCONSTRAINED`
 */
export const writeRole: Handle['app-role-write-role'] = async ({ params, body }, context) => {
  const { role_name } = params;
  const stored = await context.records.role.get(role_name);
  if (stored && body.local_secret_ids !== undefined) throw new ApiError('APPROLE_LOCAL_FIXED');
  const { input, warnings } = adjustTokenInput(body);
  const role = assertConstrained(mergeRole(stored ?? createRole(context), input));
  assertPeriodGranted(role.token, context);
  await assignRoleId(role_name, role.role_id, { context, former: stored?.role_id });
  context.records.role.put(role_name, role);
  const isTruncated = role.token.token_max_ttl > context.ttls.max_lease_ttl;
  const told = isTruncated ? [...warnings, maxTtlWarning] : warnings;
  return told.length > 0 ? { status: 200, data: null, warnings: told } : { status: 204 };
};

/** Delete a role, or none. Its SecretIDs are of no use from now on; their space is freed bit by bit. */
export const deleteRole: Handle['app-role-delete-role'] = async ({ params }, { records }) => {
  const role = await records.role.get(params.role_name);
  if (!role) return { status: 204 };
  records.role.remove(params.role_name);
  records.roleId.remove(role.role_id);
  records.secretId.within(role.uuid).clear();
  return { status: 204 };
};

const maxTtlWarning =
  "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens' max TTL value will be truncated";

function createRole(context: Context): Role {
  return {
    uuid: randomUuid(context.random),
    role_id: createRoleId(context),
    bind_secret_id: true,
    secret_id_bound_cidrs: [],
    secret_id_num_uses: 0,
    secret_id_ttl: 0,
    local_secret_ids: false,
    secret_id_metadata_refused: false,
    token: mergeTokenSettings(undefined, {}),
  };
}

function mergeRole(stored: Role, input: RoleInput): Role {
  const token = mergeTokenSettings(stored.token, input);
  const role_id = input.role_id?.trim() ?? stored.role_id;
  if (role_id === '') throw new ApiError('ROLE_ID_EMPTY');
  const blocks = input.secret_id_bound_cidrs ?? input.bound_cidr_list;
  return {
    uuid: stored.uuid,
    role_id,
    bind_secret_id: input.bind_secret_id ?? stored.bind_secret_id,
    secret_id_bound_cidrs: blocks ? parseBlocks(blocks) : stored.secret_id_bound_cidrs,
    secret_id_num_uses: assertUses(
      'secret_id_num_uses',
      input.secret_id_num_uses ?? stored.secret_id_num_uses,
    ),
    secret_id_ttl: input.secret_id_ttl ?? stored.secret_id_ttl,
    local_secret_ids: input.local_secret_ids ?? stored.local_secret_ids,
    secret_id_metadata_refused:
      input.secret_id_metadata_refused ?? stored.secret_id_metadata_refused,
    token,
  };
}
