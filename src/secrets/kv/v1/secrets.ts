import type { MountContext } from '../../../core/mount-context.ts';
import { ApiError } from '../../../errors/api-error.ts';
import type { Handlers } from '../../../framework/operation.ts';
import { folderOf } from '../../../storage/folders.ts';
import type { operations } from './operations.ts';
import { secretLifetime } from './secret-lifetime.ts';

/** What the handlers are given. */
export type Context = MountContext<Readonly<Record<string, never>>>;
type Handle = Handlers<typeof operations, Context>;

/** Read a secret. */
export const readSecret: Handle['kv-v1-read'] = async ({ params }, { folders, ttls }) => {
  const secret = await folders.get(params.path);
  if (!secret) throw new ApiError('NOT_FOUND');
  const lease_duration = secretLifetime(secret, ttls.default_lease_ttl);
  return { status: 200, data: secret, lease_duration };
};

/** List a folder. */
export const listSecrets: Handle['kv-v1-list'] = async ({ params, body }, { folders }) => {
  const keys = await folders.list(folderOf(params.path), body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** List all that lies below a folder. */
export const scanSecrets: Handle['kv-v1-scan'] = async ({ params, body }, { folders }) => {
  const keys = await folders.scan(folderOf(params.path), body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/** Whether a write would replace a secret, rather than make one. */
export async function secretExists(
  { params }: { readonly params: { readonly path: string } },
  { folders }: Context,
): Promise<boolean> {
  return (await folders.get(params.path)) !== undefined;
}

/**
 * Write a secret, in place of what was there.
 *
 * @throws ApiError `KV_PATH_MISSING`, `KV_DATA_MISSING`
 */
export const writeSecret: Handle['kv-v1-write'] = async ({ params, data }, { folders }) => {
  if (params.path === '') throw new ApiError('KV_PATH_MISSING');
  if (Object.keys(data).length === 0) throw new ApiError('KV_DATA_MISSING');
  await folders.put(params.path, data);
  return { status: 204 };
};

/** Delete a secret, or none. */
export const deleteSecret: Handle['kv-v1-delete'] = async ({ params }, { folders }) => {
  await folders.remove(params.path);
  return { status: 204 };
};
