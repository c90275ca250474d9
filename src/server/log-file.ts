import {
  createWriteStream,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  type WriteStream,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Clock } from '../lib/time.ts';
import type { LogStream } from './logger.ts';

/** How long a file that failed is left alone, milliseconds. */
const MEND_MS = 1000;

/** When a log file is put aside, and how many of those are kept. */
export interface LogFileOptions {
  /** A file, or a folder in which it is called `portcullis.log`. */
  readonly path: string;
  /** Put aside when it would grow beyond this many bytes; 0: never for its size. */
  readonly rotateBytes: number;
  /** Put aside when it was opened so many seconds ago. */
  readonly rotateSeconds: number;
  /** Files put aside that are kept; 0: all, negative: none. */
  readonly maxFiles: number;
  readonly clock: Clock;
  /** Told of what goes wrong: the log itself cannot tell. */
  readonly onError: (error: Error) => void;
}

/** A file that the log is appended to, put aside by size and age. Writes do not wait. */
export class LogFile implements LogStream {
  readonly #options: LogFileOptions;
  readonly #path: string;
  #stream: WriteStream;
  #bytes = 0;
  #openedAt = 0;
  /** When the stream failed, milliseconds; undefined: it works. */
  #brokenAt: number | undefined;

  /** @throws Error when the folder cannot be made or written to */
  constructor(options: LogFileOptions) {
    this.#options = options;
    this.#path = isFolder(options.path) ? join(options.path, 'portcullis.log') : options.path;
    makeFolder(dirname(this.#path));
    this.#stream = this.#open();
  }

  get writableLength(): number {
    return this.#stream.writableLength;
  }

  write(text: string): void {
    if (this.#brokenAt !== undefined && !this.#mend(this.#brokenAt)) return;
    const length = Buffer.byteLength(text);
    const { rotateBytes, rotateSeconds, clock } = this.#options;
    const isTooLarge = rotateBytes > 0 && this.#bytes > 0 && this.#bytes + length > rotateBytes;
    if (isTooLarge || clock() - this.#openedAt >= rotateSeconds * 1000) this.#rotate();
    this.#bytes += length;
    this.#stream.write(text);
  }

  /** Open the file anew: others may have renamed it. */
  reopen(): void {
    const old = this.#stream;
    this.#stream = this.#open();
    old.end();
  }

  /** Write what waits, then close. */
  close(): Promise<void> {
    if (this.#stream.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stream.once('close', () => resolve());
      this.#stream.end();
    });
  }

  #open(): WriteStream {
    const fd = openSync(this.#path, 'a', 0o600);
    this.#openedAt = this.#options.clock();
    this.#bytes = sizeOf(this.#path);
    this.#brokenAt = undefined;
    const stream = createWriteStream('', { fd });
    stream.on('error', (error) => {
      if (stream !== this.#stream) return;
      this.#brokenAt = this.#options.clock();
      this.#options.onError(error);
    });
    return stream;
  }

  /** A full disk may have room again. */
  #mend(brokenAt: number): boolean {
    if (this.#options.clock() - brokenAt < MEND_MS) return false;
    return this.#attempt(() => this.reopen());
  }

  /** What was written to the old stream ends up in the renamed file: an open file has no name. */
  #rotate(): void {
    this.#attempt(() => {
      const extension = extname(this.#path);
      const stem = basename(this.#path, extension);
      const aside = `${stem}-${this.#options.clock()}${extension}`;
      renameSync(this.#path, join(dirname(this.#path), aside));
      this.reopen();
      this.#removeOldest(stem, extension);
    });
  }

  /** Where that fails the file stays as it is, and the next attempt is not made at once. */
  #attempt(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      const now = this.#options.clock();
      this.#openedAt = now;
      if (this.#brokenAt !== undefined) this.#brokenAt = now;
      this.#options.onError(error as Error);
      return false;
    }
  }

  #removeOldest(stem: string, extension: string): void {
    const { maxFiles } = this.#options;
    if (maxFiles === 0) return;
    const folder = dirname(this.#path);
    const aside = readdirSync(folder)
      .filter((name) => name.startsWith(`${stem}-`) && name.endsWith(extension))
      .filter((name) => /^\d+$/.test(name.slice(stem.length + 1, name.length - extension.length)))
      .toSorted();
    const surplus = aside.length - Math.max(maxFiles, 0);
    for (const name of aside.slice(0, Math.max(surplus, 0))) rmSync(join(folder, name));
  }
}

/** One level alone: what is far from there is misspelt rather than missing. */
function makeFolder(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })) mkdirSync(path, { mode: 0o700 });
}

function isFolder(path: string): boolean {
  return path.endsWith('/') || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
