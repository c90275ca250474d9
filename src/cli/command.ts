import type { Client } from './client.ts';
import type { FlagValues } from './flag-values.ts';
import type { Io } from './io.ts';
import type { Settings } from './settings.ts';

/**
 * What a flag holds. `list` repeats and keeps commas, `csv` splits at them, `map` repeats `k=v`,
 * `duration` is kept in whole seconds.
 */
export type FlagKind = 'string' | 'boolean' | 'list' | 'csv' | 'map' | 'duration' | 'integer';

/** Heading below which help shows a flag. */
export type FlagGroup = 'command' | 'output' | 'connection';

/** One flag as declared; parser, help and completion all read this. */
export interface Flag {
  readonly name: string;
  readonly kind: FlagKind;
  readonly about: string;
  readonly aliases?: readonly string[];
  /** Name of the variable behind `BAO_` and `VAULT_`. */
  readonly env?: string;
  /** Default as help shows it. */
  readonly fallback?: string;
  /** Legal values, for help, completion and suggestions. */
  readonly values?: readonly string[];
  /** `command` when absent. */
  readonly group?: FlagGroup;
  /** Accepted, never shown. */
  readonly isHidden?: boolean;
}

/** A real use of a command, shown before anything else in its help. */
export interface Example {
  readonly about: string;
  readonly line: string;
}

/** Where a command runs, what it was asked, and how it speaks. */
export interface CommandContext {
  readonly io: Io;
  readonly command: Command;
  readonly flags: FlagValues;
  /** Positional arguments, counted already. */
  readonly args: readonly string[];
  /** @throws CliError (2) when a variable cannot be read, (1) when a flag is not legal */
  readonly settings: Settings;
  readonly format: OutputFormat;
  /**
   * The client with the token in use.
   *
   * @throws CliError when a setting is broken (2) or the token helper fails (1)
   */
  client(): Promise<Client>;
}

export type OutputFormat = 'table' | 'json' | 'yaml' | 'raw';

/** Does the work; the number is the exit code. */
export type Run = (context: CommandContext) => Promise<number>;

/** One command of the table: data for parser, help and completion, code only when it is called. */
export interface Command {
  /** Words that name it: `token create`. */
  readonly path: string;
  /** One line of purpose. */
  readonly about: string;
  /** Positional part of the usage line. */
  readonly usage: string;
  /** Fewest and most positional arguments. */
  readonly count: readonly [number, number];
  readonly flags: readonly Flag[];
  readonly examples: readonly Example[];
  /** HTTP calls it makes. */
  readonly calls?: string;
  readonly isHidden?: boolean;
  load(): Promise<Run>;
}
