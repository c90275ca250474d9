import { ApiError } from '../../errors/api-error.ts';
import type { Token, TokenEntry } from '../../token/token-entry.ts';
import { chooseLifetime, type Lifetime } from './choose-lifetime.ts';
import { choosePolicies } from './choose-policies.ts';
import { callerOf, type Handle, type TokenContext } from './context.ts';
import {
  assertEntityAlias,
  assertMayBeRoot,
  assertMayChooseId,
  chooseKind,
  chooseOrphan,
  type Creation,
} from './creation-rules.ts';
import { assertOwnId, assertSize, displayNameOf } from './read-new-token.ts';
import type { TokenRole } from './records.ts';

const OWN_ID_WARNING =
  'A token ID of your own choice is only as secret as it is hard to guess; leave out "id" to get a random one.';

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
  const kind = chooseKind(creation);
  assertEntityAlias(creation);
  assertSize(body);
  assertMayChooseId(creation, hasSudo);
  const policies = choosePolicies({
    requested: body.policies ?? [],
    leavesOutDefault: body.no_default_policy === true,
    parentPolicies: parent.entry.policies,
    hasSudo,
    rules: role?.rules,
  });
  assertMayBeRoot(policies, { parent: parent.entry, type: kind.type });
  const isOrphan = chooseOrphan(creation, hasSudo);
  const { type } = kind;
  const mount = tokens.ttlsOf(context.mount);
  const choice = { body, type, policies, parent: parent.entry, hasSudo, mount, now };
  const { warnings, ...lifetime } = chooseLifetime({ ...choice, role: role?.rules });
  const ownId = type === 'service' && body.id ? body.id : undefined;
  if (ownId !== undefined) assertOwnId(ownId);
  const description = describe(creation, { parent, isOrphan });
  const entity_id = await entityOf({ creation, context, parent, isOrphan });
  const entry = withLifetime({ ...description, ...kind, policies, entity_id }, lifetime);
  const token = await tokens.issue({ ...entry, mount_uuid: context.mount.uuid }, ownId);
  const allWarnings = [
    ...warnings,
    ...(body.id ? [OWN_ID_WARNING] : []),
    ...(await warnOfUnknown(policies, context)),
  ];
  return {
    status: 200,
    auth: await tokens.authAnswer(token, token.id),
    warnings: allWarnings,
  } as const;
}

/** The caller's token as it is stored now: during its last use it is gone already. */
async function requireParent(context: TokenContext): Promise<Token> {
  const parent = await context.services.tokens.store.find(callerOf(context).token.id);
  if (!parent) throw new ApiError('TOKEN_PARENT_MISSING');
  if (parent.entry.type === 'batch') throw new ApiError('TOKEN_PARENT_IS_BATCH');
  if (parent.entry.num_uses > 0) throw new ApiError('TOKEN_PARENT_IS_LIMITED');
  return parent;
}

/** The entity of the alias that was asked for; else that of the parent, which orphans do not have. */
async function entityOf(of: {
  creation: Creation;
  context: TokenContext;
  parent: Token;
  isOrphan: boolean;
}): Promise<string> {
  const { entity_alias: alias } = of.creation.body;
  const { mount, services } = of.context;
  if (alias) return services.tokens.entityOfAlias(mount, alias.toLowerCase());
  return of.isOrphan ? '' : of.parent.entry.entity_id;
}

/** What a token is, beside its rights and its lifetime. */
function describe(
  { body, path, now, role }: Creation,
  { parent, isOrphan }: { parent: Token; isOrphan: boolean },
) {
  const suffix = role?.rules.path_suffix;
  return {
    ...(isOrphan ? {} : { parent: parent.key }),
    ...(role ? { role: role.name } : {}),
    path: suffix ? `${path}/${suffix}` : path,
    meta: body.meta ?? null,
    display_name: displayNameOf(body),
    created_at: now,
    renewed_at: 0,
    bound_cidrs: chooseBounds(role?.rules, isOrphan ? undefined : parent.entry),
    renewable: body.renewable && (role?.rules.renewable ?? true),
    has_lease: true,
  };
}

/** A role sets its own bounds, or none; without a role a child keeps those of its parent. */
function chooseBounds(
  role: TokenRole | undefined,
  parent: TokenEntry | undefined,
): readonly string[] {
  return role ? role.token_bound_cidrs : (parent?.bound_cidrs ?? []);
}

/** A token without an end cannot be renewed, and its operator must reach it from everywhere. */
function withLifetime<
  T extends Pick<TokenEntry, 'type' | 'created_at' | 'renewable' | 'bound_cidrs'>,
>(entry: T, { ttl, explicit_max_ttl, period }: Omit<Lifetime, 'warnings'>) {
  const isEndless = ttl === 0;
  return {
    ...entry,
    creation_ttl: ttl,
    granted_ttl: ttl,
    explicit_max_ttl,
    period,
    expires_at: isEndless ? 0 : entry.created_at + ttl * 1000,
    renewable: entry.renewable && entry.type === 'service' && !isEndless,
    bound_cidrs: isEndless ? [] : entry.bound_cidrs,
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
