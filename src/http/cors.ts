import type { OutgoingAnswer } from '../core/request.ts';
import { type CorsSettings, standardCorsHeaders } from '../core/web-settings.ts';
import { ApiError } from '../errors/api-error.ts';

/** What a browser says of the page that asks. */
export interface CrossOriginRequest {
  /** As sent. */
  readonly origin: string;
  /** Of the request itself. */
  readonly verb: string;
  /** `Access-Control-Request-Method`; empty: none. */
  readonly wantedMethod: string;
}

/** What a browser is told. */
export interface CorsVerdict {
  /** For the answer, whatever that is. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole answer, where the request was a preflight. */
  readonly answer?: OutgoingAnswer;
}

/** What pages may do, in the order in which clients have seen it. PATCH is not among it, as in the originals. */
const METHODS = ['DELETE', 'GET', 'OPTIONS', 'POST', 'PUT', 'LIST', 'SCAN'];
/** What a page may read of an answer beside its body: by which code it was refused, and when to come back. */
const READABLE = 'X-Portcullis-Error, X-Request-Id, Retry-After';
/** How long a browser may remember a preflight, seconds. */
const MAX_AGE = '300';

/**
 * Decide what a page of another origin may do. Origins are compared as text; one that is not listed is never
 * repeated.
 *
 * @throws ApiError `ORIGIN_NOT_ALLOWED`
 * @see Fetch Standard, "HTTP extensions" (CORS protocol)
 */
export function decideCors(settings: CorsSettings, asked: CrossOriginRequest): CorsVerdict {
  const { allowed_origins, allowed_headers, allow_credentials } = settings;
  const isForAll = allowed_origins.includes('*');
  if (!isForAll && !allowed_origins.includes(asked.origin)) {
    throw new ApiError('ORIGIN_NOT_ALLOWED');
  }
  const headers: Readonly<Record<string, string>> = isForAll
    ? { 'Access-Control-Allow-Origin': '*' }
    : {
        'Access-Control-Allow-Origin': asked.origin,
        Vary: 'Origin',
        ...(allow_credentials && { 'Access-Control-Allow-Credentials': 'true' }),
      };
  if (asked.verb !== 'OPTIONS') {
    return { headers: { ...headers, 'Access-Control-Expose-Headers': READABLE } };
  }
  if (!METHODS.includes(asked.wantedMethod)) return { headers: {}, answer: { status: 405 } };
  const preflight = {
    'Access-Control-Allow-Methods': METHODS.join(','),
    'Access-Control-Allow-Headers': [...standardCorsHeaders, ...allowed_headers].join(','),
    'Access-Control-Max-Age': MAX_AGE,
  };
  return { headers, answer: { status: 200, headers: preflight } };
}
