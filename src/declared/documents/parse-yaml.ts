import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import {
  type HclItem,
  type HclObject,
  type HclPosition,
  type HclValue,
  HclSyntaxError,
  MAX_HCL_LENGTH,
  MAX_HCL_NESTING,
} from '../../lib/hcl/hcl-node.ts';

/**
 * Read a YAML text into the tree that HCL gives: a map of maps says what labels do. Aliases are refused, since
 * a few of them can stand for any number of things.
 *
 * @throws HclSyntaxError when the text is no YAML map, is too long (1 MiB) or is nested too deeply (100)
 */
export function parseYaml(text: string): HclObject {
  const start = { line: 1, column: 1 };
  if (text.length > MAX_HCL_LENGTH) throw new HclSyntaxError('text is longer than 1 MiB', start);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    // core: no dates, no octal numbers, `no` is a text
    schema: 'core',
    prettyErrors: false,
    strict: true,
  });
  const [fault] = document.errors;
  if (fault) {
    const { line, col } = lines.linePos(fault.pos[0]);
    throw new HclSyntaxError(`no YAML: ${fault.code}`, { line, column: col });
  }
  if (document.contents === null) return { kind: 'object', items: [], ...start };
  const root = new YamlReader(lines).value(document.contents, 1);
  if (root.kind === 'object') return root;
  throw new HclSyntaxError('must be a map', start);
}

class YamlReader {
  readonly #lines: LineCounter;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  value(node: unknown, depth: number): HclValue {
    const position = this.#positionOf(node);
    if (depth > MAX_HCL_NESTING) throw new HclSyntaxError('nested too deeply', position);
    if (isAlias(node)) throw new HclSyntaxError('aliases are not read', position);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.value(item, depth + 1));
      return { kind: 'list', items, ...position };
    }
    if (isMap(node)) {
      const items = node.items.map(({ key, value }) => this.#item(key, value, depth));
      return { kind: 'object', items, ...position };
    }
    return scalarOf(isScalar(node) ? node.value : null, position);
  }

  #item(key: unknown, value: unknown, depth: number): HclItem {
    const position = this.#positionOf(key);
    if (!isScalar(key)) throw new HclSyntaxError('a name must be a text', position);
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    const inner = this.value(value ?? null, depth + 1);
    // an empty one has no place of its own
    const placed = value === null ? { ...inner, ...position } : inner;
    return { keys: [name], value: placed, assignLine: position.line, ...position };
  }

  #positionOf(node: unknown): HclPosition {
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function scalarOf(value: unknown, position: HclPosition): HclValue {
  if (typeof value === 'string') return { kind: 'string', value, ...position };
  if (typeof value === 'boolean') return { kind: 'bool', value, ...position };
  if (typeof value !== 'number' && typeof value !== 'bigint') return { kind: 'null', ...position };
  return { kind: 'number', value: Number(value), text: String(value), ...position };
}
