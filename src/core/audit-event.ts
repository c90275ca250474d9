import type { AuditedHeader } from '../audit/device-entry.ts';
import type { AuditEvent, AuditedAuth, AuditedRequest, AuditedResponse } from '../audit/entry.ts';
import { ApiError } from '../errors/api-error.ts';
import type { RedactionRules } from '../audit/redact.ts';
import type { Fields } from '../framework/field.ts';
import type { AnyAnswer, AuthAnswer, OperationDeclaration } from '../framework/operation.ts';
import { isJsonObject, type JsonObject, parseJson } from '../lib/json.ts';
import { toRfc3339 } from '../lib/time.ts';
import type { Decision } from '../policy/decision.ts';
import { unite } from './acl-cache.ts';
import type { Caller } from './mount-context.ts';
import type { IncomingRequest, Operation, OutgoingAnswer } from './request.ts';
import type { Target } from './target.ts';

/** Where an audited request goes, as far as it was found. */
export type AuditedTarget = Pick<Target, 'mount' | 'route'>;

/** Headers that carry credentials: never recorded, or never in clear. */
const tokenHeaders = new Set(['x-vault-token', 'cookie']);
const credentialHeaders = new Set(['authorization', 'proxy-authorization']);

/** The token of a request. */
export function describeCaller(
  { token, identityPolicies = [] }: Pick<Caller, 'token' | 'identityPolicies'>,
  decision: Decision | undefined,
): AuditedAuth {
  const { id, entry } = token;
  return {
    texts: new Map(),
    client_token: id,
    accessor: entry.accessor,
    display_name: entry.display_name,
    policies: unite(entry.policies, identityPolicies),
    token_policies: entry.policies,
    identity_policies: identityPolicies,
    ...(decision && {
      policy_results: {
        allowed: decision.allowed,
        names: decision.allowed ? (decision.rule?.policies ?? rootNames(entry.policies)) : [],
      },
    }),
    metadata: entry.meta,
    num_uses: entry.num_uses,
    entity_id: entry.entity_id,
    token_type: entry.type,
    token_ttl: entry.creation_ttl,
    token_issue_time: toRfc3339(entry.created_at),
  };
}

function rootNames(policies: readonly string[]): readonly string[] {
  return policies.filter((name) => name === 'root');
}

/** A request, with what its declaration and its mount say of its values. */
export function describeRequest(
  request: IncomingRequest,
  from: {
    readonly operation: Operation;
    readonly target: AuditedTarget | undefined;
    readonly accessor: string;
    readonly headers: ReadonlyMap<string, AuditedHeader>;
  },
): AuditedRequest {
  const { target, operation, accessor, headers } = from;
  const declaration = declarationOf(target);
  return {
    texts: new Map(),
    id: request.id,
    operation,
    path: request.path,
    secretParts: secretCaptures(target),
    client_token: request.token,
    client_token_accessor: accessor,
    ...(target && target.mount.type !== '' && { mount: describeMount(target) }),
    data: request.data,
    rules: rulesFor(
      declaration?.body ?? noFields,
      target?.mount.config.audit_non_hmac_request_keys,
    ),
    remote_address: request.remoteAddress,
    peer_address: request.peerAddress,
    wrap_ttl: request.wrapTtlSeconds,
    headers: describeHeaders(request, headers),
  };
}

function describeMount({ mount }: AuditedTarget): NonNullable<AuditedRequest['mount']> {
  return {
    mount_point: mount.path,
    mount_type: mount.type,
    mount_accessor: mount.accessor,
    mount_class: mount.kind === 'auth' ? 'auth' : 'secret',
  };
}

function describeHeaders(
  request: IncomingRequest,
  configured: ReadonlyMap<string, AuditedHeader>,
): AuditedRequest['headers'] {
  return [...configured].flatMap(([name, { hmac }]) => {
    const value = tokenHeaders.has(name) ? undefined : request.header?.(name);
    if (value === undefined) return [];
    return [{ name, value, hmac: hmac || credentialHeaders.has(name) }];
  });
}

/** What an entry tells of an answer, and of the token that it made. */
export interface DescribedAnswer {
  readonly response: AuditedResponse;
  readonly newAuth?: AuditedAuth;
}

