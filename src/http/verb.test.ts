import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { readVerb } from './verb.ts';

function codeOf(verb: string, query: string): string {
  try {
    readVerb(verb, query);
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
  return 'none';
}

describe('readVerb', () => {
  test.each([
    ['GET', { operation: 'read', source: 'query', isList: false }],
    ['LIST', { operation: 'list', source: 'query', isList: true }],
    ['SCAN', { operation: 'scan', source: 'query', isList: true }],
    ['POST', { operation: 'update', source: 'body', isList: false }],
    ['PUT', { operation: 'update', source: 'body', isList: false }],
    ['PATCH', { operation: 'patch', source: 'body', isList: false }],
    ['DELETE', { operation: 'delete', source: 'query', isList: false }],
    ['HEAD', { operation: 'header', source: 'query', isList: false }],
    ['HELP', { operation: 'help', source: 'query', isList: false }],
  ])('%s means %j', (verb, meaning) => {
    expect(readVerb(verb, '')).toMatchObject(meaning);
  });

  test.each(['LINK', 'BIND', 'LOCK', 'get', 'list', 'TRACE', '', '__proto__', 'constructor'])(
    'the verb %j is refused',
    (verb) => {
      expect(codeOf(verb, '')).toBe('VERB_UNKNOWN');
    },
  );

  test('OPTIONS is refused as internal', () => {
    expect(codeOf('OPTIONS', '')).toBe('VERB_INTERNAL');
  });

  test.each(['1', 't', 'T', 'TRUE', 'true', 'True'])('GET with list=%s is a list', (flag) => {
    const meaning = readVerb('GET', `list=${flag}&a=1`);

    expect(meaning).toMatchObject({ operation: 'list', isList: true });
    expect({ ...meaning.data }).toEqual({ a: '1' });
  });

  test.each(['0', 'f', 'F', 'FALSE', 'false', 'False'])('GET with list=%s is a read', (flag) => {
    const meaning = readVerb('GET', `list=${flag}`);

    expect(meaning.operation).toBe('read');
    expect({ ...meaning.data }).toEqual({ list: flag });
  });

  test('GET with scan=true is a scan', () => {
    expect(readVerb('GET', 'scan=true')).toMatchObject({ operation: 'scan', isList: true });
  });

  test.each(['list=2', 'list=yes', 'scan=tRUE', 'list=true&scan=1'])(
    'GET with %s is refused',
    (query) => {
      expect(codeOf('GET', query)).toBe('QUERY_INVALID');
    },
  );

  test('the flag means nothing on other verbs', () => {
    expect(readVerb('DELETE', 'list=2')).toMatchObject({ operation: 'delete', isList: false });
  });

  test.each(['GET', 'POST', 'LIST'])('help in the query turns %s into help', (verb) => {
    const meaning = readVerb(verb, 'help=1&a=b');

    expect(meaning.operation).toBe('help');
    expect({ ...meaning.data }).toEqual({ a: 'b' });
  });

  test('an empty help asks for nothing and never reaches the data', () => {
    const meaning = readVerb('GET', 'help=&a=b');

    expect(meaning.operation).toBe('read');
    expect({ ...meaning.data }).toEqual({ a: 'b' });
  });

  test('a repeated key becomes a list, and the query of a write is not looked at', () => {
    expect({ ...readVerb('GET', 'a=1&a=2&b=x+y%26').data }).toEqual({ a: ['1', '2'], b: 'x y&' });
    expect(Object.keys(readVerb('POST', 'a=1').data)).toEqual([]);
  });

  test('broken pairs are left out', () => {
    expect({ ...readVerb('GET', 'a=%zz&b;c=1&&d=4&=5').data }).toEqual({ d: '4', '': '5' });
  });

  test('a key named __proto__ is data and pollutes nothing', () => {
    const { data } = readVerb('GET', '__proto__=x&__proto__[a]=1&constructor=y');

    expect(Object.keys(data)).toEqual(['__proto__', '__proto__[a]', 'constructor']);
    expect(Object.getPrototypeOf(data)).toBeNull();
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
});
