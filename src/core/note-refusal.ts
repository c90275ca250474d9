import { ApiError } from '../errors/api-error.ts';
import { catalogue } from '../errors/catalogue.ts';
import { type CheckRow, type Checks, withSkipped } from '../framework/checks.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { toRfc3339 } from '../lib/time.ts';
import { type AccessRequest, type Acl } from '../policy/acl.ts';
import { explainAccess } from '../policy/explain-access.ts';
import { unite } from './acl-cache.ts';
import type { AuditTrail } from './audit-trail.ts';
import { loginChecks, withFailure } from './explain-login.ts';
import { tokenChecks } from './judge-token.ts';
import { maskPath } from './mask-path.ts';
import type { Caller } from './mount-context.ts';
import type { RefusalKind, Refusals } from './refusals.ts';
import type { IncomingRequest } from './request.ts';
import { isLogin, type Target } from './target.ts';

/** Longest text that is kept; strangers choose paths. */
const MAX_TEXT = 512;
/** Elements of a list that are kept. */
const MAX_LIST = 64;

/** What an ACL was asked. */
export interface AskedAccess {
  readonly acl: Acl;
  readonly access: AccessRequest;
}

/** Where a refusal arose. */
export interface RefusedRequest {
  readonly request: IncomingRequest;
  readonly trail: AuditTrail;
  readonly checks: Checks;
  readonly target: Target | undefined;
  readonly now: number;
}

/** Keep a refusal for `sys/explain`; what the server itself failed at stands in the log. */
export function noteRefusal(refusals: Refusals, error: unknown, from: RefusedRequest): void {
  if (!(error instanceof ApiError) || error.status >= 500 || error.isWait) return;
  const { request, now } = from;
  const refusal = bounded(describe(error, from)) as JsonObject;
  refusals.note(kindOf(from), request.id, { now, refusal });
}

function kindOf({ trail, target }: RefusedRequest): RefusalKind {
  if (trail.admitted.caller) return 'caller';
  return target && isLogin(target) ? 'login' : 'stranger';
}

function describe(error: ApiError, from: RefusedRequest): JsonObject {
  const { request, trail, target, now } = from;
  const { asked } = trail;
  const { caller, decision } = trail.admitted;
  const path = maskPath(request.path, target);
  return {
    request_id: request.id,
    time: toRfc3339(now),
    status: error.status,
    error_code: error.code,
    error: path === request.path ? error.message : error.message.replaceAll(request.path, path),
    meaning: catalogue[error.code].meaning,
    ...(error.detail !== undefined && { detail: error.detail }),
    operation: trail.operation,
    path,
    ...(target && target.mount.type !== '' && describeMount(target)),
    remote_address: request.remoteAddress,
    ...(caller && { caller: describeCaller(caller) }),
    checks: rowsOf(error, from) as unknown as JsonValue,
    ...(asked &&
      error.code === 'ACL_DENIED' && {
        policy: explainAccess(asked.acl, asked.access, decision),
      }),
  };
}

function describeMount({ mount }: Target): JsonObject {
  return { mount_point: mount.path, mount_type: mount.type };
}

function describeCaller({ token, identityPolicies = [] }: Caller): JsonObject {
  const { accessor, display_name, policies, entity_id } = token.entry;
  return {
    accessor,
    display_name,
    entity_id,
    policies: unite(policies, identityPolicies),
    token_policies: policies,
    identity_policies: identityPolicies,
  };
}

/** A lockout that came in between tells nothing of what was found out before. */
function rowsOf(error: ApiError, { checks, target }: RefusedRequest): readonly CheckRow[] {
  const { check } = error;
  if (check?.name === 'user_lockout') return [check];
  if (target?.type && isLogin(target)) {
    return withSkipped(withFailure(checks.rows, error), loginChecks(target.type));
  }
  if (error.code === 'TOKEN_INVALID') return withSkipped(checks.rows, tokenChecks);
  return check ? [check] : [];
}

/** A value with its texts and lists cut. */
function bounded(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  }
  if (Array.isArray(value)) return value.slice(0, MAX_LIST).map(bounded);
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, bounded(member)]));
}
