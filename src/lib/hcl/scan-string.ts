import { type HclPosition, hclSyntaxErrorAt } from './hcl-node.ts';

const plainEscapes: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
  ['"', '"'],
]);

// \377 octal, \xff, \uffff, \U0010ffff
const numericEscape = /(?:[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;

/**
 * Read a quoted string that begins at `start`.
 *
 * What stands in `${…}` is kept as it is, quotes and line ends included; nothing is interpolated.
 *
 * @returns its meaning, and the index after the closing quote
 * @throws HclSyntaxError when it does not end, or has an unknown escape
 */
export function scanString(
  text: string,
  start: number,
  position: HclPosition,
): { value: string; end: number } {
  const parts: string[] = [];
  let at = start + 1;
  for (;;) {
    const char = text[at];
    if (char === '"') return { value: parts.join(''), end: at + 1 };
    if (char === undefined || char === '\n') {
      throw hclSyntaxErrorAt(position, 'literal not terminated');
    }
    const next = nextPart(text, at, position);
    parts.push(next.value);
    at = next.end;
  }
}

function nextPart(text: string, at: number, position: HclPosition): { value: string; end: number } {
  if (text[at] === '\\') return readEscape(text, at, position);
  if (!text.startsWith('${', at)) return { value: text.charAt(at), end: at + 1 };
  const end = endOfInterpolation(text, at);
  if (end < 0) throw hclSyntaxErrorAt(position, 'literal not terminated');
  return { value: text.slice(at, end), end };
}

function endOfInterpolation(text: string, start: number): number {
  let open = 0;
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '{') open += 1;
    if (text[at] === '}') open -= 1;
    if (open === 0) return at + 1;
  }
  return -1;
}

function readEscape(
  text: string,
  at: number,
  position: HclPosition,
): { value: string; end: number } {
  const plain = plainEscapes.get(text[at + 1] ?? '');
  if (plain !== undefined) return { value: plain, end: at + 2 };
  numericEscape.lastIndex = at + 1;
  const digits = numericEscape.exec(text)?.[0];
  if (digits === undefined) throw hclSyntaxErrorAt(position, 'illegal char escape');
  const isOctal = /^\d/.test(digits);
  const code = isOctal ? Number.parseInt(digits, 8) : Number.parseInt(digits.slice(1), 16);
  const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  if (!isCharacter) throw hclSyntaxErrorAt(position, 'illegal char escape');
  return { value: String.fromCodePoint(code), end: at + 1 + digits.length };
}
