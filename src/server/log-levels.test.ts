import { afterEach, expect, test } from 'vitest';
import { loadServerConfig } from '../config/load.ts';
import type { IncomingRequest } from '../core/request.ts';
import type { JsonObject } from '../lib/json.ts';
import { createLoggers } from './logger.ts';
import { type RunningServer, startServer } from './start-server.ts';

let server: RunningServer | undefined;

afterEach(() => server?.stop());

/** A server whose log is kept, and a way to ask it as root. */
async function start() {
  const lines: string[] = [];
  const stream = { write: (text: string) => lines.push(text) };
  const loggers = createLoggers({
    streams: [stream],
    level: 'info',
    format: 'standard',
    clock: () => 0,
  });
  const listeners = loadServerConfig({
    paths: [],
    env: {},
    base: { listeners: [], storage: { type: 'inmem' } },
  });
  server = await startServer(listeners, loggers);
  const { core } = server;
  const { rootToken, shares } = await core.lifecycle.init({ shares: 1, threshold: 1 });
  await core.lifecycle.unseal(shares[0] ?? new Uint8Array(0));
  const ask = async (
    operation: IncomingRequest['operation'],
    path: string,
    data: JsonObject = {},
  ): Promise<{ status: number; body: JsonObject }> => {
    const { status, body } = await core.handle({
      id: 'id',
      operation,
      path,
      data,
      token: rootToken,
      namespace: '',
      wrapTtlSeconds: 0,
      remoteAddress: '127.0.0.1',
      peerAddress: '127.0.0.1',
    });
    return { status, body: JSON.parse(typeof body === 'string' ? body : '{}') as JsonObject };
  };
  return { ask, lines };
}

test('the level of a subsystem is changed while the server runs, and reset', async () => {
  const { ask, lines } = await start();
  const refusals = () => lines.filter((line) => line.includes('request refused')).length;

  await ask('read', 'sys/nothing');
  const changed = await ask('update', 'sys/loggers/core', { level: 'DEBUG' });
  await ask('read', 'sys/nothing');
  const one = await ask('read', 'sys/loggers/core');
  const reset = await ask('delete', 'sys/loggers/core');
  await ask('read', 'sys/nothing');

  expect([changed.status, reset.status]).toEqual([204, 204]);
  expect(one.body['data']).toEqual({ core: 'debug' });
  expect(refusals()).toBe(1);
});

test('all levels are changed together', async () => {
  const { ask } = await start();

  const before = (await ask('read', 'sys/loggers')).body['data'] as JsonObject;
  await ask('update', 'sys/loggers', { level: 'error' });
  const after = (await ask('read', 'sys/loggers')).body['data'] as JsonObject;
  await ask('delete', 'sys/loggers');

  expect(Object.keys(before)).toEqual(
    expect.arrayContaining(['core', 'core.lifecycle', 'audit', 'background', 'http', 'auth.jwt']),
  );
  expect(new Set(Object.values(after))).toEqual(new Set(['error']));
  expect((await ask('read', 'sys/loggers')).body['data']).toEqual(before);
});

test.each([
  ['sys/loggers', {}, 'level is required'],
  ['sys/loggers', { level: 'odd' }, 'invalid level provided: unknown log level: odd'],
  ['sys/loggers/core', { level: 'odd' }, 'invalid level provided: unknown log level: odd'],
  ['sys/loggers/nobody', { level: 'info' }, 'logger "nobody" not found'],
])('%s with %j is a 400 that says why', async (path, data, text) => {
  const { ask } = await start();

  const answer = await ask('update', path, data);

  expect(answer).toEqual({ status: 400, body: { errors: [text] } });
});

test('a name of the prototype is no logger', async () => {
  const { ask } = await start();

  const answers = [
    await ask('read', 'sys/loggers/constructor'),
    await ask('delete', 'sys/loggers/toString'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([400, 400]);
});
