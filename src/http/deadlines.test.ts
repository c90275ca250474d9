import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadlines } from './deadlines.ts';

let deadlines: Deadlines;
let expired: string[];

beforeEach(() => {
  vi.useFakeTimers();
  expired = [];
  deadlines = new Deadlines(30_000);
});
afterEach(() => {
  deadlines.stop();
  vi.useRealTimers();
});

function waiting(name: string): { expire(): void } {
  return { expire: () => expired.push(name) };
}

test('what waits expires once, in the order of arrival, at most a thirtieth late', () => {
  deadlines.add(waiting('first'));
  vi.advanceTimersByTime(10_500);
  deadlines.add(waiting('second'));

  vi.advanceTimersByTime(19_499);
  expect(expired).toEqual([]);
  vi.advanceTimersByTime(1001);
  expect(expired).toEqual(['first']);
  vi.advanceTimersByTime(60_000);
  expect(expired).toEqual(['first', 'second']);
});

test('what is taken away does not expire, and what stands behind it still does', () => {
  const done = deadlines.add(waiting('done'));
  deadlines.add(waiting('late'));

  deadlines.remove(done);
  vi.advanceTimersByTime(60_000);

  expect(expired).toEqual(['late']);
});

test('nothing expires once stopped', () => {
  deadlines.add(waiting('never'));

  deadlines.stop();
  vi.advanceTimersByTime(60_000);

  expect(expired).toEqual([]);
});
