import { type HclPosition, hclSyntaxErrorAt } from './hcl-node.ts';
import { scanHeredoc } from './scan-heredoc.ts';
import { scanString } from './scan-string.ts';

/** The kinds of token; their names appear in error texts. */
export type HclTokenKind =
  | 'EOF'
  | 'IDENT'
  | 'STRING'
  | 'HEREDOC'
  | 'NUMBER'
  | 'BOOL'
  | 'LBRACE'
  | 'RBRACE'
  | 'LBRACK'
  | 'RBRACK'
  | 'COMMA'
  | 'ASSIGN';

/** One token. `text` is the meaning of a string, and the written form of all others. */
export interface HclToken extends HclPosition {
  readonly kind: HclTokenKind;
  readonly text: string;
}

const punctuation: ReadonlyMap<string, HclTokenKind> = new Map([
  ['{', 'LBRACE'],
  ['}', 'RBRACE'],
  ['[', 'LBRACK'],
  [']', 'RBRACK'],
  [',', 'COMMA'],
  ['=', 'ASSIGN'],
]);

const blanks = /[ \t\r\n]+/y;
const identifier = /[\p{L}_][\p{L}\p{Nd}_.-]*/uy;
// sign, then hexadecimal, or decimal with optional fraction and exponent
const number = /-?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

/** Cuts a text into tokens, one at a time; comments are left out. */
export class HclScanner {
  readonly #text: string;
  #at: number;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
    this.#lineStart = this.#at;
  }

  /** The next token; at the end `EOF`, as often as asked. @throws HclSyntaxError */
  next(): HclToken {
    this.#skipBlanksAndComments();
    const position = this.#position();
    const char = this.#text[this.#at];
    if (char === undefined) return { kind: 'EOF', text: '', ...position };
    const kind = punctuation.get(char);
    if (kind) return { kind, text: this.#advance(this.#at + 1), ...position };
    if (char === '"') return this.#quoted(position);
    if (this.#text.startsWith('<<', this.#at)) return this.#heredoc(position);
    return this.#word(position);
  }

  #word(position: HclPosition): HclToken {
    const word = this.#match(identifier);
    if (word !== undefined) {
      const kind = word === 'true' || word === 'false' ? 'BOOL' : 'IDENT';
      return { kind, text: word, ...position };
    }
    const digits = this.#match(number);
    if (digits !== undefined) return { kind: 'NUMBER', text: digits, ...position };
    throw hclSyntaxErrorAt(position, 'illegal char');
  }

  #quoted(position: HclPosition): HclToken {
    const { value, end } = scanString(this.#text, this.#at, position);
    this.#advance(end);
    return { kind: 'STRING', text: value, ...position };
  }

  #heredoc(position: HclPosition): HclToken {
    const { value, end } = scanHeredoc(this.#text, this.#at, position);
    this.#advance(end);
    return { kind: 'HEREDOC', text: value, ...position };
  }

  #skipBlanksAndComments(): void {
    for (;;) {
      this.#match(blanks);
      const isLineComment = this.#text[this.#at] === '#' || this.#text.startsWith('//', this.#at);
      if (isLineComment) this.#advance(indexOrEnd(this.#text, '\n', this.#at));
      else if (this.#text.startsWith('/*', this.#at)) this.#skipBlockComment();
      else return;
    }
  }

  #skipBlockComment(): void {
    const end = this.#text.indexOf('*/', this.#at + 2);
    if (end < 0) throw hclSyntaxErrorAt(this.#position(), 'comment not terminated');
    this.#advance(end + 2);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#advance(this.#at + found.length);
    return found;
  }

  /** Move on, counting lines, and return what was passed over. */
  #advance(end: number): string {
    const passed = this.#text.slice(this.#at, end);
    for (let at = passed.indexOf('\n'); at >= 0; at = passed.indexOf('\n', at + 1)) {
      this.#line += 1;
      this.#lineStart = this.#at + at + 1;
    }
    this.#at = end;
    return passed;
  }

  #position(): HclPosition {
    return { line: this.#line, column: this.#at - this.#lineStart + 1 };
  }
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at;
}
