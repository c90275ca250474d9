import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../errors/api-error.ts';
import { DurationError, parseDurationSeconds } from '../lib/duration.ts';
import { cleanPath } from './path.ts';

/** What the API reads of a request's headers; all others mean nothing to it. */
export interface ApiHeaders {
  readonly token: string;
  readonly namespace: string;
  readonly wrapTtlSeconds: number;
}

/** The header block of a request, in Node's two forms. */
export interface HeaderSource {
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
}

/**
 * Read the headers of the API. Cookies are never looked at: none authenticates.
 *
 * @throws ApiError `WRAP_TTL_INVALID`, `MFA_HEADER_INVALID`
 */
export function readApiHeaders(source: HeaderSource): ApiHeaders {
  const { headers } = source;
  if (headers['x-vault-mfa'] !== undefined) checkMfaHeaders(source.rawHeaders);
  return {
    token: readToken(source),
    namespace: canonicalNamespace(first(source, 'x-vault-namespace')),
    wrapTtlSeconds: readWrapTtl(first(source, 'x-vault-wrap-ttl')),
  };
}

/** The first `X-Vault-Token`, or else the rest of an `Authorization` that starts with `Bearer `. */
function readToken(source: HeaderSource): string {
  const own = first(source, 'x-vault-token');
  if (own !== '') return own;
  const authorization = source.headers.authorization;
  return authorization?.startsWith('Bearer ') ? authorization.slice(7).trim() : '';
}

/**
 * The one form of a namespace path: no leading slash, no empty or dotted segments, a slash at the end;
 * empty for the root namespace, which is also called `root`.
 */
export function canonicalNamespace(header: string): string {
  if (header === '') return '';
  const clean = cleanPath(`/${header}`).slice(1).replace(/\/$/, '');
  return clean === '' || clean === 'root' ? '' : `${clean}/`;
}

function readWrapTtl(header: string): number {
  if (header === '') return 0;
  const seconds = parseWrapTtl(header);
  if (seconds >= 0) return seconds;
  throw new ApiError('WRAP_TTL_INVALID', {
    values: { reason: 'requested wrap ttl cannot be negative' },
  });
}

function parseWrapTtl(header: string): number {
  try {
    return parseDurationSeconds(header);
  } catch (error) {
    if (!(error instanceof DurationError)) throw error;
    throw new ApiError('WRAP_TTL_INVALID', { values: { reason: error.message }, cause: error });
  }
}

/** Each `X-Vault-MFA` reads `method[:passcode]`. */
function checkMfaHeaders(rawHeaders: readonly string[]): void {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== 'x-vault-mfa') continue;
    const value = rawHeaders[at + 1] ?? '';
    const colon = value.indexOf(':');
    if (value === '' || colon === 0) throw mfaHeaderInvalid('missing method name or ID');
    if (colon === value.length - 1) throw mfaHeaderInvalid('missing method value');
  }
}

function mfaHeaderInvalid(what: string): ApiError {
  return new ApiError('MFA_HEADER_INVALID', {
    values: { reason: `invalid data in header "X-Vault-MFA"; ${what}` },
  });
}

/** First value of a header. Node joins repeated ones by commas, so these are looked up as sent. */
function first({ headers, rawHeaders }: HeaderSource, name: string): string {
  const joined = headers[name];
  if (joined === undefined) return '';
  const value = typeof joined === 'string' ? joined : (joined[0] ?? '');
  if (!value.includes(',')) return value.trim();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === name) return (rawHeaders[at + 1] ?? '').trim();
  }
  return value.trim();
}
