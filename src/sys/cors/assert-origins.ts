import { ApiError } from '../../errors/api-error.ts';

/** Origins at most: each is compared with that of a request. */
const MAX_ORIGINS = 256;
const MAX_CHARACTERS = 256;
/** Scheme and host, perhaps a port; schemes of applications such as `tauri://localhost` too. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,*"'<>\\]+$/;

/**
 * Check that a list of origins can match what browsers send, and means what it says.
 *
 * An origin is compared as text, so one in capitals, with a path or with the port that its scheme has
 * anyway would never match; `null` is what every sandboxed page sends.
 *
 * @throws ApiError `CORS_ORIGINS_MISSING`, `CORS_WILDCARD_NOT_ALONE`, `CORS_ORIGIN_INVALID`
 * @see RFC 6454 §6.2 (how an origin is written)
 */
export function assertOrigins(origins: readonly string[]): void {
  if (origins.length === 0) throw new ApiError('CORS_ORIGINS_MISSING');
  if (origins.includes('*')) {
    if (origins.length > 1) throw new ApiError('CORS_WILDCARD_NOT_ALONE');
    return;
  }
  const isSound = origins.length <= MAX_ORIGINS && origins.every(isOrigin);
  if (!isSound) throw new ApiError('CORS_ORIGIN_INVALID');
}

function isOrigin(text: string): boolean {
  if (text.length > MAX_CHARACTERS || !ORIGIN.test(text)) return false;
  if (!/^https?:/.test(text)) return true;
  return URL.canParse(text) && new URL(text).origin === text;
}
