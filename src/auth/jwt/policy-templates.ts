import { ApiError } from '../../errors/api-error.ts';
import { readClaim, wholeNumberText } from './claim-path.ts';
import type { Claimant } from './identity.ts';

/** `{{ name }}` or `{{ /a/pointer }}`. */
const place = /\{\{\s*([^{}\s]+)\s*\}\}/g;
/** What a claim may bring into the name of a policy: nothing that could mean another place among them. */
const plainWord = /^[\w@.-]{1,128}$/;

/**
 * The policies of a role for one login: where the role says so, `{{claim}}` stands for the value of a claim.
 *
 * One role can so serve many projects. A claim that is missing or odd ends the login: a policy that vanished
 * might be the one that denies.
 *
 * @throws ApiError `JWT_POLICY_TEMPLATE`
 */
export function fillPolicies({ claims, role, checks }: Claimant): readonly string[] {
  const { token_policies } = role.token;
  if (!role.token_policies_template_claims) return token_policies;
  const filled = token_policies.map((name) =>
    name.replace(place, (_all, claim: string) => {
      const value = readClaim(claims, claim);
      const text = typeof value === 'string' ? value : (wholeNumberText(value) ?? '');
      if (plainWord.test(text) && !/^\.+$/.test(text)) return text;
      const seen = { expected: `a plain word in ${claim}`, received: 'none, or another text' };
      const error = new ApiError('JWT_POLICY_TEMPLATE', { values: { name: claim } });
      throw checks.fail('policies', seen, error);
    }),
  );
  checks.pass('policies', () => ({ received: filled.join(', ') }));
  return filled.map((name) => name.toLowerCase());
}

/** Whether a name has a place to be filled. */
export function hasTemplate(name: string): boolean {
  return name.search(place) >= 0;
}
