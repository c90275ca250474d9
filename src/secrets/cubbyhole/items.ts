import type { MountContext } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import { folderOf } from '../../storage/folders.ts';
import type { operations } from './operations.ts';

/** What the handlers are given. */
export type Context = MountContext<Readonly<Record<string, never>>, 'cubbyhole'>;
type Handle = Handlers<typeof operations, Context>;

const wrappedWarning =
  'Reading "cubbyhole/response" is deprecated. Send the wrapping token to "sys/wrapping/unwrap" instead, which checks it before it is used up.';

/** Read an item; a wrapping token finds its answer here, as the oldest clients look for it. */
export const readItem: Handle['cubbyhole-read'] = async ({ params }, { services, caller }) => {
  const item = await services.cubbyhole.get(params.path);
  if (!item) throw new ApiError('NOT_FOUND');
  const warnings = caller?.token.entry.wrapping ? { warnings: [wrappedWarning] } : {};
  return { status: 200, data: item, ...warnings };
};

/** List a folder. */
export const listItems: Handle['cubbyhole-list'] = async ({ params, body }, { services }) => {
  const keys = await services.cubbyhole.list(folderOf(params.path), body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Whether a write would replace an item, rather than make one. */
export async function itemExists(
  { params }: { readonly params: { readonly path: string } },
  { services }: Context,
): Promise<boolean> {
  return (await services.cubbyhole.get(params.path)) !== undefined;
}

/**
 * Keep an item, in place of what was there.
 *
 * @throws ApiError `CUBBYHOLE_PATH_MISSING`, `CUBBYHOLE_DATA_MISSING`
 */
export const writeItem: Handle['cubbyhole-write'] = async ({ params, data }, { services }) => {
  if (params.path === '') throw new ApiError('CUBBYHOLE_PATH_MISSING');
  if (Object.keys(data).length === 0) throw new ApiError('CUBBYHOLE_DATA_MISSING');
  await services.cubbyhole.put(params.path, data);
  return { status: 204 };
};

/** Delete an item, or none. */
export const deleteItem: Handle['cubbyhole-delete'] = async ({ params }, { services }) => {
  await services.cubbyhole.remove(params.path);
  return { status: 204 };
};
