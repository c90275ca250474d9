import type { JsonObject } from '../../lib/json.ts';
import type { CommandContext } from '../command.ts';
import type { Io } from '../io.ts';
import { listOf } from '../wire-json.ts';
import { printField } from './field.ts';
import { formatGo } from './go-notation.ts';
import { printDocument, printLine, say } from './print.ts';
import { documentOf, secretRows } from './secret.ts';
import { formatTable, keyValueHeading } from './table.ts';

const WARNING_WIDTH = 78;

/**
 * Print an answer in the format asked for, or the one field of it.
 *
 * @returns the exit code
 * @throws CliError (1) when the field is not there
 */
export async function printSecret(context: CommandContext, secret: JsonObject): Promise<number> {
  const { io, flags, format } = context;
  const field = flags.text('field');
  if (field) return printField(context, secret, field);
  if (format === 'json' || format === 'yaml') {
    await printDocument(io, documentOf(secret), format);
    return 0;
  }
  printWarnings(io, secret);
  const rows = secretRows(secret);
  if (rows.length > 0) printLine(io, formatTable(keyValueHeading, rows));
  return 0;
}

/** Warnings of an answer, on stderr; only tables need it, the documents hold them. */
export function printWarnings(io: Io, secret: JsonObject): void {
  const warnings = listOf(secret, 'warnings');
  if (warnings.length === 0) return;
  const parts = warnings.map((each) => `${wrapWarning(formatGo(each))}\n`);
  say(io, ['WARNING! The server sent along:', '', ...parts].join('\n'), 'yellow');
}

/** `  * text`, continued below its first word. */
function wrapWarning(text: string): string {
  const lines: string[] = [];
  let line = '  *';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line.length + 1 + word.length > WARNING_WIDTH && line.trim() !== '*') {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Say that an acting command is done; scripts match the first word. */
export function printSuccess(context: CommandContext, text: string): void {
  printLine(context.io, `Success! ${text}`);
}
