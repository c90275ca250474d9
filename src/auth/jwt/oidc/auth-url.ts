import { createHash } from 'node:crypto';
import { randomBase62 } from '../../../crypto/random.ts';
import { ApiError } from '../../../errors/api-error.ts';
import type { JsonValue } from '../../../lib/json.ts';
import type { Context, Handle } from '../context.ts';
import { reasonOf } from '../keys/fetch-document.ts';
import type { ProviderMetadata } from '../keys/provider.ts';
import { isOidc, loadConfig } from '../load-config.ts';
import { assertAddress, findRole, type FoundRole } from '../login.ts';
import type { AuthRequest } from '../records.ts';
import { type Beginning, isWebAddress, scopesOf } from './beginning.ts';
import { beginDevice } from './device.ts';
import { isRedirectAllowed, splitNamespace } from './redirect-uri.ts';
import { endOf, hashNonce } from './requests.ts';

const MAX_REDIRECT_LENGTH = 2048;
const MAX_NONCE_LENGTH = 512;
/** Seconds between two polls where the role says nothing. */
const USUAL_POLL_INTERVAL = 5;

/** The answer where a browser cannot be sent anywhere; why is told by the log alone. */
const nowhere = { status: 200, data: { auth_url: '' } } as const;

/**
 * Begin a login by browser: where to send it.
 *
 * @throws ApiError `JWT_NOT_CONFIGURED`, `OIDC_NOT_CONFIGURED`, `JWT_ROLE_UNNAMED`, `OIDC_REDIRECT_MISSING`,
 *   `JWT_ROLE_UNKNOWN`, `OIDC_NONCE_REQUIRED`, `PERMISSION_DENIED`
 */
export const beginLogin: Handle['jwt-oidc-request-authorization-url'] = async (
  { body, remoteAddress, now },
  context,
) => {
  const { redirect_uri = '', client_nonce = '' } = body;
  await assertOidc(context);
  const found = await findRoleOf(body.role, redirect_uri, context);
  const { config, role, roleName } = found;
  assertAddress(role, remoteAddress, context.checks);
  if (role.callback_mode !== 'client' && client_nonce === '') {
    throw new ApiError('OIDC_NONCE_REQUIRED');
  }
  const isTooLong =
    redirect_uri.length > MAX_REDIRECT_LENGTH || client_nonce.length > MAX_NONCE_LENGTH;
  if (isTooLong) return nowhere;
  const metadata = await reachProvider(found, context);
  if (!metadata) return nowhere;
  const request: AuthRequest = {
    role: roleName,
    revision: config.revision,
    mode: role.callback_mode,
    redirect_uri: '',
    client_nonce_hash: hashNonce(client_nonce, context),
    nonce: `n_${randomBase62(context.random, 20)}`,
    code_verifier: randomBase62(context.random, 43),
    created_at: now,
    from: remoteAddress,
    poll_interval: role.poll_interval || USUAL_POLL_INTERVAL,
    polled_at: 0,
  };
  return role.callback_mode === 'device'
    ? beginDevice(request, { config, role, metadata, context })
    : beginBrowser(request, { config, role, metadata, context, redirect_uri });
};

async function assertOidc(context: Context): Promise<void> {
  const loaded = await loadConfig(context);
  if (!loaded) throw new ApiError('JWT_NOT_CONFIGURED');
  if (!isOidc(loaded.config)) throw new ApiError('OIDC_NOT_CONFIGURED');
}

/** An address to come back to is asked for before the role is looked up, unless the role needs none. */
async function findRoleOf(
  named: string | undefined,
  redirect: string,
  context: Context,
): Promise<FoundRole> {
  try {
    const found = await findRole(named, context);
    if (redirect !== '' || found.role.callback_mode === 'device') return found;
  } catch (error) {
    const isUnknown = error instanceof ApiError && error.code === 'JWT_ROLE_UNKNOWN';
    if (!isUnknown || redirect !== '') throw error;
  }
  throw new ApiError('OIDC_REDIRECT_MISSING');
}

async function reachProvider(
  { peer }: FoundRole,
  { services, mount }: Context,
): Promise<ProviderMetadata | undefined> {
  try {
    return await peer.provider.metadata();
  } catch (error) {
    const details = { mount: mount.path, reason: reasonOf(error) };
    services.log('warn', 'a provider cannot be reached', details);
    return undefined;
  }
}

function beginBrowser(
  begun: AuthRequest,
  of: Beginning & { readonly redirect_uri: string },
): { readonly status: 200; readonly data: Readonly<Record<string, JsonValue>> } {
  const { config, role, metadata, context } = of;
  const { records, services, mount, random } = context;
  const split = config.namespace_in_state
    ? splitNamespace(of.redirect_uri)
    : { uri: of.redirect_uri, namespace: '' };
  if (!isRedirectAllowed(split.uri, role.allowed_redirect_uris)) {
    const details = { mount: mount.path, role: begun.role };
    services.log('warn', 'a redirect is not among allowed_redirect_uris of the role', details);
    return nowhere;
  }
  if (!isWebAddress(metadata.authorization_endpoint)) {
    services.log('warn', 'a provider names no page for logins', { mount: mount.path });
    return nowhere;
  }
  const isForm = config.oidc_response_mode === 'form_post';
  const redirect_uri = isForm ? split.uri.replace('ui/vault', 'v1') : split.uri;
  const request = { ...begun, redirect_uri };
  const state = `st_${randomBase62(random, 24)}`;
  records.request.create(state, request, endOf(request));
  const shownState = split.namespace === '' ? state : `${state},ns=${split.namespace}`;
  const auth_url = buildAuthUrl(shownState, request, { config, role, metadata });
  const polled =
    request.mode === 'direct' ? { state, poll_interval: String(request.poll_interval) } : {};
  return { status: 200, data: { auth_url, ...polled } };
}

/** @see OpenID Connect Core §3.1.2.1, RFC 7636 §4.3 */
function buildAuthUrl(
  state: string,
  request: AuthRequest,
  { config, role, metadata }: Pick<Beginning, 'config' | 'role' | 'metadata'>,
): string {
  const url = new URL(metadata.authorization_endpoint);
  const isImplicit = config.oidc_response_types.includes('id_token');
  const challenge = createHash('sha256').update(request.code_verifier).digest('base64url');
  const parameters = {
    client_id: config.oidc_client_id,
    redirect_uri: request.redirect_uri,
    response_type: isImplicit ? 'id_token' : 'code',
    scope: scopesOf(role),
    state,
    nonce: request.nonce,
    ...(isImplicit ? {} : { code_challenge: challenge, code_challenge_method: 'S256' }),
    ...(config.oidc_response_mode === 'form_post' ? { response_mode: 'form_post' } : {}),
    ...(role.max_age > 0 ? { max_age: String(role.max_age) } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.searchParams.sort();
  return url.href;
}
