import { ApiError } from '../../errors/api-error.ts';
import { singleFieldHandlers } from '../../framework/single-field.ts';
import { mergeTokenSettings, publicTokenSettings } from '../../framework/token-fields.ts';
import type { Context, Handle } from './context.ts';
import { createPasswordHash, type PasswordInput } from './create-password-hash.ts';
import type { User } from './records.ts';

/** List the users. */
export const listUsers: Handle['userpass-list-users'] = async ({ body }, { records }) => {
  const keys = await records.user.list(body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Read a user. */
export const readUser: Handle['userpass-read-user'] = async ({ params }, { records }) => {
  const user = await records.user.get(params.username);
  if (!user) throw new ApiError('NOT_FOUND');
  return { status: 200, data: publicTokenSettings(user.token) };
};

/** Whether a write would change a user, rather than make one. */
export async function userExists(
  { params }: { readonly params: { readonly username: string } },
  { records }: Context,
): Promise<boolean> {
  return (await records.user.get(params.username)) !== undefined;
}

/**
 * Make a user, or change what is given of one.
 *
 * @throws ApiError `PASSWORD_MISSING` for a new user, `TOKEN_FIELD_INVALID`, and what `createPasswordHash`
 *   refuses
 */
export const writeUser: Handle['userpass-write-user'] = async ({ params, body }, context) => {
  const { records } = context;
  const stored = await records.user.get(params.username);
  if (!stored && !body.password && !body.password_hash) throw new ApiError('PASSWORD_MISSING');
  const token = mergeTokenSettings(stored?.token, body);
  const password_hash = (await createPasswordHash(body, context)) ?? stored?.password_hash;
  if (password_hash === undefined) throw new ApiError('PASSWORD_MISSING');
  records.user.put(params.username, { password_hash, token });
  return { status: 204 };
};

/** Delete a user, or none. */
export const deleteUser: Handle['userpass-delete-user'] = ({ params }, { records }) => {
  records.user.remove(params.username);
  return { status: 204 };
};

const settings = singleFieldHandlers<{ readonly username: string }, Context, User>({
  collection: ({ records }) => records.user,
  nameOf: ({ username }) => username,
  absent: 'USER_UNKNOWN',
});

/**
 * Set a new password. Tokens stay.
 *
 * @throws ApiError `USER_UNKNOWN`, `PASSWORD_MISSING`, and what `createPasswordHash` refuses
 */
export const resetPassword: Handle['userpass-reset-password'] = settings.write(
  async (user, body: PasswordInput, context) => {
    const password_hash = await createPasswordHash(body, context);
    if (password_hash === undefined) throw new ApiError('PASSWORD_MISSING');
    return { ...user, password_hash };
  },
);

/**
 * Change the policies alone.
 *
 * @throws ApiError `USER_UNKNOWN`, `TOKEN_FIELD_INVALID`
 */
export const updatePolicies: Handle['userpass-update-policies'] = settings.write(
  (user, body: Parameters<typeof mergeTokenSettings>[1]) => ({
    ...user,
    token: mergeTokenSettings(user.token, body),
  }),
);
