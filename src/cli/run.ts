import { CliError, exitCodes, Interrupted, RequestShown } from './cli-error.ts';
import type { Command } from './command.ts';
import { commands } from './command-registry.ts';
import { createContext } from './context.ts';
import type { Io } from './io.ts';
import { formatJson } from './output/json.ts';
import { printLine, say } from './output/print.ts';
import { isFlag, parseLine } from './parse.ts';
import { resolveCommand, type Resolution } from './resolve.ts';

const helpFlags: ReadonlySet<string> = new Set(['-h', '-help', '--help', '--h']);
const versionFlags: ReadonlySet<string> = new Set(['-v', '-version', '--version']);

/**
 * Run one command line.
 *
 * @param argv - words behind the program's name
 * @returns the exit code; never rejects
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const words = argv.length === 1 && versionFlags.has(argv[0] ?? '') ? ['version'] : argv;
  try {
    const resolution = resolveCommand(words, commands);
    if (asksForHelp(words, resolution)) return await help(words, io, resolution);
    if (resolution.kind !== 'command') return await refuse(words, io, resolution);
    return await runCommand(resolution, io);
  } catch (error) {
    return report(error, io, words);
  }
}

async function runCommand(
  { command, rest }: Extract<Resolution, { kind: 'command' }>,
  io: Io,
): Promise<number> {
  const { flags, positionals } = parseLine(rest, command.flags);
  checkCount(command, positionals);
  const context = createContext({ command, flags, args: positionals, io });
  const work = await command.load();
  return work(context);
}

function checkCount({ count: [fewest, most] }: Command, args: readonly string[]): void {
  const got = args.length;
  if (got > most) throw new CliError(`Too many arguments (expected ${most}, got ${got})`);
  if (got < fewest) throw new CliError(`Not enough arguments (expected ${fewest}, got ${got})`);
}

/** `help token`, `token create -h`, and `token create help` where that word can be no data. */
function asksForHelp(words: readonly string[], resolution: Resolution): boolean {
  if (resolution.kind === 'command' && resolution.command.count[1] === 0) {
    if (resolution.rest.length === 1 && resolution.rest[0] === 'help') return true;
  }
  const end = words.indexOf('--');
  const read = end < 0 ? words : words.slice(0, end);
  return words[0] === 'help' || read.some((word) => helpFlags.has(word));
}

async function help(words: readonly string[], io: Io, resolution: Resolution): Promise<number> {
  const { formatHelp, helpDocument } = await import('./help.ts');
  const subject =
    words[0] === 'help'
      ? resolveCommand(
          words.slice(1).filter((word) => !isFlag(word)),
          commands,
        )
      : resolution;
  const isJson = words.some((word) => /^--?format=json$/i.test(word));
  printLine(
    io,
    isJson ? formatJson(helpDocument(subject)) : formatHelp(subject, io.stdout.columns),
  );
  return exitCodes.done;
}

/** No command was named: an unknown one, a group alone, or flags first. */
async function refuse(
  words: readonly string[],
  io: Io,
  resolution: Exclude<Resolution, { kind: 'command' }>,
): Promise<number> {
  const { formatHelp } = await import('./help.ts');
  const first = words[0] ?? '';
  if (isFlag(first)) say(io, 'Flags go behind the command.\n', 'red');
  if (resolution.suggestion) say(io, `Did you mean "${resolution.suggestion}"?\n`);
  if (resolution.kind === 'group' && resolution.isHelpAsked) {
    printLine(io, formatHelp(resolution, io.stdout.columns));
    return exitCodes.done;
  }
  say(io, formatHelp(resolution, io.stderr.columns));
  return resolution.kind === 'unknown' && !isFlag(first)
    ? exitCodes.unknownCommand
    : exitCodes.local;
}

async function report(error: unknown, io: Io, words: readonly string[]): Promise<number> {
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (error instanceof RequestShown) {
    printLine(io, error.text);
    return exitCodes.done;
  }
  const { describeFailure } = await import('./errors.ts');
  const failure = describeFailure(error);
  const isJson = words.some((word) => /^--?errors=json$/.test(word));
  if (isJson) say(io, formatJson({ ...failure.json }, { isCompact: true }));
  else say(isPlain(words) ? { ...io, isColourful: false } : io, failure.text, 'red');
  if (io.env['PORTCULLIS_DEBUG'] === 'api' && error instanceof Error) say(io, error.stack ?? '');
  return failure.exitCode;
}

/** Documents and `-no-color` take the colour from errors too. */
function isPlain(words: readonly string[]): boolean {
  return words.some((word) => /^--?(?:no-color|format=(?:json|ya?ml|raw))$/i.test(word));
}
