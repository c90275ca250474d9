import type { ReadStream } from 'node:tty';
import { Interrupted } from './cli-error.ts';
import type { OutputStream, Question } from './io.ts';

/** Where a prompt reads and writes. */
export interface Terminal {
  readonly input: ReadStream;
  readonly output: OutputStream;
}

const keys = {
  interrupt: '\u0003',
  end: '\u0004',
  erase: '\u007f',
  backspace: '\b',
  kill: '\u0015',
};

/**
 * Ask at the terminal, in raw mode, so that a hidden answer is never echoed.
 *
 * Raw mode is left again whatever happens: at the answer, on Ctrl-C, and when a signal ends the process.
 *
 * @throws Interrupted on Ctrl-C, or Ctrl-D before an answer
 */
export function ask({ input, output }: Terminal, { text, isHidden }: Question): Promise<string> {
  output.write(text);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  return new Promise((resolve, reject) => {
    let answer = '';
    const restore = (): void => {
      input.setRawMode(false);
      input.pause();
      input.off('data', take);
      process.off('exit', restore);
      for (const signal of endingSignals) process.off(signal, onSignal);
      output.write('\n');
    };
    const onSignal = (signal: NodeJS.Signals): void => {
      restore();
      process.kill(process.pid, signal);
    };
    const take = (chunk: string): void => {
      for (const key of chunk) {
        const next = pressKey(answer, key);
        if (next.kind === 'typing') {
          if (!isHidden) echo(output, answer, next.answer);
          answer = next.answer;
          continue;
        }
        restore();
        if (next.kind === 'done') resolve(answer);
        else reject(new Interrupted());
        return;
      }
    };
    input.on('data', take);
    process.on('exit', restore);
    for (const signal of endingSignals) process.on(signal, onSignal);
  });
}

const endingSignals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

type Pressed =
  | { readonly kind: 'typing'; readonly answer: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted' };

/** What one key does to the answer so far. */
export function pressKey(answer: string, key: string): Pressed {
  if (key === '\r' || key === '\n') return { kind: 'done' };
  if (key === keys.interrupt) return { kind: 'interrupted' };
  if (key === keys.end) return answer === '' ? { kind: 'interrupted' } : { kind: 'done' };
  if (key === keys.erase || key === keys.backspace) {
    return { kind: 'typing', answer: Array.from(answer).slice(0, -1).join('') };
  }
  if (key === keys.kill) return { kind: 'typing', answer: '' };
  return { kind: 'typing', answer: key < ' ' ? answer : answer + key };
}

function echo(output: OutputStream, before: string, after: string): void {
  if (after.startsWith(before)) output.write(after.slice(before.length));
  else output.write('\b \b'.repeat(Array.from(before).length - Array.from(after).length));
}
