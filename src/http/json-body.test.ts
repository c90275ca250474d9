import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { parseJsonBody } from './json-body.ts';
import { type JsonLimits, scanJson } from './json-scan.ts';

const limits: JsonLimits = { memory: 34_078_720, strings: 1000, depth: 500 };
const unbounded: JsonLimits = { memory: 0, strings: 0, depth: 500 };

function parse(text: string | Buffer, within: JsonLimits = limits): unknown {
  const data = parseJsonBody(Buffer.from(text), within);
  expect(Object.getPrototypeOf(data)).toBeNull();
  return { ...data };
}

function failureOf(text: string | Buffer, within: JsonLimits = limits): unknown {
  try {
    parseJsonBody(Buffer.from(text), within);
  } catch (error) {
    if (error instanceof ApiError) return [error.code, error.message];
    throw error;
  }
  return 'none';
}

describe('what is no data', () => {
  test.each(['', '  \r\n\t ', 'null', ' null ', 'null {"a":1}'])(
    '%j gives an empty object',
    (text) => {
      expect(parse(text)).toEqual({});
    },
  );
});

describe('values', () => {
  test('a second value is checked and ignored', () => {
    expect(parse('{"a":1} {"a":2} [3]')).toEqual({ a: 1 });
    expect(failureOf('{} {')).toEqual([
      'BODY_NOT_JSON',
      'failed to decode JSON input: unexpected EOF',
    ]);
    expect(failureOf('{} x')).toEqual(['BODY_NOT_JSON', expect.any(String)]);
  });

  test('the last of equal keys wins and replaces the whole value', () => {
    expect(parse('{"a":{"x":1},"a":{"y":2}}')).toEqual({ a: { y: 2 } });
  });

  test('bytes that are no UTF-8 and halves of surrogate pairs become U+FFFD', () => {
    expect(parse(Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))).toEqual({
      a: '\ufffd',
    });
    expect(parse('{"\\ud800":"\\uDC00x\\uD83D\\ude00\\uD83Dy\\ud83d\\u0041"}')).toEqual({
      '\ufffd': '\ufffdx😀\ufffdy\ufffdA',
    });
  });

  test('NUL inside a string is kept', () => {
    expect(parse('{"a":"x\\u0000y"}')).toEqual({ a: 'x\0y' });
  });

  test.each([
    '12345678901234567890',
    '1.0',
    '1e3',
    '-0',
    '0.10',
    '1E400',
    '1.00000000000000000001',
  ])('the number %s keeps its text', (number) => {
    const data = parse(`{"a":${number},"b":[${number}]}`);

    expect(JSON.stringify(data)).toBe(`{"a":${number},"b":[${number}]}`);
  });

  test.each(['0', '-1', '1.5', '123456789012345', '9007199254740991', '0.1'])(
    'the number %s is a JavaScript number',
    (number) => {
      expect(parse(`{"a":${number}}`)).toEqual({ a: Number(number) });
    },
  );

  test('keys named like parts of every object are data and pollute nothing', () => {
    const data = parseJsonBody(
      Buffer.from('{"__proto__":{"a":1},"constructor":1,"n":{"__proto__":{"b":2}}}'),
      limits,
    );

    expect(Object.keys(data)).toEqual(['__proto__', 'constructor', 'n']);
    expect(Object.keys(data['n'] ?? {})).toEqual(['__proto__']);
    expect(({} as { a?: unknown; b?: unknown }).a).toBeUndefined();
    expect(({} as { a?: unknown; b?: unknown }).b).toBeUndefined();
  });
});

