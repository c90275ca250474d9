import { isIP } from 'node:net';
import { ApiError } from '../errors/api-error.ts';
import { type CheckRow, Checks, withSkipped } from '../framework/checks.ts';
import type { LoginResult } from '../framework/login.ts';
import type { OperationDeclaration } from '../framework/operation.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { unite } from './acl-cache.ts';
import type { GivenServices } from './create-context.ts';
import { decodeRequest } from './decode-request.ts';
import { identityOf } from './identity-of.ts';
import { findCountedLogin } from './lockout-login.ts';
import { FailuresRow, placeOfFailures } from './lockout-records.ts';
import { isLockedOut } from './lockout-settings.ts';
import { lockedOut } from './lockout-attempt.ts';
import { coreLoginChecks, planToken } from './login.ts';
import type { MountEntry } from './mount-entry.ts';
import type { MountType } from './mount-type.ts';
import { createOnce } from './once.ts';
import type { IncomingRequest } from './request.ts';
import { findRoute, type Route } from './route-table.ts';
import { type Scope, typeOf } from './scope.ts';

/** A login that is only imagined. */
export interface AskedLogin {
  /** Of the login that is explained. */
  readonly operationId: string;
  readonly declaration: OperationDeclaration;
  /** What was sent, decoded: the body of the login and what stands in its path. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The same as it was sent. */
  readonly data: JsonObject;
  /** Of whoever asks. */
  readonly remoteAddress: string;
}

/** What a request is imagined with, and what is found out. */
interface Rehearsal {
  readonly scope: Scope;
  readonly mount: MountEntry;
  readonly type: MountType;
  readonly operationId: string;
  readonly given: GivenServices;
}

/**
 * Go the way of a login without anything coming of it: in a transaction that is never committed, past the
 * counters, up to the token that would be made.
 *
 * @throws ApiError `FIELD_INVALID` when the address is none; whatever is no refusal: a server that is busy
 */
export async function explainLogin(
  outer: Scope,
  of: { readonly mount: MountEntry; readonly asked: AskedLogin; readonly given: GivenServices },
): Promise<JsonObject> {
  const { mount, asked, given } = of;
  const type = typeOf(outer.parts, mount);
  const checks = new Checks();
  const transaction = outer.transaction.scratch();
  // what is read here must reach no cache: it may have been made up by this very rehearsal
  transaction.touchConfiguration();
  const request = imagine(outer.request, mount, asked);
  const { caller: _caller, ...rest } = outer;
  const scope: Scope = { ...rest, transaction, request, checks, once: createOnce() };
  const { operationId } = asked;
  try {
    const would_be = await rehearse({ scope, mount, type, operationId, given });
    return { allowed: true, checks: showRows(checks.rows, type), would_be, error_code: '' };
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status >= 500 && !error.check)) throw error;
    const rows = withFailure(checks.rows, error);
    return { allowed: false, checks: showRows(rows, type), error_code: error.code };
  }
}

function imagine(
  from: IncomingRequest,
  mount: MountEntry,
  { declaration, body, data, remoteAddress }: AskedLogin,
): IncomingRequest {
  const { params = {} } = declaration;
  const { remote_address, ...sent } = data;
  const path = declaration.path.replace(/\{(\w+)[+*]?\}/g, (_place, name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  });
  const own = Object.entries(sent).filter(([name]) => !Object.hasOwn(params, name));
  return {
    ...from,
    operation: 'update',
    path: mount.path + path,
    data: Object.fromEntries(own),
    token: '',
    wrapTtlSeconds: 0,
    remoteAddress: chooseAddress(remote_address ?? '', remoteAddress),
  };
}

/**
 * The address that something is imagined to come from.
 *
 * @throws ApiError `FIELD_INVALID`
 */
export function chooseAddress(given: unknown, own: string): string {
  if (given === undefined || given === '') return own;
  if (typeof given === 'string' && isIP(given) !== 0) return given;
  const values = { field: 'remote_address', reason: 'not an IP address' };
  throw new ApiError('FIELD_INVALID', { values });
}

