import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { AccessRequest, Acl } from '../policy/acl.ts';
import { explainAccess } from '../policy/explain-access.ts';
import type { TokenName } from '../token/diagnose-token.ts';
import { decideByEveryName } from './decide-by-every-name.ts';
import { judgeToken } from './judge-token.ts';
import type { IncomingRequest } from './request.ts';
import type { Scope } from './scope.ts';
import { findTarget } from './target.ts';

/** A request that is only imagined, and whose policies it is held against. */
export interface AskedAccessOfPolicies {
  readonly who: { readonly token: TokenName } | { readonly policies: readonly string[] };
  /** Below `/v1/`. */
  readonly path: string;
  readonly operation: Exclude<AccessRequest['operation'], 'header' | 'help'>;
  readonly data: JsonObject;
  /** Seconds; 0: no wrapping. */
  readonly wrapTtlSeconds: number;
}

interface Found {
  readonly acl?: Acl;
  /** Told beside the decision. */
  readonly about: JsonObject;
}

/**
 * Whether policies allow a request, by which rule and why; it costs no token a use.
 *
 * Of a token that cannot be used itself the check is told by which it fails, and nothing is allowed.
 */
export async function testAccess(scope: Scope, asked: AskedAccessOfPolicies): Promise<JsonObject> {
  const { acl, about } =
    'token' in asked.who
      ? await aclOfToken(scope, asked.who.token)
      : await aclOfPolicies(scope, asked.who.policies);
  if (!acl) {
    const why = 'The token cannot be used: see its checks.';
    return { allowed: false, reason: 'TOKEN_INVALID', why, missing: [], matching: [], ...about };
  }
  const { operation, data, wrapTtlSeconds } = asked;
  const { target, request } = imagine(scope, asked);
  const access = {
    operation,
    path: target.aclPath,
    data,
    wrapTtlSeconds,
    isSudoPath: target.isSudo,
  };
  const decided = decideByEveryName(acl, target.route?.operation?.declaration, access);
  return {
    ...explainAccess(acl, access, decided),
    path: request.path,
    operation,
    needs_sudo: target.isSudo,
    needs_token: !target.isUnauthenticated,
    path_is_served: target.route?.operation !== undefined,
    ...about,
  };
}

function imagine(scope: Scope, { path, operation, data, wrapTtlSeconds }: AskedAccessOfPolicies) {
  const isListing = operation === 'list' || operation === 'scan';
  const bare = path.replace(/^\/*(?:v1\/)?\/*/, '');
  const request: IncomingRequest = {
    ...scope.request,
    operation: operation === 'create' ? 'update' : operation,
    path: isListing && !bare.endsWith('/') ? `${bare}/` : bare,
    data,
    wrapTtlSeconds,
  };
  return { request, target: findTarget(scope.parts, scope.configuration, request) };
}

async function aclOfPolicies(scope: Scope, names: readonly string[]): Promise<Found> {
  const { configuration } = scope;
  const unknown: string[] = [];
  for (const name of names) {
    if (name !== 'root' && !(await configuration.hasPolicy(name, scope))) unknown.push(name);
  }
  const acl = await configuration.acl(names, scope);
  return { acl, about: { policies: names, unknown_policies: unknown } };
}

async function aclOfToken(scope: Scope, name: TokenName): Promise<Found> {
  const { configuration, transaction, now } = scope;
  const { entry, failed, rows } = await judgeToken(scope, name, undefined);
  const checks = rows as unknown as JsonValue;
  if (!entry || failed) return { about: { checks, policies: entry?.policies ?? [] } };
  const entity = await configuration.entity(entry.entity_id, transaction);
  const acl = await configuration.acl(entry.policies, { transaction, now, entity });
  const { accessor, policies, display_name } = entry;
  const identity_policies = entity?.policies ?? [];
  return { acl, about: { checks, policies, identity_policies, accessor, display_name } };
}
