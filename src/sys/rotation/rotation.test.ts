import { beforeEach, describe, expect, test } from 'vitest';
import { startBackground } from '../../core/background.ts';
import { systemRandom } from '../../crypto/random.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const day = 86_400;

let store: Store;
let server: TestServer;

beforeEach(async () => {
  store = openMemoryStore();
  server = await startTestServer({ store });
  await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
});

/** Another process on the same store. */
async function startBeside(): Promise<TestServer> {
  const other = await startTestServer({ store, isReady: false, random: systemRandom });
  await other.core.lifecycle.unseal(server.unsealKey);
  return other;
}

/** What a process does in the background, once. */
async function tend(on: TestServer): Promise<void> {
  const { lifecycle } = on.core;
  const parts = { lifecycle, clock: () => on.now(), random: systemRandom, log: () => undefined };
  const background = startBackground(parts);
  await background.runNow();
  await background.stop();
}

function configure(settings: object) {
  return server.request('POST', 'sys/rotate/config', { ...settings });
}

async function termOf(on: TestServer): Promise<number> {
  const root = { token: server.rootToken };
  return (await on.request('GET', 'sys/key-status', {}, root)).body['term'] ?? 0;
}

describe('the settings of rotation', () => {
  test('are those of the original, and what is not sent stays', async () => {
    const fresh = await server.request('GET', 'sys/rotate/config');
    const set = await configure({ max_operations: 5_000_000, interval: '720h' });
    await configure({ enabled: false });

    const changed = await server.request('GET', 'sys/rotate/keyring/config');

    expect(fresh.body['data']).toEqual({
      enabled: true,
      interval: 0,
      max_operations: 3_865_470_566,
    });
    expect(set.status).toBe(204);
    expect(changed.body['data']).toEqual({
      enabled: false,
      interval: '720h0m0s',
      max_operations: 5_000_000,
    });
  });

  test.each([
    [{ interval: '23h' }, 'interval must be greater or equal to 24h0m0s'],
    [{ interval: -1 }, expect.any(String)],
    [{ max_operations: 1 }, 'max_operations must be in the range [1000000,3865470566]'],
    [{ max_operations: 3_865_470_567 }, expect.stringContaining('range')],
  ])('refuse %j', async (settings, error) => {
    const answer = await configure(settings);

    expect([answer.status, answer.body['errors']]).toEqual([400, [error]]);
  });
});

describe('rotation by itself', () => {
  test('comes when the key is old enough, and not before', async () => {
    await configure({ interval: day });
    await tend(server);
    const fresh = await termOf(server);
    server.advance(day);

    await tend(server);

    expect([fresh, await termOf(server)]).toEqual([1, 2]);
    await tend(server);
    expect(await termOf(server)).toBe(2);
  });

  test('comes when all processes together have used the key often enough', async () => {
    await configure({ max_operations: 1_000_000 });
    const other = await startBeside();
    const use = async (on: TestServer, times: number): Promise<void> => {
      const { barrier } = on.core.lifecycle.keys;
      for (let i = 0; i < times; i += 1) barrier.takeSeal();
      await tend(on);
    };

    await use(other, 500_000);
    await use(server, 400_000);
    const before = await termOf(server);
    const counted = (await server.request('GET', 'sys/key-status')).body['encryptions'];
    await use(other, 100_000);

    expect(before).toBe(1);
    expect(counted).toBeGreaterThanOrEqual(900_000);
    expect([await termOf(other), await termOf(server)]).toEqual([2, 1]);
    await tend(server);
    expect(await termOf(server)).toBe(2);
    expect((await server.request('GET', 'sys/key-status')).body['encryptions']).toBeLessThan(100);
  });

  test('does not come where it is switched off', async () => {
    await configure({ interval: day, enabled: false });
    server.advance(2 * day);

    await tend(server);

    expect(await termOf(server)).toBe(1);
  });

  test('is done by one of several processes that notice at once', async () => {
    await configure({ interval: day });
    const others = await Promise.all([startBeside(), startBeside(), startBeside()]);
    for (const one of [server, ...others]) one.advance(day);

    await Promise.all([server, ...others].map((one) => tend(one)));

    await Promise.all(others.map((one) => tend(one)));
    expect(await Promise.all(others.map((one) => termOf(one)))).toEqual([2, 2, 2]);
  });
});

describe('a process whose keys another one has rotated', () => {
  test('reads what was written by the new key without being unsealed anew', async () => {
    const other = await startBeside();
    await server.request('POST', 'sys/rotate');
    await server.request('POST', 'kv/one', { word: 'new' });
    const root = { token: server.rootToken };

    const answers = await Promise.all(
      Array.from({ length: 16 }, () => other.request('GET', 'kv/one', {}, root)),
    );

    expect(answers.map(({ body }) => body['data'])).toEqual(answers.map(() => ({ word: 'new' })));
  });

  test('knows a batch token of the new key', async () => {
    const other = await startBeside();
    await server.request('POST', 'sys/rotate');
    const made = await server.request('POST', 'auth/token/create', {
      type: 'batch',
      policies: ['default'],
    });
    const { client_token: token } = made.body['auth'] as unknown as { client_token: string };

    expect((await other.request('GET', 'auth/token/lookup-self', {}, { token })).status).toBe(200);
  });

  test('refuses nonsense that looks like a batch token of a new key', async () => {
    const sealed = Buffer.alloc(60);
    sealed.set([1, 0, 0, 9, 9]);
    const token = `b.${sealed.toString('base64url')}`;

    expect((await server.request('GET', 'kv/one', {}, { token })).status).toBe(403);
  });

  test('tells damage of a row that is of no key at all', async () => {
    await server.request('POST', 'kv/one', { word: 'new' });
    const rows = await store.scan('', { limit: 10_000 });
    const row = rows.filter(({ key }) => key.includes('folder/')).at(-1);
    if (!row) throw new Error('the value is not where the test looks');
    const damaged = Buffer.from(row.value);
    damaged.set([0, 0, 9, 9], 1);
    await store.commit({ put: [{ key: row.key, value: damaged }] });

    expect((await server.request('GET', 'kv/one')).status).toBe(500);
  });
});

describe('a fresh root key', () => {
  test('leaves the shares as they are', async () => {
    const before = (await store.get(['core/root-key']))[0]?.value;

    const answer = await server.request('POST', 'sys/rotate/root');

    expect(answer.status).toBe(204);
    expect((await store.get(['core/root-key']))[0]?.value).not.toEqual(before);
    server.core.lifecycle.seal();
    await server.core.lifecycle.unseal(server.unsealKey);
    expect((await server.request('GET', 'sys/mounts')).status).toBe(200);
  });

  test('can be followed to from the old one for an hour, after which no way leads there', async () => {
    await server.request('POST', 'sys/rotate/root');
    const ways = async () => (await store.scan('core/handover/', { limit: 9 })).length;
    const before = await ways();
    server.advance(3600);

    await tend(server);

    expect([before, await ways()]).toEqual([1, 0]);
  });

  test('comes in the place of another one as often as one likes, in all processes at once', async () => {
    const other = await startBeside();
    const root = { token: server.rootToken };

    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, at) =>
        (at % 2 ? other : server).request('POST', 'sys/rotate/root', {}, root),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204));
    expect((await (await startBeside()).request('GET', 'sys/mounts', {}, root)).status).toBe(200);
  });
});
