import type { Clock } from '../lib/time.ts';
import { toRfc3339 } from '../lib/time.ts';
import type { Log } from '../core/scope.ts';

/** From the least to the most serious. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where lines go. `writableLength` tells how much the reader has not taken yet, in bytes. */
export interface LogStream {
  write(text: string): unknown;
  readonly writableLength?: number;
}

/** How lines are written. */
export interface LoggerOptions {
  readonly stream: LogStream;
  readonly level: LogLevel;
  readonly format: 'standard' | 'json';
  readonly clock: Clock;
}

/** Bytes that may wait for a slow reader; what comes on top is dropped and counted. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * A log that never waits: where nobody empties the pipe, lines are dropped and their number is told as soon
 * as there is room.
 */
export function createLogger(options: LoggerOptions): Log {
  const { stream, clock, format } = options;
  const threshold = logLevels.indexOf(options.level);
  let dropped = 0;
  const writeLine = (
    level: LogLevel,
    message: string,
    details: Readonly<Record<string, unknown>>,
  ) => {
    const line = { time: toRfc3339(clock()), level, message, details };
    stream.write(format === 'json' ? jsonLine(line) : standardLine(line));
  };
  return (level, message, details = {}) => {
    if (logLevels.indexOf(level) < threshold) return;
    if ((stream.writableLength ?? 0) > MAX_WAITING_BYTES) {
      dropped += 1;
      return;
    }
    if (dropped > 0) {
      writeLine('warn', 'log lines were dropped because nobody read them', { lines: dropped });
      dropped = 0;
    }
    writeLine(level, message, details);
  };
}

interface Line {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

function jsonLine({ time, level, message, details }: Line): string {
  return `${JSON.stringify({ '@timestamp': time, '@level': level, '@message': message, ...details })}\n`;
}

function standardLine({ time, level, message, details }: Line): string {
  const pairs = Object.entries(details)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${plain(value)}`);
  return `${time} [${level.toUpperCase()}] ${plainText(message)}${pairs.length > 0 ? ':' : ''}${pairs.join('')}\n`;
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value);
}

/** One line stays one line, whatever it is made of. */
function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
