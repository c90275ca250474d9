import type { TokenService } from '../../core/token-service.ts';
import { ApiError } from '../../errors/api-error.ts';
import { pageOfNames } from '../../storage/records.ts';
import type { Token } from '../../token/token-entry.ts';
import type { Handle } from './context.ts';

/** List the accessors of all tokens that may be used now. */
export const listAccessors: Handle['token-list-accessors'] = async ({ body }, { services }) => {
  const keys = pageOfNames(await services.tokens.store.accessors(), body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/**
 * The token of an accessor.
 *
 * @throws ApiError `ACCESSOR_MISSING`, `ACCESSOR_INVALID`
 */
export async function requireAccessor(
  accessor: string | undefined,
  tokens: TokenService,
): Promise<Token> {
  if (!accessor) throw new ApiError('ACCESSOR_MISSING');
  const token = await tokens.store.findByAccessor(accessor);
  if (!token) throw new ApiError('ACCESSOR_INVALID');
  return token;
}
