import {
  type Loggers,
  type LogLevel,
  logLevels,
  type LogSink,
  type LogView,
} from '../core/loggers.ts';
import type { Log } from '../core/scope.ts';
import { type Clock, toRfc3339 } from '../lib/time.ts';

/** Where lines go. `writableLength` tells how much the reader has not taken yet, in bytes. */
export interface LogStream {
  write(text: string): unknown;
  readonly writableLength?: number;
}

/** How lines are written. */
export interface LoggerOptions {
  /** Each line goes to all of them. */
  readonly streams: readonly LogStream[];
  /** Of every subsystem, until it is changed. */
  readonly level: LogLevel;
  readonly format: 'standard' | 'json';
  readonly clock: Clock;
}

/** Bytes that may wait for a slow reader; what comes on top is dropped and counted. */
const MAX_WAITING_BYTES = 1024 * 1024;

const rankOf: Readonly<Record<LogLevel, number>> = {
  trace: 0,
  debug: 1,
  info: 2,
  warn: 3,
  error: 4,
};

/** A logger of some subsystem. */
interface Named {
  rank: number;
  readonly log: Log;
}

/** Somebody who reads along. */
interface Follower {
  readonly rank: number;
  readonly format: LoggerOptions['format'];
  readonly sink: LogSink;
}

/**
 * A log that never waits: where nobody empties a pipe, lines are dropped and their number is told as soon
 * as there is room.
 */
export function createLoggers(options: LoggerOptions): Loggers {
  return new StreamLoggers(options);
}

class StreamLoggers implements Loggers {
  readonly #options: LoggerOptions;
  readonly #outlets: readonly Outlet[];
  readonly #named = new Map<string, Named>();
  readonly #followers = new Set<Follower>();
  /** Of the follower who wants the most; above all levels where there is none. */
  #followedRank = Infinity;

  constructor(options: LoggerOptions) {
    this.#options = options;
    this.#outlets = options.streams.map((stream) => new Outlet(stream, options));
  }

  named(name: string): Log {
    const known = this.#named.get(name);
    if (known) return known.log;
    const logger: Named = {
      rank: rankOf[this.#options.level],
      log: (level, message, details = {}) => {
        const rank = rankOf[level];
        if (rank < logger.rank && rank < this.#followedRank) return;
        const time = toRfc3339(this.#options.clock());
        this.#write({ time, level, name, message, details }, rank >= logger.rank);
      },
    };
    this.#named.set(name, logger);
    return logger.log;
  }

  levels(): Readonly<Record<string, LogLevel>> {
    const names = [...this.#named].map(([name, { rank }]) => [name, logLevels[rank] ?? 'info']);
    return Object.fromEntries(names) as Readonly<Record<string, LogLevel>>;
  }

  setLevel(level: LogLevel, name?: string): boolean {
    const chosen = name === undefined ? [...this.#named.values()] : [this.#named.get(name)];
    for (const logger of chosen) if (logger) logger.rank = rankOf[level];
    return name === undefined || chosen[0] !== undefined;
  }

  resetLevel(name?: string): boolean {
    return this.setLevel(this.#options.level, name);
  }

  follow({ level, format }: LogView, sink: LogSink): () => void {
    const follower = { rank: rankOf[level], format, sink };
    this.#followers.add(follower);
    this.#followedRank = Math.min(this.#followedRank, follower.rank);
    return () => {
      this.#followers.delete(follower);
      this.#followedRank = Math.min(Infinity, ...[...this.#followers].map(({ rank }) => rank));
    };
  }

  #write(line: Line, isWanted: boolean): void {
    if (isWanted) for (const outlet of this.#outlets) outlet.write(line);
    const rank = rankOf[line.level];
    for (const { rank: wanted, format, sink } of this.#followers) {
      if (rank >= wanted) sink(writeLine(line, format));
    }
  }
}

/** One stream, and how many lines it could not take. */
class Outlet {
  readonly #stream: LogStream;
  readonly #options: LoggerOptions;
  #dropped = 0;

  constructor(stream: LogStream, options: LoggerOptions) {
    this.#stream = stream;
    this.#options = options;
  }

  write(line: Line): void {
    if ((this.#stream.writableLength ?? 0) > MAX_WAITING_BYTES) {
      this.#dropped += 1;
      return;
    }
    if (this.#dropped > 0) {
      const message = 'log lines were dropped because nobody read them';
      const lines = this.#dropped;
      this.#dropped = 0;
      this.#put({ ...line, level: 'warn', name: '', message, details: { lines } });
    }
    this.#put(line);
  }

  #put(line: Line): void {
    this.#stream.write(writeLine(line, this.#options.format));
  }
}

interface Line {
  readonly time: string;
  readonly level: LogLevel;
  /** Subsystem; empty: none in particular. */
  readonly name: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

function writeLine(line: Line, format: LoggerOptions['format']): string {
  return format === 'json' ? jsonLine(line) : standardLine(line);
}

function jsonLine({ time, level, name, message, details }: Line): string {
  const head = { '@timestamp': time, '@level': level, ...(name !== '' && { '@module': name }) };
  return `${JSON.stringify({ ...head, '@message': message, ...details })}\n`;
}

function standardLine({ time, level, name, message, details }: Line): string {
  const pairs = Object.entries(details)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${plain(value)}`);
  const text = plainText(name === '' ? message : `${name}: ${message}`);
  return `${time} [${level.toUpperCase()}] ${text}${pairs.length > 0 ? ':' : ''}${pairs.join('')}\n`;
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : JSON.stringify(value);
}

/** One line stays one line, whatever it is made of. */
function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
