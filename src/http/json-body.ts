import { ApiError } from '../errors/api-error.ts';
import { type JsonObject, type JsonValue, keepNumberText } from '../lib/json.ts';
import { type JsonLimits, scanJson } from './json-scan.ts';

/**
 * Read a body as a JSON object.
 *
 * Numbers whose text a JavaScript number would not give back (`1e3`, `1.0`, 20 digits) stay as their text.
 * The last of several equal keys counts. Halves of surrogate pairs and bytes that are no UTF-8 become U+FFFD.
 *
 * @param bytes - the whole body; may be changed
 * @returns an object without prototype, so that no key reaches one; empty for an empty body and for `null`
 * @throws ApiError `BODY_NOT_JSON`, `BODY_TOO_COMPLEX`
 */
export function parseJsonBody(bytes: Buffer, limits: JsonLimits): JsonObject {
  const data: Record<string, JsonValue> = Object.create(null);
  const scanned = scanJson(bytes, limits);
  if (!scanned || scanned.type === 'null') return data;
  if (scanned.type !== 'object') {
    throw new ApiError('BODY_NOT_JSON', {
      values: {
        reason: `json: cannot unmarshal ${scanned.type} into Go value of type map[string]interface {}`,
      },
    });
  }
  const text = bytes.toString('utf8', scanned.start, scanned.end);
  const parsed: Record<string, JsonValue> = scanned.hasUnusualNumbers
    ? JSON.parse(text, keepNumberText)
    : JSON.parse(text);
  for (const key of Object.keys(parsed)) data[key] = parsed[key] ?? null;
  return data;
}
