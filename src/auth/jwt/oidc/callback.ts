import { ApiError } from '../../../errors/api-error.ts';
import type { Context, Handle } from '../context.ts';
import { loadConfig } from '../load-config.ts';
import { assertAddress } from '../login.ts';
import type { AuthRequest, Config } from '../records.ts';
import { answerDirect } from './direct.ts';
import { prove } from './prove.ts';
import { assertAgreed, gather, roleOf } from './provider-answer.ts';
import { assertNonce, findRequest, stateUnknown } from './requests.ts';

/**
 * Finish a login by browser. In the mode `direct` it is the browser that asks, and it gets a page.
 *
 * A state is good for one attempt: it is taken from the store before anything is decided, whichever process
 * began the login.
 *
 * @throws ApiError `OIDC_CALLBACK_NOT_CONFIGURED`, `OIDC_STATE_UNKNOWN`, `OIDC_NONCE_MISMATCH`,
 *   `OIDC_PROVIDER_REFUSED`, `OIDC_ISSUER_MIXED_UP`, `OIDC_ROLE_GONE`, `PERMISSION_DENIED`, `OIDC_NO_ANSWER`,
 *   and the codes of `exchangeCode` and `prove`
 */
export const finishLogin: Handle['jwt-oidc-callback'] = async (
  { body, remoteAddress, now },
  context,
) => {
  const { checks, once, records } = context;
  const loaded = await loadConfig(context);
  if (!loaded) {
    throw checks.fail('configuration', {}, new ApiError('OIDC_CALLBACK_NOT_CONFIGURED'));
  }
  checks.pass('configuration');
  const state = body.state ?? '';
  const begun = await records.request.get(state);
  if (begun?.mode === 'direct') return answerDirect(state, { body, now, context, ...loaded });
  const { config } = loaded;
  const request = await once(`take:${config.revision}`, () =>
    take(state, { config, now, context }),
  );
  checks.pass('state');
  assertNonce(request, body.client_nonce ?? '', context);
  assertAgreed(body, config, context);
  const role = await roleOf(request, context);
  assertAddress(role, remoteAddress, checks);
  const returned = { request, role, context, now, ...loaded };
  const evidence = await once(`evidence:${config.revision}`, () => gather(body, returned));
  return { status: 200, login: await prove(evidence, returned) };
};

/** @throws ApiError `OIDC_STATE_UNKNOWN` */
function take(
  state: string,
  { config, now, context }: { config: Config; now: number; context: Context },
): Promise<AuthRequest> {
  return context.apart(async ({ request: requests }) => {
    const request = await findRequest(state, { requests, config, now });
    if (request.mode !== 'client') throw stateUnknown();
    requests.remove(state);
    return request;
  });
}
