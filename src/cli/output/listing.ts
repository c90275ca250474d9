import type { JsonObject, JsonValue } from '../../lib/json.ts';
import type { CommandContext } from '../command.ts';
import { parseBoolean } from '../parse.ts';
import { readVariable } from '../settings.ts';
import { isJsonList, objectOf } from '../wire-json.ts';
import { printSecret, printWarnings } from './answer.ts';
import { printDocument, printLine, say } from './print.ts';
import { documentOf, formatCell } from './secret.ts';
import { formatTable } from './table.ts';

/**
 * Print the answer of a list: one column, in JSON and YAML the array alone; more with `-detailed`.
 *
 * @returns whether there was anything to list
 */
export async function printListing(
  context: CommandContext,
  secret: JsonObject | undefined,
  path: string,
): Promise<boolean> {
  if (secret && objectOf(secret, 'wrap_info')) {
    await printSecret(context, secret);
    return true;
  }
  const keys = objectOf(secret, 'data')?.['keys'];
  const { io, format } = context;
  if (!secret || !isJsonList(keys)) {
    if (format === 'table') reportNothing(context, secret, path);
    else await printDocument(io, {}, format);
    return false;
  }
  const isDetailed = wantsDetail(context);
  if (format !== 'table') {
    await printDocument(io, isDetailed ? documentOf(secret) : keys, format);
    return true;
  }
  printWarnings(io, secret);
  if (keys.length > 0) {
    const info = isDetailed ? objectOf(objectOf(secret, 'data'), 'key_info') : undefined;
    printLine(io, info ? detailedTable(keys, info) : keysTable(keys));
  }
  return true;
}

function reportNothing({ io }: CommandContext, secret: JsonObject | undefined, path: string): void {
  if (secret) printWarnings(io, secret);
  say(io, secret ? `No entries found at ${path}` : `No value found at ${path}`, 'red');
}

/** The flag, or `VAULT_DETAILED`. */
function wantsDetail({ flags, io }: CommandContext): boolean {
  return flags.isSet('detailed', parseBoolean(readVariable(io.env, 'DETAILED') ?? '') ?? false);
}

function keysTable(keys: readonly JsonValue[]): string {
  return formatTable(
    ['Keys'],
    sorted(keys).map((key) => [key]),
  );
}

function detailedTable(keys: readonly JsonValue[], info: JsonObject): string {
  const fields = [
    ...new Set(Object.keys(info).flatMap((key) => Object.keys(objectOf(info, key) ?? {}))),
  ];
  fields.sort();
  const rows = sorted(keys).map((key) => {
    const entry = objectOf(info, key) ?? {};
    return [key, ...fields.map((field) => cellOf(entry, field))];
  });
  return formatTable(['Keys', ...fields], rows);
}

function cellOf(entry: JsonObject, field: string): string {
  const value = entry[field];
  return value === undefined ? '' : formatCell(field, value);
}

function sorted(keys: readonly JsonValue[]): string[] {
  return keys.map(String).sort();
}
