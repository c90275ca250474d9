import type { Client } from './client.ts';
import { CliError } from './cli-error.ts';
import type { Command, CommandContext, OutputFormat } from './command.ts';
import type { FlagValues } from './flag-values.ts';
import type { Io } from './io.ts';
import { loadSettings, readVariable, type Settings } from './settings.ts';
import { suggest } from './suggest.ts';

/** A parsed call of a command. */
export interface ParsedCall {
  readonly command: Command;
  readonly flags: FlagValues;
  readonly args: readonly string[];
  readonly io: Io;
}

/**
 * Make the surroundings of a command; nothing is read from disk or sent until it asks for the client.
 *
 * Settings are read when they are first asked for, so that a broken variable stops only what uses it.
 *
 * @throws CliError (1) on an unknown format
 */
export function createContext({ command, flags, args, io }: ParsedCall): CommandContext {
  const format = readFormat(command, flags, io);
  checkErrorFormat(flags);
  const isColourful = format === 'table' && !flags.isSet('no-color');
  const own: Io = isColourful ? io : { ...io, isColourful };
  let settings: Settings | undefined;
  let client: Promise<Client> | undefined;
  return {
    io: own,
    command,
    flags,
    args,
    format,
    get settings() {
      return (settings ??= loadSettings(flags, io.env));
    },
    client() {
      return (client ??= createClient(own, this.settings));
    },
  };
}

/** The modules of the network are loaded only here: help and version do without. */
async function createClient(io: Io, settings: Settings): Promise<Client> {
  const [{ Client }, { createConnection }] = await Promise.all([
    import('./client.ts'),
    import('./connection.ts'),
  ]);
  const connection = await createConnection(settings, io.env);
  return new Client({ io, settings, connection, token: await currentToken(io, settings) });
}

/** The token in use: the variable, else the helper; empty for none. */
export async function currentToken(io: Io, settings: Settings): Promise<string> {
  const given = readVariable(io.env, 'TOKEN');
  if (given !== undefined) return given;
  const { createTokenHelper } = await import('./token-helper.ts');
  return (await createTokenHelper(io, settings.address)).get();
}

function readFormat(command: Command, flags: FlagValues, io: Io): OutputFormat {
  const declared = command.flags.find((flag) => flag.name === 'format');
  if (!declared) return 'table';
  const text = (flags.text('format') || readVariable(io.env, 'FORMAT') || 'table').toLowerCase();
  const name = text === 'yml' ? 'yaml' : text;
  if (isFormat(name) && declared.values?.includes(name)) return name;
  const nearest = suggest(name, declared.values ?? []);
  const hint = nearest ? ` Did you mean ${nearest}?` : '';
  throw new CliError(`Invalid output format. Use ${declared.values?.join(', ')}.${hint}`);
}

function isFormat(name: string): name is OutputFormat {
  return ['table', 'json', 'yaml', 'raw'].includes(name);
}

function checkErrorFormat(flags: FlagValues): void {
  const format = flags.text('errors') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new CliError('-errors takes text or json.');
}
