import { type JsonValue, parseJson } from '../../lib/json.ts';

/** Nesting of objects and lists that is taken. */
const MAX_DEPTH = 32;

/** A JSON text of a shape that is not taken. The message repeats nothing of it. */
export class JsonShapeError extends Error {
  override readonly name = 'JsonShapeError';
}

/** A string, or one of the characters that give a JSON text its shape. */
const lexeme = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;

/** Names of an object that is being read; undefined for a list. */
type Level = Set<string> | undefined;

/**
 * Read a JSON text of bounded depth in which no object has a name twice: two readers of such a text may see
 * different claims.
 *
 * @throws JsonShapeError
 * @throws SyntaxError
 * @see RFC 7519 §4, RFC 8725 §3.10
 */
export function parsePlainJson(text: string): JsonValue {
  assertDepth(text);
  const value = parseJson(text);
  assertNamesOnce(text);
  return value;
}

/** Before anything is built: what builds deep values may run out of stack. */
function assertDepth(text: string): void {
  let depth = 0;
  for (const [part] of text.matchAll(lexeme)) {
    if (part === '{' || part === '[') depth += 1;
    else if (part === '}' || part === ']') depth -= 1;
    if (depth > MAX_DEPTH) throw new JsonShapeError('nested too deeply');
  }
}

/** For a text that is known to be JSON: a string in front of a colon is a name. */
function assertNamesOnce(text: string): void {
  const levels: Level[] = [];
  let last = '';
  for (const [part] of text.matchAll(lexeme)) {
    if (part === '{') levels.push(new Set());
    else if (part === '[') levels.push(undefined);
    else if (part === '}' || part === ']') levels.pop();
    else if (part === ':') addName(levels.at(-1), last);
    last = part;
  }
}

function addName(names: Level, quoted: string): void {
  const name = JSON.parse(quoted) as string;
  if (names?.has(name)) throw new JsonShapeError('a name stands twice in an object');
  names?.add(name);
}
