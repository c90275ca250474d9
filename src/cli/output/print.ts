import { styleText } from 'node:util';
import type { JsonValue } from '../../lib/json.ts';
import type { OutputFormat } from '../command.ts';
import type { Io, OutputStream } from '../io.ts';
import { formatJson } from './json.ts';
import { escapeControls } from './table.ts';

/** Colours of talk; data is never coloured. */
export type Tone = 'red' | 'yellow' | 'plain';

/** One line, or several, on stdout. */
export function printLine(io: Io, text: string): void {
  io.stdout.write(`${text}\n`);
}

/** Print a document in JSON or YAML. */
export async function printDocument(io: Io, value: JsonValue, format: OutputFormat): Promise<void> {
  if (format !== 'yaml') return printLine(io, formatJson(value));
  const { formatYaml } = await import('./yaml.ts');
  printLine(io, await formatYaml(value));
}

/** Text of the server, several lines of it: as it is into a pipe, without control codes to a terminal. */
export function printText(io: Io, text: string): void {
  printLine(io, io.stdout.isTTY ? escapeTalk(text) : text);
}

/** Line ends and tabs stay; any other control character of a server must not reach the terminal. */
function escapeTalk(text: string): string {
  return text
    .split('\n')
    .map((line) => line.split('\t').map(escapeControls).join('\t'))
    .join('\n');
}

/** Talk to the user on stderr. */
export function say(io: Io, text: string, tone: Tone = 'plain'): void {
  io.stderr.write(`${paint(io, io.stderr, { text: escapeTalk(text), tone })}\n`);
}

function paint(io: Io, stream: OutputStream, { text, tone }: { text: string; tone: Tone }): string {
  if (tone === 'plain' || !hasColour(io, stream)) return text;
  return styleText(tone, text, { validateStream: false });
}

/** Whether talk may be coloured: a terminal, and no variable against it. */
export function hasColour(io: Io, stream: OutputStream): boolean {
  const { env } = io;
  if (io.isColourful === false) return false;
  if (env['NO_COLOR'] || env['VAULT_CLI_NO_COLOR'] || env['BAO_CLI_NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
}
