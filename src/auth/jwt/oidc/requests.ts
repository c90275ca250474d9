import { constantTimeEqual } from '../../../crypto/constant-time-equal.ts';
import { ApiError } from '../../../errors/api-error.ts';
import { failedCheck } from '../../../framework/checks.ts';
import type { Collection } from '../../../storage/records.ts';
import type { Context } from '../context.ts';
import { AUTH_REQUEST_MS, type AuthRequest, type Config } from '../records.ts';

/** Longest text that is looked up. */
const MAX_STATE_LENGTH = 200;

/** When a login that was begun is over, milliseconds. */
export function endOf({ created_at }: AuthRequest): number {
  return created_at + AUTH_REQUEST_MS;
}

/** What stands for the nonce of a client in the store. */
export function hashNonce(nonce: string, { keyedHash }: Context): string {
  return nonce === '' ? '' : Buffer.from(keyedHash('client-nonce', nonce)).toString('hex');
}

/** No login awaits what came with this state. */
export function stateUnknown(): ApiError {
  const error = new ApiError('OIDC_STATE_UNKNOWN');
  return failedCheck('state', { expected: 'a login that was begun' }, error);
}

/**
 * A login that was begun with the configuration of today and is not over.
 *
 * @throws ApiError `OIDC_STATE_UNKNOWN`
 */
export async function findRequest(
  state: string,
  of: { requests: Collection<AuthRequest>; config: Config; now: number },
): Promise<AuthRequest> {
  const isName = state !== '' && state.length <= MAX_STATE_LENGTH;
  const request = isName ? await of.requests.get(state) : undefined;
  if (!request || request.revision !== of.config.revision || of.now >= endOf(request)) {
    throw stateUnknown();
  }
  return request;
}

/** @throws ApiError `OIDC_NONCE_MISMATCH` where the login was begun with another nonce */
export function assertNonce(request: AuthRequest, nonce: string, context: Context): void {
  const { checks } = context;
  const { client_nonce_hash: expected } = request;
  const received = hashNonce(nonce, context);
  if (expected !== '' && !constantTimeEqual(expected, received)) {
    throw checks.fail('client_nonce', {}, new ApiError('OIDC_NONCE_MISMATCH'));
  }
  checks.pass('client_nonce');
}
