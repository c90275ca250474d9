import type { CatalogueEntry } from '../catalogue-entry.ts';

/** HTTP: raised before the core sees a request. */
export const httpErrors = {
  PATH_UNPRINTABLE: {
    status: 400,
    text: '',
    meaning: 'The path holds unprintable characters. The caller must leave them out.',
  },
  PATH_NOT_API: {
    status: 404,
    text: '',
    meaning: 'The path is not below /v1/. The caller must use an API path.',
  },
  PATH_RELATIVE: {
    status: 400,
    text: 'relative paths not supported',
    meaning: 'A path segment is `.` or `..`, or the percent-encoding is broken.',
  },
  VERB_UNKNOWN: { status: 405, text: '', meaning: 'The HTTP verb is none that the API knows.' },
  QUERY_INVALID: {
    status: 400,
    text: '',
    meaning: '`list` or `scan` in the query is no boolean, or both are true.',
  },
  VERB_INTERNAL: {
    status: 400,
    text: 'cannot handle internal-only request operation',
    meaning: 'OPTIONS without CORS set up.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    text: 'http: request body too large',
    meaning: 'The body is larger than `max_request_size` of the listener.',
  },
  HOST_HEADER_MISSING: {
    status: 400,
    text: 'missing required Host header',
    meaning: 'HTTP/1.1 wants exactly one Host header (RFC 9112 section 3.2).',
  },
  TRANSFER_ENCODING_UNSUPPORTED: {
    status: 400,
    text: 'unsupported transfer encoding',
    meaning: 'A body may be sent with a length or chunked, and in no other way.',
  },
  BODY_NOT_JSON: {
    status: 400,
    text: 'failed to decode JSON input: {reason}',
    meaning: 'The body is no JSON object. The caller must send one.',
  },
  BODY_NOT_FORM: {
    status: 400,
    text: 'error parsing form data',
    meaning: 'A body of type application/x-www-form-urlencoded cannot be decoded.',
  },
  BODY_TOO_COMPLEX: {
    status: 400,
    text: 'refused JSON input due to high complexity: {reason}',
    meaning:
      'The JSON body has too many strings, is nested too deeply or would need too much memory.',
  },
  PATCH_TYPE_MISSING: {
    status: 400,
    text: 'mime: no media type',
    meaning: 'A PATCH needs Content-Type application/merge-patch+json.',
  },
  PATCH_TYPE_WRONG: {
    status: 415,
    text: 'PATCH requires Content-Type of application/merge-patch+json, provided {type}',
    meaning: 'A PATCH needs Content-Type application/merge-patch+json.',
  },
  WRAP_TTL_INVALID: {
    status: 400,
    text: 'error parsing X-Vault-Wrap-TTL header: {reason}',
    meaning: 'The header is no duration, or a negative one.',
  },
  MFA_HEADER_INVALID: {
    status: 400,
    text: 'failed to parse X-Vault-MFA header: {reason}',
    meaning: 'The header must read `method[:passcode]`.',
  },
  FORWARDED_FOR_REFUSED: {
    status: 400,
    text: '{reason}',
    meaning: 'X-Forwarded-For is missing, or comes from a peer that is no trusted proxy.',
  },
  REQUEST_TIMEOUT: {
    status: 503,
    text: 'request timed out',
    meaning: 'The request took longer than `max_request_duration`; it may be repeated.',
  },
} as const satisfies Record<string, CatalogueEntry>;
