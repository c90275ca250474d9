import { ApiError } from '../../errors/api-error.ts';
import type { LoginResult, Renewal } from '../../framework/login.ts';
import { intersectCidrs, isInCidrs } from '../../lib/cidr.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import type { Context, Handle } from './context.ts';
import type { SecretId } from './records.ts';
import { findByRoleId, type NamedRole } from './role-id.ts';
import { type FoundSecretId, SecretIds } from './secret-ids.ts';

/** Stands in where there is no such role, so that the work is that for a wrong SecretID. */
const noRole = { uuid: 'none' };

/** Whose login it is, before it is proven: the name that failures are counted by. */
export function loginName({ body }: { readonly body: LoginBody }): string | undefined {
  return body.role_id?.trim() || undefined;
}

interface LoginBody {
  readonly role_id?: string | undefined;
  readonly secret_id?: string | undefined;
}

/**
 * Log a machine in. The use of its SecretID is counted in the commit that makes the token.
 *
 * @throws ApiError `APPROLE_FIELD_MISSING`; `LOGIN_SECRET_ID_INVALID`, alike for an unknown role and a wrong,
 *   ended or used-up SecretID; `APPROLE_ADDRESS_REFUSED`, `APPROLE_BOUNDS_APART`
 */
export const login: Handle['app-role-login'] = async ({ body, remoteAddress, now }, context) => {
  const role_id = loginName({ body });
  if (role_id === undefined) throw missing('role_id');
  const named = await findByRoleId(role_id, context);
  if (named && !named.role.bind_secret_id) {
    return { status: 200, login: identify(named, undefined, remoteAddress) };
  }
  const secret_id = body.secret_id?.trim() ?? '';
  if (secret_id === '') throw missing('secret_id');
  const secretIds = new SecretIds(named?.role ?? noRole, { context, now });
  if (!named) {
    secretIds.pretendToFind(secret_id);
    throw refused('unknown role');
  }
  const found = await secretIds.find(secret_id);
  if (!found) throw refused('wrong SecretID');
  const result = identify(named, found, remoteAddress);
  secretIds.use(found);
  return { status: 200, login: result };
};

/**
 * What a token of a role gets at its renewal: what the role says now. Its SecretID may be gone.
 *
 * @throws ApiError `APPROLE_GONE`
 */
export async function renew(entry: TokenEntry, { records }: Context): Promise<Renewal> {
  const stored = entry.login?.['role_name'];
  const name = typeof stored === 'string' ? stored : '';
  const role = await records.role.cached(name);
  if (!role) throw new ApiError('APPROLE_GONE', { values: { name } });
  const { token } = role;
  return {
    ttl: token.token_ttl,
    max_ttl: token.token_max_ttl,
    period: token.token_period,
    // the hard end was fixed when the token was made
    explicit_max_ttl: entry.explicit_max_ttl,
  };
}

function identify(
  { name, role }: NamedRole,
  found: FoundSecretId | undefined,
  address: string,
): LoginResult {
  if (found) assertAddress(address, found.record.cidr_list, 'the secret ID');
  assertAddress(address, role.secret_id_bound_cidrs, 'the role');
  const metadata = { ...found?.record.metadata, role_name: name };
  const accessor = found ? { secret_id_accessor: found.accessor } : {};
  return {
    alias: { name: role.role_id, metadata },
    displayName: '',
    metadata: { ...metadata, ...accessor },
    settings: { ...role.token, token_bound_cidrs: chooseTokenBounds(role, found?.record) },
    renewal: { role_name: name, ...accessor },
  };
}

function assertAddress(address: string, blocks: readonly string[], of: string): void {
  if (blocks.length === 0 || isInCidrs(address, blocks)) return;
  throw new ApiError('APPROLE_ADDRESS_REFUSED', { values: { address, of } });
}

/** Those of the SecretID, as far as they lie within those that the role has now. */
function chooseTokenBounds(
  { token }: NamedRole['role'],
  secretId: SecretId | undefined,
): readonly string[] {
  const own = secretId?.token_bound_cidrs ?? [];
  if (own.length === 0 || token.token_bound_cidrs.length === 0) {
    return own.length > 0 ? own : token.token_bound_cidrs;
  }
  const common = intersectCidrs(own, token.token_bound_cidrs);
  // an empty list would mean no bounds at all
  if (common.length === 0) throw new ApiError('APPROLE_BOUNDS_APART');
  return common;
}

function refused(detail: string): ApiError {
  return new ApiError('LOGIN_SECRET_ID_INVALID', { detail });
}

function missing(field: string): ApiError {
  return new ApiError('APPROLE_FIELD_MISSING', { values: { field } });
}
