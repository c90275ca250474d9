import { formatDuration } from '../../lib/duration.ts';
import type { JsonObject, JsonValue } from '../../lib/json.ts';
import { isJsonList, listOf, objectOf, textOf } from '../wire-json.ts';
import { formatGo, formatQuotedList } from './go-notation.ts';
import type { Row } from './table.ts';

/** Members of an answer in the order of the client model; others follow as they came. */
const envelope = ['request_id', 'lease_id', 'lease_duration', 'renewable', 'data', 'warnings'];

const authOrder = [
  'client_token',
  'accessor',
  'policies',
  'token_policies',
  'identity_policies',
  'metadata',
  'orphan',
  'entity_id',
  'lease_duration',
  'renewable',
  'mfa_requirement',
];

const durationKeys = /^(?:ttl|period|duration|lease_max|ttl_max)$|_(?:ttl|period|duration)$/;

/** The answer as JSON and YAML print it: the client's model, with every field the server sent. */
export function documentOf(secret: JsonObject): JsonObject {
  const defaults: JsonObject = {
    request_id: '',
    lease_id: '',
    lease_duration: 0,
    renewable: false,
    data: null,
    warnings: null,
  };
  const model: Record<string, JsonValue> = {};
  for (const key of envelope) model[key] = secret[key] ?? defaults[key] ?? null;
  const data = objectOf(secret, 'data');
  if (data) model['data'] = sortedDeep(data);
  const auth = objectOf(secret, 'auth');
  if (auth) model['auth'] = ordered(auth, authOrder);
  if (secret['wrap_info']) model['wrap_info'] = secret['wrap_info'];
  for (const [key, value] of Object.entries(secret)) {
    if (!(key in model) && key !== 'auth' && key !== 'wrap_info') model[key] = value;
  }
  return model;
}

function ordered(object: JsonObject, keys: readonly string[]): JsonObject {
  const known = keys.filter((key) => key in object).map((key) => [key, object[key]] as const);
  const rest = Object.entries(object).filter(([key]) => !keys.includes(key));
  return Object.fromEntries([...known, ...rest]) as JsonObject;
}

function sortedDeep(value: JsonValue): JsonValue {
  if (isJsonList(value)) return value.map(sortedDeep);
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortedDeep(each)]));
}

/** Rows of the Key/Value table of an answer, without heading. */
export function secretRows(secret: JsonObject): Row[] {
  const wrapInfo = objectOf(secret, 'wrap_info');
  const auth = objectOf(secret, 'auth');
  const rows = leaseRows(secret);
  if (auth) rows.push(...authRows(auth));
  if (wrapInfo) rows.push(...wrapRows(wrapInfo));
  return [...rows, ...dataRows(objectOf(secret, 'data') ?? {})];
}

/** Rows of a data object, sorted by key. */
export function dataRows(data: JsonObject): Row[] {
  return Object.keys(data)
    .sort()
    .map((key) => [key, formatCell(key, data[key] ?? null)]);
}

/** A value as a table shows it: whole seconds below the name of a duration become `1h30m`. */
export function formatCell(key: string, value: JsonValue): string {
  return typeof value === 'number' && Number.isInteger(value) && durationKeys.test(key)
    ? formatDuration(value)
    : formatGo(value);
}

function leaseRows(secret: JsonObject): Row[] {
  const seconds = secondsOf(secret, 'lease_duration');
  if (seconds <= 0) return [];
  const shown = formatDuration(seconds);
  if (textOf(secret, 'lease_id') === '') return [['refresh_interval', shown]];
  return [
    ['lease_id', textOf(secret, 'lease_id')],
    ['lease_duration', shown],
    ['lease_renewable', formatGo(secret['renewable'] ?? false)],
  ];
}

function authRows(auth: JsonObject): Row[] {
  const mfa = objectOf(auth, 'mfa_requirement');
  if (mfa && textOf(mfa, 'mfa_request_id') !== '') return mfaRows(mfa);
  const metadata = objectOf(auth, 'metadata') ?? {};
  return [
    ['token', textOf(auth, 'client_token')],
    ['token_accessor', textOf(auth, 'accessor')],
    ['token_duration', tokenDuration(auth)],
    ['token_renewable', formatGo(auth['renewable'] ?? false)],
    ['token_policies', formatQuotedList(listOf(auth, 'token_policies'))],
    ['identity_policies', formatQuotedList(listOf(auth, 'identity_policies'))],
    ['policies', formatQuotedList(listOf(auth, 'policies'))],
    ...Object.keys(metadata)
      .sort()
      .map((key) => [`token_meta_${key}`, formatGo(metadata[key] ?? null)]),
  ];
}

/** A token without end has lease 0. */
function tokenDuration(auth: JsonObject): string {
  const seconds = secondsOf(auth, 'lease_duration');
  return seconds === 0 ? '∞' : formatDuration(seconds);
}

function mfaRows(mfa: JsonObject): Row[] {
  const rows: Row[] = [['mfa_request_id', textOf(mfa, 'mfa_request_id')]];
  const constraints = objectOf(mfa, 'mfa_constraints') ?? {};
  for (const name of Object.keys(constraints).sort()) {
    for (const method of listOf(objectOf(constraints, name), 'any')) {
      const entry = method as JsonObject;
      const prefix = `mfa_constraint_${name}_${textOf(entry, 'type')}`;
      rows.push([`${prefix}_id`, textOf(entry, 'id')]);
      rows.push([`${prefix}_uses_passcode`, formatGo(entry['uses_passcode'] ?? false)]);
      if (textOf(entry, 'name') !== '') rows.push([`${prefix}_name`, textOf(entry, 'name')]);
    }
  }
  return rows;
}

/** The labels end in a colon, the fields of the same name do not. */
function wrapRows(wrapInfo: JsonObject): Row[] {
  const rows: Row[] = [
    ['wrapping_token:', textOf(wrapInfo, 'token')],
    ['wrapping_accessor:', textOf(wrapInfo, 'accessor')],
    ['wrapping_token_ttl:', formatDuration(secondsOf(wrapInfo, 'ttl'))],
    ['wrapping_token_creation_time:', formatGoTime(textOf(wrapInfo, 'creation_time'))],
    ['wrapping_token_creation_path:', textOf(wrapInfo, 'creation_path')],
  ];
  const accessor = textOf(wrapInfo, 'wrapped_accessor');
  return accessor === '' ? rows : [...rows, ['wrapped_accessor:', accessor]];
}

/** RFC 3339 as Go prints a moment: `2026-11-22 00:20:07.12 +0000 UTC`. */
export function formatGoTime(text: string): string {
  // date, time with fraction, Z or offset
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!parts) return text;
  const offset = parts[3] === 'Z' ? '+0000' : (parts[3] ?? '').replace(':', '');
  return `${parts[1]} ${parts[2]} ${offset} ${offset === '+0000' ? 'UTC' : offset}`;
}

/** A whole number, or 0. */
export function secondsOf(object: JsonObject, key: string): number {
  const value = object[key];
  return typeof value === 'number' ? value : 0;
}
