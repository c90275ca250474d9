import { describe, expect, test } from 'vitest';
import { createLoggers, type LoggerOptions } from './logger.ts';

const time = '2026-01-01T00:00:00Z';

function start(options: Partial<LoggerOptions> = {}) {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), writableLength: 0 };
  const loggers = createLoggers({
    streams: [stream],
    level: 'info',
    format: 'standard',
    clock: () => Date.UTC(2026, 0, 1),
    ...options,
  });
  return { loggers, stream, written };
}

describe('a line', () => {
  test('names its subsystem, and stays one line', () => {
    const { loggers, written } = start();

    loggers.named('core')('warn', 'two\nlines', { path: 'a/b', text: 'a b' });

    expect(written).toEqual([`${time} [WARN] core: two lines: path=a/b text="a b"\n`]);
  });

  test('is an object where JSON is wanted', () => {
    const { loggers, written } = start({ format: 'json' });

    loggers.named('core')('info', 'said', { n: 1 });

    expect(JSON.parse(written[0] ?? '')).toEqual({
      '@timestamp': time,
      '@level': 'info',
      '@module': 'core',
      '@message': 'said',
      n: 1,
    });
  });

  test('goes to all streams, and is dropped and counted where one takes nothing', () => {
    const slow: string[] = [];
    const pipe = { write: (text: string) => slow.push(text), writableLength: 2 ** 21 };
    const other: string[] = [];
    const { loggers } = start({ streams: [pipe, { write: (text) => other.push(text) }] });
    const log = loggers.named('core');

    log('info', 'one');
    log('info', 'two');
    pipe.writableLength = 0;
    log('info', 'three');

    expect(other).toHaveLength(3);
    expect(slow).toEqual([
      `${time} [WARN] log lines were dropped because nobody read them: lines=2\n`,
      `${time} [INFO] core: three\n`,
    ]);
  });
});

describe('a level', () => {
  test('of one subsystem changes and is reset without the others', () => {
    const { loggers, written } = start();
    const [core, audit] = [loggers.named('core'), loggers.named('audit')];

    loggers.setLevel('debug', 'core');
    core('debug', 'a');
    audit('debug', 'b');
    const changed = loggers.levels();
    loggers.resetLevel('core');
    core('debug', 'c');

    expect(written).toEqual([`${time} [DEBUG] core: a\n`]);
    expect(changed).toEqual({ core: 'debug', audit: 'info' });
    expect(loggers.levels()).toEqual({ core: 'info', audit: 'info' });
  });

  test('of all is changed at once, and a name that nobody has is told', () => {
    const { loggers } = start();
    loggers.named('core');

    expect(loggers.setLevel('error')).toBe(true);
    expect(loggers.setLevel('error', 'nobody')).toBe(false);
    expect(loggers.resetLevel('nobody')).toBe(false);
    expect(loggers.levels()).toEqual({ core: 'error' });
  });
});

describe('somebody who reads along', () => {
  test('gets what the log itself leaves out, in a form of its own, until it stops', () => {
    const { loggers, written } = start();
    const seen: string[] = [];
    const log = loggers.named('core');

    const stop = loggers.follow({ level: 'debug', format: 'json' }, (line) => seen.push(line));
    log('debug', 'a');
    log('trace', 'b');
    stop();
    log('info', 'c');

    expect(seen.map((line) => (JSON.parse(line) as Record<string, unknown>)['@message'])).toEqual([
      'a',
    ]);
    expect(written).toEqual([`${time} [INFO] core: c\n`]);
  });
});
