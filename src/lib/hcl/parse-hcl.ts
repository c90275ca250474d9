import {
  type HclItem,
  type HclList,
  type HclObject,
  type HclValue,
  HclSyntaxError,
  MAX_HCL_LENGTH,
  MAX_HCL_NESTING,
  hclSyntaxErrorAt,
} from './hcl-node.ts';
import { parseJsonAsHcl } from './parse-json-as-hcl.ts';
import { HclScanner, type HclToken, type HclTokenKind } from './scan-hcl.ts';

/**
 * Read a text in HCL 1, or JSON of the same shape when it begins with `{`.
 *
 * Repeated keys and blocks are kept in their order; what a repetition means is the caller's to say.
 *
 * @throws HclSyntaxError for a text that is neither, too long (1 MiB) or nested too deeply (100)
 * @see https://github.com/hashicorp/hcl/tree/v1.0.0#syntax
 */
export function parseHcl(text: string): HclObject {
  if (text.length > MAX_HCL_LENGTH) {
    throw new HclSyntaxError('text is longer than 1 MiB', { line: 1, column: 1 });
  }
  if (text.trimStart().startsWith('{')) return parseJsonAsHcl(text);
  return new HclParser(text).parse();
}

class HclParser {
  readonly #scanner: HclScanner;
  #token: HclToken;

  constructor(text: string) {
    this.#scanner = new HclScanner(text);
    this.#token = this.#scanner.next();
  }

  parse(): HclObject {
    const items: HclItem[] = [];
    while (!this.#is('EOF')) items.push(this.#item(0));
    return { kind: 'object', items, line: 1, column: 1 };
  }

  #item(depth: number): HclItem {
    const first = this.#token;
    const keys: string[] = [];
    while (this.#is('IDENT') || this.#is('STRING')) {
      keys.push(this.#take().text);
    }
    const { line, column } = first;
    const assign = this.#token;
    if (keys.length === 0) {
      throw hclSyntaxErrorAt(first, `expected: IDENT | STRING got: ${first.kind}`);
    }
    if (assign.kind === 'ASSIGN' && keys.length === 1) {
      this.#take();
      const value = this.#value(depth + 1);
      this.#skipComma();
      return { keys, value, assignLine: assign.line, line, column };
    }
    if (assign.kind !== 'LBRACE') throw this.#notABlock(keys);
    const value = this.#object(depth + 1);
    this.#skipComma();
    return { keys, value, assignLine: 0, line, column };
  }

  #notABlock(keys: readonly string[]): HclSyntaxError {
    const found = this.#token;
    if (keys.length > 1) {
      return hclSyntaxErrorAt(found, `nested object expected: LBRACE got: ${found.kind}`);
    }
    return hclSyntaxErrorAt(
      found,
      `key '${keys[0]}' expected start of object ('{') or assignment ('=')`,
    );
  }

  #value(depth: number): HclValue {
    const token = this.#token;
    const { line, column } = token;
    if (token.kind === 'LBRACE') return this.#object(depth);
    if (token.kind === 'LBRACK') return this.#list(depth);
    const scalar = scalarOf(token);
    if (!scalar) throw hclSyntaxErrorAt(token, `expected a value got: ${token.kind}`);
    this.#take();
    return { ...scalar, line, column };
  }

  #object(depth: number): HclObject {
    const { line, column } = this.#take();
    assertNesting(depth, { line, column });
    const items: HclItem[] = [];
    while (!this.#is('RBRACE')) {
      if (this.#is('EOF')) {
        // the original has read one place past the end when it says so
        const { line, column } = this.#token;
        throw hclSyntaxErrorAt(
          { line, column: column + 1 },
          'object expected closing RBRACE got: EOF',
        );
      }
      items.push(this.#item(depth));
    }
    this.#take();
    return { kind: 'object', items, line, column };
  }

  #list(depth: number): HclList {
    const { line, column } = this.#take();
    assertNesting(depth, { line, column });
    const items: HclValue[] = [];
    while (!this.#is('RBRACK')) {
      items.push(this.#value(depth + 1));
      if (!this.#is('COMMA') && !this.#is('RBRACK')) {
        throw hclSyntaxErrorAt(
          this.#token,
          `error parsing list, expected comma or list end, got: ${this.#token.kind}`,
        );
      }
      this.#skipComma();
    }
    this.#take();
    return { kind: 'list', items, line, column };
  }

  #skipComma(): void {
    if (this.#is('COMMA')) this.#take();
  }

  #is(kind: HclTokenKind): boolean {
    return this.#token.kind === kind;
  }

  #take(): HclToken {
    const taken = this.#token;
    this.#token = this.#scanner.next();
    return taken;
  }
}

function assertNesting(depth: number, position: { line: number; column: number }): void {
  if (depth > MAX_HCL_NESTING) throw hclSyntaxErrorAt(position, 'nested too deeply');
}

type Scalar =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly text: string };

function scalarOf({ kind, text }: HclToken): Scalar | undefined {
  if (kind === 'STRING' || kind === 'HEREDOC') return { kind: 'string', value: text };
  if (kind === 'BOOL') return { kind: 'bool', value: text === 'true' };
  return kind === 'NUMBER' ? { kind: 'number', value: numberOf(text), text } : undefined;
}

function numberOf(text: string): number {
  const magnitude = text.replace(/^-/, '');
  const isOctal = /^0[0-7]+$/.test(magnitude);
  const value = isOctal ? Number.parseInt(magnitude, 8) : Number(magnitude);
  return text.startsWith('-') ? -value : value;
}
