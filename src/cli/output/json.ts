import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import { isJsonList } from '../wire-json.ts';

/** Whether members are put in order of their names, as Go does for maps. */
export interface JsonLayout {
  readonly isSorted?: boolean;
  /** On one line. */
  readonly isCompact?: boolean;
}

/**
 * JSON as the original prints it: two spaces, `<>&` and the two line separators escaped.
 * Numbers that were kept as text stay as they are.
 */
export function formatJson(value: JsonValue, layout: JsonLayout = {}): string {
  return encode(value, layout, '');
}

function encode(value: JsonValue, layout: JsonLayout, indent: string): string {
  if (isJsonList(value)) {
    return enclose(
      '[]',
      value.map((each) => encode(each, layout, `${indent}  `)),
      { layout, indent },
    );
  }
  if (isJsonObject(value)) {
    const keys = layout.isSorted ? Object.keys(value).sort() : Object.keys(value);
    const colon = layout.isCompact ? ':' : ': ';
    const members = keys.map(
      (key) =>
        escapeHtml(JSON.stringify(key)) + colon + encode(value[key] ?? null, layout, `${indent}  `),
    );
    return enclose('{}', members, { layout, indent });
  }
  return escapeHtml(JSON.stringify(value));
}

function enclose(
  brackets: '[]' | '{}',
  parts: readonly string[],
  { layout, indent }: { layout: JsonLayout; indent: string },
): string {
  const [open, close] = [brackets[0] ?? '', brackets[1] ?? ''];
  if (parts.length === 0) return brackets;
  if (layout.isCompact) return open + parts.join(',') + close;
  return `${open}\n${parts.map((part) => `${indent}  ${part}`).join(',\n')}\n${indent}${close}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
