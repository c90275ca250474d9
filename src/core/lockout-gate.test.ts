import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LockoutGate } from './lockout-gate.ts';

/** Enter with what is known to be current. */
function enter(gate: LockoutGate, room: number, readRoom = () => Promise.resolve(room)) {
  return gate.enter('bob', { room, seen: gate.failuresSeen }, readRoom);
}

/** Whether a promise is settled, once everything that can go on has gone on. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  void promise.finally(() => {
    isOver = true;
  });
  await nextTurn();
  return isOver;
}

describe('the gate of a name', () => {
  test('lets as many run at once as there are attempts left', async () => {
    const gate = new LockoutGate();

    await enter(gate, 2);
    await enter(gate, 2);
    const third = enter(gate, 2);

    expect(await isSettled(third)).toBe(false);
    gate.leave('bob', 'other');
    expect(await isSettled(third)).toBe(true);
  });

  test('looks up anew, for those who waited, what is left', async () => {
    const gate = new LockoutGate();
    let left = 2;
    await enter(gate, 2);
    await enter(gate, 2);
    const third = enter(gate, 2, () => Promise.resolve(left));

    left = 1;
    gate.leave('bob', 'failed');
    const whileOneRuns = await isSettled(third);
    gate.leave('bob', 'other');

    expect([whileOneRuns, await isSettled(third)]).toEqual([false, true]);
  });

  test('refuses those who wait as soon as the name is locked', async () => {
    const gate = new LockoutGate();
    let isLocked = false;
    const readRoom = () => (isLocked ? Promise.reject(new Error('locked')) : Promise.resolve(1));
    await enter(gate, 1);
    const waiting = [enter(gate, 1, readRoom), enter(gate, 1, readRoom)];
    const refusals = Promise.allSettled(waiting);
    await nextTurn();

    isLocked = true;
    gate.leave('bob', 'failed');

    expect((await refusals).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(gate.size).toBe(0);
  });

  test('does not trust what was read before somebody failed', async () => {
    const gate = new LockoutGate();
    const seen = gate.failuresSeen;
    await enter(gate, 1);
    gate.leave('bob', 'failed');

    const late = gate.enter('bob', { room: 1, seen }, () => Promise.reject(new Error('locked')));

    await expect(late).rejects.toThrow('locked');
  });

  test('counts one that ends during the look-up as running still', async () => {
    const gate = new LockoutGate();
    const lookups: PromiseWithResolvers<number>[] = [];
    await enter(gate, 1);
    const waiting = enter(gate, 1, () => {
      const lookup = Promise.withResolvers<number>();
      lookups.push(lookup);
      return lookup.promise;
    });
    await nextTurn();

    gate.leave('bob', 'failed');
    lookups[0]?.resolve(1);
    const afterStaleAnswer = await isSettled(waiting);
    lookups[1]?.resolve(1);

    expect([afterStaleAnswer, await isSettled(waiting)]).toEqual([false, true]);
  });

  test('does not hold up other names', async () => {
    const gate = new LockoutGate();
    await enter(gate, 1);

    const other = gate.enter('eve', { room: 1, seen: 0 }, () => Promise.resolve(1));

    expect(await isSettled(other)).toBe(true);
  });

  test('lets a bounded number wait, and forgets names that nobody asks for', async () => {
    const gate = new LockoutGate(1);
    await enter(gate, 1);
    const waiting = enter(gate, 1);

    await expect(enter(gate, 1)).rejects.toMatchObject({ code: 'LOGIN_BUSY', status: 503 });

    gate.leave('bob', 'other');
    await waiting;
    gate.leave('bob', 'other');
    expect(gate.size).toBe(0);
  });
});
