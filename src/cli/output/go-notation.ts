import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import { isJsonList } from '../wire-json.ts';

/** A value as Go prints it, which scripts parse: `[a b]`, `map[k:v]`, `<nil>`, numbers as received. */
export function formatGo(value: JsonValue): string {
  if (value === null) return '<nil>';
  if (isJsonList(value)) return `[${value.map(formatGo).join(' ')}]`;
  if (isJsonObject(value)) {
    const keys = Object.keys(value).sort();
    return `map[${keys.map((key) => `${key}:${formatGo(value[key] ?? null)}`).join(' ')}]`;
  }
  if (JSON.isRawJSON(value)) return value.rawJSON;
  return String(value);
}

/** A list of names as the token table shows it: quoted, separated by spaces, `[]` for none. */
export function formatQuotedList(values: readonly JsonValue[]): string {
  return `[${values.map((each) => JSON.stringify(each)).join(' ')}]`;
}
