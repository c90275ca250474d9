import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../lib/json.ts';
import { auditHash, createRedactor } from './redact.ts';

const salt = '01234567-89ab-cdef-0123-456789abcdef';
const redactor = createRedactor(salt, { hmac_accessor: true, log_raw: false });
const hash = (value: string | Uint8Array) => auditHash(salt, value);
const rules = (secret: string[] = [], clear: string[] = []) => ({
  secret: new Set(secret),
  clear: new Set(clear),
});

test('a hash is the HMAC under the salt taken as text, in hexadecimal', () => {
  const expected = createHmac('sha256', salt).update('value').digest('hex');

  expect(hash('value')).toBe(`hmac-sha256:${expected}`);
});

test('texts are hashed at any depth, and names, numbers, booleans and null are not', () => {
  const shown = redactor.document({ a: 'x', b: [1, { c: 'y', d: [true, null] }] }, rules());

  expect(shown).toEqual({ a: hash('x'), b: [1, { c: hash('y'), d: [true, null] }] });
});

test.each(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123456789+02:00'])(
  'the moment %s stays as it is',
  (moment) => {
    expect(redactor.document({ a: moment }, rules())).toEqual({ a: moment });
  },
);

test.each(['2026-01-01', '2026-01-01T00:00:00Z and a secret', '2026-01-01T99:00:00Z', ''])(
  'the text %j is no moment and hashed',
  (text) => {
    expect(redactor.document({ a: text }, rules())).toEqual({ a: hash(text) });
  },
);

test('the nearest name decides what a mount wants in clear', () => {
  const shown = redactor.document(
    { role: 'x', list: ['y'], deep: { role: 'z', other: 'w' } },
    rules([], ['role', 'list', 'deep']),
  );

  expect(shown).toEqual({ role: 'x', list: ['y'], deep: { role: 'z', other: hash('w') } });
});

test('a secret field is hashed whole: its numbers and moments too', () => {
  const shown = redactor.document(
    { passcode: 123_456, pin: { at: '2026-01-01T00:00:00Z', on: true }, ttl: 60 },
    rules(['passcode', 'pin']),
  );

  expect(shown).toEqual({
    passcode: hash('123456'),
    pin: { at: hash('2026-01-01T00:00:00Z'), on: hash('true') },
    ttl: 60,
  });
});

describe('a value of unknown type is hashed or left out, never printed (CVE-2025-62705)', () => {
  const marker = 'marker-0815';
  class Foreign {
    readonly value = marker;
  }
  const circular: Record<string, unknown> = Object.create({ inherited: marker });
  circular['self'] = circular;
  const big = 815_081_508_150_815_081n;
  const values: [string, unknown][] = [
    ['Buffer', Buffer.from(marker)],
    ['Uint8Array', new TextEncoder().encode(marker)],
    ['Float64Array', Float64Array.of(815)],
    ['ArrayBuffer', new TextEncoder().encode(marker).buffer],
    ['bigint', big],
    ['Date', new Date(8_150_815)],
    ['Map', new Map([['k', marker]])],
    ['Set', new Set([marker])],
    ['symbol', Symbol(marker)],
    ['function', () => marker],
    ['RegExp', new RegExp(marker)],
    ['URL', new URL(`https://${marker}/`)],
    ['Error', new Error(marker)],
    ['class', new Foreign()],
    ['String', Object(marker)],
    ['circular', circular],
    ['nested', { a: [{ b: Buffer.from(marker) }] }],
  ];

  test.each(values)('%s', (_name, value) => {
    const line = JSON.stringify(redactor.document({ value }, rules()));

    expect(line).not.toContain(marker);
    expect(line).not.toContain(String(big));
    expect(line).not.toContain(Buffer.from(marker).toJSON().data.join(','));
    expect(line).toMatch(/hmac-sha256:[\da-f]{64}|\{"value":null\}/);
  });
});

test('numbers keep the digits that were sent', () => {
  const sent = parseJson('{"a":12345678901234567890,"b":1.50}');

  expect(JSON.stringify(redactor.document(sent, rules()))).toBe(
    '{"a":12345678901234567890,"b":1.50}',
  );
});

test('accessors are told where a device is asked to; tokens never', () => {
  const telling = createRedactor(salt, { hmac_accessor: false, log_raw: false });

  expect([telling.accessor('abc'), telling.token('hvs.abc')]).toEqual(['abc', hash('hvs.abc')]);
});

test('nothing is hashed where a device is raw', () => {
  const raw = createRedactor(salt, { hmac_accessor: true, log_raw: true });

  expect(raw.document({ a: 'x', b: [{ c: 'y' }] }, rules(['a']))).toEqual({
    a: 'x',
    b: [{ c: 'y' }],
  });
  expect([raw.token('t'), raw.accessor('a'), raw.text('h')]).toEqual(['t', 'a', 'h']);
});
