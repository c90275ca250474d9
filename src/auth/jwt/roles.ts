import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { mergeTokenSettings, publicTokenSettings } from '../../framework/token-fields.ts';
import type { Context, Handle } from './context.ts';
import type { role as roleFields } from './fields.ts';
import type { Role } from './records.ts';
import { advise, assertRole, readWords } from './validate-role.ts';

type RoleInput = Decoded<typeof roleFields>;

/** List the roles. */
export const listRoles: Handle['jwt-list-roles'] = async ({ body }, { records }) => {
  const keys = await records.role.list(body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Read a role. */
export const readRole: Handle['jwt-read-role'] = async ({ params }, { records }) => {
  const role = await records.role.get(params.name);
  if (!role) throw new ApiError('NOT_FOUND');
  const { token, groups_claim_optional, poll_interval, ...shown } = role;
  return {
    status: 200,
    data: {
      ...shown,
      bound_claims: nullIfEmpty(role.bound_claims),
      claim_mappings: nullIfEmpty(role.claim_mappings),
      bound_audiences: nullIfEmpty(role.bound_audiences),
      oidc_scopes: nullIfEmpty(role.oidc_scopes),
      allowed_redirect_uris: nullIfEmpty(role.allowed_redirect_uris),
      oauth2_metadata: null,
      ...(groups_claim_optional ? { groups_claim_optional } : {}),
      ...(poll_interval > 0 ? { poll_interval } : {}),
      ...publicTokenSettings(token),
    },
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
 * Make a role, or change what is given of one; `role_type`, `bound_claims_type`, `callback_mode` and
 * `oidc_disable_confirmation` become what they usually are where they are not given.
 *
 * @throws ApiError `JWT_ROLE_INVALID`, `TOKEN_FIELD_INVALID`
 */
export const writeRole: Handle['jwt-write-role'] = async ({ params, body, data }, context) => {
  const stored = await context.records.role.get(params.name);
  const role = mergeRole(stored, body);
  assertRole(role, { body, data, ttls: context.ttls });
  context.records.role.put(params.name, role);
  const warnings = advise(role, context.ttls);
  return warnings.length > 0 ? { status: 200, data: null, warnings } : { status: 204 };
};

/** Delete a role, or none. */
export const deleteRole: Handle['jwt-delete-role'] = async ({ params }, { records }) => {
  if (await records.role.get(params.name)) records.role.remove(params.name);
  return { status: 204 };
};

const fresh: Omit<Role, 'token' | 'role_type' | 'bound_claims_type' | 'callback_mode'> = {
  user_claim: '',
  user_claim_json_pointer: false,
  groups_claim: '',
  groups_claim_optional: false,
  bound_audiences: [],
  bound_subject: '',
  bound_claims: {},
  claim_mappings: {},
  allowed_redirect_uris: [],
  oidc_scopes: [],
  max_age: 0,
  expiration_leeway: 0,
  not_before_leeway: 0,
  clock_skew_leeway: 0,
  verbose_oidc_logging: false,
  poll_interval: 0,
  oidc_disable_confirmation: false,
  token_policies_template_claims: false,
};

/** @throws ApiError `JWT_ROLE_INVALID`, `TOKEN_FIELD_INVALID` */
function mergeRole(stored: Role | undefined, input: RoleInput): Role {
  const words = readWords(input);
  const known = stored ?? fresh;
  const given = Object.fromEntries(
    Object.keys(fresh).flatMap((name) => {
      const value = input[name as keyof typeof fresh];
      return value === undefined ? [] : [[name, value] as const];
    }),
  ) as Partial<typeof fresh>;
  return {
    ...fresh,
    ...known,
    ...given,
    ...words,
    oidc_disable_confirmation: input.oidc_disable_confirmation ?? false,
    token: mergeTokenSettings(stored?.token, input),
  };
}

function nullIfEmpty<T extends object>(value: T): T | null {
  return Object.keys(value).length > 0 ? value : null;
}
