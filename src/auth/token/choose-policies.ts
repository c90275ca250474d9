import { ApiError } from '../../errors/api-error.ts';
import { matchesGlob } from '../../lib/glob.ts';
import { internalPolicyNames } from '../../policy/builtin-policies.ts';
import { isValidPolicyName, sanitizePolicyNames } from '../../policy/sanitize-policies.ts';
import type { TokenRole } from './records.ts';

/** Lists of policies of a role. */
export type PolicyRules = Pick<
  TokenRole,
  | 'allowed_policies'
  | 'allowed_policies_glob'
  | 'disallowed_policies'
  | 'disallowed_policies_glob'
  | 'token_no_default_policy'
>;

/** What decides which policies a new token gets. */
export interface PolicyChoice {
  readonly requested: readonly string[];
  readonly leavesOutDefault: boolean;
  readonly parentPolicies: readonly string[];
  readonly hasSudo: boolean;
  readonly rules?: PolicyRules | undefined;
}

/**
 * The policies of a new token, in their one form.
 *
 * @throws ApiError `TOKEN_POLICIES_EXCEED_PARENT`, `TOKEN_POLICIES_EXCEED_ROLE`,
 *   `TOKEN_POLICY_DISALLOWED`, `POLICY_NOT_ASSIGNABLE`, `TOKEN_POLICY_NAME_INVALID`
 */
export function choosePolicies(choice: PolicyChoice): readonly string[] {
  const { rules, leavesOutDefault } = choice;
  const chosen = rules && hasLists(rules) ? chooseByRole(choice, rules) : chooseByParent(choice);
  const policies = leavesOutDefault ? chosen.filter((name) => name !== 'default') : chosen;
  for (const name of policies) assertAssignable(name);
  return policies;
}

function hasLists(rules: PolicyRules): boolean {
  return [
    rules.allowed_policies,
    rules.allowed_policies_glob,
    rules.disallowed_policies,
    rules.disallowed_policies_glob,
  ].some((list) => list.length > 0);
}

/** Policies of the identity do not count: they are the caller's, not the token's to hand on. */
function chooseByParent(choice: PolicyChoice): readonly string[] {
  const { requested, parentPolicies, leavesOutDefault, hasSudo } = choice;
  if (requested.length === 0) return parentPolicies;
  if (hasSudo) return sanitizePolicyNames(requested, { addDefault: !leavesOutDefault });
  const wanted = sanitizePolicyNames(requested, { addDefault: false });
  if (!wanted.every((name) => parentPolicies.includes(name))) {
    throw new ApiError('TOKEN_POLICIES_EXCEED_PARENT');
  }
  const addDefault = !leavesOutDefault && parentPolicies.includes('default');
  return sanitizePolicyNames(wanted, { addDefault });
}

function chooseByRole(choice: PolicyChoice, rules: PolicyRules): readonly string[] {
  const addDefault =
    !choice.leavesOutDefault && !rules.token_no_default_policy && !isDisallowed('default', rules);
  const policies = hasAllowed(rules)
    ? chooseAllowed(choice, rules, addDefault)
    : sanitizePolicyNames(choice.requested.length > 0 ? choice.requested : choice.parentPolicies, {
        addDefault,
      });
  const refused = policies.find((name) => isDisallowed(name, rules));
  if (refused !== undefined) {
    throw new ApiError('TOKEN_POLICY_DISALLOWED', { values: { name: refused } });
  }
  return policies;
}

function hasAllowed(rules: PolicyRules): boolean {
  return rules.allowed_policies.length > 0 || rules.allowed_policies_glob.length > 0;
}

function chooseAllowed(
  { requested }: PolicyChoice,
  rules: PolicyRules,
  addDefault: boolean,
): readonly string[] {
  const allowed = sanitizePolicyNames(rules.allowed_policies, { addDefault });
  if (requested.length === 0) return allowed;
  const globs = rules.allowed_policies_glob;
  const wanted = sanitizePolicyNames(requested, { addDefault });
  const isAllowed = (name: string) => allowed.includes(name) || fitsOne(name, globs);
  if (wanted.every(isAllowed)) return wanted;
  throw new ApiError('TOKEN_POLICIES_EXCEED_ROLE', {
    values: { wanted: quoteList(wanted), allowed: quoteList(allowed), globs: quoteList(globs) },
  });
}

function isDisallowed(name: string, rules: PolicyRules): boolean {
  return rules.disallowed_policies.includes(name) || fitsOne(name, rules.disallowed_policies_glob);
}

function fitsOne(name: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(glob, name));
}

function assertAssignable(name: string): void {
  if (internalPolicyNames.has(name)) {
    throw new ApiError('POLICY_NOT_ASSIGNABLE', { values: { name } });
  }
  if (!isValidPolicyName(name)) throw new ApiError('TOKEN_POLICY_NAME_INVALID');
}

function quoteList(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(' ')}]`;
}
