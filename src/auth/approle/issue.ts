import { randomUuid } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { parseBlocksWithin } from './address-bounds.ts';
import type { Context, Handle } from './context.ts';
import type { issueInput } from './fields.ts';
import { parseMetadata } from './parse-metadata.ts';
import type { Role, SecretId } from './records.ts';
import { MAX_ID_BYTES } from './role-id.ts';
import { assertUses } from './role-settings.ts';
import { SecretIds } from './secret-ids.ts';

type IssueInput = Decoded<typeof issueInput>;

/**
 * Issue a SecretID.
 *
 * @throws ApiError `APPROLE_UNKNOWN`, `SECRET_ID_NOT_BOUND`, `APPROLE_CIDR_INVALID`, `APPROLE_CIDR_WIDER`,
 *   `APPROLE_NEGATIVE`, `SECRET_ID_USES_WIDER`, `SECRET_ID_TTL_WIDER`, `APPROLE_METADATA_INVALID`,
 *   `APPROLE_METADATA_REFUSED`
 */
export const issueSecretId: Handle['app-role-write-secret-id'] = (
  { params, body, now },
  context,
) => {
  const secret_id = randomUuid(context.random);
  return issue({ ...params, secret_id, now }, body, context);
};

/**
 * Register a SecretID that was chosen elsewhere.
 *
 * @throws ApiError as `issueSecretId`, and `APPROLE_FIELD_MISSING`, `APPROLE_ID_TOO_LONG`,
 *   `SECRET_ID_TAKEN`
 */
export const issueCustomSecretId: Handle['app-role-write-custom-secret-id'] = (
  { params, body, now },
  context,
) => {
  const secret_id = body.secret_id?.trim() ?? '';
  if (secret_id === '') {
    throw new ApiError('APPROLE_FIELD_MISSING', { values: { field: 'secret_id' } });
  }
  if (Buffer.byteLength(secret_id) > MAX_ID_BYTES) {
    const values = { field: 'secret_id', max: MAX_ID_BYTES };
    throw new ApiError('APPROLE_ID_TOO_LONG', { values });
  }
  return issue({ ...params, secret_id, now }, body, context);
};

async function issue(
  what: { readonly role_name: string; readonly secret_id: string; readonly now: number },
  input: IssueInput,
  context: Context,
) {
  const { role_name, secret_id, now } = what;
  const role = await context.records.role.cached(role_name);
  if (!role) throw new ApiError('APPROLE_UNKNOWN', { values: { name: role_name } });
  if (!role.bind_secret_id) throw new ApiError('SECRET_ID_NOT_BOUND');
  const { record, granted } = createRecord(role, input, { context, now });
  const accessor = await new SecretIds(role, { context, now }).add(secret_id, record);
  return {
    status: 200 as const,
    data: {
      secret_id,
      secret_id_accessor: accessor,
      secret_id_num_uses: record.num_uses,
      secret_id_ttl: granted,
    },
  };
}

/** What is kept, and the lifetime that is granted, in seconds. */
function createRecord(
  role: Role,
  input: IssueInput,
  { context, now }: { context: Context; now: number },
): { record: SecretId; granted: number } {
  const { cidr_list = [], token_bound_cidrs = [] } = input;
  const bounds = {
    cidr_list: parseBlocksWithin(cidr_list, role.secret_id_bound_cidrs, 'CIDR'),
    token_bound_cidrs: parseBlocksWithin(
      token_bound_cidrs,
      role.token.token_bound_cidrs,
      'token CIDR',
    ),
  };
  const num_uses = chooseUses(role, input);
  const ttl = chooseTtl(role, input);
  const granted = Math.min(ttl, context.ttls.max_lease_ttl);
  const record = {
    num_uses,
    ttl,
    expires_at: granted === 0 ? 0 : now + granted * 1000,
    created_at: now,
    updated_at: now,
    used_at: 0,
    metadata: chooseMetadata(role, input),
    ...bounds,
  };
  return { record, granted };
}

function chooseUses({ secret_id_num_uses: most }: Role, { num_uses }: IssueInput): number {
  const uses = assertUses('num_uses', num_uses ?? most);
  const isWider = most > 0 && (uses === 0 || uses > most);
  if (isWider) throw new ApiError('SECRET_ID_USES_WIDER');
  return uses;
}

function chooseTtl({ secret_id_ttl: most }: Role, { ttl = most }: IssueInput): number {
  const isWider = most > 0 && (ttl === 0 || ttl > most);
  if (isWider) throw new ApiError('SECRET_ID_TTL_WIDER');
  return ttl;
}

function chooseMetadata({ secret_id_metadata_refused }: Role, { metadata }: IssueInput) {
  // Terraform sends an empty text where nothing is said
  if (metadata === undefined || metadata.trim() === '') return {};
  if (secret_id_metadata_refused) throw new ApiError('APPROLE_METADATA_REFUSED');
  return parseMetadata(metadata);
}
