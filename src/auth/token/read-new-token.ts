import { ApiError } from '../../errors/api-error.ts';
import type { Decoded } from '../../framework/field.ts';
import { DurationError, parseDurationSeconds } from '../../lib/duration.ts';
import type { newToken } from './fields.ts';

/** The fields of a request for a token, decoded. */
export type NewToken = Decoded<typeof newToken>;

const MAX_POLICIES = 256;
const MAX_META_PAIRS = 64;
const MAX_META_BYTES = 8192;
const MAX_DISPLAY_NAME_CHARACTERS = 512;
const MIN_ID_CHARACTERS = 4;
const MAX_ID_CHARACTERS = 1024;
/** Ids that look as if a server had made them, here or in other servers of this API. */
const reservedPrefixes = ['hvs.', 'hvb.', 'hvr.', 's.', 'b.', 'r.'];

/** A duration of a request for a token, which is sent as text. */
export type DurationField = 'ttl' | 'lease' | 'period' | 'explicit_max_ttl';

/**
 * Whole seconds of a duration; 0 where it is absent or empty.
 *
 * @throws ApiError `TOKEN_DURATION_UNREADABLE`, `TOKEN_DURATION_NEGATIVE`
 */
export function readDuration(body: NewToken, field: DurationField): number {
  const seconds = parseSeconds(body[field] ?? '');
  if (seconds < 0) throw new ApiError('TOKEN_DURATION_NEGATIVE', { values: { field } });
  return seconds;
}

function parseSeconds(written: string): number {
  try {
    return parseDurationSeconds(written);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    const values = { reason: error.message };
    throw new ApiError('TOKEN_DURATION_UNREADABLE', { values, cause: error });
  }
}

/**
 * Refuse what would make a token too large.
 *
 * @throws ApiError `TOKEN_TOO_LARGE`
 */
export function assertSize({ policies, meta, display_name }: NewToken): void {
  if (policies && policies.length > MAX_POLICIES) {
    throw tooLarge(`policies: at most ${MAX_POLICIES}`);
  }
  if (display_name && display_name.length > MAX_DISPLAY_NAME_CHARACTERS) {
    throw tooLarge(`display_name: at most ${MAX_DISPLAY_NAME_CHARACTERS} characters`);
  }
  if (!meta) return;
  const isLarge = Buffer.byteLength(Object.entries(meta).flat().join('')) > MAX_META_BYTES;
  if (isLarge || Object.keys(meta).length > MAX_META_PAIRS) {
    throw tooLarge(`meta: at most ${MAX_META_PAIRS} pairs and ${MAX_META_BYTES} bytes`);
  }
}

/**
 * Refuse an id of the caller's own that could be taken for another token, or never be sent.
 *
 * @throws ApiError `TOKEN_ID_REFUSED`
 */
export function assertOwnId(id: string): void {
  const prefix = reservedPrefixes.find((reserved) => id.startsWith(reserved));
  if (prefix !== undefined) throw idRefused(`have the '${prefix}' prefix`);
  if (id.includes('.')) throw idRefused("have a '.' in the value");
  if (id.length < MIN_ID_CHARACTERS) throw idRefused(`be shorter than ${MIN_ID_CHARACTERS}`);
  if (id.length > MAX_ID_CHARACTERS) throw idRefused(`be longer than ${MAX_ID_CHARACTERS}`);
  // what a header cannot carry as it is would be a token that nobody can use
  if (/[^\x20-\x7e]/.test(id) || id.trim() !== id) {
    throw idRefused('have characters outside printable ASCII, or blanks at its ends');
  }
}

/** Name shown for a token: `token`, or `token-` before the caller's own in letters and digits. */
export function displayNameOf({ display_name }: NewToken): string {
  if (!display_name) return 'token';
  return `token-${display_name}`.replace(/[^A-Za-z0-9-]/g, '-').replace(/-$/, '');
}

function tooLarge(reason: string): ApiError {
  return new ApiError('TOKEN_TOO_LARGE', { values: { reason } });
}

function idRefused(reason: string): ApiError {
  return new ApiError('TOKEN_ID_REFUSED', { values: { reason } });
}