describe('what is refused', () => {
  test.each([
    ['[1,2]', 'array'],
    ['"text"', 'string'],
    ['12', 'number'],
    ['true', 'bool'],
    ['false', 'bool'],
  ])('%s is not an object', (text, type) => {
    expect(failureOf(text)).toEqual([
      'BODY_NOT_JSON',
      `failed to decode JSON input: json: cannot unmarshal ${type} into Go value of type map[string]interface {}`,
    ]);
  });

  test.each([
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,',
    '{"a":"x',
    '{"a":"\\',
    '{"a":"\\u12',
    '{"a":tru',
    '{"a":-',
    '{"a":1.',
    '{"a":1e',
    '[',
    '[1',
  ])('%s is cut short', (text) => {
    expect(failureOf(text)).toEqual([
      'BODY_NOT_JSON',
      'failed to decode JSON input: unexpected EOF',
    ]);
  });

  test.each([
    '{a:1}',
    "{'a':1}",
    '{"a":1,}',
    '{,}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{"a":01}',
    '{"a":+1}',
    '{"a":.5}',
    '{"a":1.e1}',
    '{"a":NaN}',
    '{"a":tRue}',
    '{"a":"\t"}',
    '{"a":"\\x41"}',
    '{"a":"\\u00g0"}',
    '{"a":[1,]}',
    '{"a":[1}',
    '{"a":1]',
    '}',
    ']',
    '/**/{}',
    '\ufeff{}',
    'x',
    '{}}',
    '\0',
  ])('%j is no JSON', (text) => {
    expect(failureOf(text)).toEqual(['BODY_NOT_JSON', expect.stringMatching(/at offset \d+/)]);
  });

  test('an error text never repeats what was sent', () => {
    expect(String(failureOf('{"password":hunter2}'))).not.toMatch(/hunter2|password/);
  });
});

describe('bounds', () => {
  const tooMany = 'refused JSON input due to high complexity: exceeded maximum number of strings';
  const tooMuch =
    'refused JSON input due to high complexity: exceeded maximum estimated memory limits';
  const tooDeep = 'refused JSON input due to high complexity: exceeded maximum nesting depth';

  test('strings are counted, keys included, also behind the first value', () => {
    const object = (keys: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, at) => [`k${at}`, 1])));

    expect(failureOf(object(1000))).toBe('none');
    expect(failureOf(object(1001))).toEqual(['BODY_TOO_COMPLEX', tooMany]);
    expect(failureOf(`{} ${object(1001)}`)).toEqual(['BODY_TOO_COMPLEX', tooMany]);
    expect(failureOf(object(1001), unbounded)).toBe('none');
  });

  test('nesting is allowed up to the limit', () => {
    const nested = (depth: number): string =>
      `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

    expect(failureOf(nested(500))).toBe('none');
    expect(failureOf(nested(501))).toEqual(['BODY_TOO_COMPLEX', tooDeep]);
  });

  test('memory is estimated by token', () => {
    // { and } cost 16 + 72 and 16, the key 16 + 16 + 1, the value 16 + 16 + 4
    const cost = 88 + 16 + 33 + 36;

    expect(failureOf('{"a":"abcd"}', { ...limits, memory: cost })).toBe('none');
    expect(failureOf('{"a":"abcd"}', { ...limits, memory: cost - 1 })).toEqual([
      'BODY_TOO_COMPLEX',
      tooMuch,
    ]);
  });

  test.each([
    ['a mebibyte of open brackets', '['.repeat(1 << 20)],
    ['a mebibyte of open objects', '{"a":'.repeat((1 << 20) / 5)],
    ['300,000 keys', `{${Array.from({ length: 300_000 }, (_, at) => `"k${at}":1`).join(',')}}`],
    ['300,000 equal keys', `{${'"k":1,'.repeat(300_000)}"k":1}`],
    ['an array of 900,000 numbers', `{"a":[${'1,'.repeat(900_000)}1]}`],
    ['an array of 900,000 strings', `{"a":[${'"",'.repeat(900_000)}""]}`],
  ])('%s is refused before a tree is built', (_name, text) => {
    expect(failureOf(text)).toEqual(['BODY_TOO_COMPLEX', expect.any(String)]);
  });
});

test('the scan accepts exactly what JSON.parse accepts', () => {
  const byte = fc.constantFrom(...'{}[]",:\\ 0123456789.eE+-truefalsn\n\tu"'.split(''));
  const damaged = fc
    .tuple(fc.json(), byte, fc.nat(30))
    .map(([json, wrong, at]) => json.slice(0, at) + wrong + json.slice(at + 1));
  const noise = fc.array(byte, { maxLength: 14 }).map((bytes) => bytes.join(''));
  const property = fc.property(fc.oneof(fc.json(), noise, damaged), (text) => {
    const bytes = Buffer.from(text);
    const scanned = tryScan(bytes);
    if (scanned === 'refused') return !isJson(text);
    return scanned === undefined || isJson(bytes.toString('utf8', scanned.start, scanned.end));
  });

  expect(() => fc.assert(property, { numRuns: 3000 })).not.toThrow();
});

function tryScan(bytes: Buffer): ReturnType<typeof scanJson> | 'refused' {
  try {
    return scanJson(bytes, unbounded);
  } catch (error) {
    if (error instanceof ApiError) return 'refused';
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
