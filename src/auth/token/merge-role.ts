import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { parseCidrs } from '../../framework/token-fields.ts';
import { sanitizePolicyNames } from '../../policy/sanitize-policies.ts';
import type { roleInput } from './fields.ts';
import {
  deprecatedRoleFields,
  type DeprecatedRoleField,
  roleTokenTypes,
  type RoleTokenType,
  type TokenRole,
} from './records.ts';

type RoleInput = Decoded<typeof roleInput>;

const emptyRole: TokenRole = {
  allowed_policies: [],
  allowed_policies_glob: [],
  disallowed_policies: [],
  disallowed_policies_glob: [],
  allowed_entity_aliases: null,
  orphan: false,
  renewable: true,
  path_suffix: '',
  token_type: 'default-service',
  token_period: 0,
  token_explicit_max_ttl: 0,
  token_bound_cidrs: [],
  token_num_uses: 0,
  token_no_default_policy: false,
  deprecated_names: [],
};

/**
 * A role after a write: absent fields keep what is stored. Judged as a whole, so that what is stored can
 * make a write fail.
 *
 * @throws ApiError `TOKEN_ROLE_INVALID`
 */
export function mergeRole(
  stored: TokenRole | undefined,
  input: RoleInput,
): { role: TokenRole; warnings: readonly string[] } {
  const base = stored ?? emptyRole;
  const role: TokenRole = {
    ...mergeLists(base, input),
    ...mergeSwitches(base, input),
    ...mergeTokenSettings(base, input),
    deprecated_names: deprecatedRoleFields.filter((name) => isStillNamed(name, base, input)),
  };
  assertConsistent(role);
  return { role, warnings: deprecatedRoleFields.flatMap((name) => warnOfBoth(name, input)) };
}

function mergeLists(base: TokenRole, input: RoleInput) {
  const { allowed_policies, allowed_policies_glob, allowed_entity_aliases } = input;
  const { disallowed_policies, disallowed_policies_glob } = input;
  return {
    allowed_policies: policyNames(allowed_policies) ?? base.allowed_policies,
    allowed_policies_glob: policyNames(allowed_policies_glob) ?? base.allowed_policies_glob,
    disallowed_policies: lowered(disallowed_policies) ?? base.disallowed_policies,
    disallowed_policies_glob: lowered(disallowed_policies_glob) ?? base.disallowed_policies_glob,
    allowed_entity_aliases: lowered(allowed_entity_aliases) ?? base.allowed_entity_aliases,
  };
}

function mergeSwitches(base: TokenRole, input: RoleInput) {
  const { path_suffix, token_type } = input;
  return {
    orphan: input.orphan ?? base.orphan,
    renewable: input.renewable ?? base.renewable,
    path_suffix: path_suffix === undefined ? base.path_suffix : parseSuffix(path_suffix),
    token_type: token_type === undefined ? base.token_type : parseType(token_type),
    token_no_default_policy: input.token_no_default_policy ?? base.token_no_default_policy,
  };
}

function mergeTokenSettings(base: TokenRole, input: RoleInput) {
  const { token_num_uses } = input;
  const cidrs = input.token_bound_cidrs ?? input.bound_cidrs;
  const explicit = input.token_explicit_max_ttl ?? input.explicit_max_ttl;
  return {
    token_period: input.token_period ?? input.period ?? base.token_period,
    token_explicit_max_ttl: explicit ?? base.token_explicit_max_ttl,
    token_bound_cidrs: cidrs ? parseBounds(cidrs) : base.token_bound_cidrs,
    token_num_uses: token_num_uses === undefined ? base.token_num_uses : parseUses(token_num_uses),
  };
}

/** An older name is shown as long as it was the last to set the value. */
function isStillNamed(name: DeprecatedRoleField, base: TokenRole, input: RoleInput): boolean {
  if (input[`token_${name}`] !== undefined) return false;
  return input[name] !== undefined || base.deprecated_names.includes(name);
}

function warnOfBoth(name: DeprecatedRoleField, input: RoleInput): string[] {
  if (input[name] === undefined || input[`token_${name}`] === undefined) return [];
  return [
    `Both 'token_${name}' and deprecated '${name}' value supplied, ignoring the deprecated value`,
  ];
}

function policyNames(names: readonly string[] | undefined): string[] | undefined {
  return names && sanitizePolicyNames(names, { addDefault: false });
}

/** Unlike allowed names these keep company with `root`, which would otherwise lift all others. */
function lowered(names: readonly string[] | undefined): string[] | undefined {
  if (!names) return undefined;
  const clean = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  return [...new Set(clean)].sort();
}

function parseSuffix(suffix: string): string {
  if (suffix === '') return suffix;
  if (!/\w[\w\-.]+\w/.test(suffix)) {
    throw invalid(
      String.raw`given role path suffix contains invalid characters; must match \w[\w-.]+\w`,
    );
  }
  if (suffix.includes('..')) {
    throw invalid('error registering path suffix: path cannot contain parent references');
  }
  return suffix;
}

function parseType(value: string): RoleTokenType {
  const type = roleTokenTypes.find((known) => known === value);
  if (!type) throw invalid("invalid 'token_type' value");
  return type;
}

function parseBounds(cidrs: readonly string[]): string[] {
  try {
    return parseCidrs(cidrs);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw invalid(`error parsing role fields: ${error.message}`);
  }
}

function parseUses(uses: number): number {
  if (uses < 0) throw invalid("error parsing role fields: 'token_num_uses' cannot be negative");
  return uses;
}

function assertConsistent(role: TokenRole): void {
  if (role.token_type !== 'batch') return;
  const prefix = "'token_type' cannot be 'batch' when role is set to generate";
  if (!role.orphan) throw invalid(`${prefix} non-orphan tokens`);
  if (role.token_period > 0) throw invalid(`${prefix} periodic tokens`);
  if (role.renewable) throw invalid(`${prefix} renewable tokens`);
  if (role.token_explicit_max_ttl > 0) throw invalid(`${prefix} tokens with an explicit max TTL`);
  if (role.token_num_uses > 0) throw invalid(`${prefix} tokens with limited use count`);
}

function invalid(reason: string): ApiError {
  return new ApiError('TOKEN_ROLE_INVALID', { values: { reason } });
}
