import type { RandomBytes } from '../../crypto/random.ts';
import { ApiError } from '../../errors/api-error.ts';

/** Most bytes of one answer. */
const MAX_BYTES = 131_072;
const sources: readonly string[] = ['platform', 'seal', 'all'];

/** Random bytes as they are asked for. */
export interface RandomWish {
  readonly source: string;
  readonly bytes: number;
  readonly format: string;
}

/**
 * Random bytes in a text format.
 *
 * @throws ApiError `TOOLS_BYTES_TOO_FEW`, `TOOLS_BYTES_TOO_MANY`, `TOOLS_RANDOM_FORMAT_UNKNOWN`,
 *   `TOOLS_SOURCE_UNKNOWN`
 */
export function writeRandomBytes(
  { source, bytes, format }: RandomWish,
  random: RandomBytes,
): string {
  if (bytes < 1) throw new ApiError('TOOLS_BYTES_TOO_FEW');
  if (bytes > MAX_BYTES)
    throw new ApiError('TOOLS_BYTES_TOO_MANY', { values: { most: MAX_BYTES } });
  if (format !== 'hex' && format !== 'base64') {
    throw new ApiError('TOOLS_RANDOM_FORMAT_UNKNOWN', { values: { format } });
  }
  if (!sources.includes(source)) throw new ApiError('TOOLS_SOURCE_UNKNOWN', { values: { source } });
  return Buffer.from(random(bytes)).toString(format);
}

/** The last segment of a path: a number of bytes, or a source. @throws ApiError `TOOLS_BYTES_UNREADABLE` */
export function readLastSegment(segment: string): { bytes?: number; source?: string } {
  if (sources.includes(segment)) return { source: segment };
  return { bytes: readByteCount(segment) };
}

/** A number of bytes from a path. @throws ApiError `TOOLS_BYTES_UNREADABLE` */
export function readByteCount(segment: string): number {
  if (!/^\d{1,9}$/.test(segment)) throw new ApiError('TOOLS_BYTES_UNREADABLE');
  return Number(segment);
}
