import { describe, expect, test } from 'vitest';
import {
  DurationError,
  durationSecondsOf,
  formatDuration,
  parseDurationSeconds,
} from './duration.ts';

describe('parseDurationSeconds', () => {
  test.each([
    ['', 0],
    ['90', 90],
    ['-5', -5],
    ['7d', 604_800],
    ['1h30m', 5400],
    ['1.5h', 5400],
    ['0s', 0],
    ['300ms', 1],
    ['1ns', 1],
    ['1500ms', 1],
    ['-300ms', -1],
    ['-1h', -3600],
  ])('reads %j as %d seconds', (text, seconds) => {
    expect(parseDurationSeconds(text)).toBe(seconds);
  });

  test.each([
    ['a while', 'time: invalid duration'],
    ['1.5', 'time: missing unit in duration'],
    ['1y', 'time: unknown unit in duration'],
    ['99999999999999999999h', 'time: invalid duration'],
    ['1constructor', 'time: unknown unit in duration'],
  ])('refuses %j', (text, message) => {
    expect(() => parseDurationSeconds(text)).toThrow(new DurationError(message));
  });
});

test('a text that is no duration is undefined where nobody asks why', () => {
  expect(['90', '-1h', 'a while'].map(durationSecondsOf)).toEqual([90, -3600, undefined]);
});

test('a duration is written without its zero parts', () => {
  expect([0, 59, 3600, 5400, 3605, 2_764_800].map(formatDuration)).toEqual([
    '0s',
    '59s',
    '1h',
    '1h30m',
    '1h5s',
    '768h',
  ]);
});
