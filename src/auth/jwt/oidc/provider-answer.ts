import { ApiError } from '../../../errors/api-error.ts';
import type { Context, Handle } from '../context.ts';
import type { AuthRequest, Config } from '../records.ts';
import { type Evidence, exchangeCode, type Returned } from './prove.ts';
import { plainErrorCode } from './token-endpoint.ts';

/** What a browser, or the client in its stead, comes back with. */
export type CallbackBody = Parameters<Handle['jwt-oidc-callback']>[0]['body'];

/** Stands for the code of a browser that came by form. */
export const NO_CODE = 'no_code';

/**
 * The provider may say no, and must be the one that was asked.
 *
 * @throws ApiError `OIDC_ISSUER_MIXED_UP`, `OIDC_PROVIDER_REFUSED`
 * @see RFC 6749 §4.1.2.1, RFC 9207 §2.4
 */
export function assertAgreed(body: CallbackBody, config: Config, { checks }: Context): void {
  const { iss = '', error = '' } = body;
  if (iss !== '' && iss !== config.oidc_discovery_url) {
    const seen = { expected: config.oidc_discovery_url };
    throw checks.fail('provider', seen, new ApiError('OIDC_ISSUER_MIXED_UP'));
  }
  if (error === '') return;
  const values = { reason: plainErrorCode(error) };
  throw checks.fail('provider', {}, new ApiError('OIDC_PROVIDER_REFUSED', { values }));
}

/** @throws ApiError `OIDC_ROLE_GONE` */
export async function roleOf(
  { role: name }: AuthRequest,
  { records, checks }: Context,
): Promise<Returned['role']> {
  const role = await records.role.cached(name);
  if (!role) throw checks.fail('role', {}, new ApiError('OIDC_ROLE_GONE'));
  checks.pass('role', () => ({ received: name }));
  return role;
}

/** @throws ApiError `OIDC_NO_ANSWER`, and the codes of `exchangeCode` */
export async function gather(body: CallbackBody, returned: Returned): Promise<Evidence> {
  const { posted } = returned.request;
  const given = body.code ?? '';
  const code = given === '' || given === NO_CODE ? (posted?.code ?? '') : given;
  if (code !== '') return exchangeCode(code, returned);
  const id_token = posted?.id_token ?? '';
  if (id_token !== '') return { code: '', id_token, access_token: '' };
  const error = new ApiError('OIDC_NO_ANSWER');
  throw returned.context.checks.fail('exchange', { expected: 'a code or an ID token' }, error);
}
