import type { TokenService } from '../../core/token-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Token } from '../../token/token-entry.ts';
import { callerOf, type Handle } from './context.ts';

/** End a token and all below it; one that is unknown has ended already. */
export const revoke: Handle['token-revoke'] = async ({ body }, { services: { tokens } }) => {
  if (!body.token) throw new ApiError('TOKEN_ID_MISSING');
  const token = await tokens.find(body.token);
  if (token) await revokeTree(token, tokens);
  return { status: 204 };
};

/** End the caller's own token. */
export const revokeSelf: Handle['token-revoke-self'] = async (
  _request,
  { services: { tokens } },
) => {
  await revokeTree(await tokens.own(), tokens);
  return { status: 204 };
};

/** End the token of an accessor. */
export const revokeAccessor: Handle['token-revoke-accessor'] = async (
  { body },
  { services: { tokens } },
) => {
  if (!body.accessor) throw new ApiError('ACCESSOR_MISSING');
  const token = await tokens.store.findByAccessor(body.accessor);
  if (!token) return { status: 200, warnings: ['No token found with this accessor'] };
  await revokeTree(token, tokens);
  return { status: 204 };
};

/** End a token alone. The path itself is open to all policies, so sudo is asked for here. */
export const revokeOrphan: Handle['token-revoke-orphan'] = async ({ body }, context) => {
  const { tokens } = context.services;
  if (!body.token) throw new ApiError('TOKEN_ID_MISSING');
  if (!callerOf(context).hasSudo) {
    throw new ApiError('TOKEN_NEEDS_SUDO', { values: { action: 'revoke and orphan' } });
  }
  const token = await tokens.find(body.token);
  if (!token) throw new ApiError('TOKEN_TO_REVOKE_NOT_FOUND');
  assertRevocable(token);
  await tokens.store.revokeOrphan(token);
  return { status: 204 };
};

async function revokeTree(token: Token, tokens: TokenService): Promise<void> {
  assertRevocable(token);
  await tokens.store.revoke(token);
}

function assertRevocable({ entry }: Token): void {
  if (entry.type === 'batch') throw new ApiError('TOKEN_BATCH_NOT_REVOCABLE');
}
