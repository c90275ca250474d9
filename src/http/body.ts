import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { ListenerConfig } from '../config/listener.ts';
import { ApiError } from '../errors/api-error.ts';
import type { JsonObject, JsonValue } from '../lib/json.ts';
import { CollectingRequest } from './collecting-request.ts';
import { parseJsonBody } from './json-body.ts';
import { parsePairs } from './query.ts';
import { RequestAborted } from './request-aborted.ts';

/** Bytes of a form; forms beyond are refused whatever the listener allows. */
const MAX_FORM_BYTES = 10 * 1024 * 1024;

const FORM_TYPE = 'application/x-www-form-urlencoded';
const PATCH_TYPE = 'application/merge-patch+json';
const noBody = Buffer.alloc(0);

/** Whether bytes of a body are still to be read. */
export function hasBody(request: IncomingMessage | Http2ServerRequest): boolean {
  if ('stream' in request) return !request.stream.endAfterHeaders;
  const { headers } = request;
  return (
    (headers['content-length'] !== undefined && headers['content-length'] !== '0') ||
    headers['transfer-encoding'] !== undefined
  );
}

/**
 * Refuse an HTTP/1 message that another reader of the same bytes might understand in another way.
 *
 * Node's parser has refused two lengths, and a length beside `chunked`, by now; what it lets pass are further
 * codings in front of `chunked`, which nothing here would undo, and `chunked` in HTTP/1.0.
 *
 * @throws ApiError `HOST_HEADER_MISSING`, `TRANSFER_ENCODING_UNSUPPORTED`; the connection cannot be used again
 * @see RFC 9112 §3.2, §6.1, §6.3
 */
export function assertClearMessage(request: IncomingMessage | Http2ServerRequest): void {
  const { headers, httpVersion } = request;
  if (httpVersion === '1.1' && headers.host === undefined)
    throw new ApiError('HOST_HEADER_MISSING');
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return;
  if (coding.toLowerCase() !== 'chunked' || httpVersion === '1.0') {
    throw new ApiError('TRANSFER_ENCODING_UNSUPPORTED');
  }
}

/**
 * Whether a body is known to be too large before a byte of it was read.
 *
 * @param maxBytes - 0 or less: no limit
 */
export function isDeclaredTooLarge(
  request: IncomingMessage | Http2ServerRequest,
  maxBytes: number,
): boolean {
  return maxBytes > 0 && Number(request.headers['content-length'] ?? 0) > maxBytes;
}

/**
 * Read a whole body; one that is refused is not read any further.
 *
 * @param maxBytes - 0 or less: no limit
 * @throws ApiError `BODY_TOO_LARGE`; the connection cannot be used again
 * @throws RequestAborted
 */
export async function readBody(
  request: IncomingMessage | Http2ServerRequest,
  maxBytes: number,
): Promise<Buffer> {
  if (isDeclaredTooLarge(request, maxBytes)) throw new ApiError('BODY_TOO_LARGE');
  if (!(request instanceof CollectingRequest)) return readChunks(request, maxBytes);
  const body = await request.readWhole(maxBytes);
  if (!body) throw new ApiError('BODY_TOO_LARGE');
  return body;
}

function readChunks(
  request: IncomingMessage | Http2ServerRequest,
  maxBytes: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (maxBytes > 0 && length > maxBytes) {
        request.off('data', onData).pause();
        reject(new ApiError('BODY_TOO_LARGE'));
        return;
      }
      chunks.push(chunk);
    };
    request.on('data', onData);
    let isWhole = false;
    request.once('end', () => {
      isWhole = true;
      resolve(chunks.length === 1 ? (chunks[0] ?? noBody) : Buffer.concat(chunks));
    });
    request.once('error', () => reject(new RequestAborted()));
    // every request closes in the end, and an error is dear to make
    request.once('close', () => !isWhole && reject(new RequestAborted()));
  });
}

/**
 * Make data of a body. The content type is no more than a hint: a body that looks like JSON is JSON.
 *
 * @throws ApiError `BODY_NOT_JSON`, `BODY_NOT_FORM`, `BODY_TOO_COMPLEX`, `PATCH_TYPE_MISSING`, `PATCH_TYPE_WRONG`
 */
export function decodeBody(
  body: Buffer,
  request: { readonly isPatch: boolean; readonly contentType: string | undefined },
  config: ListenerConfig,
): JsonObject {
  if (request.isPatch) assertPatchType(request.contentType);
  else if (mediaType(request.contentType) === FORM_TYPE && !looksLikeJson(body)) {
    return parseForm(body, config.max_request_json_strings);
  }
  return parseJsonBody(body, {
    memory: config.max_request_json_memory,
    strings: config.max_request_json_strings,
    depth: config.max_request_json_depth,
  });
}

/** @see RFC 7396 (JSON Merge Patch) */
function assertPatchType(contentType: string | undefined): void {
  const type = mediaType(contentType);
  if (type === undefined) throw new ApiError('PATCH_TYPE_MISSING');
  if (type !== PATCH_TYPE) throw new ApiError('PATCH_TYPE_WRONG', { values: { type } });
}

/** The media type of a Content-Type header in lower case; undefined when there is none to be read. */
function mediaType(contentType: string | undefined): string | undefined {
  // type "/" subtype, each an RFC 9110 §5.6.2 token, then parameters
  const match = /^\s*([\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)\s*(?:;|$)/.exec(contentType ?? '');
  return match?.[1]?.toLowerCase();
}

/** Whether the first byte that is no blank opens an object or array. */
function looksLikeJson(body: Buffer): boolean {
  const end = Math.min(body.length, 512);
  for (let at = 0; at < end; at += 1) {
    const byte = body[at] ?? 0;
    if (byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) return byte === 0x7b || byte === 0x5b;
  }
  return false;
}

/** Values of a repeated name are joined by commas, so that a list field takes them apart again. */
function parseForm(body: Buffer, maxStrings: number): JsonObject {
  if (body.length > MAX_FORM_BYTES) throw new ApiError('BODY_NOT_FORM');
  const pairs = parsePairs(body.toString('latin1'), {
    broken: 'refuse',
    // Each pair is two strings.
    ...(maxStrings > 0 && { maxPairs: Math.ceil(maxStrings / 2) }),
  });
  if (!pairs) throw new ApiError('BODY_NOT_FORM');
  const data: Record<string, JsonValue> = Object.create(null);
  for (const [name, values] of pairs) data[name] = values.join(',');
  return data;
}
