import { ApiError } from '../../errors/api-error.ts';
import { matchesGlob } from '../../lib/glob.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import { lowerLimit } from './lower-limit.ts';
import { type NewToken, readDuration } from './read-new-token.ts';
import type { TokenRole } from './records.ts';

/** A request for a token, and the rules under which it is made. */
export interface Creation {
  readonly body: NewToken;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isOrphanPath?: true;
  readonly role?: { readonly name: string; readonly rules: TokenRole };
}

/**
 * What the new token is and how often it may be used.
 *
 * @throws ApiError `TOKEN_TYPE_INVALID`, `TOKEN_BATCH_FIELD`, `TOKEN_BATCH_FIELD_UNREADABLE`,
 *   `TOKEN_USES_NEGATIVE`
 */
export function chooseKind({ body, role }: Creation): Pick<TokenEntry, 'type' | 'num_uses'> {
  const type = chooseType(body, role?.rules);
  if (type === 'batch') assertBatchFields(body);
  return { type, num_uses: chooseUses(body, role?.rules, type) };
}

function chooseType({ type = '' }: NewToken, role: TokenRole | undefined): TokenEntry['type'] {
  const forced = role?.token_type;
  if (forced === 'service' || forced === 'batch') return forced;
  if (type === 'service' || type === 'batch') return type;
  if (type !== '') throw new ApiError('TOKEN_TYPE_INVALID');
  return forced === 'default-batch' ? 'batch' : 'service';
}

function assertBatchFields(body: NewToken): void {
  if (isSet(body, 'explicit_max_ttl')) throw batchField('explicit_max_ttl');
  if (body.num_uses) throw batchField('num_uses');
  if (isSet(body, 'period')) throw batchField('period');
}

function isSet(body: NewToken, field: 'explicit_max_ttl' | 'period'): boolean {
  try {
    return readDuration(body, field) !== 0;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'TOKEN_DURATION_NEGATIVE') return true;
    throw new ApiError('TOKEN_BATCH_FIELD_UNREADABLE', { values: { field }, cause: error });
  }
}

function batchField(field: string): ApiError {
  return new ApiError('TOKEN_BATCH_FIELD', { values: { field } });
}

/** That of the token or of its role. A batch token cannot count, so it cannot be limited. */
function chooseUses(
  { num_uses = 0 }: NewToken,
  role: TokenRole | undefined,
  type: TokenEntry['type'],
): number {
  if (num_uses < 0) throw new ApiError('TOKEN_USES_NEGATIVE');
  const limit = lowerLimit(num_uses, role?.token_num_uses ?? 0);
  if (limit > 0 && type === 'batch') throw batchField('num_uses');
  return limit;
}

/**
 * Refuse an entity alias that the role does not allow.
 *
 * @throws ApiError `TOKEN_ALIAS_NEEDS_ROLE`, `TOKEN_ALIAS_NOT_ALLOWED`
 */
export function assertEntityAlias({ body, role }: Creation): void {
  const { entity_alias } = body;
  if (!entity_alias) return;
  if (!role) throw new ApiError('TOKEN_ALIAS_NEEDS_ROLE');
  const alias = entity_alias.toLowerCase();
  const allowed = role.rules.allowed_entity_aliases ?? [];
  if (!allowed.some((glob) => matchesGlob(glob, alias))) {
    throw new ApiError('TOKEN_ALIAS_NOT_ALLOWED');
  }
}

/**
 * Ids of the caller's own need sudo.
 *
 * @throws ApiError `TOKEN_NEEDS_SUDO`
 */
export function assertMayChooseId({ body }: Creation, hasSudo: boolean): void {
  if (body.id && !hasSudo) {
    throw new ApiError('TOKEN_NEEDS_SUDO', { values: { action: 'specify token id' } });
  }
}

/**
 * The policy "root" is handed on by root tokens alone: sudo is not enough.
 *
 * @throws ApiError `TOKEN_ROOT_NEEDS_ROOT`, `TOKEN_ROOT_IS_BATCH`
 */
export function assertMayBeRoot(
  policies: readonly string[],
  { parent, type }: { parent: TokenEntry; type: TokenEntry['type'] },
): void {
  if (!policies.includes('root')) return;
  if (!parent.policies.includes('root')) throw new ApiError('TOKEN_ROOT_NEEDS_ROOT');
  if (type === 'batch') throw new ApiError('TOKEN_ROOT_IS_BATCH');
}

/**
 * Whether the new token has no parent; with a role, the role alone decides.
 *
 * @throws ApiError `TOKEN_NEEDS_SUDO`
 */
export function chooseOrphan({ body, role, isOrphanPath }: Creation, hasSudo: boolean): boolean {
  if (role) return role.rules.orphan;
  if (body.no_parent && !hasSudo) {
    throw new ApiError('TOKEN_NEEDS_SUDO', { values: { action: 'create orphan token' } });
  }
  return body.no_parent === true || isOrphanPath === true;
}
