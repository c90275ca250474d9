import type { CheckRow } from '../errors/check-row.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import type { FormatOptions } from './device-options.ts';
import type { RedactionRules, Redactor } from './redact.ts';

/** What stands in several entries is hashed and written once for each device. */
interface Rewritten {
  /** As the devices have written it so far; absent: it is told once. */
  readonly texts?: Map<Redactor, string>;
}

/** A token as an entry tells of it. */
export interface AuditedAuth extends Rewritten {
  readonly client_token: string;
  readonly accessor: string;
  readonly display_name?: string;
  readonly policies: readonly string[];
  readonly token_policies: readonly string[];
  readonly identity_policies?: readonly string[];
  /** What the policies said; absent where none were asked. */
  readonly policy_results?: { readonly allowed: boolean; readonly names: readonly string[] };
  readonly metadata?: Readonly<Record<string, string>> | null;
  readonly num_uses?: number;
  readonly entity_id?: string;
  readonly token_type: string;
  /** Seconds. */
  readonly token_ttl?: number;
  /** RFC 3339. */
  readonly token_issue_time?: string;
}

/** The mount that a request is for. */
export interface AuditedMount {
  readonly mount_point: string;
  readonly mount_type: string;
  readonly mount_accessor: string;
  readonly mount_class: string;
}

/** A request as an entry tells of it. */
export interface AuditedRequest extends Rewritten {
  readonly id: string;
  readonly operation: string;
  readonly path: string;
  /** Parts of the path that are secrets. */
  readonly secretParts: readonly string[];
  readonly client_token: string;
  readonly client_token_accessor: string;
  readonly mount?: AuditedMount;
  readonly data: JsonObject;
  readonly rules: RedactionRules;
  /** Address after trusted proxies. */
  readonly remote_address: string;
  /** Address of the other end of the socket. */
  readonly peer_address: string;
  /** Seconds. */
  readonly wrap_ttl: number;
  readonly headers: readonly {
    readonly name: string;
    readonly value: string;
    readonly hmac: boolean;
  }[];
}

/** An answer as an entry tells of it. */
export interface AuditedResponse {
  readonly data?: unknown;
  readonly rules: RedactionRules;
  readonly auth?: AuditedAuth;
  readonly warnings?: readonly string[];
  readonly wrap_info?: JsonObject;
  readonly isList: boolean;
}

/** What happened, nothing hashed yet: each device writes it in its own way. */
export interface AuditEvent {
  readonly type: 'request' | 'response';
  /** RFC 3339. */
  readonly time: string;
  readonly auth?: AuditedAuth | undefined;
  readonly request: AuditedRequest;
  readonly response?: AuditedResponse | undefined;
  readonly error?: string | undefined;
  /** Code of the check that refused. */
  readonly error_code?: string | undefined;
  /** That check, where it has a name. Holds no secret. */
  readonly failed_check?: Pick<CheckRow, 'name' | 'expected' | 'received'> | undefined;
}

/** The line of an event for one device. */
export function writeEntry(event: AuditEvent, redactor: Redactor, format: FormatOptions): string {
  const { time, type, auth, request, response, error, error_code, failed_check } = event;
  const members = {
    time: JSON.stringify(time),
    type: JSON.stringify(type),
    auth: auth ? writeAuth(auth, redactor) : '{"token_type":"default"}',
    request: writeRequest(request, redactor),
    response: response && writeResponse(response, { request, redactor, format }),
    error: error && JSON.stringify(error),
    error_code: error_code && JSON.stringify(error_code),
    failed_check: failed_check && writeCheck(failed_check),
  };
  return `${format.prefix}${joinMembers(members)}\n`;
}

/** A JSON object of members that are written already, without those that have nothing to tell. */
function joinMembers(members: Readonly<Record<string, string | undefined>>): string {
  let text = '';
  for (const name of Object.keys(members)) {
    const value = members[name];
    if (!value || value === '{}') continue;
    text += `${text === '' ? '' : ','}"${name}":${value}`;
  }
  return `{${text}}`;
}

function writeOnce(of: Rewritten, redactor: Redactor, write: () => string): string {
  const known = of.texts?.get(redactor);
  if (known !== undefined) return known;
  const text = write();
  of.texts?.set(redactor, text);
  return text;
}

