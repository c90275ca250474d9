/** The text is no HCL. */
export class HclError extends Error {
  override readonly name = 'HclError';
}

/** One line taken apart: its code by tokens, the comment behind it. */
interface Line {
  readonly tokens: readonly string[];
  readonly comment: string;
}

/**
 * Lexical grammar: block comment, line comment, string with escapes, bracket, comma, equals sign,
 * and as one word whatever else stands without a space.
 */
const token =
  /\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*|"(?:[^"\\\n]|\\.)*"|[{}[\]()]|,|=|[^\s{}[\](),="#/]+|\/|"/g;

/**
 * Put a policy into the usual layout: two spaces a level, one space around `=`, the equals signs of
 * neighbouring lines below each other, at most one blank line.
 *
 * @throws HclError when a string or bracket is not closed
 */
export function formatHcl(source: string): string {
  const lines = readLines(source.replaceAll('\r\n', '\n').split('\n'));
  const output: { text: string; isAttribute: boolean }[] = [];
  const open: string[] = [];
  for (const [at, line] of lines.entries()) {
    const closing = leadingClosers(line);
    const depth = open.length - closing;
    track(open, line, at + 1);
    const text = layOut(line);
    if (text === '' && (output.at(-1)?.text ?? '') === '') continue;
    const indent = text === '' ? '' : '  '.repeat(Math.max(0, depth));
    output.push({ text: indent + text, isAttribute: isAttribute(line) });
  }
  if (open.length > 0) throw new HclError(`${open.at(-1)} is never closed`);
  const aligned = alignEquals(output);
  return `${aligned.join('\n').trim()}\n`;
}

/** Lines inside a block comment stay as they are, as comments. */
function readLines(texts: readonly string[]): Line[] {
  let isInComment = false;
  return texts.map((text) => {
    const wasInComment = isInComment;
    const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"|\/\*.*?\*\//g, '');
    if (wasInComment) isInComment = !text.includes('*/');
    else isInComment = bare.includes('/*') && !/(?:#|\/\/).*\/\*/.test(bare);
    return wasInComment || isInComment ? { tokens: [], comment: text.trim() } : readLine(text);
  });
}

function readLine(text: string): Line {
  const tokens: string[] = [];
  let comment = '';
  for (const [part] of text.matchAll(token)) {
    if (part === '"') throw new HclError('a string is never closed');
    if (part.startsWith('#') || part.startsWith('//')) comment = part.trimEnd();
    else tokens.push(part);
  }
  return { tokens, comment };
}

const pairs: Readonly<Record<string, string>> = { '}': '{', ']': '[', ')': '(' };

function leadingClosers({ tokens }: Line): number {
  const first = tokens.findIndex((each) => !(each in pairs));
  return first < 0 ? tokens.length : first;
}

function track(open: string[], { tokens }: Line, lineNumber: number): void {
  for (const each of tokens) {
    if (Object.values(pairs).includes(each)) open.push(each);
    const partner = pairs[each];
    if (partner !== undefined && open.pop() !== partner) {
      throw new HclError(`line ${lineNumber}: ${each} closes nothing`);
    }
  }
}

function layOut({ tokens, comment }: Line): string {
  let text = '';
  for (const [at, each] of tokens.entries())
    text += (needsSpace(tokens[at - 1], each) ? ' ' : '') + each;
  return [text, comment].filter(Boolean).join(' ');
}

function needsSpace(before: string | undefined, next: string): boolean {
  if (before === undefined || next === ',' || (before === '{' && next === '}')) return false;
  return !['[', '('].includes(before) && ![']', ')'].includes(next);
}

/** `name = value` on one line, which is aligned with its neighbours. */
function isAttribute({ tokens }: Line): boolean {
  return tokens[1] === '=' && tokens.at(-1) !== '{' && tokens.at(-1) !== '[';
}

function alignEquals(lines: readonly { text: string; isAttribute: boolean }[]): string[] {
  const result: string[] = [];
  for (let at = 0; at < lines.length;) {
    let end = at;
    while (lines[end]?.isAttribute) end += 1;
    const run = lines.slice(at, Math.max(end, at + 1)).map(({ text }) => text);
    result.push(...(end > at ? alignRun(run) : run));
    at = Math.max(end, at + 1);
  }
  return result;
}

function alignRun(lines: readonly string[]): string[] {
  const names = lines.map((line) => line.slice(0, line.indexOf(' = ')));
  const width = Math.max(...names.map((name) => name.length));
  return lines.map(
    (line, at) => (names[at] ?? '').padEnd(width) + line.slice((names[at] ?? '').length),
  );
}
