import { ApiError } from '../errors/api-error.ts';
import type { Checks } from '../framework/checks.ts';
import type { LoginResult } from '../framework/login.ts';
import type { AnyAnswer } from '../framework/operation.ts';
import type { RequestedTokenType } from '../framework/token-fields.ts';
import { isInCidrs } from '../lib/cidr.ts';
import { internalPolicyNames } from '../policy/builtin-policies.ts';
import { sanitizePolicyNames } from '../policy/sanitize-policies.ts';
import type { EntityView } from '../identity/identity-store.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import { calculateTtl } from '../token/calculate-ttl.ts';
import { identify } from './login-identity.ts';
import type { MountEntry, MountTokenType } from './mount-entry.ts';
import { mountTtls, type Scope } from './scope.ts';
import type { TokenService } from './token-service.ts';

/** The checks that the core adds to those of every method, in their order. */
export const coreLoginChecks = ['address', 'identity', 'policies', 'token_type'] as const;

/** Where a login came in. `path` is that of the request in its canonical spelling. */
interface LoginPlace {
  readonly scope: Scope;
  readonly mount: MountEntry;
  readonly path: string;
}

/** The token that a proven login gets, before it is made. */
export interface PlannedToken {
  readonly entry: Omit<TokenEntry, 'accessor'>;
  readonly entity: EntityView;
  readonly warnings: readonly string[];
}

/**
 * Make the token of a proven login.
 *
 * @throws ApiError see `planToken`
 */
export async function answerLogin(
  login: LoginResult,
  { tokens, ...place }: LoginPlace & { readonly tokens: TokenService },
): Promise<AnyAnswer> {
  const { entry, warnings } = await planToken(login, place);
  const token = await tokens.issue(entry);
  const auth = await tokens.authAnswer(token, token.id);
  return { status: 200, auth, warnings: [...warnings, ...tokens.warnings] };
}

/**
 * What the token of a proven login would be: address bounds, identity, policies, lifetime. The entity is made
 * or refreshed in the transaction of the scope.
 *
 * @throws ApiError `PERMISSION_DENIED` outside the address bounds or of a disabled entity, `LOGIN_ROOT_POLICY`,
 *   `POLICY_NOT_ASSIGNABLE`, `TOKEN_BATCH_FIELD` where the mount makes batch tokens, which cannot count, and the
 *   role limits their uses
 */
export async function planToken(
  login: LoginResult,
  { scope, mount, path }: LoginPlace,
): Promise<PlannedToken> {
  const { settings } = login;
  const bound_cidrs = boundAddresses(login, scope);
  const entity = await identify(scope, mount, login);
  const policies = loginPolicies(login, scope.checks);
  const ttls = mountTtls(scope.parts, mount);
  const { ttl, warnings } = calculateTtl({
    mountDefault: ttls.default_lease_ttl,
    mountMax: ttls.max_lease_ttl,
    roleTtl: settings.token_ttl,
    roleMax: settings.token_max_ttl,
    period: settings.token_period,
    explicitMax: settings.token_explicit_max_ttl,
    startedAt: scope.now,
    now: scope.now,
  });
  const type = loginType(login, mount, scope.checks);
  const entry = {
    type,
    policies,
    path,
    meta: login.metadata,
    display_name: displayName(mount, login.displayName),
    num_uses: settings.token_num_uses,
    created_at: scope.now,
    creation_ttl: ttl,
    explicit_max_ttl: settings.token_explicit_max_ttl,
    period: settings.token_period,
    entity_id: entity.id,
    bound_cidrs,
    renewable: type === 'service',
    expires_at: scope.now + ttl * 1000,
    renewed_at: 0,
    granted_ttl: ttl,
    mount_uuid: mount.uuid,
    has_lease: true,
    login: login.renewal,
    ...(login.role !== undefined && { login_role: login.role }),
    alias: login.alias.name,
  };
  return { entry, entity, warnings };
}

function boundAddresses(login: LoginResult, { request, checks }: Scope): readonly string[] {
  const { remoteAddress } = request;
  const { token_bound_cidrs, token_strictly_bind_ip } = login.settings;
  // a token that is bound to the address of its login is for no other: that one must lie within the bounds
  const isForElsewhere = login.isForElsewhere === true && !token_strictly_bind_ip;
  const bounds = isForElsewhere ? [] : token_bound_cidrs;
  const seen = () => ({ expected: bounds.join(', ') || 'any address', received: remoteAddress });
  if (bounds.length > 0 && !isInCidrs(remoteAddress, bounds)) {
    const detail = 'address outside token_bound_cidrs';
    throw checks.fail('address', seen, new ApiError('PERMISSION_DENIED', { detail }));
  }
  checks.pass('address', seen);
  return token_strictly_bind_ip ? [remoteAddress] : token_bound_cidrs;
}

function loginPolicies({ settings }: LoginResult, checks: Checks): string[] {
  const addDefault = !settings.token_no_default_policy;
  const policies = sanitizePolicyNames(settings.token_policies, { addDefault });
  if (policies.includes('root')) {
    const seen = { expected: 'no policy "root"', received: 'root' };
    throw checks.fail('policies', seen, new ApiError('LOGIN_ROOT_POLICY'));
  }
  const internal = policies.find((name) => internalPolicyNames.has(name));
  if (internal !== undefined) {
    const error = new ApiError('POLICY_NOT_ASSIGNABLE', { values: { name: internal } });
    const seen = { expected: 'policies that may be assigned', received: internal };
    throw checks.fail('policies', seen, error);
  }
  checks.pass('policies', () => ({ received: policies.join(', ') }));
  return policies;
}

/** Roles of batch tokens have no limit of uses; that their mount makes batch tokens may have been decided later. */
function loginType(
  { settings }: LoginResult,
  { config }: MountEntry,
  checks: Checks,
): TokenEntry['type'] {
  const type = resolveTokenType(config.token_type ?? 'default-service', settings.token_type);
  const uses = settings.token_num_uses;
  const received = `${type}, ${uses === 0 ? 'any number of' : uses} uses`;
  if (type === 'batch' && uses > 0) {
    const error = new ApiError('TOKEN_BATCH_FIELD', { values: { field: 'num_uses' } });
    throw checks.fail('token_type', { expected: 'no limit of uses', received }, error);
  }
  checks.pass('token_type', () => ({ received }));
  return type;
}

/** `auth/corp/ldap/` and `bob` → `corp-ldap-bob`. */
function displayName(mount: MountEntry, name: string): string {
  const prefix = mount.path.replace(/^auth\//, '').replaceAll('/', '-');
  return (prefix + name).replace(/-$/, '');
}

/** The mount may force a type; its default gives way to what the role asks for. */
export function resolveTokenType(
  mountType: MountTokenType,
  roleType: RequestedTokenType,
): 'service' | 'batch' {
  if (mountType === 'service' || mountType === 'batch') return mountType;
  if (roleType !== 'default') return roleType;
  return mountType === 'default-batch' ? 'batch' : 'service';
}
