import { ApiError } from '../../errors/api-error.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import type { Context, Handle } from './context.ts';
import { type FoundSecretId, SecretIds } from './secret-ids.ts';

interface SecretIdRequest {
  readonly params: { readonly role_name: string };
  readonly body: {
    readonly secret_id?: string | undefined;
    readonly secret_id_accessor?: string | undefined;
  };
  readonly now: number;
}

/**
 * List the accessors of a role's SecretIDs.
 *
 * @throws ApiError `APPROLE_UNKNOWN_LISTED`: a 404 would read as an empty list
 */
export const listSecretIds: Handle['app-role-list-secret-ids'] = async (request, context) => {
  const secretIds = await secretIdsOf(request, context, 'APPROLE_UNKNOWN_LISTED');
  const keys = await secretIds.accessors(request.body);
  if (keys.length === 0) throw new ApiError('NOT_FOUND');
  return { status: 200, data: { keys } };
};

/**
 * Read what is known of a SecretID; nothing where there is none.
 *
 * @throws ApiError `APPROLE_FIELD_MISSING`, `APPROLE_UNKNOWN`
 */
export const lookUpSecretId: Handle['app-role-look-up-secret-id'] = async (request, context) => {
  const found = await findBySecretId(request, context);
  return found ? { status: 200, data: show(found) } : { status: 204 };
};

/**
 * Read what is known of the SecretID of an accessor.
 *
 * @throws ApiError `APPROLE_FIELD_MISSING`, `APPROLE_UNKNOWN`
 */
export const lookUpAccessor: Handle['app-role-look-up-secret-id-by-accessor'] = async (
  request,
  context,
) => {
  const { found } = await findByAccessor(request, context);
  if (found) return { status: 200, data: show(found) };
  return { status: 404, data: { error: 'failed to find accessor entry for secret_id_accessor' } };
};

/**
 * Destroy a SecretID, or none.
 *
 * @throws ApiError `APPROLE_FIELD_MISSING`, `APPROLE_UNKNOWN`
 */
export async function destroySecretId(request: SecretIdRequest, context: Context) {
  const found = await findBySecretId(request, context);
  if (found) (await secretIdsOf(request, context)).remove(found);
  return { status: 204 as const };
}

/**
 * Destroy the SecretID of an accessor.
 *
 * @throws ApiError `APPROLE_FIELD_MISSING`, `APPROLE_UNKNOWN`, `SECRET_ID_ACCESSOR_UNKNOWN`
 */
export async function destroyByAccessor(request: SecretIdRequest, context: Context) {
  const { found, secretIds } = await findByAccessor(request, context);
  if (!found) throw new ApiError('SECRET_ID_ACCESSOR_UNKNOWN');
  secretIds.remove(found);
  return { status: 204 as const };
}

/**
 * Answer to who asks for space to be freed. Whoever sweeps the store does so all the time: an ended SecretID
 * goes by the index of ends, those of a deleted role by the note that its deletion left, and nothing else
 * can be left over, since SecretID and accessor are one row.
 */
export const tidy: Handle['app-role-tidy-secret-id'] = () => ({
  status: 202,
  data: null,
  warnings: [
    "Tidy operation successfully started. Any information from the operation will be printed to the server's logs.",
  ],
});

async function secretIdsOf(
  request: Pick<SecretIdRequest, 'params' | 'now'>,
  context: Context,
  unknown: 'APPROLE_UNKNOWN' | 'APPROLE_UNKNOWN_LISTED' = 'APPROLE_UNKNOWN',
): Promise<SecretIds> {
  const { role_name } = request.params;
  const role = await context.records.role.cached(role_name);
  if (!role) throw new ApiError(unknown, { values: { name: role_name } });
  return new SecretIds(role, { context, now: request.now });
}

async function findBySecretId(
  request: SecretIdRequest,
  context: Context,
): Promise<FoundSecretId | undefined> {
  const secret_id = need(request.body.secret_id?.trim(), 'secret_id');
  return (await secretIdsOf(request, context)).find(secret_id);
}

async function findByAccessor(request: SecretIdRequest, context: Context) {
  const accessor = need(request.body.secret_id_accessor, 'secret_id_accessor');
  const secretIds = await secretIdsOf(request, context);
  return { found: await secretIds.findByAccessor(accessor), secretIds };
}

function need(value: string | undefined, field: string): string {
  if (!value) throw new ApiError('APPROLE_FIELD_MISSING', { values: { field } });
  return value;
}

function show({ accessor, record }: FoundSecretId): JsonObject {
  return {
    secret_id_accessor: accessor,
    secret_id_num_uses: record.num_uses,
    secret_id_ttl: record.ttl,
    creation_time: toRfc3339(record.created_at),
    expiration_time: momentOrNever(record.expires_at),
    last_updated_time: toRfc3339(record.updated_at),
    last_used_time: momentOrNever(record.used_at),
    metadata: record.metadata,
    cidr_list: record.cidr_list,
    token_bound_cidrs: record.token_bound_cidrs,
  };
}

/** The zero time of the original stands for "never". */
function momentOrNever(ms: number): string {
  return ms === 0 ? '0001-01-01T00:00:00Z' : toRfc3339(ms);
}
