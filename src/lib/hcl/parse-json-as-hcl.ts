import {
  type HclItem,
  type HclList,
  type HclObject,
  type HclPosition,
  type HclValue,
  HclSyntaxError,
  MAX_HCL_NESTING,
} from './hcl-node.ts';

const tokenKinds: ReadonlyMap<string, string> = new Map([
  ['{', 'LBRACE'],
  ['}', 'RBRACE'],
  ['[', 'LBRACK'],
  [']', 'RBRACK'],
  [',', 'COMMA'],
  [':', 'COLON'],
  ['"', 'STRING'],
  ['', 'EOF'],
]);

const blanks = /[ \t\r\n\uFEFF]*/y;
// a quoted string (JSON.parse judges it further), or a word: number, true, false, null
const quoted = /"(?:[^"\\\n]|\\.)*"/y;
const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/**
 * Read a JSON object into the tree that HCL gives.
 *
 * A block is an object here: `{"path": {"a": {}}}` says what `path "a" {}` does. Repeated keys are kept.
 *
 * @throws HclSyntaxError when the text is no JSON object, or is nested too deeply
 * @see RFC 8259
 */
export function parseJsonAsHcl(text: string): HclObject {
  const parser = new JsonParser(text);
  return parser.parse();
}

class JsonParser {
  readonly #text: string;
  #at = 0;
  #counted = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): HclObject {
    this.#match(blanks);
    const root = this.#object(1);
    if (this.#peek() !== '') throw this.#unexpected('EOF');
    return root;
  }

  #object(depth: number): HclObject {
    const position = this.#open('{', depth);
    const items: HclItem[] = [];
    while (this.#peek() !== '}') {
      items.push(this.#item(depth));
      this.#separate('}', 'RBRACE');
    }
    this.#take();
    return { kind: 'object', items, ...position };
  }

  #item(depth: number): HclItem {
    const position = this.#position();
    if (this.#peek() !== '"') throw this.#unexpected('STRING');
    const key = this.#string();
    if (this.#peek() !== ':') throw this.#unexpected('COLON');
    const assignLine = this.#position().line;
    this.#take();
    return { keys: [key], value: this.#value(depth + 1), assignLine, ...position };
  }

  #list(depth: number): HclList {
    const position = this.#open('[', depth);
    const items: HclValue[] = [];
    while (this.#peek() !== ']') {
      items.push(this.#value(depth + 1));
      this.#separate(']', 'RBRACK');
    }
    this.#take();
    return { kind: 'list', items, ...position };
  }

  #value(depth: number): HclValue {
    const next = this.#peek();
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#list(depth);
    const position = this.#position();
    if (next === '"') return { kind: 'string', value: this.#string(), ...position };
    const text = this.#word();
    if (text === 'null') return { kind: 'null', ...position };
    if (text === 'true' || text === 'false') {
      return { kind: 'bool', value: text === 'true', ...position };
    }
    return { kind: 'number', value: Number(text), text, ...position };
  }

  #word(): string {
    const text = this.#match(word);
    if (text === undefined) throw this.#unexpected('a value');
    return text;
  }

  #string(): string {
    const position = this.#position();
    const text = this.#match(quoted);
    if (text === undefined) throw new HclSyntaxError('literal not terminated', position);
    try {
      return String(JSON.parse(text));
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw new HclSyntaxError('illegal char escape', position);
    }
  }

  #open(bracket: string, depth: number): HclPosition {
    const position = this.#position();
    if (this.#peek() !== bracket) throw this.#unexpected(tokenKinds.get(bracket) ?? bracket);
    if (depth > MAX_HCL_NESTING) throw new HclSyntaxError('nested too deeply', position);
    this.#take();
    return position;
  }

  /** A comma and something after it, or the closing bracket. */
  #separate(close: string, closeKind: string): void {
    if (this.#peek() === ',') {
      this.#take();
      if (this.#peek() === close) throw this.#unexpected('a value');
    } else if (this.#peek() !== close) throw this.#unexpected(`COMMA | ${closeKind}`);
  }

  #peek(): string {
    this.#match(blanks);
    return this.#text.charAt(this.#at);
  }

  #take(): void {
    this.#at += 1;
    this.#match(blanks);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #unexpected(wanted: string): HclSyntaxError {
    const found = tokenKinds.get(this.#peek()) ?? 'ILLEGAL';
    return new HclSyntaxError(`expected: ${wanted} got: ${found}`, this.#position());
  }

  #position(): HclPosition {
    for (; this.#counted < this.#at; this.#counted += 1) {
      if (this.#text[this.#counted] !== '\n') continue;
      this.#line += 1;
      this.#lineStart = this.#counted + 1;
    }
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }
}
