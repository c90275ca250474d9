import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json.ts';

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/** `JSON.parse` with source text, which the types do not know yet. */
const parse = JSON.parse as (text: string, reviver: Reviver) => JsonValue;

/**
 * Parse JSON so that every number prints as it came: `1.0`, `1e3` and 64-bit values keep their text.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): JsonValue {
  return parse(text, (_key, value, context) =>
    typeof value === 'number' && context.source !== undefined && String(value) !== context.source
      ? JSON.rawJSON(context.source)
      : value,
  );
}

/** The object that a body holds, `undefined` when it is empty or no object. */
export function parseJsonObject(text: string): JsonObject | undefined {
  if (text.trim() === '') return undefined;
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A member as text, empty when it is absent or no text. */
export function textOf(object: JsonObject | undefined, key: string): string {
  const value = object?.[key];
  return typeof value === 'string' ? value : '';
}

/** A member as object, `undefined` when it is none. */
export function objectOf(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isJsonObject(value) ? value : undefined;
}

/** A member as list, empty when it is none. */
export function listOf(object: JsonObject | undefined, key: string): readonly JsonValue[] {
  const value = object?.[key];
  return isJsonList(value) ? value : [];
}

/** Whether a value is a JSON array. */
export function isJsonList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}
