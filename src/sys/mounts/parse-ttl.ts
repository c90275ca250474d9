import { DurationError, parseDurationSeconds } from '../../lib/duration.ts';

/** A text that is no lifetime. The message repeats it, as lifetimes are no secrets. */
export class TtlError extends Error {
  override readonly name = 'TtlError';
}

/**
 * A lifetime as mounts take it.
 *
 * @returns seconds; 0 for `system`, which resets to the server's own; undefined for an empty text
 * @throws TtlError for anything else
 */
export function parseTtl(text: string): number | undefined {
  if (text === '') return undefined;
  if (text === 'system') return 0;
  try {
    const seconds = parseDurationSeconds(text);
    if (seconds >= 0) return seconds;
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    throw new TtlError(`${error.message} "${text}"`, { cause: error });
  }
  throw new TtlError('cannot provide negative value');
}
