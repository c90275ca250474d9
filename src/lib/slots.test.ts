import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('what was added is there until its place is given back', () => {
  const slots = new Slots<string>();

  const first = slots.add('first');
  slots.add('second');
  slots.remove(first);

  expect([...slots]).toEqual(['second']);
  expect(slots.size).toBe(1);
});

test('places are used again, so that it never has more than were there at once', () => {
  const slots = new Slots<number>();

  for (let i = 0; i < 1000; i++) slots.remove(slots.add(i));

  expect(slots.add(1)).toBe(0);
  expect(slots.add(2)).toBe(1);
  expect([...slots]).toEqual([1, 2]);
});
