import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Outbox } from './outbox.ts';

test('answers of a turn leave in their order, after all that the turn does', async () => {
  const outbox = new Outbox();
  const seen: string[] = [];

  outbox.add(() => seen.push('first'));
  await Promise.resolve();
  seen.push('done');
  outbox.add(() => seen.push('second'));
  await nextTurn();

  expect(seen).toEqual(['done', 'first', 'second']);
});

test('an answer that is added while others leave goes with the next turn', async () => {
  const outbox = new Outbox();
  const seen: string[] = [];

  outbox.add(() => outbox.add(() => seen.push('later')));
  outbox.add(() => seen.push('now'));
  await nextTurn();
  await nextTurn();

  expect(seen).toEqual(['now', 'later']);
});