function writeCheck({ name, expected, received }: NonNullable<AuditEvent['failed_check']>): string {
  return JSON.stringify(compact({ name, expected, received }));
}

function writeAuth(auth: AuditedAuth, redactor: Redactor): string {
  return writeOnce(auth, redactor, () => JSON.stringify(describeAuth(auth, redactor)));
}

function describeAuth(auth: AuditedAuth, redactor: Redactor): JsonObject {
  const { client_token, accessor, policy_results, texts: _texts, ...rest } = auth;
  const { display_name, policies, token_policies, identity_policies, ...others } = rest;
  return compact({
    client_token: redactor.token(client_token),
    accessor: redactor.accessor(accessor),
    display_name,
    policies,
    token_policies,
    identity_policies,
    policy_results:
      policy_results &&
      compact({
        allowed: policy_results.allowed,
        granting_policies: policy_results.names.map((name) => ({
          name,
          namespace_id: 'root',
          type: 'acl',
        })),
      }),
    ...others,
  });
}

function writeRequest(request: AuditedRequest, redactor: Redactor): string {
  return writeOnce(request, redactor, () => JSON.stringify(describeRequest(request, redactor)));
}

function describeRequest(request: AuditedRequest, redactor: Redactor): JsonObject {
  const { mount, headers, peer_address, remote_address } = request;
  return compact({
    id: request.id,
    operation: request.operation,
    ...mount,
    client_token: redactor.token(request.client_token),
    client_token_accessor: redactor.accessor(request.client_token_accessor),
    namespace: { id: 'root' },
    path: request.secretParts.reduce(
      (path, part) => path.replaceAll(part, redactor.text(part)),
      request.path,
    ),
    data: redactor.document(request.data, request.rules),
    remote_address,
    peer_address,
    wrap_ttl: request.wrap_ttl,
    headers: Object.fromEntries(
      headers.map(({ name, value, hmac }) => [name, [hmac ? redactor.text(value) : value]]),
    ),
  });
}

function writeResponse(
  response: AuditedResponse,
  from: { request: AuditedRequest; redactor: Redactor; format: FormatOptions },
): string {
  const { redactor, format, request } = from;
  const { data, rules, auth, warnings, wrap_info, isList } = response;
  const shown = format.elide_list_responses && isList ? elide(data) : data;
  const written = JSON.stringify(
    compact({
      ...request.mount,
      data: shown === undefined || shown === null ? undefined : redactor.document(shown, rules),
      warnings,
      wrap_info: wrap_info && writeWrapInfo(wrap_info, redactor),
    }),
  );
  if (!auth) return written;
  const first = `{"auth":${writeAuth(auth, redactor)}`;
  return written === '{}' ? `${first}}` : `${first},${written.slice(1)}`;
}

function writeWrapInfo(info: JsonObject, redactor: Redactor): JsonObject {
  const { ttl = null, creation_time = null, creation_path = null } = info;
  const textOf = (name: string): string => {
    const value = info[name];
    return typeof value === 'string' ? value : '';
  };
  return compact({
    ttl,
    token: redactor.token(textOf('token')),
    accessor: redactor.accessor(textOf('accessor')),
    creation_time,
    creation_path,
    wrapped_accessor: redactor.accessor(textOf('wrapped_accessor')),
  });
}

/** Counts in the place of what a list holds. */
function elide(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const { keys, key_info, ...rest } = data as JsonObject;
  return {
    ...rest,
    ...(Array.isArray(keys) ? { keys: keys.length } : {}),
    ...(typeof key_info === 'object' && key_info !== null
      ? { key_info: Object.keys(key_info).length }
      : {}),
  };
}

type Loose = Readonly<Record<string, JsonValue | undefined>>;

/** Without members that have nothing to tell. */
function compact(members: Loose): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const name of Object.keys(members)) {
    const value = members[name];
    if (value !== undefined && !isEmpty(value)) kept[name] = value;
  }
  return kept;
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '' || value === 0 || value === false) return true;
  if (typeof value !== 'object' || JSON.isRawJSON(value)) return false;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}
