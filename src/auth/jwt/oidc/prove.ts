import { ApiError } from '../../../errors/api-error.ts';
import type { LoginResult } from '../../../framework/login.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { completeClaims } from '../complete-claims.ts';
import type { Context } from '../context.ts';
import { identify } from '../identity.ts';
import { reasonOf } from '../keys/fetch-document.ts';
import type { Peer } from '../keys/peer.ts';
import type { ProviderMetadata } from '../keys/provider.ts';
import { assertBoundClaims } from '../match-claims.ts';
import type { AuthRequest, Config, Role } from '../records.ts';
import { callProvider, type ProviderAnswer } from './token-endpoint.ts';
import { mergeUserinfo } from './userinfo.ts';
import { verifyIdToken } from './verify-id-token.ts';

/** A login whose browser has come back. */
export interface Returned {
  readonly request: AuthRequest;
  readonly config: Config;
  readonly peer: Peer;
  readonly role: Role;
  readonly context: Context;
  readonly now: number;
}

/** What the provider gave; empty: nothing. */
export interface Evidence {
  readonly code: string;
  readonly id_token: string;
  readonly access_token: string;
}

/** @throws ApiError `OIDC_PROVIDER_UNREACHABLE` */
export async function reachMetadata({ peer, context }: Returned): Promise<ProviderMetadata> {
  try {
    const metadata = await peer.provider.metadata();
    context.checks.pass('provider');
    return metadata;
  } catch (error) {
    const failure = new ApiError('OIDC_PROVIDER_UNREACHABLE', { detail: reasonOf(error) });
    throw context.checks.fail('provider', {}, failure);
  }
}

/**
 * Exchange a code for tokens.
 *
 * @throws ApiError `OIDC_EXCHANGE_FAILED`, `OIDC_PROVIDER_UNREACHABLE`
 * @see OpenID Connect Core §3.1.3, RFC 7636 §4.5
 */
export async function exchangeCode(code: string, returned: Returned): Promise<Evidence> {
  const { request, config, context } = returned;
  const metadata = await reachMetadata(returned);
  const { redirect_uri, code_verifier } = request;
  const parameters = { grant_type: 'authorization_code', code, redirect_uri, code_verifier };
  const endpoint = metadata.token_endpoint;
  let answer: ProviderAnswer;
  try {
    answer = await callProvider({ config, metadata, endpoint, parameters });
  } catch (error) {
    throw exchangeFailed(context, 'the provider cannot be reached', reasonOf(error));
  }
  if (answer.error !== '') throw exchangeFailed(context, answer.error);
  return { ...readTokens(answer, context), code };
}

/** @throws ApiError `OIDC_EXCHANGE_FAILED` where a token is missing */
export function readTokens({ document }: ProviderAnswer, context: Context): Evidence {
  const { id_token, access_token } = document;
  if (typeof id_token !== 'string' || typeof access_token !== 'string') {
    throw exchangeFailed(context, 'the provider answered without id_token or access_token');
  }
  context.checks.pass('exchange');
  return { id_token, access_token, code: '' };
}

function exchangeFailed({ checks }: Context, reason: string, detail?: string): ApiError {
  const details = { values: { reason }, ...(detail === undefined ? {} : { detail }) };
  return checks.fail(
    'exchange',
    { received: reason },
    new ApiError('OIDC_EXCHANGE_FAILED', details),
  );
}

/**
 * Who a person is by what the provider gave. The provider is asked once; what the role says is looked at in each
 * try of the request.
 *
 * @throws ApiError the codes of `verifyIdToken`, `completeClaims`, `identify`, `assertBoundClaims`
 */
export async function prove(evidence: Evidence, returned: Returned): Promise<LoginResult> {
  const { request, config, peer, role, context, now } = returned;
  const { checks, once } = context;
  const { access_token, code } = evidence;
  const bounds = { config, peer, role, request, code, access_token, now, checks };
  const verified = await verifyIdToken(evidence.id_token, bounds);
  const told = await once(`userinfo:${config.revision}`, () =>
    askUserinfo(verified, access_token, returned),
  );
  const claims = await once(`groups:${config.revision}:${role.groups_claim}`, () =>
    completeClaims(told, { config, role, accessToken: access_token, checks }),
  );
  logClaims(claims, returned);
  const result = identify({ claims, role, roleName: request.role, checks });
  assertBoundClaims(claims, role, checks);
  return result;
}

async function askUserinfo(
  claims: JsonObject,
  access_token: string,
  returned: Returned,
): Promise<JsonObject> {
  if (access_token === '') return claims;
  const { config, context } = returned;
  const metadata = await reachMetadata(returned);
  return mergeUserinfo(claims, { config, metadata, access_token, context });
}

function logClaims(claims: JsonObject, { role, request, context }: Returned): void {
  if (!role.verbose_oidc_logging) return;
  const details = { mount: context.mount.path, role: request.role, claims };
  context.services.log('debug', 'claims of a browser login', details);
}
