import { afterEach, expect, test } from 'vitest';
import { defaultListenerConfig } from '../config/listener.ts';
import { loadServerConfig } from '../config/load.ts';
import { createLoggers } from './logger.ts';
import { type RunningServer, startServer } from './start-server.ts';

let server: RunningServer | undefined;

afterEach(() => server?.stop());

async function start() {
  const loggers = createLoggers({
    streams: [{ write: () => undefined }],
    level: 'error',
    format: 'standard',
    clock: () => 0,
  });
  const listeners = [{ ...defaultListenerConfig, address: '127.0.0.1:0' }];
  const base = { listeners, storage: { type: 'inmem' } } as const;
  const running = await startServer(loadServerConfig({ paths: [], env: {}, base }), loggers);
  server = running;
  const { core, urls } = running;
  const { rootToken, shares } = await core.lifecycle.init({ shares: 1, threshold: 1 });
  await core.lifecycle.unseal(shares[0] ?? new Uint8Array(0));
  const ask = (query: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${urls[0]}/v1/sys/monitor${query}`, {
      headers: { 'x-vault-token': rootToken, ...headers },
      ...(signal && { signal }),
    });
  return { core, ask, log: loggers.named('test') };
}

async function firstLine({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder().decode(value);
}

test('the log is read as it is written, at a level and in a form of its own', async () => {
  const { ask, log } = await start();

  const answer = await ask('?log_level=debug&log_format=json');
  log('trace', 'left out');
  log('debug', 'said', { n: 1 });
  const line = await firstLine(answer);

  expect(answer.status).toBe(200);
  expect(JSON.parse(line)).toMatchObject({ '@level': 'debug', '@module': 'test', n: 1 });
});

test('a server that stops does not wait for those who read its log', async () => {
  const { ask } = await start();
  const answer = await ask('');

  const startedAt = performance.now();
  await server?.stop();
  server = undefined;

  expect(await answer.text()).toBe('');
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test('so many may read and no more, and who goes makes room', async () => {
  const { ask } = await start();
  const leaving = Array.from({ length: 10 }, () => new AbortController());
  // kept: an answer that is collected unread ends its connection
  const answers: Response[] = [];
  for (const { signal } of leaving) answers.push(await ask('', {}, signal));

  const eleventh = await ask('');
  for (const controller of leaving) controller.abort();
  const again = async () => {
    const answer = await ask('', {}, AbortSignal.timeout(2000)).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.status;
  };

  expect(answers.map(({ status }) => status)).toEqual(leaving.map(() => 200));
  expect(eleventh.status).toBe(429);
  await expect.poll(again).toBe(200);
});

test.each([
  ['?log_level=odd', 'unknown log level'],
  ['?log_format=odd', 'unknown log format'],
])('%s is refused: %s', async (query, text) => {
  const { ask } = await start();

  const answer = await ask(query);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ errors: [text] });
});

test('the log is neither wrapped nor told to strangers', async () => {
  const { ask } = await start();

  const wrapped = await ask('', { 'x-vault-wrap-ttl': '60' });
  const stranger = await ask('', { 'x-vault-token': '' });

  expect([wrapped.status, stranger.status]).toEqual([400, 403]);
});

test('a server that is sealed ends what it sends', async () => {
  const { core, ask } = await start();
  const answer = await ask('?log_level=error');

  core.lifecycle.seal();

  expect(await answer.text()).toBe('');
});
