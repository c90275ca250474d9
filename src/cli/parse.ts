import { parseDurationSeconds } from '../lib/duration.ts';
import { CliError } from './cli-error.ts';
import type { Flag } from './command.ts';
import { FlagValues, isList, type FlagValue } from './flag-values.ts';
import { suggest } from './suggest.ts';

/** A line taken apart. */
export interface ParsedLine {
  readonly flags: FlagValues;
  readonly positionals: readonly string[];
}

/** Booleans as Go's `strconv.ParseBool` reads them. */
const booleans: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['1', 't', 'T', 'true', 'True', 'TRUE'].map((word) => [word, true])),
  ...Object.fromEntries(['0', 'f', 'F', 'false', 'False', 'FALSE'].map((word) => [word, false])),
};

/** Seconds that stand for the word `system`: use the server's default. */
export const SYSTEM_TTL = -1;

/**
 * Read the words behind a command in the dialect of Go's `flag` package.
 *
 * It differs in one thing: a known flag counts wherever it stands before `--`, and an unknown word with
 * a dash is refused in place of being taken as data. No field of the API begins with a dash.
 *
 * @throws CliError (1) on an unknown flag, a missing or unreadable value; values are never repeated
 */
export function parseLine(words: readonly string[], declared: readonly Flag[]): ParsedLine {
  const byName = flagsByName(declared);
  const values = new Map<string, FlagValue>();
  const positionals: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      positionals.push(...words.slice(at + 1));
      break;
    }
    if (!isFlag(word)) {
      positionals.push(word);
      continue;
    }
    const { name, inline } = splitFlag(word);
    const flag = byName.get(name);
    if (!flag) throw unknownFlag(name, positionals.length > 0, byName);
    if (inline === undefined && flag.kind !== 'boolean') {
      at += 1;
      if (at >= words.length) throw new CliError(`flag -${name} needs a value`);
    }
    const text = inline ?? (flag.kind === 'boolean' ? 'true' : words[at]) ?? '';
    values.set(flag.name, readValue(flag, text, values.get(flag.name)));
  }
  return { flags: new FlagValues(values), positionals };
}

/** A lone `-` means standard input and is data. */
export function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-';
}

/** Turn the text of a boolean flag or variable into its value; `undefined` when it is none. */
export function parseBoolean(text: string): boolean | undefined {
  return Object.hasOwn(booleans, text) ? booleans[text] : undefined;
}

/** `-name`, `--name`, `-name=value`. */
function splitFlag(word: string): { name: string; inline: string | undefined } {
  const body = word.replace(/^--?/, '');
  const equals = body.indexOf('=');
  if (equals < 0) return { name: body, inline: undefined };
  return { name: body.slice(0, equals), inline: body.slice(equals + 1) };
}

function flagsByName(declared: readonly Flag[]): ReadonlyMap<string, Flag> {
  return new Map(
    declared.flatMap((flag) => [flag.name, ...(flag.aliases ?? [])].map((name) => [name, flag])),
  );
}

/** The name is repeated only if it looks like a flag: a misplaced secret must not reach a log. */
function unknownFlag(
  name: string,
  isBehindData: boolean,
  known: ReadonlyMap<string, Flag>,
): CliError {
  const shown = /^[a-z][a-z-]{0,39}$/.test(name) ? ` -${name}` : '';
  const nearest =
    shown &&
    suggest(
      name,
      [...known.keys()].filter((key) => !known.get(key)?.isHidden),
    );
  const lines = [`flag provided but not defined:${shown || ' (name not shown)'}`];
  if (nearest) lines.push(`Did you mean -${nearest}?`);
  if (isBehindData) lines.push('Put -- before arguments that begin with a dash.');
  return new CliError(lines.join('\n'));
}

function readValue(flag: Flag, text: string, before: FlagValue | undefined): FlagValue {
  switch (flag.kind) {
    case 'string':
      return text;
    case 'boolean':
      return readBoolean(flag, text);
    case 'integer':
      return readInteger(flag, text);
    case 'duration':
      return readDuration(flag, text);
    case 'list':
      return [...previousList(before), text];
    case 'csv':
      return [...previousList(before), ...text.split(',').map((part) => part.trim())];
    case 'map':
      return readPair(flag, text, before);
  }
}

function previousList(before: FlagValue | undefined): readonly string[] {
  return isList(before) ? before : [];
}

function previousMap(before: FlagValue | undefined): Readonly<Record<string, string>> {
  return typeof before === 'object' && !isList(before) ? before : {};
}

function readBoolean(flag: Flag, text: string): boolean {
  const value = parseBoolean(text);
  if (value === undefined) {
    throw new CliError(`flag -${flag.name} takes true or false, as in -${flag.name}=false`);
  }
  return value;
}

function readInteger(flag: Flag, text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new CliError(`flag -${flag.name} takes a whole number`);
  return Number(text);
}

function readDuration(flag: Flag, text: string): number {
  if (text === 'system') return SYSTEM_TTL;
  try {
    return parseDurationSeconds(text);
  } catch (cause) {
    const hint = `flag -${flag.name} takes a duration such as 30s, 1h30m, 2d, or seconds`;
    throw new CliError(hint, 1, { cause });
  }
}

function readPair(flag: Flag, text: string, before: FlagValue | undefined): FlagValue {
  const equals = text.indexOf('=');
  if (equals < 0) throw new CliError(`flag -${flag.name} takes key=value`);
  return { ...previousMap(before), [text.slice(0, equals)]: text.slice(equals + 1) };
}
