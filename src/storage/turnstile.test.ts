import { describe, expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

describe('a turnstile', () => {
  test('lets those through who want different keys', async () => {
    const turnstile = new Turnstile();

    const leave = [await turnstile.enter('a'), await turnstile.enter('b')];

    expect(leave).toHaveLength(2);
    expect(turnstile.size).toBe(2);
  });

  test('lets those who want the same key through one at a time, in order', async () => {
    const turnstile = new Turnstile();
    const events: string[] = [];
    const visit = async (name: string): Promise<void> => {
      const leave = await turnstile.enter('a');
      events.push(`${name} in`);
      await new Promise(setImmediate);
      events.push(`${name} out`);
      leave();
    };

    await Promise.all([visit('1'), visit('2'), visit('3')]);

    expect(events).toEqual(['1 in', '1 out', '2 in', '2 out', '3 in', '3 out']);
  });

  test('remembers nothing of a key that nobody wants any more', async () => {
    const turnstile = new Turnstile();

    const leaveFirst = await turnstile.enter('a');
    const second = turnstile.enter('a');
    leaveFirst();
    (await second)();

    expect(turnstile.size).toBe(0);
  });
});
