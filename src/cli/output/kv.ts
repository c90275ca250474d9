import type { JsonObject } from '../../lib/json.ts';
import { dataRows } from './secret.ts';
import { formatTable, formatTitle, keyValueHeading } from './table.ts';

/** A titled Key/Value table; the title is as wide as the heading line. */
export function formatDataBlock(title: string, data: JsonObject): string {
  const widest = Math.max(...Object.keys(data).map((key) => key.length), 'Key'.length);
  const width = widest + '    Value'.length;
  return `${formatTitle(title, width)}\n${formatTable(keyValueHeading, dataRows(data))}`;
}

/** A titled path. */
export function formatPathBlock(title: string, path: string): string {
  return `${formatTitle(title, path.length)}\n${path}`;
}