async function rehearse(of: Rehearsal): Promise<JsonObject> {
  const { scope, mount, type, operationId, given } = of;
  const { request, checks } = scope;
  const route = findRoute(type.routes, request.path.slice(mount.path.length), 'update');
  const bound = route?.operation;
  if (!route || !bound || bound.operationId !== operationId) {
    const expected = type.operations[operationId]?.path ?? '';
    const seen = { expected: `a path of the form ${expected}`, received: 'another one' };
    throw checks.fail('request', seen, new ApiError('PATH_UNSUPPORTED'));
  }
  const decoded = decode(scope, bound.declaration, route);
  await assertNotLockedOut(scope);
  const handler = type.handlers[operationId];
  const context = given.contextOf(scope, { mount, type });
  const answer = await handler?.(decoded, context);
  return answer?.login ? describe(answer.login, of) : {};
}

function decode(scope: Scope, declaration: OperationDeclaration, route: Route) {
  const { request, checks, now } = scope;
  try {
    const decoded = decodeRequest(request, { declaration, route, now }).request;
    checks.pass('request');
    return decoded;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const seen = { expected: 'fields of their declared types', received: error.message };
    throw checks.fail('request', seen, error);
  }
}

/** As the login does, but without counting, and without a turn in its queue. */
async function assertNotLockedOut(scope: Scope): Promise<void> {
  const { parts, configuration, request, transaction, checks, now } = scope;
  const login = findCountedLogin(parts, configuration, request);
  if (!login) return;
  const { mount, name, settings } = login;
  const place = placeOfFailures(transaction.barrier, mount, name);
  const failures = await new FailuresRow(transaction, place).get();
  if (isLockedOut(failures, settings, now)) {
    const error = lockedOut(failures, settings);
    throw checks.fail('user_lockout', error.check ?? {}, error);
  }
  checks.pass('user_lockout', () => ({
    expected: `fewer than ${settings.threshold} failures in a row`,
    received: `${failures?.count ?? 0}`,
  }));
}

async function describe(login: LoginResult, { scope, mount }: Rehearsal): Promise<JsonObject> {
  const { name } = login.alias;
  const { transaction, request } = scope;
  const known = await identityOf(transaction).alias({ mount_accessor: mount.accessor, name });
  const planned = await planToken(login, { scope, mount, path: request.path });
  // the name that was made up for it must not be looked for
  if (!known) scope.checks.pass('identity', { received: 'an entity that would be made' });
  const { entry, entity } = planned;
  return {
    alias: name,
    display_name: entry.display_name,
    entity_id: known ? entity.id : '',
    entity_would_be_made: !known,
    metadata: entry.meta,
    policies: unite(entry.policies, entity.policies),
    token_policies: entry.policies,
    identity_policies: entity.policies,
    ttl: entry.creation_ttl,
    token_type: entry.type,
    num_uses: entry.num_uses,
    bound_cidrs: entry.bound_cidrs,
    ...(entry.period > 0 ? { period: entry.period } : {}),
    ...(planned.warnings.length > 0 ? { warnings: planned.warnings } : {}),
  };
}

/** The rows of a refusal; one without a name stands under `login`. */
export function withFailure(rows: readonly CheckRow[], error: ApiError): readonly CheckRow[] {
  const { check, code, detail, message } = error;
  const failed = rows.find(({ outcome }) => outcome === 'failed');
  if (failed && (!check || failed === check)) return rows;
  if (check) return [...rows.filter((row) => row !== failed), check];
  const received = detail ?? (message || code);
  return [...rows, { name: 'login', outcome: 'failed', received, code }];
}

/** Names of all checks of the logins of a type, in their order. */
export function loginChecks(type: MountType): readonly string[] {
  const gate = type.hasUserLockout ? ['request', 'user_lockout'] : ['request'];
  // a method may look at the address before it asks others, and the core looks again
  return [...new Set([...gate, ...type.checks, ...coreLoginChecks])];
}

function showRows(rows: readonly CheckRow[], type: MountType): JsonValue {
  return withSkipped(rows, loginChecks(type)) as unknown as JsonValue;
}
