import { describe, expect, test } from 'vitest';
import { defaultListenerConfig, type ListenerConfig } from '../config/listener.ts';
import { ApiError } from '../errors/api-error.ts';
import { decodeBody } from './body.ts';

const config: ListenerConfig = { ...defaultListenerConfig, address: '127.0.0.1:0' };
const form = 'application/x-www-form-urlencoded';

function decode(body: string, contentType?: string, isPatch = false): unknown {
  return { ...decodeBody(Buffer.from(body), { isPatch, contentType }, config) };
}

function failureOf(body: string, contentType: string | undefined, isPatch: boolean): unknown {
  try {
    decode(body, contentType, isPatch);
  } catch (error) {
    if (error instanceof ApiError) return [error.code, error.message];
    throw error;
  }
  return 'none';
}

describe('the content type is a hint', () => {
  test.each([
    undefined,
    'application/json',
    'text/plain',
    'application/json garbage',
    '__proto__',
    form,
  ])('a JSON object sent as %j is read as JSON', (contentType) => {
    expect(decode(' \n{"a":1}', contentType)).toEqual({ a: 1 });
  });

  test('what does not look like JSON and is called a form is a form', () => {
    expect(decode('a=1&b=x+y%26&c', `${form}; charset=utf-8`)).toEqual({
      a: '1',
      b: 'x y&',
      c: '',
    });
    expect(decode('a=é', form.toUpperCase())).toEqual({ a: 'é' });
    expect(decode('', form)).toEqual({});
  });

  test('an array sent as a form is refused as JSON', () => {
    expect(failureOf('[1]', form, false)).toEqual(['BODY_NOT_JSON', expect.any(String)]);
  });
});

describe('forms', () => {
  test('values of a repeated key are joined by commas', () => {
    expect(decode('a=1&b=2&a=3', form)).toEqual({ a: '1,3', b: '2' });
  });

  test.each(['a=%zz', 'a=%', 'a=1;b=2'])('%j is refused', (body) => {
    expect(failureOf(body, form, false)).toEqual(['BODY_NOT_FORM', 'error parsing form data']);
  });

  test('as many strings are allowed as in JSON', () => {
    expect(
      failureOf(Array.from({ length: 500 }, (_, at) => `k${at}=v`).join('&'), form, false),
    ).toBe('none');
    expect(failureOf('a&'.repeat(501), form, false)).toEqual(['BODY_NOT_FORM', expect.any(String)]);
  });

  test('more than 10 MiB is refused', () => {
    expect(failureOf(`a=${'x'.repeat(10 * 1024 * 1024)}`, form, false)).toEqual([
      'BODY_NOT_FORM',
      expect.any(String),
    ]);
  });

  test('a key named __proto__ is data', () => {
    const data = decodeBody(
      Buffer.from('__proto__=x'),
      { isPatch: false, contentType: form },
      config,
    );

    expect(Object.keys(data)).toEqual(['__proto__']);
  });
});

describe('PATCH', () => {
  test('takes a merge patch', () => {
    expect(decode('{"a":null}', 'application/merge-patch+json; charset=utf-8', true)).toEqual({
      a: null,
    });
    expect(decode('', 'Application/Merge-Patch+JSON', true)).toEqual({});
  });

  test.each([undefined, '', 'garbage here', ';'])(
    'refuses the content type %j as none',
    (contentType) => {
      expect(failureOf('{}', contentType, true)).toEqual([
        'PATCH_TYPE_MISSING',
        'mime: no media type',
      ]);
    },
  );

  test('refuses another content type', () => {
    expect(failureOf('{}', 'application/json', true)).toEqual([
      'PATCH_TYPE_WRONG',
      'PATCH requires Content-Type of application/merge-patch+json, provided application/json',
    ]);
  });
});
