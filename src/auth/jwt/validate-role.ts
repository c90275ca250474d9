import type { SystemTtls } from '../../core/scope.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { hasUnknownBound, UNKNOWN_BOUND } from '../../framework/unknown-bound.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { isPointer } from './claim-path.ts';
import { role as roleFields } from './fields.ts';
import { hasTemplate } from './policy-templates.ts';
import type { CallbackMode, Role } from './records.ts';

type RoleInput = Decoded<typeof roleFields>;

const MAX_LIST = 500;

/** The settings that begin anew with each write. */
type Words = Pick<Role, 'role_type' | 'bound_claims_type' | 'callback_mode'>;

/** @throws ApiError `JWT_ROLE_INVALID` */
export function readWords(input: RoleInput): Words {
  return {
    role_type: oneOf(['oidc', 'jwt'] as const, input.role_type, 'role_type'),
    bound_claims_type: oneOf(
      ['string', 'glob'] as const,
      input.bound_claims_type,
      'bound_claims_type',
    ),
    callback_mode: oneOf<CallbackMode>(
      ['client', 'direct', 'device'],
      input.callback_mode,
      'callback_mode',
    ),
  };
}

/** The first is what is meant where nothing is given. */
function oneOf<T extends string>(
  words: readonly [T, ...T[]],
  given: string | undefined,
  field: string,
): T {
  const word = given || words[0];
  const known = words.find((entry) => entry === word);
  if (known === undefined) throw invalid(`invalid '${field}': ${word}`);
  return known;
}

/** What a role is written with. */
interface Written {
  readonly body: RoleInput;
  /** All that was sent, names that nobody knows included. */
  readonly data: JsonObject;
  readonly ttls: SystemTtls;
}

/**
 * Refuse a role that says nothing about who may log in, or at which nobody ever could.
 *
 * @throws ApiError `JWT_ROLE_INVALID`
 */
export function assertRole(role: Role, written: Written): void {
  const { body, data, ttls } = written;
  if (hasUnknownBound(data, roleFields)) {
    throw invalid(UNKNOWN_BOUND);
  }
  assertPeriod(role, ttls);
  if (body.oauth2_metadata && body.oauth2_metadata.length > 0) {
    throw invalid('oauth2_metadata is not supported: tokens of the provider are secrets');
  }
  assertClaims(role);
  assertMappings(role.claim_mappings);
  assertClaimNames(role);
  if (role.role_type === 'oidc' && needsRedirect(role)) {
    throw invalid("'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified.");
  }
  if (role.role_type === 'jwt' && !isBound(role)) {
    throw invalid('must have at least one bound constraint when creating/updating a role');
  }
  const lists = [role.bound_audiences, role.allowed_redirect_uris, role.oidc_scopes];
  if (lists.some((list) => list.length > MAX_LIST)) {
    throw invalid(`a list has more than ${MAX_LIST} entries`);
  }
}

function assertClaimNames(role: Role): void {
  if (role.user_claim === '') throw invalid('a user claim must be defined on the role');
  if (role.user_claim_json_pointer) assertName('user_claim', role.user_claim);
  assertName('groups_claim', role.groups_claim);
}

function isBound({ bound_audiences, bound_subject, bound_claims, token }: Role): boolean {
  const lists = [bound_audiences, token.token_bound_cidrs, Object.keys(bound_claims)];
  return bound_subject !== '' || lists.some((list) => list.length > 0);
}

/** What one ought to know of a role that is not wrong. */
export function advise(role: Role, { max_lease_ttl }: SystemTtls): string[] {
  const advice: string[] = [];
  if (role.token.token_max_ttl > max_lease_ttl) {
    advice.push(
      "token_max_ttl is greater than the backend mount's maximum TTL value; issued tokens' max TTL value will be truncated",
    );
  }
  if (role.verbose_oidc_logging) {
    advice.push('verbose_oidc_logging has been enabled: claims go to the log. Not for production.');
  }
  if (role.role_type === 'jwt' && role.bound_audiences.length === 0) {
    advice.push(
      'The role has no bound_audiences: a token with an audience (aud) cannot log in at it.',
    );
  }
  if (role.callback_mode === 'direct' && role.oidc_disable_confirmation) {
    advice.push('oidc_disable_confirmation lets others have a login finished that they began.');
  }
  if (!role.token_policies_template_claims && role.token.token_policies.some(hasTemplate)) {
    advice.push('A policy has a template, but token_policies_template_claims is false.');
  }
  return advice;
}

/** A device needs no redirect. */
function needsRedirect({ callback_mode, allowed_redirect_uris }: Role): boolean {
  return callback_mode !== 'device' && allowed_redirect_uris.length === 0;
}

function assertPeriod({ token }: Role, { max_lease_ttl: max }: SystemTtls): void {
  const { token_period: period } = token;
  if (period <= max) return;
  throw invalid(
    `'period' of '"${formatDuration(period)}"' is greater than the backend's maximum lease TTL of '"${formatDuration(max)}"'`,
  );
}

function assertClaims({ bound_claims, bound_claims_type }: Role): void {
  for (const [name, value] of Object.entries(bound_claims)) {
    assertName('bound_claims', name);
    const values = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    if (values.length === 0) throw invalid(`claim "${name}" is bound to an empty list`);
    if (bound_claims_type === 'glob' && !values.every((item) => typeof item === 'string')) {
      const type = Array.isArray(value) ? 'claim is not a string' : 'claim is not a string or list';
      throw invalid(`${type}: ${name}`);
    }
    if (!values.every(canMatch)) {
      throw invalid(`claim "${name}" is bound to a value that no claim ever equals`);
    }
  }
}

/** Claims are compared as texts, booleans and whole numbers; of the latter, those that are stored as they are. */
function canMatch(value: JsonValue): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
}

function assertMappings(mappings: Readonly<Record<string, string>>): void {
  const targets = Object.values(mappings);
  if (targets.includes('role')) {
    throw invalid('metadata key "role" is reserved and may not be a mapping destination');
  }
  const twice = targets.find((target, i) => targets.indexOf(target) !== i);
  if (twice !== undefined) throw invalid(`multiple keys are mapped to metadata key "${twice}"`);
  for (const name of Object.keys(mappings)) assertName('claim_mappings', name);
}

/** A name that begins with a slash is a pointer. */
function assertName(field: string, name: string): void {
  if (name.startsWith('/') && !isPointer(name)) {
    throw invalid(`a name in '${field}' is no JSON pointer`);
  }
}

function invalid(reason: string): ApiError {
  return new ApiError('JWT_ROLE_INVALID', { values: { reason } });
}