/** An answer; that of an unwrapping or a wrapping as what it holds or names. */
export function describeAnswer(
  answer: AnyAnswer,
  from: {
    readonly written: OutgoingAnswer;
    readonly target: AuditedTarget | undefined;
    readonly isWrapped: boolean;
  },
): DescribedAnswer {
  const { target, written, isWrapped } = from;
  const base = responseBase(target);
  const wrap_info = isWrapped ? wrapInfoOf(written) : undefined;
  if (wrap_info) return { response: { ...base, wrap_info } };
  if (answer.raw) return { response: { ...base, ...describeRaw(answer) } };
  const newAuth = answer.auth && { auth: describeAuth(answer.auth) };
  const response = {
    ...base,
    data: answer.bare ?? answer.data ?? null,
    warnings: answer.warnings ?? [],
    ...newAuth,
  };
  return newAuth ? { response, newAuth: newAuth.auth } : { response };
}

function responseBase(
  target: AuditedTarget | undefined,
): Pick<AuditedResponse, 'rules' | 'isList'> {
  const declaration = declarationOf(target);
  const shape = declaration?.responses[200];
  const fields = typeof shape === 'object' ? shape : noFields;
  return {
    rules: rulesFor(fields, target?.mount.config.audit_non_hmac_response_keys),
    isList: declaration?.method === 'LIST' || declaration?.method === 'SCAN',
  };
}

function describeRaw({ raw, status }: AnyAnswer): Partial<AuditedResponse> {
  const { body = '', contentType = '' } = raw ?? {};
  const envelope = readEnvelope(body);
  const wrap_info = envelope?.['wrap_info'];
  if (isJsonObject(wrap_info)) return { wrap_info };
  if (envelope) {
    const { data, auth } = envelope;
    return { data: isJsonObject(auth) ? { ...asObject(data), auth } : data };
  }
  const shown = { http_content_type: contentType, http_status_code: status, http_raw_body: body };
  return { data: shown };
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function wrapInfoOf({ body }: OutgoingAnswer): JsonObject | undefined {
  const info = body === undefined ? undefined : readEnvelope(body)?.['wrap_info'];
  return isJsonObject(info) ? info : undefined;
}

/** An answer of this server in its envelope; undefined for any other document. */
function readEnvelope(body: string | Uint8Array): JsonObject | undefined {
  if (typeof body !== 'string' || !body.includes('"request_id"')) return undefined;
  try {
    const parsed = parseJson(body);
    return isJsonObject(parsed) && 'request_id' in parsed && 'data' in parsed ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function describeAuth(auth: AuthAnswer): AuditedAuth {
  return {
    texts: new Map(),
    client_token: auth.client_token,
    accessor: auth.accessor,
    policies: auth.policies,
    token_policies: auth.token_policies,
    identity_policies: auth.identity_policies,
    metadata: auth.metadata,
    num_uses: auth.num_uses,
    entity_id: auth.entity_id,
    token_type: auth.token_type,
    token_ttl: auth.lease_duration,
  };
}

function declarationOf(target: AuditedTarget | undefined): OperationDeclaration | undefined {
  return target?.route?.operation?.declaration;
}

/** What an entry tells of a failure. */
export function describeError(
  error: unknown,
): Pick<AuditEvent, 'error' | 'error_code' | 'failed_check'> {
  if (!(error instanceof ApiError)) return { error: 'internal error', error_code: 'INTERNAL' };
  const { message, code, check } = error;
  return { error: message === '' ? code : message, error_code: code, failed_check: check };
}

/** Parts of the path that are secrets themselves. */
export function secretCaptures(target: AuditedTarget | undefined): string[] {
  const params = declarationOf(target)?.params ?? {};
  return Object.entries(target?.route?.captures ?? {})
    .filter(([name, value]) => params[name]?.secret && value !== '')
    .map(([, value]) => value);
}

const noFields: Fields = {};
const nothing: ReadonlySet<string> = new Set();
/** By the fields of a declaration, which live as long as the process. */
const secretNames = new WeakMap<Fields, ReadonlySet<string>>();

function rulesFor(fields: Fields, clear: readonly string[] | undefined): RedactionRules {
  let secret = secretNames.get(fields);
  if (!secret) {
    const marked = Object.entries(fields).filter(([, field]) => field.secret);
    secret = new Set(marked.map(([name]) => name));
    secretNames.set(fields, secret);
  }
  return { secret, clear: clear ? new Set(clear) : nothing };
}
