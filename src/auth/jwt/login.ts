import { ApiError } from '../../errors/api-error.ts';
import type { Checks } from '../../framework/checks.ts';
import { type Renewal, renewalBy } from '../../framework/login.ts';
import { isInCidrs } from '../../lib/cidr.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toSeconds } from '../../lib/time.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import { completeClaims } from './complete-claims.ts';
import type { Context, Handle } from './context.ts';
import { identify } from './identity.ts';
import type { KeySource } from './keys/key-source.ts';
import { loadConfig } from './load-config.ts';
import { assertBoundClaims } from './match-claims.ts';
import {
  parseClaims,
  parseToken,
  TokenFormError,
  type UnverifiedToken,
} from '../../crypto/jws/parse-token.ts';
import type { Config, Role } from './records.ts';
import { verifyClaims } from './verify-claims.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * Log in with a signed token.
 *
 * @throws ApiError with one of the codes of its checks: `JWT_NOT_CONFIGURED`, `JWT_ROLE_UNNAMED`,
 *   `JWT_ROLE_UNKNOWN`, `JWT_ROLE_TYPE`, `JWT_MISSING`, `PERMISSION_DENIED`, those of `verifySignature`,
 *   `verifyClaims`, `completeClaims`, `identify` and `assertBoundClaims`
 */
export const login: Handle['jwt-login'] = async ({ body, remoteAddress, now }, context) => {
  const { checks, once } = context;
  const { config, peer, role, roleName } = await findRole(body.role, context);
  if (role.role_type === 'oidc') {
    const seen = { expected: 'jwt', received: 'oidc' };
    throw checks.fail('role_type', seen, new ApiError('JWT_ROLE_TYPE'));
  }
  checks.pass('role_type');
  const jwt = body.jwt ?? '';
  if (jwt === '') throw checks.fail('token', { received: 'none' }, new ApiError('JWT_MISSING'));
  assertAddress(role, remoteAddress, checks);
  const { keys, loginAlgorithms } = peer;
  const signed = await once(`signature:${config.revision}`, () =>
    settle(() => readSigned(jwt, { keys, allowed: loginAlgorithms })),
  );
  const claims = noteSignature(signed, checks);
  verifyClaims(claims, { role, bound_issuer: config.bound_issuer, now: toSeconds(now), checks });
  const accessToken = body.distributed_claim_access_token ?? '';
  const complete = await once(`groups:${config.revision}:${roleName}:${role.groups_claim}`, () =>
    completeClaims(claims, { config, role, accessToken, checks }),
  );
  const result = identify({ claims: complete, role, roleName, checks });
  assertBoundClaims(complete, role, checks);
  return { status: 200, login: result };
};

/** What a role of a configuration is found by. */
export interface FoundRole {
  readonly config: Config;
  readonly peer: NonNullable<Awaited<ReturnType<typeof loadConfig>>>['peer'];
  readonly role: Role;
  readonly roleName: string;
}

/** @throws ApiError `JWT_NOT_CONFIGURED`, `JWT_ROLE_UNNAMED`, `JWT_ROLE_UNKNOWN` */
export async function findRole(named: string | undefined, context: Context): Promise<FoundRole> {
  const { checks, records } = context;
  const found = await loadConfig(context);
  if (!found) throw checks.fail('configuration', {}, new ApiError('JWT_NOT_CONFIGURED'));
  checks.pass('configuration');
  const roleName = (named || found.config.default_role).toLowerCase();
  if (roleName === '') {
    throw checks.fail('role', { received: 'none' }, new ApiError('JWT_ROLE_UNNAMED'));
  }
  const role = await records.role.cached(roleName);
  if (!role) {
    const error = new ApiError('JWT_ROLE_UNKNOWN', { values: { name: roleName } });
    throw checks.fail('role', { expected: 'a role of this name', received: roleName }, error);
  }
  checks.pass('role', () => ({ received: roleName }));
  return { ...found, role, roleName };
}

/** @throws ApiError `PERMISSION_DENIED` */
export function assertAddress({ token }: Role, address: string, checks: Checks): void {
  const { token_bound_cidrs: blocks } = token;
  if (blocks.length > 0 && !isInCidrs(address, blocks)) {
    const seen = { expected: blocks.join(', '), received: address };
    throw checks.fail('address', seen, new ApiError('PERMISSION_DENIED'));
  }
  checks.pass('address');
}

/** What a signed text turned out to be, or why it is none. */
export type Signed =
  | { readonly claims: JsonObject; readonly header: UnverifiedToken['header'] }
  | { readonly error: ApiError };

/** Failures as values: they are told to the checks of each try. */
export async function settle(
  work: () => Promise<Exclude<Signed, { readonly error: ApiError }>>,
): Promise<Signed> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) return { error };
    throw error;
  }
}

/** @throws ApiError `JWT_MALFORMED`, and the codes of `verifySignature` */
export async function readSigned(
  text: string,
  by: { readonly keys: KeySource; readonly allowed: readonly string[] },
): Promise<Exclude<Signed, { readonly error: ApiError }>> {
  try {
    const token = parseToken(text);
    const payload = await verifySignature(token, by.keys, by.allowed);
    return { claims: parseClaims(payload), header: token.header };
  } catch (error) {
    if (!(error instanceof TokenFormError)) throw error;
    throw new ApiError('JWT_MALFORMED', { values: { reason: error.message } });
  }
}

/** @throws ApiError what came of reading the token */
export function noteSignature(signed: Signed, checks: Checks): JsonObject {
  if ('error' in signed) throw checks.fail(checkOf(signed.error), {}, signed.error);
  const { alg, kid = 'none' } = signed.header;
  checks.pass('token');
  checks.pass('keys');
  checks.pass('algorithm', { received: alg });
  checks.pass('signature', () => ({ received: `${alg}, key id ${kid}` }));
  return signed.claims;
}

function checkOf({ code }: ApiError): string {
  if (code === 'JWT_MALFORMED') return 'token';
  if (code === 'JWT_KEYS_UNREACHABLE') return 'keys';
  return code === 'JWT_ALGORITHM_REFUSED' ? 'algorithm' : 'signature';
}

/**
 * What a token of a role gets at its renewal: what the role says now. The token that it was got with is not
 * looked at again.
 *
 * @throws ApiError `JWT_ROLE_GONE`
 */
export async function renew(entry: TokenEntry, { records }: Context): Promise<Renewal> {
  const stored = entry.login?.['role'];
  const name = typeof stored === 'string' ? stored : '';
  const role = await records.role.cached(name);
  if (!role) throw new ApiError('JWT_ROLE_GONE', { values: { name } });
  return renewalBy(role.token, entry);
}
