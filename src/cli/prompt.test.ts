import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { describe, expect, test } from 'vitest';
import { Interrupted } from './cli-error.ts';
import { ask } from './prompt.ts';

/** A keyboard in raw or cooked mode. */
class FakeTerminal extends EventEmitter {
  isRaw = false;
  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }
  setEncoding(): void {}
  resume(): void {}
  pause(): void {}
}

function start(isHidden: boolean) {
  const keyboard = new FakeTerminal();
  const screen = {
    text: '',
    write: (text: string | Uint8Array) => void (screen.text += String(text)),
  };
  const input = keyboard as unknown as ReadStream;
  const answer = ask({ input, output: screen }, { text: 'Password: ', isHidden });
  return { keyboard, screen, answer };
}

describe('ask', () => {
  test('a hidden answer is never echoed, and raw mode ends with it', async () => {
    const { keyboard, screen, answer } = start(true);

    expect(keyboard.isRaw).toBe(true);
    keyboard.emit('data', 'hunx\u007f');
    keyboard.emit('data', 'ter2\r');

    expect(await answer).toBe('hunter2');
    expect(screen.text).toBe('Password: \n');
    expect(keyboard.isRaw).toBe(false);
  });

  test('a shown answer is echoed, corrections too', async () => {
    const { keyboard, screen, answer } = start(false);

    keyboard.emit('data', 'ab\u007fc\n');

    expect(await answer).toBe('ac');
    expect(screen.text).toBe('Password: ab\b \bc\n');
  });

  test.each(['\u0003', '\u0004', 'abc\u0003'])(
    '%j interrupts, and the terminal is restored',
    async (keys) => {
      const { keyboard, answer } = start(true);

      keyboard.emit('data', keys);

      await expect(answer).rejects.toBeInstanceOf(Interrupted);
      expect(keyboard.isRaw).toBe(false);
      expect(keyboard.listenerCount('data')).toBe(0);
    },
  );

  test('no listener of the process is left behind', async () => {
    const before = process.listenerCount('SIGTERM');
    const { keyboard, answer } = start(true);

    keyboard.emit('data', '\u0015x\r');

    expect(await answer).toBe('x');
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
