import type { Caller, MountContext } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';
import type { records } from './records.ts';

/** What the handlers of the token method are given. */
export type TokenContext = MountContext<typeof records, 'tokens' | 'policies' | 'explain'>;

/** The handlers of the token method, by operation. */
export type Handle = Handlers<typeof operations, TokenContext>;

/**
 * Who makes the request.
 *
 * @throws ApiError `TOKEN_INVALID`, although the method has no operation that needs no token
 */
export function callerOf({ caller }: Pick<TokenContext, 'caller'>): Caller {
  if (!caller) throw new ApiError('TOKEN_INVALID', { detail: 'no caller' });
  return caller;
}
