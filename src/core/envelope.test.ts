import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../lib/json.ts';
import { sortKeys, writeSuccess } from './envelope.ts';

function dataOf(data: JsonObject): string {
  const { body } = writeSuccess({ status: 200, data }, { requestId: 'id', topLevel: false });
  return JSON.stringify((JSON.parse(String(body)) as { data: unknown }).data);
}

describe('keys of an answer', () => {
  test('stand in alphabetical order at every depth, in lists too', () => {
    const data = { b: { d: 1, c: 2 }, a: [{ z: 1, y: [{ x: 1, w: 2 }] }, 'text', null] };

    expect(dataOf(data)).toBe('{"a":[{"y":[{"w":2,"x":1}],"z":1},"text",null],"b":{"c":2,"d":1}}');
  });

  test('that stand in it already are not copied', () => {
    const data = { a: [{ b: 1 }], c: { d: null, e: [1, 2] } };

    expect(sortKeys(data)).toBe(data);
  });

  test('of which one is out of order far inside leave what is given as it was', () => {
    const data = { a: { b: { d: 1, c: 2 } } };

    expect(JSON.stringify(sortKeys(data))).toBe('{"a":{"b":{"c":2,"d":1}}}');
    expect(JSON.stringify(data)).toBe('{"a":{"b":{"d":1,"c":2}}}');
  });

  test('are data also where they are called like the prototype', () => {
    const data = JSON.parse('{"b":1,"__proto__":{"a":2}}') as JsonObject;

    expect(dataOf(data)).toBe('{"__proto__":{"a":2},"b":1}');
  });

  test('without a value are answered as null', () => {
    expect(dataOf({ a: undefined } as unknown as JsonObject)).toBe('{"a":null}');
  });
});
