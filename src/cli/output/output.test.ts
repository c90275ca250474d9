import { describe, expect, test } from 'vitest';
import { formatGoDuration } from '../../lib/go-duration.ts';
import { parseJson } from '../wire-json.ts';
import { formatGo } from './go-notation.ts';
import { formatJson } from './json.ts';
import { formatGoTime } from './secret.ts';
import { formatTable, formatTitle } from './table.ts';
import { formatYaml } from './yaml.ts';

describe('tables', () => {
  test('columns stand four spaces apart, dashes are as long as the heading, the last column is not padded', () => {
    expect(
      formatTable(
        ['Key', 'Value'],
        [
          ['a', '1'],
          ['longer', ''],
        ],
      ),
    ).toBe(['Key       Value', '---       -----', 'a         1', 'longer    n/a'].join('\n'));
  });

  test('width counts characters, not units', () => {
    expect(formatTable(['K', 'V'], [['∞🔑', 'x']])).toBe('K     V\n-     -\n∞🔑    x');
  });

  test('control characters are shown, never sent to the terminal', () => {
    expect(formatTable(['K'], [['a\x1b[31m\nb\x9b|c']])).toBe('K\n-\na\\x1b[31m\\nb\\x9b|c');
  });

  test('a title fills the width, with two signs a side at least', () => {
    expect(formatTitle('Metadata', 24)).toBe('======= Metadata =======');
    expect(formatTitle('Data', 12)).toBe('=== Data ===');
    expect(formatTitle('Secret Path', 3)).toBe('== Secret Path ==');
  });
});

describe('values', () => {
  test('Go notation of lists, objects, null and numbers', () => {
    const value = parseJson('{"b":[1,"x",null],"a":{"k":1.0},"n":18446744073709551615}');

    expect(formatGo(value)).toBe('map[a:map[k:1.0] b:[1 x <nil>] n:18446744073709551615]');
  });

  test('numbers keep their text in JSON', () => {
    const text = '[\n  1.0,\n  1e3,\n  12345678901234567890,\n  -0,\n  7\n]';

    expect(formatJson(parseJson(text))).toBe(text);
  });

  test('JSON escapes what HTML would read', () => {
    expect(formatJson({ 'a<': '&>\u2028' })).toBe('{\n  "a\\u003c": "\\u0026\\u003e\\u2028"\n}');
    expect(formatJson({ a: [], b: {} }, { isCompact: true })).toBe('{"a":[],"b":{}}');
  });

  test('YAML is sorted, keeps numbers and quotes words of YAML 1.1', async () => {
    const value = parseJson('{"n":"n","b":["yes",1],"a":{"big":12345678901234567890,"f":1.50}}');

    expect(await formatYaml(value)).toBe(
      ['a:', '  big: 12345678901234567890', '  f: 1.50', 'b:', '- "yes"', '- 1', '"n": "n"'].join(
        '\n',
      ),
    );
  });

  test.each([
    [0, '0s'],
    [59, '59s'],
    [300, '5m0s'],
    [5400, '1h30m0s'],
    [2_764_800, '768h0m0s'],
  ])('%i seconds go out as %s', (seconds, text) => {
    expect(formatGoDuration(seconds)).toBe(text);
  });

  test('moments are printed as Go does', () => {
    expect(formatGoTime('2026-11-22T00:20:07.12Z')).toBe('2026-11-22 00:20:07.12 +0000 UTC');
    expect(formatGoTime('2026-11-22T00:20:07+02:00')).toBe('2026-11-22 00:20:07 +0200 +0200');
  });
});
