import type { Field } from '../framework/field.ts';
import { compareBytes } from '../lib/compare-bytes.ts';
import { isJsonObject, type JsonValue } from '../lib/json.ts';
import { textOf } from './text-of.ts';

/**
 * A value in the one form in which it is compared: of the type of its field, absent as empty, lists of texts
 * without order, since no such list of the API has one that matters.
 */
export function canonicalValue(field: Field, value: JsonValue | undefined): JsonValue {
  const decoded = decodeLeniently(field, value);
  if (decoded === undefined || decoded === null) return emptyOf(field);
  if (field.kind === 'string-list' || field.kind === 'comma-list') return sortedTexts(decoded);
  return ordered(decoded);
}

/** A value as text, equal for equal values. */
export function stableText(value: JsonValue): string {
  return JSON.stringify(ordered(value));
}

/** What a field holds where nothing was ever said. */
export function emptyOf({ kind }: Field): JsonValue {
  switch (kind) {
    case 'integer':
    case 'duration':
      return 0;
    case 'boolean':
      return false;
    case 'string-list':
    case 'comma-list':
    case 'object-list':
      return [];
    case 'key-values':
    case 'object':
      return {};
    case 'string':
    case 'any':
      return '';
  }
}

/** The value that a field has where it is not declared. */
export function defaultOf(field: Field): JsonValue {
  const { absent, kind } = field;
  const shown = field.fresh ?? field.shown;
  // the contract writes some lifetimes in units of its own; 0 stands for what they are
  const isLifetime = kind === 'duration';
  if (shown !== undefined && !isLifetime) return canonicalValue(field, shown);
  if (absent !== undefined && !isLifetime) return canonicalValue(field, absent as JsonValue);
  return isLifetime ? canonicalValue(field, absent as JsonValue | undefined) : emptyOf(field);
}

/** What is read back may have a form of its own, which then is compared as it is. */
function decodeLeniently(field: Field, value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    return field.decode(value) as JsonValue | undefined;
  } catch {
    return value;
  }
}

function sortedTexts(value: JsonValue): JsonValue {
  const texts = Array.isArray(value) ? value.map(String) : [textOf(value)];
  return texts.sort(compareBytes);
}

function ordered(value: JsonValue): JsonValue {
  if (JSON.isRawJSON(value)) return Number(value.rawJSON);
  if (Array.isArray(value)) return value.map(ordered);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => compareBytes(left, right));
  return Object.fromEntries(entries.map(([name, inner]) => [name, ordered(inner)]));
}
