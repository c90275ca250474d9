import { ApiError } from '../../errors/api-error.ts';
import { matchesGlob } from '../../lib/glob.ts';
import type { Token, TokenEntry } from '../../token/token-entry.ts';
import { chooseLifetime } from './choose-lifetime.ts';
import { choosePolicies } from './choose-policies.ts';
import { callerOf, type Handle, type TokenContext } from './context.ts';
import {
  assertOwnId,
  assertSize,
  displayNameOf,
  type NewToken,
  readDuration,
} from './read-new-token.ts';
import type { TokenRole } from './records.ts';

const OWN_ID_WARNING =
  'A token ID of your own choice is only as secret as it is hard to guess; leave out "id" to get a random one.';

/** A request for a token, and the rules under which it is made. */
interface Creation {
  readonly body: NewToken;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isOrphanPath?: true;
  readonly role?: { readonly name: string; readonly rules: TokenRole };
}

/** Make a token below that of the caller. */
export const create: Handle['token-create'] = ({ body, path, now }, context) =>
  createToken({ body, path, now }, context);

/** Make a token without a parent. */
export const createOrphan: Handle['token-create-orphan'] = ({ body, path, now }, context) =>
  createToken({ body, path, now, isOrphanPath: true }, context);

/** Make a token by the rules of a role. */
export const createByRole: Handle['token-create-against-role'] = async (request, context) => {
  const { body, path, now } = request;
  const name = request.params.role_name ?? '';
  const rules = await context.records.role.get(name);
  if (!rules) throw new ApiError('TOKEN_ROLE_UNKNOWN', { values: { name } });
  // a role that is changed at this moment must not hand out what it no longer allows
  context.records.role.require(name);
  return createToken({ body, path, now, role: { name, rules } }, context);
};

/** The checks stand in the order in which their refusals are answered. */
async function createToken(creation: Creation, context: TokenContext) {
  const { body, role, now } = creation;
  const { tokens } = context.services;
  const parent = await requireParent(context);
  const { hasSudo } = callerOf(context);
  const type = chooseType(body, role?.rules);
  if (type === 'batch') assertBatchFields(body);
  const num_uses = chooseUses(body, role?.rules, type);
  assertEntityAlias(body, role?.rules);
  assertSize(body);
  if (body.id) assertMayChooseId(hasSudo);
  const policies = choosePolicies({
    requested: body.policies ?? [],
    leavesOutDefault: body.no_default_policy === true,
    parentPolicies: parent.entry.policies,
    hasSudo,
    rules: role?.rules,
  });
  assertRoot(policies, { parent: parent.entry, type });
  const isOrphan = chooseOrphan(creation, hasSudo);
  const mount = tokens.ttlsOf(context.mount);
  const choice = { body, type, policies, parent: parent.entry, hasSudo, mount, now };
  const lifetime = chooseLifetime({ ...choice, role: role?.rules });
  if (body.id && type === 'service') assertOwnId(body.id);
  const token = await tokens.issue(
    {
      ...describe(creation, { parent, isOrphan, isEndless: lifetime.ttl === 0 }),
      type,
      policies,
      num_uses,
      creation_ttl: lifetime.ttl,
      granted_ttl: lifetime.ttl,
      explicit_max_ttl: lifetime.explicit_max_ttl,
      period: lifetime.period,
      renewable: type === 'service' && lifetime.ttl > 0 && isRenewable(creation),
      expires_at: lifetime.ttl === 0 ? 0 : now + lifetime.ttl * 1000,
      mount_uuid: context.mount.uuid,
    },
    type === 'service' ? body.id || undefined : undefined,
  );
  const warnings = [
    ...lifetime.warnings,
    ...(body.id ? [OWN_ID_WARNING] : []),
    ...(await warnOfUnknown(policies, context)),
  ];
  return { status: 200, auth: tokens.authAnswer(token, token.id), warnings } as const;
}

