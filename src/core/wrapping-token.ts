import { ApiError } from '../errors/api-error.ts';
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
 * wrapped answer must be told that it was opened, even with no right to more.
 *
 * @throws ApiError `WRAPPING_TOKEN_INVALID`, `WRAPPING_TOKEN_MISSING`
 */
export async function assertWrappingToken(
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
