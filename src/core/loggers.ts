import type { Log } from './scope.ts';

/** From the least to the most serious. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Takes written lines, one at a time. Must not wait. */
export type LogSink = (line: string) => void;

/** How somebody who reads along wants the log. */
export interface LogView {
  /** Least level, whatever the loggers themselves write. */
  readonly level: LogLevel;
  readonly format: 'standard' | 'json';
}

/** The log of a process, divided by subsystem. Levels may be changed while it runs, and are forgotten with it. */
export interface Loggers {
  /** The log of a subsystem: made where it is new, the same one for the same name. */
  named(name: string): Log;
  /** Least level that is written, by subsystem. */
  levels(): Readonly<Record<string, LogLevel>>;
  /** Change all loggers, or one. @returns false where none is called so */
  setLevel(level: LogLevel, name?: string): boolean;
  /** Back to the level of the configuration, all or one. @returns false where none is called so */
  resetLevel(name?: string): boolean;
  /** Hand lines to one more reader. @returns ends that */
  follow(view: LogView, sink: LogSink): () => void;
}

/** Loggers that all go to one log and write what that writes: where nobody changes levels. */
export function singleLogger(log: Log): Loggers {
  return {
    named: () => log,
    levels: () => ({}),
    setLevel: (_level, name) => name === undefined,
    resetLevel: (name) => name === undefined,
    follow: () => () => undefined,
  };
}
