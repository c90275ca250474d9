import { ApiError } from '../../../errors/api-error.ts';
import type { Context, Handle } from '../context.ts';
import { reasonOf } from '../keys/fetch-document.ts';
import { loadConfig } from '../load-config.ts';
import { assertAddress } from '../login.ts';
import type { AuthRequest, Config } from '../records.ts';
import { type Evidence, prove, reachMetadata, readTokens, type Returned } from './prove.ts';
import { roleOf } from './provider-answer.ts';
import { assertNonce, endOf, findRequest, stateUnknown } from './requests.ts';
import { callProvider, type ProviderAnswer } from './token-endpoint.ts';

/**
 * Answer a client that waits for a person: a token once the login is finished.
 *
 * @throws ApiError `OIDC_PENDING`, `OIDC_SLOW_DOWN`, `OIDC_STATE_UNKNOWN`, `OIDC_NONCE_MISMATCH`,
 *   `OIDC_ROLE_GONE`, `PERMISSION_DENIED`, `OIDC_DEVICE_REFUSED`, and the codes of `prove`
 * @see RFC 8628 §3.4, §3.5
 */
export const poll: Handle['jwt-oidc-poll'] = async ({ body, remoteAddress, now }, context) => {
  const { checks, once, records } = context;
  const loaded = await loadConfig(context);
  if (!loaded) {
    throw checks.fail('configuration', {}, new ApiError('OIDC_CALLBACK_NOT_CONFIGURED'));
  }
  checks.pass('configuration');
  const { config } = loaded;
  const { state = '', client_nonce = '' } = body;
  const request = await once(`poll:${config.revision}`, () =>
    notePoll(state, { config, now, context, client_nonce }),
  );
  checks.pass('state');
  const role = await roleOf(request, context);
  assertAddress(role, remoteAddress, checks);
  const returned = { request, role, context, now, ...loaded };
  const login = request.device_code
    ? await prove(
        await once(`evidence:${config.revision}`, () => askForTokens(state, returned)),
        returned,
      )
    : request.proven;
  if (!login) throw new ApiError('OIDC_PENDING');
  // one client gets the token: the row must still be there when it is committed
  await findRequest(state, { requests: records.request, config, now });
  records.request.remove(state);
  return { status: 200, login };
};

/** Only a client that knows the nonce counts as polling. */
function notePoll(
  state: string,
  of: { config: Config; now: number; context: Context; client_nonce: string },
): Promise<AuthRequest> {
  const { config, now, context, client_nonce } = of;
  return context.apart(async ({ request: requests }) => {
    const request = await findRequest(state, { requests, config, now });
    if (request.mode === 'client') throw stateUnknown();
    assertNonce(request, client_nonce, context);
    if (now - request.polled_at < request.poll_interval * 1000)
      throw new ApiError('OIDC_SLOW_DOWN');
    const noted = { ...request, polled_at: now };
    requests.put(state, noted, endOf(request));
    return noted;
  });
}

async function askForTokens(state: string, returned: Returned): Promise<Evidence> {
  const { config, request, context } = returned;
  const metadata = await reachMetadata(returned);
  const parameters = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: request.device_code ?? '',
  };
  const endpoint = metadata.token_endpoint;
  let answer: ProviderAnswer;
  try {
    answer = await callProvider({ config, metadata, endpoint, parameters });
  } catch (error) {
    const failure = new ApiError('OIDC_PROVIDER_UNREACHABLE', { detail: reasonOf(error) });
    throw context.checks.fail('provider', {}, failure);
  }
  if (answer.error === '') return readTokens(answer, context);
  if (answer.error === 'authorization_pending') throw new ApiError('OIDC_PENDING');
  if (answer.error === 'slow_down') throw new ApiError('OIDC_SLOW_DOWN');
  await context.apart(async ({ request: requests }) => requests.remove(state));
  const values = { reason: answer.error };
  throw context.checks.fail('exchange', {}, new ApiError('OIDC_DEVICE_REFUSED', { values }));
}
