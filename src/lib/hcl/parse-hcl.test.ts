import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBlocks, findRepeatedKeys, hclToJson } from './hcl-blocks.ts';
import { HclSyntaxError, MAX_HCL_LENGTH } from './hcl-node.ts';
import { parseHcl } from './parse-hcl.ts';

const json = (text: string): unknown => JSON.parse(JSON.stringify(hclToJson(parseHcl(text))));

function faultOf(text: string): string {
  try {
    parseHcl(text);
  } catch (error) {
    if (error instanceof HclSyntaxError) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('HCL values', () => {
  test('attributes of every kind are read, comments are left out', () => {
    const text = [
      '# one',
      '// two',
      '/* three',
      ' */',
      'text = "a" number = 12, hex = 0x1f',
      'octal = 010 fraction = -1.5 yes = true no = false',
      'list = ["a", 1, [true,], {x = 1}]',
      'object = { "q" = ["v"] "r" = [] }',
    ].join('\n');

    expect(json(text)).toEqual({
      text: 'a',
      number: 12,
      hex: 31,
      octal: 8,
      fraction: -1.5,
      yes: true,
      no: false,
      list: ['a', 1, [true], { x: 1 }],
      object: { q: ['v'], r: [] },
    });
  });

  test('escapes have their meaning, and an unknown one is refused', () => {
    expect(json(String.raw`a = "\t\"\\\x41\u00e9\101\U0001f600"`)).toEqual({ a: '\t"\\AéA😀' });
    expect(faultOf(String.raw`a = "\q"`)).toBe('At 1:5: illegal char escape');
    expect(faultOf(String.raw`a = "\ud800"`)).toBe('At 1:5: illegal char escape');
  });

  test('an interpolation stays as it is written, quotes included', () => {
    expect(json('a = "x${f("y")}z"')).toEqual({ a: 'x${f("y")}z' });
    expect(faultOf('a = "${x"')).toBe('At 1:5: literal not terminated');
  });

  test('a heredoc keeps its lines, and with a dash loses the indentation of its end', () => {
    expect(json('a = <<EOF\n  x\ny\nEOF\nb = 1')).toEqual({ a: '  x\ny\n', b: 1 });
    expect(json('a = <<-EOF\n    x\n  y\n  EOF\n')).toEqual({ a: '  x\ny\n' });
    expect(json('a = <<-EOF\n x\n  y\n  EOF\n')).toEqual({ a: ' x\n  y\n' });
    expect(faultOf('a = <<EOF\nx')).toBe('At 1:5: heredoc not terminated');
  });

  test('a key named __proto__ is an ordinary key', () => {
    const tree = hclToJson(parseHcl('__proto__ = { a = 1 }'));

    expect(Object.keys(tree as object)).toEqual(['__proto__']);
    expect(Reflect.get({}, 'a')).toBeUndefined();
  });
});

describe('HCL blocks', () => {
  test('blocks keep their order, labels and lines', () => {
    const { blocks, misfits } = findBlocks(
      parseHcl('path "b" {}\npath "a" {\n}\nother "c" {}\npath "b" {}'),
      'path',
      1,
    );

    expect(blocks.map(({ labels, line }) => [labels[0], line])).toEqual([
      ['b', 1],
      ['a', 2],
      ['b', 5],
    ]);
    expect(misfits).toEqual([]);
  });

  test.each([
    '{"path": {"a": {"x": 1}, "b": {}}}',
    '{"path": [{"a": {"x": 1}}, {"b": {}}]}',
    'path { a { x = 1 } b {} }',
    'path = { a = { x = 1 }, b = {} }',
  ])('labels are found in the objects below: %s', (text) => {
    const { blocks } = findBlocks(parseHcl(text), 'path', 1);

    expect(blocks.map(({ labels, body }) => [labels, body.items.length])).toEqual([
      [['a'], 1],
      [['b'], 0],
    ]);
  });

  test('a value where a block belongs, or too many labels, is named as a misfit', () => {
    expect(findBlocks(parseHcl('path = 1'), 'path', 1).misfits).toHaveLength(1);
    expect(findBlocks(parseHcl('path "a" "b" {}'), 'path', 1).misfits).toHaveLength(1);
  });

  test('a repeated attribute is found with its line', () => {
    expect(findRepeatedKeys(parseHcl('a = 1\nb = 2\na = 3'))).toEqual([{ key: 'a', line: 3 }]);
  });

  test('the line of the equals sign is known, and is 0 for a block', () => {
    const [one, two] = parseHcl('\na = 1\nb {}').items;

    expect([one?.assignLine, two?.assignLine]).toEqual([2, 0]);
  });
});

describe('HCL faults', () => {
  test.each([
    ['path "a" {', 'At 1:12: object expected closing RBRACE got: EOF'],
    ['a', "At 1:2: key 'a' expected start of object ('{') or assignment ('=')"],
    ['a "b" = 1', 'At 1:7: nested object expected: LBRACE got: ASSIGN'],
    ['\n  }', 'At 2:3: expected: IDENT | STRING got: RBRACE'],
    ['a = ', 'At 1:5: expected a value got: EOF'],
    ['a = [1 2]', 'At 1:8: error parsing list, expected comma or list end, got: NUMBER'],
    ['a = "x\ny"', 'At 1:5: literal not terminated'],
    ['a = $', 'At 1:5: illegal char'],
    ['/* x', 'At 1:1: comment not terminated'],
    ['{{{', 'expected: STRING got: LBRACE'],
    ['{"a": 1} x', 'expected: EOF got: ILLEGAL'],
    ['{"a": 01}', 'expected: a value got: ILLEGAL'],
    ['{"a": 1,}', 'expected: a value got: RBRACE'],
    ['{"a" 1}', 'expected: COLON got: ILLEGAL'],
    ['{"a": "x', 'literal not terminated'],
  ])('%j is refused', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('a text that is too long or nested too deeply is refused, nesting of 100 is not', () => {
    expect(faultOf(`#${' '.repeat(MAX_HCL_LENGTH)}`)).toBe('text is longer than 1 MiB');
    expect(faultOf(`a = ${'['.repeat(101)}${']'.repeat(101)}`)).toMatch(/nested too deeply/);
    expect(faultOf('a {'.repeat(100_000))).toMatch(/nested too deeply/);
    expect(faultOf(`{"a":${'['.repeat(100_000)}`)).toMatch(/nested too deeply/);
    expect(faultOf(`a = ${'['.repeat(100)}${']'.repeat(100)}`)).toBe('no fault');
  });
});

describe('HCL properties', () => {
  const alphabet = [
    '{',
    '}',
    '[',
    ']',
    '"',
    '=',
    ',',
    ':',
    '\n',
    ' ',
    '<<E',
    'E',
    'a',
    '1',
    '-',
    '.',
  ];
  const noise = fc.array(
    fc.constantFrom(...alphabet, '\\', '${', '#', '/*', '*/', '\r', '\0', 'é'),
  );

  test('any text is read, or refused with a syntax error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          noise.map((parts) => parts.join('')),
        ),
        (text) => {
          expect(faultOf(text)).toMatch(/./);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a JSON object is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        expect(json(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('a JSON string escaped for HCL keeps its meaning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        fc.pre(value.isWellFormed() && !value.includes('$'));
        const quoted = JSON.stringify(value).replaceAll('\\/', '/');
        expect(json(`a = ${quoted}`)).toEqual({ a: value });
      }),
    );
  });
});
