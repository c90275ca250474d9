import { DurationError, parseDurationSeconds as parseDuration } from '../lib/duration.ts';
import { isJsonObject, type JsonValue } from '../lib/json.ts';

/** The wire types of the API; they decide coercion, OpenAPI schema, documentation and CLI help. */
export type FieldKind =
  | 'string'
  | 'integer'
  | 'boolean'
  | 'duration'
  | 'string-list'
  | 'comma-list'
  | 'key-values'
  | 'object'
  | 'object-list'
  | 'any';

/** One value that an operation reads or answers. Declared once; everything else is derived. */
export interface Field<T = unknown> {
  readonly kind: FieldKind;
  readonly doc: string;
  /**
   * Turn what was sent into the declared type; called only when the request has the field.
   *
   * @throws FieldError with a reason that never repeats the value
   */
  readonly decode: (raw: JsonValue) => T;
  /** The value where the request has none. */
  readonly absent: T;
  /** Default shown in the documents: the value of a fresh record, or `absent`. */
  readonly shown?: JsonValue;
  /** The value of a fresh record, where the documents show another word for it. */
  readonly fresh?: JsonValue;
  /** Hashed in audit, never in a log or an error. */
  readonly secret?: true;
  /** Still read, but the documents name another field instead. */
  readonly deprecated?: true;
  /** Name of the field that it is an older name of: a policy that denies one denies both. */
  readonly replacedBy?: string;
  /** Must be sent; of what is answered: is always there. */
  readonly required?: true;
  /** Decided when the thing is made: a later write must not name it, not even with the value it has. */
  readonly fixed?: true;
  readonly allowed?: readonly string[];
  /** Path parameters: name, back end and policy see this spelling (design.md rule 3). */
  readonly canonical?: (text: string) => string;
  /** Members of an object, for the documents: the handler decodes them. */
  readonly members?: Fields;
}

export type Fields = Readonly<Record<string, Field>>;

/** The decoded values of a set of fields. */
export type Decoded<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** The extras that every field builder takes. */
export interface FieldExtras {
  readonly secret?: true;
  readonly deprecated?: true;
  readonly replacedBy?: string;
  readonly required?: true;
  readonly fixed?: true;
  readonly shown?: JsonValue;
  readonly fresh?: JsonValue;
  readonly allowed?: readonly string[];
  readonly canonical?: (text: string) => string;
  readonly members?: Fields;
}

/** A value that does not fit its field. The reason is for the caller and holds nothing of the value. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
}

type Decode<T> = (raw: JsonValue) => T;

function optional<T>(kind: FieldKind, decode: Decode<T>) {
  return (doc: string, extras: FieldExtras = {}): Field<T | undefined> => ({
    kind,
    doc,
    decode,
    absent: undefined,
    ...extras,
  });
}

/** A text. Numbers are taken as written, booleans as `1` and `0`, null as empty. */
export const text = optional('string', decodeText);
/** A whole number; texts may carry a base prefix (`0x10`, `010`). */
export const integer = optional('integer', decodeInteger);
/** True or false, also as `1`, `t`, `"true"` and the like. */
export const boolean = optional('boolean', decodeBoolean);
/** Whole seconds, given as seconds, `7d` or Go's form. Null counts as absent. */
export const duration = optional('duration', decodeDuration);
/** Whole seconds like `duration`, which may be negative where that says something of its own. */
export const signedDuration = optional('duration', decodeSignedDuration);
/** A list of texts; a bare text is one element. */
export const stringList = optional('string-list', decodeStringList);
/** A list of texts; a bare text is split at commas. */
export const commaList = optional('comma-list', decodeCommaList);
/** Names with text values, as an object or as `k=v` texts. */
export const keyValues = optional('key-values', decodeKeyValues);
/** A JSON object, taken as it is. */
export const object = optional('object', decodeObject);
/** A list of JSON objects, taken as they are. */
export const objectList = optional('object-list', decodeObjectList);
/** Any JSON value, taken as it is. */
export const any = optional<JsonValue>('any', (raw) => raw);

/** A part of the path: always there, since the path was found by it. */
export function parameter(doc: string, extras: FieldExtras = {}): Field<string> {
  return { kind: 'string', doc, decode: decodeText, absent: '', required: true, ...extras };
}

/** The same field with a value for requests that do not have it. */
export function withDefault<T extends JsonValue>(
  field: Field<T | undefined>,
  absent: NoInfer<T>,
): Field<T> {
  const { decode } = field;
  return { shown: absent, ...field, absent, decode: (raw) => decode(raw) ?? absent };
}

/** A field that is only answered, never read. */
export function answered(kind: FieldKind, doc: string, extras: FieldExtras = {}): Field {
  return { kind, doc, decode: (raw) => raw, absent: undefined, ...extras };
}

