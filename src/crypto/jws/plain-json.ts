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
  assertShape(text);
  return parseJson(text);
}

/**
 * Before anything is built: what builds deep values may run out of stack. In a text that turns out to be JSON, a
 * string in front of a colon is a name.
 */
function assertShape(text: string): void {
  const levels: Level[] = [];
  let last = '';
  lexeme.lastIndex = 0;
  for (let match = lexeme.exec(text); match; match = lexeme.exec(text)) {
    const [part] = match;
    if (part === '{' || part === '[') {
      if (levels.push(part === '{' ? new Set() : undefined) > MAX_DEPTH) {
        throw new JsonShapeError('nested too deeply');
      }
    } else if (part === '}' || part === ']') levels.pop();
    else if (part === ':') addName(levels.at(-1), last);
    last = part;
  }
}

function addName(names: Level, quoted: string): void {
  // the same name may be spelled with escapes or without
  const name = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (names?.has(name)) throw new JsonShapeError('a name stands twice in an object');
  names?.add(name);
}