/** The caller's token as it is stored now: during its last use it is gone already. */
async function requireParent(context: TokenContext): Promise<Token> {
  const parent = await context.services.tokens.store.find(callerOf(context).token.id);
  if (!parent) throw new ApiError('TOKEN_PARENT_MISSING');
  if (parent.entry.type === 'batch') throw new ApiError('TOKEN_PARENT_IS_BATCH');
  if (parent.entry.num_uses > 0) throw new ApiError('TOKEN_PARENT_IS_LIMITED');
  return parent;
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

/** The smaller of two limits, where 0 is none. A batch token cannot count, so it cannot be limited. */
function chooseUses(
  { num_uses = 0 }: NewToken,
  role: TokenRole | undefined,
  type: TokenEntry['type'],
): number {
  if (num_uses < 0) throw new ApiError('TOKEN_USES_NEGATIVE');
  const limits = [num_uses, role?.token_num_uses ?? 0].filter((limit) => limit > 0);
  if (limits.length > 0 && type === 'batch') throw batchField('num_uses');
  return limits.length === 0 ? 0 : Math.min(...limits);
}

function assertEntityAlias({ entity_alias }: NewToken, role: TokenRole | undefined): void {
  if (!entity_alias) return;
  if (!role) throw new ApiError('TOKEN_ALIAS_NEEDS_ROLE');
  const alias = entity_alias.toLowerCase();
  const allowed = role.allowed_entity_aliases ?? [];
  if (!allowed.some((glob) => matchesGlob(glob, alias))) {
    throw new ApiError('TOKEN_ALIAS_NOT_ALLOWED');
  }
  throw new ApiError('TOKEN_ALIAS_UNAVAILABLE');
}

function assertMayChooseId(hasSudo: boolean): void {
  if (!hasSudo) {
    throw new ApiError('TOKEN_NEEDS_SUDO', { values: { action: 'specify token id' } });
  }
}

/** The policy "root" is handed on by root tokens alone: sudo is not enough. */
function assertRoot(
  policies: readonly string[],
  { parent, type }: { parent: TokenEntry; type: TokenEntry['type'] },
): void {
  if (!policies.includes('root')) return;
  if (!parent.policies.includes('root')) throw new ApiError('TOKEN_ROOT_NEEDS_ROOT');
  if (type === 'batch') throw new ApiError('TOKEN_ROOT_IS_BATCH');
}

function chooseOrphan({ body, role, isOrphanPath }: Creation, hasSudo: boolean): boolean {
  if (role) return role.rules.orphan;
  if (body.no_parent && !hasSudo) {
    throw new ApiError('TOKEN_NEEDS_SUDO', { values: { action: 'create orphan token' } });
  }
  return body.no_parent === true || isOrphanPath === true;
}

function isRenewable({ body, role }: Creation): boolean {
  return body.renewable && (role?.rules.renewable ?? true);
}

/** What a token is, beside its rights and its lifetime. */
function describe(
  { body, path, now, role }: Creation,
  { parent, isOrphan, isEndless }: { parent: Token; isOrphan: boolean; isEndless: boolean },
) {
  const suffix = role?.rules.path_suffix;
  const inherited = isOrphan || role ? [] : parent.entry.bound_cidrs;
  const ofRole = role?.rules.token_bound_cidrs ?? [];
  return {
    ...(isOrphan ? {} : { parent: parent.key }),
    ...(role ? { role: role.name } : {}),
    path: suffix ? `${path}/${suffix}` : path,
    meta: body.meta ?? null,
    display_name: displayNameOf(body),
    created_at: now,
    renewed_at: 0,
    entity_id: isOrphan ? '' : parent.entry.entity_id,
    // a token without an end is an operator's last resort and not bound to an address
    bound_cidrs: isEndless ? [] : ofRole.length > 0 ? ofRole : inherited,
    has_lease: true,
  };
}

async function warnOfUnknown(
  policies: readonly string[],
  { services }: TokenContext,
): Promise<string[]> {
  const warnings: string[] = [];
  for (const name of policies) {
    if (!(await services.policies.exists(name))) {
      warnings.push(`Policy ${JSON.stringify(name)} does not exist`);
    }
  }
  return warnings;
}
