import { afterEach, expect, test, vi } from 'vitest';
import { inTransaction, type OpenStore } from '../storage/transaction.ts';
import { seededRandom, startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Background, startBackground } from './background.ts';
import { mountPrefix } from './mount-entry.ts';
import { REMOVED_MOUNT_KEPT_MS, removedMountPrefix } from './sweep-mounts.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a disabled mount leaves nothing behind', async () => {
  const server = await startTestServer();
  const uuid = await enableMethod(server);
  await fill(server, uuid, 450);
  await server.request('DELETE', 'sys/auth/people');
  const background = start(server);

  await background.runNow();

  expect(await count(server, mountPrefix(uuid))).toBe(0);
  server.advance(REMOVED_MOUNT_KEPT_MS / 1000);
  await background.runNow();
  expect(await count(server, removedMountPrefix)).toBe(0);
  await background.stop();
});

test('the tokens of a disabled mount are freed, those of other mounts stay', async () => {
  const server = await startTestServer();
  await enableMethod(server);
  await server.request('POST', 'auth/people/users/ann', { password: 'correct horse' });
  for (let i = 0; i < 5; i++) await login(server);
  const before = await count(server, 'ns/root/token/');
  await server.request('DELETE', 'sys/auth/people');
  const background = start(server);

  await background.runNow();

  expect(before).toBe(6);
  expect(await count(server, 'ns/root/token/')).toBe(1);
  expect((await server.request('GET', 'auth/token/lookup-self')).status).toBe(200);
  await background.stop();
});

test('what a late request wrote below a disabled mount is freed too', async () => {
  const server = await startTestServer();
  const uuid = await enableMethod(server);
  await server.request('DELETE', 'sys/auth/people');
  const background = start(server);
  await background.runNow();
  await fill(server, uuid, 3);

  server.advance(60);
  await background.runNow();

  expect(await count(server, mountPrefix(uuid))).toBe(0);
  await background.stop();
});

test('sweeping goes on by itself, in small helpings', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const server = await startTestServer();
  const uuid = await enableMethod(server);
  await fill(server, uuid, 450);
  await server.request('DELETE', 'sys/auth/people');
  // every look at the clock takes longer than a helping may
  const background = start(server, () => {
    server.advance(1);
    return server.now();
  });

  await vi.advanceTimersByTimeAsync(5000);
  await background.stop();

  expect(await count(server, mountPrefix(uuid))).toBe(250);
});

test('of two processes only the one with the lease sweeps, until it says nothing more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const server = await startTestServer();
  const uuid = await enableMethod(server);
  await server.request('DELETE', 'sys/auth/people');
  const first = start(server);
  await tick(5000);
  await first.stop();
  await fill(server, uuid, 3);
  const second = startBackground({ ...parts(server), random: seededRandom('second') });

  await tick(5000);
  const whileLeased = await count(server, mountPrefix(uuid));
  server.advance(61);
  await tick(5000);

  expect(whileLeased).toBe(3);
  expect(await count(server, mountPrefix(uuid))).toBe(0);
  await second.stop();
});

test('an idle server writes nothing', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const server = await startTestServer();
  const commit = vi.spyOn(server.store, 'commit');
  const background = start(server);

  await tick(60_000);

  expect(commit).not.toHaveBeenCalled();
  await background.stop();
});

test('a failure is logged and tried again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const server = await startTestServer();
  const log = vi.fn();
  const expired = vi.spyOn(server.store, 'expired').mockRejectedValueOnce(new Error('disk gone'));
  const background = startBackground({ ...parts(server), log });

  await tick(12_000);

  expect(log).toHaveBeenCalledOnce();
  expect(log.mock.calls[0]?.[2]).toEqual({ reason: 'disk gone' });
  expect(expired.mock.calls.length).toBeGreaterThan(1);
  await background.stop();
});

test('a sealed server is left alone', async () => {
  const server = await startTestServer();
  await server.request('POST', 'sys/seal');
  const background = start(server);

  await expect(background.runNow()).resolves.toBeUndefined();
  await background.stop();
});

function parts(server: TestServer) {
  const { lifecycle } = server.core;
  return { lifecycle, clock: server.now, random: seededRandom('first'), log: () => undefined };
}

function start(server: TestServer, clock = server.now): Background {
  return startBackground({ ...parts(server), clock });
}

/** Let timers fire, and what they start come to an end. */
async function tick(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
}

async function enableMethod(server: TestServer): Promise<string> {
  await server.request('POST', 'sys/auth/people', { type: 'userpass' });
  const { body } = await server.request('GET', 'sys/auth/people');
  return body['uuid'] ?? '';
}

async function login(server: TestServer): Promise<void> {
  const body = { password: 'correct horse' };
  const answer = await server.request('POST', 'auth/people/login/ann', body, { token: '' });
  expect(answer.status).toBe(200);
}

/** Rows as a mount writes them. */
async function fill(server: TestServer, uuid: string, rows: number): Promise<void> {
  await inTransaction(openOf(server), async (transaction) => {
    for (let i = 0; i < rows; i++)
      transaction.put(`${mountPrefix(uuid)}row/${i}`, Buffer.from('x'));
  });
}

async function count(server: TestServer, prefix: string): Promise<number> {
  return (await server.store.scan(prefix, { limit: 1000 })).length;
}

function openOf(server: TestServer): OpenStore {
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('sealed');
  return unsealed.open;
}
