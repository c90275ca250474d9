import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/json.ts';

/**
 * An object changed by another: null removes a member, objects are changed member by member, all else
 * replaces.
 *
 * @see RFC 7396 §2
 */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergeMember(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

function mergeMember(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch;
  return mergePatch(isJsonObject(target) ? target : {}, patch);
}
