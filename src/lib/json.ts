/**
 * JSON values as the wire has them.
 *
 * A number that a JavaScript number cannot hold exactly stays as its text, in the object that
 * `JSON.rawJSON` makes, so that it survives being stored and answered again.
 */

declare global {
  interface JSON {
    /** @see https://tc39.es/proposal-json-parse-with-source/ */
    rawJSON(text: string): RawJson;
    isRawJSON(value: unknown): value is RawJson;
  }
}

/** A number kept as the text that was sent. */
export interface RawJson {
  readonly rawJSON: string;
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | RawJson
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether a value is a JSON object: not null, an array, or a kept number. */
export function isJsonObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)
  );
}

/** Whatever might hold a number that a JavaScript number would not give back as it was written. */
const unusualNumber = /\d{16}|\d[.eE]|-0/;

/**
 * Read a JSON text, numbers that would change on the way through a JavaScript number as their text.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): JsonValue {
  return unusualNumber.test(text) ? JSON.parse(text, keepNumberText) : JSON.parse(text);
}

/** For `JSON.parse`: a number stays as written where its text would change. */
export function keepNumberText(
  _key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source;
  return source === undefined || source === String(value) ? value : JSON.rawJSON(source);
}
