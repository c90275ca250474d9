import { ApiError } from '../../errors/api-error.ts';
import { hasUnknownBound, UNKNOWN_BOUND } from '../../framework/unknown-bound.ts';
import type { Handle } from './context.ts';
import { roleInput } from './fields.ts';
import { mergeRole } from './merge-role.ts';
import type { TokenRole } from './records.ts';

/** List the roles by name. */
export const listRoles: Handle['token-list-roles'] = async ({ body }, { records }) => {
  const keys = await records.role.list(body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Read a role. */
export const readRole: Handle['token-read-role'] = async ({ params }, { records }) => {
  const name = params.role_name ?? '';
  const role = await records.role.get(name);
  if (!role) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { name, ...showRole(role) } };
};

/** Make a role, or change the fields of one that are sent. */
export const writeRole: Handle['token-write-role'] = async ({ params, body, data }, context) => {
  const name = params.role_name ?? '';
  if (data['token_type'] === null) {
    throw new ApiError('TOKEN_ROLE_INVALID', {
      values: { reason: "Invalid 'token_type' value: null" },
    });
  }
  if (hasUnknownBound(data, roleInput)) {
    throw new ApiError('TOKEN_ROLE_INVALID', { values: { reason: UNKNOWN_BOUND } });
  }
  const { records, services, mount } = context;
  const { role, warnings } = mergeRole(await records.role.get(name), body);
  records.role.put(name, role);
  const { max_lease_ttl } = services.tokens.ttlsOf(mount);
  const all = [...warnings, ...warnOfMaximum(role, max_lease_ttl)];
  return all.length > 0 ? { status: 200, warnings: all } : { status: 204 };
};

/** Remove a role; one that is not there is removed already. */
export const deleteRole: Handle['token-delete-role'] = async ({ params }, { records }) => {
  const name = params.role_name ?? '';
  if (await records.role.get(name)) records.role.remove(name);
  return { status: 204 };
};

function warnOfMaximum({ token_explicit_max_ttl }: TokenRole, mountMax: number): string[] {
  if (token_explicit_max_ttl <= mountMax) return [];
  return [
    `The explicit maximum of ${token_explicit_max_ttl} seconds is longer than the ${mountMax} seconds that the mount allows; tokens get the shorter one`,
  ];
}

/** A role as it is answered: bounds that are not set are left out, older names show what they set. */
function showRole(role: TokenRole) {
  const { deprecated_names, token_bound_cidrs, token_num_uses, ...shown } = role;
  const wasNamed = (name: (typeof deprecated_names)[number]) => deprecated_names.includes(name);
  return {
    ...shown,
    period: wasNamed('period') ? role.token_period : 0,
    explicit_max_ttl: wasNamed('explicit_max_ttl') ? role.token_explicit_max_ttl : 0,
    ...(token_bound_cidrs.length > 0 ? { token_bound_cidrs } : {}),
    ...(token_bound_cidrs.length > 0 && wasNamed('bound_cidrs')
      ? { bound_cidrs: token_bound_cidrs }
      : {}),
    ...(token_num_uses > 0 ? { token_num_uses } : {}),
  };
}
