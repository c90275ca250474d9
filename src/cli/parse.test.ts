import { describe, expect, test } from 'vitest';
import { CliError } from './cli-error.ts';
import type { Flag } from './command.ts';
import { parseBoolean, parseLine, SYSTEM_TTL } from './parse.ts';

const flags: readonly Flag[] = [
  { name: 'address', kind: 'string', about: '' },
  { name: 'force', kind: 'boolean', aliases: ['f'], about: '' },
  { name: 'field', kind: 'string', about: '' },
  { name: 'n', kind: 'integer', about: '' },
  { name: 'ns', kind: 'string', about: '' },
  { name: 'renewable', kind: 'boolean', about: '' },
  { name: 'policy', kind: 'list', about: '' },
  { name: 'pgp-keys', kind: 'csv', about: '' },
  { name: 'metadata', kind: 'map', about: '' },
  { name: 'ttl', kind: 'duration', about: '' },
];

const parse = (...words: string[]) => parseLine(words, flags);

describe('words of the line', () => {
  test.each([
    [['-address=x', 'p'], 'one dash, value behind ='],
    [['--address=x', 'p'], 'two dashes, value behind ='],
    [['-address', 'x', 'p'], 'one dash, value as next word'],
    [['--address', 'x', 'p'], 'two dashes, value as next word'],
    [['p', '-address', 'x'], 'behind a positional'],
  ])('%j: %s', (words) => {
    const { flags: values, positionals } = parse(...words);

    expect(values.text('address')).toBe('x');
    expect(positionals).toEqual(['p']);
  });

  test('a value may hold = and begin with a dash', () => {
    expect(parse('-address=a=b').flags.text('address')).toBe('a=b');
    expect(parse('-n', '-1').flags.number('n')).toBe(-1);
  });

  test('an empty value is given, an absent flag is not', () => {
    const { flags: values } = parse('-address=');

    expect(values.isGiven('address')).toBe(true);
    expect(values.text('address')).toBe('');
    expect(values.isGiven('field')).toBe(false);
  });

  test('a lone dash is data, and the words behind -- are too', () => {
    expect(parse('-', '--', '-address', '--', '-x').positionals).toEqual([
      '-',
      '-address',
      '--',
      '-x',
    ]);
  });

  test('letters are never bundled: -ns is the flag ns, -f the flag force', () => {
    const { flags: values, positionals } = parse('-ns', 'team', '-f', 'path', '-n', '3');

    expect(values.text('ns')).toBe('team');
    expect(values.isSet('force')).toBe(true);
    expect(values.number('n')).toBe(3);
    expect(positionals).toEqual(['path']);
  });

  test('the last of a flag that does not repeat wins', () => {
    expect(parse('-field=a', '-field=b').flags.text('field')).toBe('b');
  });
});

describe('booleans', () => {
  test('a boolean never takes the next word', () => {
    const { flags: values, positionals } = parse('-force', 'false');

    expect(values.isSet('force')).toBe(true);
    expect(positionals).toEqual(['false']);
  });

  test.each(['1', 't', 'T', 'true', 'True', 'TRUE'])('%s is true', (word) => {
    expect(parse(`-renewable=${word}`).flags.isSet('renewable')).toBe(true);
  });

  test.each(['0', 'f', 'F', 'false', 'False', 'FALSE'])('%s is false', (word) => {
    expect(parse(`-renewable=${word}`).flags.isSet('renewable', true)).toBe(false);
  });

  test.each(['yes', '', 'tRUE', 'constructor'])('"%s" is refused', (word) => {
    expect(() => parse(`-renewable=${word}`)).toThrow(CliError);
    expect(parseBoolean(word)).toBeUndefined();
  });
});

describe('values that repeat', () => {
  test('a list keeps its commas, a csv flag splits at them', () => {
    const { flags: values } = parse('-policy=a,b', '-policy', 'c', '-pgp-keys=x, y', '-pgp-keys=z');

    expect(values.list('policy')).toEqual(['a,b', 'c']);
    expect(values.list('pgp-keys')).toEqual(['x', 'y', 'z']);
  });

  test('a map takes key=value and splits at the first =', () => {
    expect(parse('-metadata=a=1', '-metadata', 'b=2=3').flags.map('metadata')).toEqual({
      a: '1',
      b: '2=3',
    });
    expect(() => parse('-metadata=a')).toThrow('key=value');
  });
});

describe('numbers and durations', () => {
  test.each([
    ['90', 90],
    ['30s', 30],
    ['5m', 300],
    ['1h30m', 5400],
    ['2d', 172_800],
    ['system', SYSTEM_TTL],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parse(`-ttl=${text}`).flags.number('ttl')).toBe(seconds);
  });

  test.each(['-ttl=soon', '-n=1.5', '-n=x'])('%s is refused', (word) => {
    expect(() => parse(word)).toThrow(CliError);
  });
});

describe('refusals', () => {
  test('an unknown flag before data names the nearest one', () => {
    expect(() => parse('-feild=x')).toThrow(/-feild\nDid you mean -field\?$/);
  });

  test('an unknown word with a dash behind data tells about --', () => {
    expect(() => parse('path', '-x')).toThrow('Put -- before');
  });

  test('what does not look like a flag is not repeated, it may be a secret', () => {
    expect(() => parse('-hvs.CAESIJ123')).toThrow('name not shown');
    expect(() => parse('-hunter2pass')).not.toThrow('hunter2pass');
  });

  test('a missing value is refused', () => {
    expect(() => parse('-address')).toThrow('needs a value');
  });
});
