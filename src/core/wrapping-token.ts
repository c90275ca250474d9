import { ApiError } from '../errors/api-error.ts';
import { findCaller } from './admitted-caller.ts';
import type { Scope } from './scope.ts';
import type { Target } from './target.ts';
import type { WrappingService } from './wrapping-service.ts';

/** Whether a request is about a wrapping token, which must be in force before anything else is looked at. */
export function checksWrappingToken({ request }: Scope, { route }: Target): boolean {
  const { checksWrappingToken: checks } = route?.operation?.declaration ?? {};
  return checks === true && request.operation !== 'help';
}

/**
 * Refuse a wrapping token that is not in force before anybody is asked for a policy: whoever waits for a
 * wrapped answer must be told that it was opened, even with no right to more. Who asked is recorded all the
 * same, where another token tells it: this is how a theft shows.
 *
 * @throws ApiError `WRAPPING_TOKEN_INVALID`, `WRAPPING_TOKEN_MISSING`
 */
export async function assertWrappingToken(
  scope: Scope,
  wrapping: Pick<WrappingService, 'lookup'>,
): Promise<void> {
  try {
    await checkSent(scope, wrapping);
  } catch (error) {
    if (error instanceof ApiError) await noteWhoAsks(scope);
    throw error;
  }
}

async function noteWhoAsks({ request, transaction, configuration, now, trail }: Scope) {
  try {
    trail.noteCaller({ caller: await findCaller(request, { transaction, configuration, now }) });
  } catch (error) {
    // no token that tells who it is: the refusal stands without a name
    if (!(error instanceof ApiError)) throw error;
  }
}

async function checkSent(
  { request }: Scope,
  wrapping: Pick<WrappingService, 'lookup'>,
): Promise<void> {
  const isSent = Object.hasOwn(request.data, 'token');
  const sent = request.data['token'];
  if (isSent && typeof sent !== 'string') {
    const reason = 'could not decode token in request body';
    throw new ApiError('WRAPPING_TOKEN_MISSING', { values: { reason } });
  }
  await wrapping.lookup(typeof sent === 'string' ? sent : undefined);
}

/**
 * Whether the request's own token is the wrapping token that its handler will use up. One that is sent in the
 * fields too is no other: its only use must not be spent on asking.
 */
export function bringsWrappingToken({ request }: Scope, { route }: Target): boolean {
  if (route?.operation?.declaration.takesWrappingToken !== true) return false;
  const { data, token } = request;
  return !Object.hasOwn(data, 'token') || (token !== '' && data['token'] === token);
}
