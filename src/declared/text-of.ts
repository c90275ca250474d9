import type { JsonValue } from '../lib/json.ts';

/** A value as text: a text as it is, anything else as JSON. */
export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
