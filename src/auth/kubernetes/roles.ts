import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { mergeTokenSettings, publicTokenSettings } from '../../framework/token-fields.ts';
import type { Context, Handle } from './context.ts';
import type { role as roleFields } from './fields.ts';
import type { Role } from './records.ts';
import {
  assertKnownBounds,
  assertPeriodGranted,
  assertSound,
  parseAliasNameSource,
  warnOf,
} from './role-rules.ts';

type RoleInput = Decoded<typeof roleFields>;

/** List the roles. */
export const listRoles: Handle['kubernetes-list-auth-roles'] = async ({ body }, { records }) => {
  const keys = await records.role.list(body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Read a role; its audience only where it has one. */
export const readRole: Handle['kubernetes-read-auth-role'] = async ({ params }, { records }) => {
  const role = await records.role.get(params.name);
  if (!role) throw new ApiError('NOT_FOUND');
  const { token, audience, ...shown } = role;
  return {
    status: 200,
    data: { ...shown, ...(audience && { audience }), ...publicTokenSettings(token) },
  };
};

/** Whether a write would change a role, rather than make one. */
export async function roleExists(
  { params }: { readonly params: { readonly name: string } },
  { records }: Context,
): Promise<boolean> {
  return (await records.role.get(params.name)) !== undefined;
}

/**
 * Make a role, or change what is given of one. What can never work is told in warnings.
 *
 * @throws ApiError `TOKEN_FIELD_INVALID`, `KUBERNETES_ROLE_INVALID`
 */
export const writeRole: Handle['kubernetes-write-auth-role'] = async (
  { params, body, data },
  context,
) => {
  assertKnownBounds(data);
  const stored = await context.records.role.get(params.name);
  const role = assertSound(mergeRole(stored, body));
  assertPeriodGranted(role, context);
  context.records.role.put(params.name, role);
  const warnings = await warnOf(role, context);
  return warnings.length > 0 ? { status: 200, data: null, warnings } : { status: 204 };
};

/** Delete a role, or none. */
export const deleteRole: Handle['kubernetes-delete-auth-role'] = async (
  { params },
  { records },
) => {
  const role = await records.role.get(params.name);
  if (role) records.role.remove(params.name);
  return { status: 204 };
};

const emptyRole: Omit<Role, 'token'> = {
  bound_service_account_names: [],
  bound_service_account_namespaces: null,
  bound_service_account_namespace_selector: '',
  audience: '',
  alias_name_source: 'serviceaccount_uid',
};

function mergeRole(stored: Role | undefined, input: RoleInput): Role {
  const base = stored ?? emptyRole;
  const { bound_service_account_names: names, bound_service_account_namespaces: namespaces } =
    input;
  return {
    bound_service_account_names: names ? listed(names) : base.bound_service_account_names,
    bound_service_account_namespaces: namespaces
      ? listed(namespaces)
      : base.bound_service_account_namespaces,
    // unlike all others it does not outlive a write that leaves it out
    bound_service_account_namespace_selector: input.bound_service_account_namespace_selector ?? '',
    audience: input.audience ?? base.audience,
    alias_name_source: parseAliasNameSource(input.alias_name_source, stored?.alias_name_source),
    token: mergeTokenSettings(stored?.token, input),
  };
}

/** Without the empty texts that a comma at the end leaves. */
function listed(names: readonly string[]): readonly string[] {
  return names.filter((name) => name !== '');
}
