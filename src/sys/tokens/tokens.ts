import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import { remainingTtl, type Token, type TokenEntry } from '../../token/token-entry.ts';
import type { VoidScope } from '../../token/voided-tokens.ts';
import { type Context, findPerson, type Person } from './find-person.ts';
import { type operations, SEARCH_LIMIT } from './operations.ts';

/** Live tokens by whose they are, and their common end. */
export const handlers: Handlers<typeof operations, Context> = {
  'tokens-search': async ({ body, now }, { services }) => {
    const person = await findPerson(body, services);
    const { role, policy } = body;
    const limit = Math.min(Math.max(1, body.limit), SEARCH_LIMIT.highest);
    const found: JsonObject[] = [];
    const after = await services.tokens.walk({
      after: body.after ?? '',
      isWanted: (entry) =>
        isOfPerson(entry, person) &&
        (!role || roleOf(entry) === role) &&
        (!policy || entry.policies.includes(policy)),
      take: (token) => found.push(showToken(token, { services, now })) < limit,
    });
    return { status: 200, data: { ...(after === undefined ? {} : { after }), tokens: found } };
  },

  'tokens-end': async ({ body }, { services }) => {
    await services.revocations.end(scopesOf(await findPerson(body, services)));
    return { status: 204 };
  },
};

/** What is ended with a person. @throws ApiError `TOKEN_END_WHOM` where it is not clear who is meant */
function scopesOf({ entityIds, mount, aliasName }: Person): VoidScope[] {
  if (entityIds && !mount) return entityIds.map((entity_id) => ({ kind: 'entity', entity_id }));
  if (entityIds || !mount || aliasName === undefined) throw new ApiError('TOKEN_END_WHOM');
  return [{ kind: 'alias', mount_uuid: mount.uuid, alias: aliasName }];
}

/** An alias is what a login proved: tokens that were made of its token are found by entity. */
function isOfPerson(entry: TokenEntry, { entityIds, mount, aliasName }: Person): boolean {
  if (entityIds && !entityIds.includes(entry.entity_id)) return false;
  if (mount && entry.mount_uuid !== mount.uuid) return false;
  return aliasName === undefined || entry.alias?.toLowerCase() === aliasName.toLowerCase();
}

/** The role of a login stands in its metadata; in those of other tokens stands what callers like. */
function roleOf({ role, login, meta }: TokenEntry): string {
  return role ?? (login ? (meta?.['role_name'] ?? meta?.['role']) : undefined) ?? '';
}

function showToken(
  { entry, isOrphan }: Token,
  { services, now }: { services: Context['services']; now: number },
): JsonObject {
  const mount = services.mounts.table.byUuid(entry.mount_uuid);
  return {
    accessor: entry.accessor,
    alias_name: entry.alias ?? '',
    creation_time: toRfc3339(entry.created_at),
    display_name: entry.display_name,
    entity_id: entry.entity_id,
    expire_time: entry.expires_at === 0 ? null : toRfc3339(entry.expires_at),
    last_renewal: entry.renewed_at === 0 ? null : toRfc3339(entry.renewed_at),
    mount: mount?.path ?? '',
    mount_accessor: mount?.accessor ?? '',
    num_uses: entry.num_uses,
    orphan: isOrphan,
    path: entry.path,
    policies: [...entry.policies],
    role: roleOf(entry),
    ttl: remainingTtl(entry, now),
  };
}
