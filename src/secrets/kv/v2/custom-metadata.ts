import { ApiError } from '../../../errors/api-error.ts';
import type { JsonObject } from '../../../lib/json.ts';

const MAX_KEYS = 64;
const MAX_KEY_BYTES = 128;
const MAX_VALUE_BYTES = 512;
/** Letters, marks, digits, punctuation, symbols and spaces of any script. */
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]*$/u;

type CustomMetadata = Readonly<Record<string, string>>;

/**
 * Custom metadata as it was sent: texts by name.
 *
 * @throws ApiError `KV_CUSTOM_METADATA_INVALID`
 */
export function readCustomMetadata(sent: JsonObject): CustomMetadata {
  const entries = Object.entries(sent);
  if (entries.length > MAX_KEYS) throw invalid(`at most ${MAX_KEYS} keys are allowed`);
  return Object.fromEntries(entries.map(([name, value]) => [readName(name), readText(value)]));
}

/** Custom metadata once a patch is applied to it: null removes a key. */
export function patchCustomMetadata(stored: CustomMetadata | null, sent: JsonObject) {
  const merged = Object.entries({ ...stored, ...sent }).filter(([, value]) => value !== null);
  return readCustomMetadata(Object.fromEntries(merged));
}

function readName(name: string): string {
  if (name === '') throw invalid('a key is empty');
  if (Buffer.byteLength(name) > MAX_KEY_BYTES) {
    throw invalid(`a key is longer than ${MAX_KEY_BYTES} bytes`);
  }
  if (!printable.test(name)) throw invalid('a key has unprintable characters');
  return name;
}

function readText(value: unknown): string {
  if (typeof value !== 'string') throw invalid('a value is no text');
  if (Buffer.byteLength(value) > MAX_VALUE_BYTES) {
    throw invalid(`a value is longer than ${MAX_VALUE_BYTES} bytes`);
  }
  if (!printable.test(value)) throw invalid('a value has unprintable characters');
  return value;
}

function invalid(reason: string): ApiError {
  return new ApiError('KV_CUSTOM_METADATA_INVALID', { values: { reason } });
}
