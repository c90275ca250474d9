import { ApiError } from '../../../errors/api-error.ts';
import type { RawAnswer } from '../../../framework/operation.ts';
import type { Context } from '../context.ts';
import type { Peer } from '../keys/peer.ts';
import type { AuthRequest, Config } from '../records.ts';
import { writePage } from './pages.ts';
import { prove, type Returned } from './prove.ts';
import { assertAgreed, type CallbackBody, gather, NO_CODE, roleOf } from './provider-answer.ts';
import { endOf, findRequest, stateUnknown } from './requests.ts';

/** A browser that came back to this server. */
export interface DirectReturn {
  readonly body: CallbackBody;
  readonly now: number;
  readonly config: Config;
  readonly peer: Peer;
  readonly context: Context;
}

/** A page with its status. */
export interface PageAnswer {
  readonly status: number;
  readonly raw: RawAnswer;
}

/**
 * Answer a browser that came back to this server by a page; the client that began the login polls for its end.
 *
 * The person is asked first whether they began it, and from where: whoever sends somebody else the address of
 * a login would otherwise get a token for them (CVE-2026-33757).
 */
export async function answerDirect(state: string, from: DirectReturn): Promise<PageAnswer> {
  const { body, config, context, now } = from;
  const { records, once } = context;
  try {
    const request = await findRequest(state, { requests: records.request, config, now });
    context.checks.pass('state');
    assertAgreed(body, config, context);
    const role = await roleOf(request, context);
    if (body.confirmation !== '1' && !role.oidc_disable_confirmation) {
      return askConfirmation(state, request, body.code);
    }
    const claimed = await once(`claim:${config.revision}`, () => claim(state, from));
    const returned: Returned = { ...from, request: claimed, role };
    const evidence = await once(`evidence:${config.revision}`, () => gather(body, returned));
    const proven = await prove(evidence, returned);
    // the tokens of the provider have served their purpose
    const { posted: _posted, ...kept } = claimed;
    records.request.put(state, { ...kept, is_claimed: true, proven }, endOf(claimed));
    return { status: 200, raw: writePage(success) };
  } catch (error) {
    throw asPage(error);
  }
}

/** A refusal that a browser is shown; what the server itself failed at stays as it is. */
export function asPage(error: unknown): unknown {
  if (error instanceof ApiError && error.status < 500) {
    error.page = writePage(refusal(error.message));
  }
  return error;
}

/** Of several browsers that confirm at once one goes on. @throws ApiError `OIDC_STATE_UNKNOWN` */
function claim(state: string, { config, context, now }: DirectReturn): Promise<AuthRequest> {
  return context.apart(async ({ request: requests }) => {
    const request = await findRequest(state, { requests, config, now });
    if (request.is_claimed) throw stateUnknown();
    requests.put(state, { ...request, is_claimed: true }, endOf(request));
    return request;
  });
}

/** The page on which a person says that they began the login. */
export function askConfirmation(
  state: string,
  request: AuthRequest,
  code: string | undefined,
): PageAnswer {
  const raw = writePage({
    title: 'Did you begin this login?',
    lines: [
      `Somebody at the address ${request.from} wants to log in as you, at the role ${request.role}.`,
      'Go on only if that was you, a moment ago. Otherwise close this window.',
    ],
    button: {
      text: 'Yes, log me in there',
      values: { state, code: code || NO_CODE, confirmation: '1' },
    },
  });
  return { status: 200, raw };
}

/** The page of a login that came to nothing. */
export function refusal(reason: string) {
  const prefix = 'Vault login failed.';
  const detail = reason.startsWith(prefix) ? reason.slice(prefix.length).trim() : reason;
  return { title: prefix, lines: [detail] };
}

const success = {
  title: 'You are logged in.',
  lines: ['You may close this window and go back to where you began.'],
};