const trueWords = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const falseWords = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** Go's boolean words; undefined for any other text. */
export function parseBoolean(word: string): boolean | undefined {
  if (trueWords.has(word)) return true;
  return falseWords.has(word) ? false : undefined;
}

function decodeText(raw: JsonValue): string {
  if (raw === null) return '';
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'boolean') return raw ? '1' : '0';
  return numberText(raw) ?? mismatch('string', raw);
}

function decodeInteger(raw: JsonValue): number {
  if (raw === null || raw === '') return 0;
  if (typeof raw === 'boolean') return raw ? 1 : 0;
  const written = typeof raw === 'string' ? raw : numberText(raw);
  if (written === undefined) return mismatch('int', raw);
  return parseGoInteger(written);
}

/** `strconv.ParseInt` with base detection: sign, `0x`, `0o`, `0b`, a leading zero for octal, `_`. */
function parseGoInteger(written: string): number {
  const match = /^([+-]?)(0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|\d[\d_]*)$/.exec(written);
  if (!match?.[2]) throw new FieldError("cannot parse value as 'int': invalid syntax");
  const digits = match[2].replaceAll('_', '').replace(/^0(?=[0-7])/, '0o');
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) {
    throw new FieldError("cannot parse value as 'int': value out of range");
  }
  return match[1] === '-' ? -value : value;
}

function decodeBoolean(raw: JsonValue): boolean {
  if (raw === null || raw === '') return false;
  if (typeof raw === 'boolean') return raw;
  const written = typeof raw === 'string' ? raw : numberText(raw);
  if (written === undefined) return mismatch('bool', raw);
  const value = parseBoolean(written);
  if (value === undefined) throw new FieldError("cannot parse value as 'bool': invalid syntax");
  return value;
}

function decodeSignedDuration(raw: JsonValue): number | undefined {
  if (raw === null) return undefined;
  const written = typeof raw === 'string' ? raw : numberText(raw);
  if (written === undefined) return mismatch('duration', raw);
  return parseDurationSeconds(written);
}

function decodeDuration(raw: JsonValue): number | undefined {
  const seconds = decodeSignedDuration(raw);
  if (seconds !== undefined && seconds < 0) throw new FieldError('cannot provide negative value');
  return seconds;
}

function decodeStringList(raw: JsonValue): readonly string[] {
  if (raw === null || raw === '') return [];
  if (Array.isArray(raw)) return raw.map((item: JsonValue) => decodeText(item).trim());
  if (isJsonObject(raw)) return mismatch('slice', raw);
  return [decodeText(raw).trim()];
}

function decodeCommaList(raw: JsonValue): readonly string[] {
  if (typeof raw === 'string' && raw !== '') return raw.split(',').map((item) => item.trim());
  return decodeStringList(raw);
}

function decodeKeyValues(raw: JsonValue): Readonly<Record<string, string>> {
  if (isJsonObject(raw)) {
    return fromEntries(Object.entries(raw).map(([key, value]) => [key, decodeText(value)]));
  }
  return fromEntries(
    decodeStringList(raw).map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new FieldError('invalid key pair, expected key=value');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function decodeObject(raw: JsonValue): Readonly<Record<string, JsonValue>> {
  if (isJsonObject(raw)) return raw;
  if (raw === null || (Array.isArray(raw) && raw.length === 0)) return {};
  return mismatch('map', raw);
}

function decodeObjectList(raw: JsonValue): readonly Readonly<Record<string, JsonValue>>[] {
  if (raw === null || raw === '') return [];
  if (!Array.isArray(raw)) return mismatch('slice', raw);
  return raw.map((item: JsonValue) => (isJsonObject(item) ? item : mismatch('map', item)));
}

/** An object from pairs in which `__proto__` is a key like any other. */
function fromEntries<T>(pairs: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries(pairs);
}

/** The digits of a number as they were sent; undefined for anything that is no number. */
function numberText(raw: JsonValue): string | undefined {
  if (typeof raw === 'number') return String(raw);
  return JSON.isRawJSON(raw) ? raw.rawJSON : undefined;
}

function mismatch(expected: string, raw: JsonValue): never {
  const got = Array.isArray(raw) ? 'list' : raw === null ? 'null' : typeof raw;
  throw new FieldError(`expected type '${expected}', got unconvertible type '${got}'`);
}

/** @throws FieldError for a text that is no duration */
function parseDurationSeconds(written: string): number {
  try {
    return parseDuration(written);
  } catch (error) {
    if (error instanceof DurationError) throw new FieldError(error.message, { cause: error });
    throw error;
  }
}
