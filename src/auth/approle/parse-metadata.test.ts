import { describe, expect, test } from 'vitest';
import { ApiError } from '../../errors/api-error.ts';
import { parseMetadata } from './parse-metadata.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('metadata', () => {
  test.each([
    ['{"Tag":"Blue","b":""}', { Tag: 'Blue', b: '' }],
    ['{}', {}],
    ['', {}],
    [' ', {}],
    [base64('{"tag":"blue"}'), { tag: 'blue' }],
    ['Tag=Blue, n = 2', { tag: 'blue', n: '2' }],
    [base64('tag=blue,n=2'), { tag: 'blue', n: '2' }],
    ['{"__proto__":"a","constructor":"b"}', JSON.parse('{"__proto__":"a","constructor":"b"}')],
  ])('of %j is read', (text, expected) => {
    expect(parseMetadata(text)).toEqual(expected);
  });

  test.each([
    'not json',
    '"text"',
    '[]',
    'null',
    '{"a":1}',
    '{"a":null}',
    '{"a":{"b":"c"}}',
    '{"a":"b"',
    'a=,b=1',
    '=1',
    'a',
    base64('not json'),
    base64('{"a":1}'),
    `{"${'k'.repeat(129)}":"v"}`,
    `{"":"v"}`,
    `{"k":"${'v'.repeat(513)}"}`,
    JSON.stringify(Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, 'v']))),
  ])('of %j is refused, and not repeated', (text) => {
    const parse = () => parseMetadata(text);

    expect(parse).toThrow(ApiError);
    expect(parse).toThrow(/^failed to parse metadata: [^"{}]*$/);
  });

  test('of the greatest size is read', () => {
    const pairs = Array.from({ length: 64 }, (_, i) => [
      String(i).padStart(128, 'k'),
      'é'.repeat(256),
    ]);

    expect(Object.keys(parseMetadata(JSON.stringify(Object.fromEntries(pairs)))).length).toBe(64);
  });
});
