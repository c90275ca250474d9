import { ApiError } from '../../errors/api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';

/** Metadata ends up in every token and in identity: the same bounds as there. */
const MAX_PAIRS = 64;
const MAX_KEY_BYTES = 128;
const MAX_VALUE_BYTES = 512;

/** What the text must be, in the words that clients know. */
const malformed = 'failed to parse the input: invalid <key,value> format';

/**
 * Metadata of a SecretID: a JSON object in a text, or `k=v,k=v` in small letters; either may be in base64.
 * A blank text is no metadata.
 *
 * @throws ApiError `APPROLE_METADATA_INVALID`, which repeats nothing of the text
 */
export function parseMetadata(text: string): Readonly<Record<string, string>> {
  if (text.trim() === '') return {};
  const parsed = parseObject(text) ?? parsePairs(text) ?? parseBase64(text);
  if (!parsed) throw invalid(malformed);
  return assertBounded(parsed);
}

function parseBase64(text: string): Readonly<Record<string, string>> | undefined {
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(text)) return undefined;
  const decoded = Buffer.from(text, 'base64').toString();
  return parseObject(decoded) ?? parsePairs(decoded);
}

function parseObject(text: string): Readonly<Record<string, string>> | undefined {
  const value = parseJsonText(text);
  if (!isJsonObject(value)) return undefined;
  if (!hasTextsOnly(value)) throw invalid('values must be texts');
  return value;
}

function parseJsonText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function hasTextsOnly(value: JsonObject): value is Readonly<Record<string, string>> {
  return Object.values(value).every((member) => typeof member === 'string');
}

function parsePairs(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text
    .toLowerCase()
    .split(',')
    .map((pair) => /^\s*([^=\s][^=]*?)\s*=\s*([^=]*?)\s*$/.exec(pair));
  if (pairs.some((pair) => !pair?.[2])) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}

function assertBounded(metadata: Readonly<Record<string, string>>) {
  const pairs = Object.entries(metadata);
  if (pairs.length > MAX_PAIRS) throw invalid(`there are more than ${MAX_PAIRS} pairs`);
  for (const [key, value] of pairs) {
    if (key === '' || Buffer.byteLength(key) > MAX_KEY_BYTES) {
      throw invalid(`a key has 1 to ${MAX_KEY_BYTES} bytes`);
    }
    if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
      throw invalid(`a value has at most ${MAX_VALUE_BYTES} bytes`);
    }
  }
  return metadata;
}

function invalid(reason: string): ApiError {
  return new ApiError('APPROLE_METADATA_INVALID', { values: { reason } });
}
