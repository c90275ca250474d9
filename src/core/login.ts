import { ApiError } from '../errors/api-error.ts';
import type { LoginResult } from '../framework/login.ts';
import type { AnyAnswer } from '../framework/operation.ts';
import type { RequestedTokenType } from '../framework/token-fields.ts';
import { isInCidrs } from '../lib/cidr.ts';
import { internalPolicyNames } from '../policy/builtin-policies.ts';
import { sanitizePolicyNames } from '../policy/sanitize-policies.ts';
import { calculateTtl } from '../token/calculate-ttl.ts';
import { identify } from './login-identity.ts';
import type { MountEntry, MountTokenType } from './mount-entry.ts';
import { mountTtls, type Scope } from './scope.ts';
import type { TokenService } from './token-service.ts';

/**
 * Make the token of a proven login: address bounds, identity, policies, lifetime, token.
 *
 * @param from - `path` is that of the request in its canonical spelling
 * @throws ApiError `PERMISSION_DENIED` outside the address bounds or of a disabled entity, `LOGIN_ROOT_POLICY`,
 *   `POLICY_NOT_ASSIGNABLE`
 */
export async function answerLogin(
  login: LoginResult,
  from: { scope: Scope; mount: MountEntry; path: string; tokens: TokenService },
): Promise<AnyAnswer> {
  const { scope, mount, path, tokens } = from;
  const { settings } = login;
  const bound_cidrs = boundAddresses(login, scope.request.remoteAddress);
  const { id: entity_id } = await identify(scope, mount, login);
  const policies = loginPolicies(login);
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
  const type = resolveTokenType(mount.config.token_type ?? 'default-service', settings.token_type);
  const token = await tokens.issue({
    type,
    policies,
    path,
    meta: login.metadata,
    display_name: displayName(mount, login.displayName),
    num_uses: type === 'batch' ? 0 : settings.token_num_uses,
    created_at: scope.now,
    creation_ttl: ttl,
    explicit_max_ttl: settings.token_explicit_max_ttl,
    period: settings.token_period,
    entity_id,
    bound_cidrs,
    renewable: type === 'service',
    expires_at: scope.now + ttl * 1000,
    renewed_at: 0,
    granted_ttl: ttl,
    mount_uuid: mount.uuid,
    has_lease: true,
    login: login.renewal,
  });
  return { status: 200, auth: await tokens.authAnswer(token, token.id), warnings };
}

function boundAddresses(login: LoginResult, remoteAddress: string): readonly string[] {
  const { token_bound_cidrs, token_strictly_bind_ip } = login.settings;
  if (token_bound_cidrs.length > 0 && !isInCidrs(remoteAddress, token_bound_cidrs)) {
    throw new ApiError('PERMISSION_DENIED', { detail: 'address outside token_bound_cidrs' });
  }
  return token_strictly_bind_ip ? [remoteAddress] : token_bound_cidrs;
}

function loginPolicies({ settings }: LoginResult): string[] {
  const addDefault = !settings.token_no_default_policy;
  const policies = sanitizePolicyNames(settings.token_policies, { addDefault });
  if (policies.includes('root')) throw new ApiError('LOGIN_ROOT_POLICY');
  const internal = policies.find((name) => internalPolicyNames.has(name));
  if (internal !== undefined) {
    throw new ApiError('POLICY_NOT_ASSIGNABLE', { values: { name: internal } });
  }
  return policies;
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
