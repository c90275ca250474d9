import { ApiError } from '../../../errors/api-error.ts';
import type { Context, Handle } from '../context.ts';
import { loadConfig } from '../load-config.ts';
import { NO_CODE } from './provider-answer.ts';
import type { Config } from '../records.ts';
import { plainErrorCode } from './token-endpoint.ts';
import { askConfirmation, asPage, type PageAnswer, refusal } from './direct.ts';
import { tellOpener, writePage } from './pages.ts';
import { endOf, findRequest, stateUnknown } from './requests.ts';

const MAX_LENGTH = 65_536;

type FormBody = Parameters<Handle['jwt-oidc-callback-form-post']>[0]['body'];

/**
 * Keep what a provider sends by form, until the client asks for it with the state, and tell the window that
 * waits for it.
 *
 * @throws ApiError `OIDC_CALLBACK_NOT_CONFIGURED`, `VERB_UNKNOWN` where the provider is not asked for forms
 */
export const takeForm: Handle['jwt-oidc-callback-form-post'] = async ({ body, now }, context) => {
  const loaded = await loadConfig(context);
  if (!loaded) throw new ApiError('OIDC_CALLBACK_NOT_CONFIGURED');
  const { config } = loaded;
  if (config.oidc_response_mode !== 'form_post') throw new ApiError('VERB_UNKNOWN');
  try {
    return await keep(body, { config, now, context });
  } catch (error) {
    throw asPage(error);
  }
};

async function keep(
  { state = '', code = '', id_token = '', error = '' }: FormBody,
  { config, now, context }: { config: Config; now: number; context: Context },
): Promise<PageAnswer> {
  const { checks, records, mount } = context;
  const request = await findRequest(state, { requests: records.request, config, now });
  if (request.posted || code.length > MAX_LENGTH || id_token.length > MAX_LENGTH) {
    throw stateUnknown();
  }
  if (error !== '') {
    const values = { reason: plainErrorCode(error) };
    throw checks.fail('provider', {}, new ApiError('OIDC_PROVIDER_REFUSED', { values }));
  }
  records.request.put(state, { ...request, posted: { code, id_token } }, endOf(request));
  if (request.mode === 'direct') return askConfirmation(state, request, undefined);
  if (!request.redirect_uri.includes(`/v1/${mount.path}`)) {
    // what was sent is kept all the same: a program at the redirect may have passed it on
    return { status: 400, raw: writePage(refusal('Invalid redirect path.')) };
  }
  const path = mount.path.replace(/^auth\//, '').replace(/\/$/, '');
  const script = tellOpener({ source: 'oidc-callback', path, code: NO_CODE, state });
  const lines = ['This window closes by itself. If it does not, close it.'];
  return { status: 200, raw: writePage({ title: 'You are being logged in.', lines, script }) };
}
