import { type Fields } from '../../framework/field.ts';
import { type FieldRow } from '../../framework/single-field.ts';
import {
  deprecatedPeriod,
  deprecatedTokenFields,
  tokenFields,
} from '../../framework/token-fields.ts';
import { roleName as role_name } from '../../framework/role-name.ts';
import {
  bind_secret_id,
  bound_cidr_list,
  local_secret_ids,
  role_id,
  secretIdFields,
  token_bound_cidrs,
} from './fields.ts';

/** A setting at `role/{role_name}/` and its name. */
function rowOf<const N extends string, F extends Fields>(
  name: N,
  of: string,
  fields: F,
): FieldRow<`role/{role_name}/${N}`, { readonly role_name: typeof role_name }, F> {
  return { path: `role/{role_name}/${name}`, of: `${of} of a role`, params: { role_name }, fields };
}

const { token_policies, token_period } = tokenFields;
const { token_num_uses, token_ttl, token_max_ttl } = tokenFields;
const { secret_id_bound_cidrs, secret_id_num_uses, secret_id_ttl } = secretIdFields;
const { policies } = deprecatedTokenFields;
const { period } = deprecatedPeriod;

/** Settings of a role that can be read, changed and reset by themselves. */
export const fieldRows = {
  policies: rowOf('policies', 'the policies', { token_policies, policies }),
  period: rowOf('period', 'the period', { token_period, period }),
  'bind-secret-id': rowOf('bind-secret-id', 'the need for a SecretID', { bind_secret_id }),
  'bound-cidr-list': rowOf('bound-cidr-list', 'the address bounds', { bound_cidr_list }),
  'secret-id-bound-cidrs': rowOf('secret-id-bound-cidrs', 'the address bounds', {
    secret_id_bound_cidrs,
  }),
  'token-bound-cidrs': rowOf('token-bound-cidrs', 'the address bounds for tokens', {
    token_bound_cidrs,
  }),
  'secret-id-num-uses': rowOf('secret-id-num-uses', 'the uses of a SecretID', {
    secret_id_num_uses,
  }),
  'secret-id-ttl': rowOf('secret-id-ttl', 'the lifetime of a SecretID', { secret_id_ttl }),
  'token-num-uses': rowOf('token-num-uses', 'the uses of a token', { token_num_uses }),
  'token-ttl': rowOf('token-ttl', 'the lifetime of a token', { token_ttl }),
  'token-max-ttl': rowOf('token-max-ttl', 'the longest lifetime of a token', { token_max_ttl }),
} as const;

/** The RoleID, which can be changed but not reset. */
export const roleIdRow = rowOf('role-id', 'the RoleID', { role_id });

/** What was decided when the role was made, and can only be read. */
export const localSecretIdsRow = rowOf('local-secret-ids', 'the place of SecretIDs', {
  local_secret_ids,
});
