import { expect, test } from 'vitest';
import { Refusals } from './refusals.ts';

const HOUR = 3_600_000;

test('a refusal is told of for an hour', () => {
  const refusals = new Refusals();
  refusals.note('login', 'a', { now: 0, refusal: { n: 1 } });
  expect(refusals.find('a', HOUR - 1)).toEqual({ n: 1 });
  expect(refusals.find('a', HOUR)).toBeUndefined();
  expect(refusals.find('b', 0)).toBeUndefined();
});

test('one of the same id does not replace the first, whatever its kind', () => {
  const refusals = new Refusals();
  refusals.note('caller', 'a', { now: 0, refusal: { n: 1 } });
  refusals.note('caller', 'a', { now: 1, refusal: { n: 2 } });
  refusals.note('stranger', 'a', { now: 1, refusal: { n: 3 } });
  expect(refusals.find('a', 2)).toEqual({ n: 1 });
});

test('the oldest go when there are too many, and only those of their kind', () => {
  const refusals = new Refusals(3);
  refusals.note('caller', 'mine', { now: 0, refusal: {} });
  for (let n = 0; n < 10; n++) refusals.note('stranger', `s${n}`, { now: 0, refusal: { n } });
  expect(refusals.find('s6', 0)).toBeUndefined();
  expect(refusals.find('s7', 0)).toEqual({ n: 7 });
  expect(refusals.find('mine', 0)).toEqual({});
});

test('the oldest go when they are too large together', () => {
  const refusals = new Refusals(100, 1000);
  const text = 'x'.repeat(390);
  for (const id of ['a', 'b', 'c']) refusals.note('login', id, { now: 0, refusal: { text } });
  expect(refusals.find('a', 0)).toBeUndefined();
  expect(refusals.find('b', 0)).toEqual({ text });
  expect(refusals.find('c', 0)).toEqual({ text });
});
