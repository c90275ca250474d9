import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/json.ts';

/**
 * The value of a claim; undefined where it is not there.
 *
 * A name that begins with `/` is a JSON pointer, any other is the name of a claim, whatever it holds.
 *
 * @see RFC 6901
 */
export function readClaim(claims: JsonObject, name: string): JsonValue | undefined {
  return name.startsWith('/') ? resolvePointer(claims, name) : ownMember(claims, name);
}

/** The value of the claim of exactly this name. */
export function ownMember(claims: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** Whether a text is a JSON pointer: `~` stands only in `~0` and `~1`. */
export function isPointer(text: string): boolean {
  return /^(?:\/(?:[^/~]|~[01])*)*$/.test(text);
}

/** The same claims with another value for one that is there. */
export function replaceClaim(claims: JsonObject, name: string, by: JsonValue): JsonObject {
  const [first = '', ...rest] = name.startsWith('/') ? namesIn(name) : [name];
  return { ...claims, [first]: replaceAt(claims[first] ?? null, rest, by) };
}

function replaceAt(value: JsonValue, names: readonly string[], by: JsonValue): JsonValue {
  const [first, ...rest] = names;
  if (first === undefined) return by;
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item, i) => (String(i) === first ? replaceAt(item, rest, by) : item));
  }
  if (!isJsonObject(value)) return value;
  return { ...value, [first]: replaceAt(value[first] ?? null, rest, by) };
}

function namesIn(pointer: string): string[] {
  const tokens = pointer.slice(1).split('/');
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function resolvePointer(root: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const name of namesIn(pointer)) {
    if (Array.isArray(value)) {
      const items: readonly JsonValue[] = value;
      value = /^(?:0|[1-9]\d{0,8})$/.test(name) ? items[Number(name)] : undefined;
    } else {
      value = isJsonObject(value) ? ownMember(value, name) : undefined;
    }
  }
  return value;
}

/** The pointer to a claim of exactly this name, below others. */
export function pointerTo(...names: readonly string[]): string {
  return names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The whole part of a number as text; undefined for what is no number, or beyond all that are told apart. */
export function wholeNumberText(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return plain(value);
  if (!JSON.isRawJSON(value)) return undefined;
  const digits = /^(-?\d+)(?:\.\d+)?$/.exec(value.rawJSON)?.[1];
  return digits ?? plain(Number(value.rawJSON));
}

/** A token may say `1e400`, which is no number of this machine. */
function plain(value: number): string | undefined {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : undefined;
}
