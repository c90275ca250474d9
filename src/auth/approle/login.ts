import { ApiError } from '../../errors/api-error.ts';
import { type Checks, masked } from '../../framework/checks.ts';
import { type LoginResult, type Renewal, renewalBy } from '../../framework/login.ts';
import { intersectCidrs, isInCidrs } from '../../lib/cidr.ts';
import { toRfc3339 } from '../../lib/time.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import type { Context, Handle } from './context.ts';
import type { SecretId } from './records.ts';
import { findByRoleId, type NamedRole } from './role-id.ts';
import { type FoundSecretId, SecretIds } from './secret-ids.ts';

/** The checks of a login, in their order; those of the SecretID are skipped by roles that bind none. */
export const checks = [
  'role_id_given',
  'secret_id_given',
  'role_id',
  'secret_id',
  'secret_id_cidrs',
  'role_cidrs',
  'token_cidrs',
] as const;

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
  const { checks } = context;
  const role_id = given('role_id', loginName({ body }), checks);
  const named = await findByRoleId(role_id, context);
  if (named && !named.role.bind_secret_id) {
    checks.pass('role_id', () => seenRole(named));
    return { status: 200, login: identify(named, undefined, { remoteAddress, checks }) };
  }
  const secret_id = given('secret_id', body.secret_id?.trim(), checks);
  const secretIds = new SecretIds(named?.role ?? noRole, { context, now });
  if (!named) {
    secretIds.pretendToFind(secret_id);
    const seen = { expected: 'the RoleID of a role', received: 'one of no role' };
    throw checks.fail('role_id', seen, refused('unknown role'));
  }
  checks.pass('role_id', () => seenRole(named));
  const found = await secretIds.find(secret_id);
  if (!found) {
    const received = secretIds.endedAt
      ? `one whose end was ${toRfc3339(secretIds.endedAt)}`
      : masked(secret_id);
    const seen = { ...seenSecretId, received };
    throw checks.fail('secret_id', seen, refused('wrong SecretID'));
  }
  checks.pass('secret_id', () => ({ ...seenSecretId, received: `accessor ${found.accessor}` }));
  const result = identify(named, found, { remoteAddress, checks });
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
  return renewalBy(role.token, entry);
}

function identify(
  { name, role }: NamedRole,
  found: FoundSecretId | undefined,
  from: LoginPlace,
): LoginResult {
  if (found) assertAddress(found.record.cidr_list, from, secretIdBounds);
  assertAddress(role.secret_id_bound_cidrs, from, roleBounds);
  const metadata = { ...found?.record.metadata, role_name: name };
  const accessor = found ? { secret_id_accessor: found.accessor } : {};
  return {
    alias: { name: role.role_id, metadata },
    displayName: '',
    metadata: { ...metadata, ...accessor },
    settings: {
      ...role.token,
      token_bound_cidrs: chooseTokenBounds(role, found?.record, from.checks),
    },
    role: name,
    // a broker may fetch tokens for others; without a SecretID these bounds may be all that keeps strangers out
    ...(found && { isForElsewhere: true }),
    renewal: { role_name: name, ...accessor },
  };
}

/** Where a login comes from, and where it notes that. */
interface LoginPlace {
  readonly remoteAddress: string;
  readonly checks: Checks;
}

const secretIdBounds = { check: 'secret_id_cidrs', of: 'the secret ID' };
const roleBounds = { check: 'role_cidrs', of: 'the role' };

function assertAddress(
  blocks: readonly string[],
  { remoteAddress: address, checks }: LoginPlace,
  { check, of }: typeof roleBounds,
): void {
  const seen = () => ({ expected: blocks.join(', ') || 'any address', received: address });
  if (blocks.length === 0 || isInCidrs(address, blocks)) return checks.pass(check, seen);
  const error = new ApiError('APPROLE_ADDRESS_REFUSED', { values: { address, of } });
  throw checks.fail(check, seen, error);
}

/** Those of the SecretID, as far as they lie within those that the role has now. */
function chooseTokenBounds(
  { token }: NamedRole['role'],
  secretId: SecretId | undefined,
  checks: Checks,
): readonly string[] {
  const own = secretId?.token_bound_cidrs ?? [];
  if (own.length === 0 || token.token_bound_cidrs.length === 0) {
    checks.pass('token_cidrs');
    return own.length > 0 ? own : token.token_bound_cidrs;
  }
  const common = intersectCidrs(own, token.token_bound_cidrs);
  const seen = () => ({
    expected: `within those of the role: ${token.token_bound_cidrs.join(', ')}`,
    received: `those of the SecretID: ${own.join(', ')}`,
  });
  // an empty list would mean no bounds at all
  if (common.length === 0) {
    throw checks.fail('token_cidrs', seen, new ApiError('APPROLE_BOUNDS_APART'));
  }
  checks.pass('token_cidrs', seen);
  return common;
}

function refused(detail: string): ApiError {
  return new ApiError('LOGIN_SECRET_ID_INVALID', { detail });
}

function given(field: 'role_id' | 'secret_id', value: string | undefined, checks: Checks): string {
  const name = `${field}_given`;
  if (value !== undefined && value !== '') {
    checks.pass(name);
    return value;
  }
  const error = new ApiError('APPROLE_FIELD_MISSING', { values: { field } });
  throw checks.fail(name, { expected: `a ${field}`, received: 'none' }, error);
}

function seenRole({ name }: NamedRole) {
  return { expected: 'the RoleID of a role', received: `that of role ${name}` };
}

const seenSecretId = { expected: 'a SecretID of the role that is in force' };
