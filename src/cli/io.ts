import type { Exchange } from './http.ts';
import type { Clock } from '../lib/time.ts';

/** Variables of the process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The part of a writable stream that commands need. */
export interface OutputStream {
  write(chunk: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Standard input. */
export interface InputStream {
  readonly isTTY: boolean;
  /** All of it, to the end. */
  readAll(): Promise<Buffer>;
}

/** A question at the terminal. */
export interface Question {
  readonly text: string;
  /** The answer is not echoed. */
  readonly isHidden: boolean;
}

/** Everything outside that a command touches; a test hands in its own. */
export interface Io {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: InputStream;
  readonly env: Environment;
  /** False where talk must not be coloured, whatever terminal and variables say. */
  readonly isColourful?: boolean;
  readonly clock: Clock;
  /** The user's home directory. */
  readonly home: string;
  /** Between 0 and 1, for the spacing of retries only. */
  readonly random: () => number;
  readonly exchange: Exchange;
  sleep(ms: number): Promise<void>;
  /**
   * Ask on stderr, read from the terminal.
   *
   * @throws Interrupted on Ctrl-C
   */
  ask(question: Question): Promise<string>;
}
