import { ApiError } from '../errors/api-error.ts';
import { percentDecode } from './percent.ts';

/** Where a URL leads: to a path of the API, or to the same place written cleanly. */
export type CanonicalPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'redirect'; readonly location: string };

const PREFIX = '/v1/';

/** What sends a path the slow way: escapes, backslashes, empty or dotted segments, bytes beyond ASCII. */
const NEEDS_CARE = /[%\\]|\/\/|\/\.{1,2}(?:\/|$)|[^!-~]/;

/** Printable as the wire means it: letters, marks, numbers, punctuation, symbols, and the ASCII space. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/**
 * Bring the path of a request line to the one form that policy, audit and routing see.
 *
 * Escapes are decoded exactly once, so `%2F` separates segments and `%252F` stays a name with a percent
 * sign. Empty or dotted segments written plainly are answered by a redirect; written as escapes they are
 * refused, because nothing may depend on which layer decodes them.
 *
 * @param rawPath - request target as sent, up to the first `?`
 * @param options.allowUnprintable - `disable_printable_check` of the listener
 * @returns the path below `/v1/`; only its last segment may be empty
 * @throws ApiError `PATH_UNPRINTABLE` for a broken escape, a plain backslash or an unprintable character
 * @throws ApiError `PATH_NOT_API` outside `/v1/`
 * @throws ApiError `PATH_RELATIVE` when decoding uncovers an empty, `.` or `..` segment
 */
export function canonicalPath(
  rawPath: string,
  options: { readonly allowUnprintable?: boolean } = {},
): CanonicalPath {
  const target = rawPath.startsWith('/') ? rawPath : withoutAuthority(rawPath);
  if (!NEEDS_CARE.test(target)) {
    if (!target.startsWith(PREFIX)) throw new ApiError('PATH_NOT_API');
    return { kind: 'path', path: target.slice(PREFIX.length) };
  }
  const decoded = decode(target);
  if (!options.allowUnprintable && UNPRINTABLE.test(decoded))
    throw new ApiError('PATH_UNPRINTABLE');
  if (!decoded.startsWith(PREFIX)) throw new ApiError('PATH_NOT_API');
  const clean = cleanPath(target);
  if (clean !== target) return { kind: 'redirect', location: clean };
  const path = decoded.slice(PREFIX.length);
  if (hasRelativeSegment(path)) throw new ApiError('PATH_RELATIVE');
  return { kind: 'path', path };
}

/**
 * Resolve the plainly written empty, `.` and `..` segments of a path; escapes stay as they are.
 *
 * Never climbs above the root and never answers a path that starts with two slashes, which a browser
 * would take for another host.
 */
export function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const clean = `/${kept.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

/** The path of a request target in absolute form, as proxies send it. @see RFC 9112 §3.2.2 */
function withoutAuthority(target: string): string {
  const absolute = /^https?:\/\/[^/]*(\/.*)?$/is.exec(target);
  return absolute?.[1] ?? '';
}

function decode(text: string): string {
  const decoded = text.includes('\\') ? undefined : percentDecode(text);
  if (decoded === undefined) throw new ApiError('PATH_UNPRINTABLE');
  return decoded;
}

function hasRelativeSegment(path: string): boolean {
  const segments = path.split('/');
  return segments.some(
    (segment, index) =>
      segment === '.' || segment === '..' || (segment === '' && index < segments.length - 1),
  );
}
