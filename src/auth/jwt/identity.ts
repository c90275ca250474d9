import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import type { LoginResult } from '../../framework/login.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { ownMember, pointerTo, readClaim } from './claim-path.ts';
import { fillPolicies } from './policy-templates.ts';
import type { Role } from './records.ts';

/** Groups of one login. */
const MAX_GROUPS = 2000;
const MAX_NAME_LENGTH = 512;

/** Whose claims they are and at which role. */
export interface Claimant {
  /** Those of the token, with what the provider told besides. */
  readonly claims: JsonObject;
  readonly role: Role;
  readonly roleName: string;
  readonly checks: Checks;
}

/**
 * Who the claims of a verified token say it is.
 *
 * @throws ApiError `JWT_USER_CLAIM_MISSING`, `JWT_USER_CLAIM_UNFIT`, `JWT_METADATA_UNFIT`,
 *   `JWT_GROUPS_MISSING`, `JWT_GROUPS_UNFIT`, `JWT_POLICY_TEMPLATE`
 */
export function identify(claimant: Claimant): LoginResult {
  const { role, roleName } = claimant;
  const name = readUser(claimant);
  const metadata = { ...readMetadata(claimant), role: roleName };
  const groups = role.groups_claim === '' ? {} : { groups: readGroups(claimant) };
  return {
    alias: { name, metadata },
    displayName: name,
    metadata,
    settings: { ...role.token, token_policies: fillPolicies(claimant) },
    ...groups,
    role: roleName,
    renewal: { role: roleName },
  };
}

function readUser({ claims, role, checks }: Claimant): string {
  const { user_claim } = role;
  const value = role.user_claim_json_pointer
    ? readClaim(claims, user_claim)
    : ownMember(claims, user_claim);
  const fail = (code: 'JWT_USER_CLAIM_MISSING' | 'JWT_USER_CLAIM_UNFIT'): ApiError =>
    checks.fail(
      'user_claim',
      {
        expected: `a text in ${user_claim}`,
        received: value === undefined ? 'none' : 'another type',
      },
      new ApiError(code, { values: { name: user_claim } }),
    );
  if (value === undefined || value === null || value === '') throw fail('JWT_USER_CLAIM_MISSING');
  if (typeof value !== 'string' || value.length > MAX_NAME_LENGTH) {
    throw fail('JWT_USER_CLAIM_UNFIT');
  }
  checks.pass('user_claim', () => ({ received: value }));
  return value;
}

function readMetadata({ claims, role, checks }: Claimant): Record<string, string> {
  const metadata: [string, string][] = [];
  for (const [claim, name] of Object.entries(role.claim_mappings)) {
    const value = readClaim(claims, claim);
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') {
      const seen = { expected: `a text in ${claim}`, received: 'another type' };
      const error = new ApiError('JWT_METADATA_UNFIT', { values: { name: claim } });
      throw checks.fail('metadata', seen, error);
    }
    metadata.push([name, value]);
  }
  checks.pass('metadata');
  return Object.fromEntries(metadata);
}

function readGroups({ claims, role, checks }: Claimant): readonly string[] {
  const { groups_claim: name } = role;
  const value = readClaim(claims, name) ?? undefined;
  const fail = (
    code: 'JWT_GROUPS_MISSING' | 'JWT_GROUPS_UNFIT' | 'JWT_GROUPS_ELSEWHERE',
    received: string,
  ) =>
    checks.fail(
      'groups',
      { expected: `a list of texts in ${name}`, received },
      new ApiError(code, { values: { name } }),
    );
  if (value === undefined) {
    if (isElsewhere(claims, name))
      throw fail('JWT_GROUPS_ELSEWHERE', 'a reference to another server');
    if (!role.groups_claim_optional) throw fail('JWT_GROUPS_MISSING', 'none');
    checks.pass('groups', { received: 'none' });
    return [];
  }
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [value];
  if (!items.every((item) => typeof item === 'string')) {
    throw fail('JWT_GROUPS_UNFIT', 'other types among them');
  }
  const groups = items.filter((group) => group !== '');
  if (groups.length > MAX_GROUPS || groups.some((group) => group.length > MAX_NAME_LENGTH)) {
    throw fail('JWT_GROUPS_UNFIT', 'more or longer names than are taken');
  }
  checks.pass('groups', () => ({ received: groups.join(', ') || 'an empty list' }));
  return groups;
}

/** Providers leave out long lists of groups and say where to ask for them. @see OpenID Connect Core §5.6.2 */
function isElsewhere(claims: JsonObject, name: string): boolean {
  const below = name.startsWith('/') ? name : pointerTo(name);
  return readClaim(claims, `/_claim_names${below}`) !== undefined;
}
