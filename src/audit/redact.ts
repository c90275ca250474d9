import { createHmac } from 'node:crypto';
import { HmacSha256 } from '../crypto/hmac.ts';
import { isJsonObject, type JsonValue } from '../lib/json.ts';

/** Which values of a document are hashed beyond the rule, and which are not. */
export interface RedactionRules {
  /** Top-level names whose whole value is hashed, numbers and moments too. */
  readonly secret: ReadonlySet<string>;
  /** Texts directly below one of these names stay as they are. */
  readonly clear: ReadonlySet<string>;
}

/** How one device shows what must not be read. */
export interface Redactor {
  /** Tokens; always hashed unless everything is raw. */
  token(id: string): string;
  accessor(accessor: string): string;
  text(value: string): string;
  document(value: unknown, rules: RedactionRules): JsonValue;
}

const moment =
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** `hmac-sha256:` and the HMAC of a value under the salt of a device, both taken as they are. */
export function auditHash(salt: string, value: string | Uint8Array): string {
  return `hmac-sha256:${createHmac('sha256', salt).update(value).digest('hex')}`;
}

/** A redactor for a device. */
export function createRedactor(
  salt: string,
  options: { readonly hmac_accessor: boolean; readonly log_raw: boolean },
): Redactor {
  // most values are short texts: for those the key is prepared once
  const hmac = new HmacSha256(Buffer.from(salt));
  const hash = (value: string | Uint8Array): string =>
    typeof value === 'string' ? `hmac-sha256:${hmac.digestHex(value)}` : auditHash(salt, value);
  if (options.log_raw) {
    const same = (value: string): string => value;
    const document = (value: unknown): JsonValue => walk(value, { hash, isRaw: true }, '');
    return { token: same, accessor: same, text: same, document };
  }
  const token = (id: string): string => (id === '' ? '' : hash(id));
  return {
    token,
    accessor: options.hmac_accessor ? token : (accessor) => accessor,
    text: hash,
    document: (value, rules) => redactDocument(value, rules, hash),
  };
}

interface Walk {
  readonly hash: (value: string | Uint8Array) => string;
  readonly clear?: ReadonlySet<string>;
  /** Numbers, booleans and moments are hashed as well. */
  readonly isSecret?: boolean;
  readonly isRaw?: boolean;
}

function redactDocument(
  value: unknown,
  { secret, clear }: RedactionRules,
  hash: Walk['hash'],
): JsonValue {
  if (!isJsonObject(value)) return walk(value, { hash, clear }, '');
  return mapEntries(Object.entries(value), (member, name) =>
    walk(member, { hash, clear, isSecret: secret.has(name) && !clear.has(name) }, name),
  );
}

/** What has no rule of its own is hashed, never printed; what has no content is left out. */
function walk(value: unknown, how: Walk, name: string): JsonValue {
  switch (typeof value) {
    case 'string':
      return walkText(value, how, name);
    case 'number':
    case 'boolean':
      return how.isSecret ? how.hash(String(value)) : Number.isNaN(value) ? null : value;
    case 'bigint':
      return how.hash(String(value));
    case 'object':
      return value === null ? null : walkObject(value, how, name);
    case 'undefined':
    case 'symbol':
    case 'function':
      return null;
  }
}

function walkText(value: string, how: Walk, name: string): string {
  if (how.isRaw || how.clear?.has(name)) return value;
  return !how.isSecret && moment.test(value) ? value : how.hash(value);
}

function walkObject(value: object, how: Walk, name: string): JsonValue {
  if (Array.isArray(value)) return value.map((item: unknown) => walk(item, how, name));
  if (JSON.isRawJSON(value)) return how.isSecret ? how.hash(value.rawJSON) : value;
  if (value instanceof Map) {
    return mapEntries([...value], (member, key) => walk(member, how, key));
  }
  if (value instanceof Set) return [...value].map((item: unknown) => walk(item, how, name));
  if (value instanceof Uint8Array) return how.hash(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return how.hash(describeForeign(value));
  return mapEntries(Object.entries(value), (member, key) => walk(member, how, key));
}

function mapEntries(
  entries: readonly (readonly [unknown, unknown])[],
  change: (value: unknown, name: string) => JsonValue,
): JsonValue {
  const changed: [string, JsonValue][] = [];
  for (const [name, value] of entries) {
    if (value !== undefined) changed.push([String(name), change(value, String(name))]);
  }
  return Object.fromEntries(changed);
}

/** Something to hash for an object of a class that is not known here. */
function describeForeign(value: object): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    // not serialisable: its presence is all that can be told
    return '';
  }
}
