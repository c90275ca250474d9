import { describe, expect, test } from 'vitest';
import { type MountType, defineSecretsEngine } from '../../core/mount-type.ts';
import { defineOperations } from '../../framework/operation.ts';
import { parameter } from '../../framework/field.ts';
import { release } from '../../lib/release.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import { startTestServer } from '../../testing/test-server.ts';

describe('the versions of a store', () => {
  test('are told with the moment at which each first opened it, and it stays', async () => {
    const server = await startTestServer();
    server.advance(3600);
    server.core.lifecycle.seal();
    await server.core.lifecycle.unseal(Uint8Array.from(server.unsealKey));

    const { body } = await server.request('LIST', 'sys/version-history');

    const row = { timestamp_installed: '2026-01-01T00:00:00Z', previous_version: null };
    expect(body['data']).toMatchObject({
      keys: [release.version],
      key_info: { [release.version]: row },
    });
  });

  test('are noted once where two servers open a store at the same moment', async () => {
    const store = openMemoryStore();
    const first = await startTestServer({ store });
    const second = await startTestServer({ store, isReady: false });
    await Promise.all([
      second.core.lifecycle.unseal(Uint8Array.from(first.unsealKey)),
      first.request('GET', 'sys/mounts'),
    ]);

    const { body } = await second.request(
      'LIST',
      'sys/version-history',
      {},
      {
        token: first.rootToken,
      },
    );

    expect(body['data']).toMatchObject({ keys: [release.version] });
    await store.close();
  });
});

describe('counters', () => {
  test('count tokens that have not ended, and entities', async () => {
    const server = await startTestServer();
    const count = async (what: string) =>
      (await server.request('GET', `sys/internal/counters/${what}`)).body['data'];

    for (let i = 0; i < 3; i++) {
      await server.request('POST', 'auth/token/create', { ttl: '1h', policies: 'default' });
      await server.request('POST', 'identity/entity', { name: `e${i}` });
    }
    await server.request('POST', 'auth/token/create', { ttl: '1m', type: 'batch' });
    const before = await count('tokens');
    server.advance(7200);

    // the root token has no end
    expect(before).toEqual({ counters: { service_tokens: { total: 4 } } });
    expect(await count('tokens')).toEqual({ counters: { service_tokens: { total: 1 } } });
    expect(await count('entities')).toEqual({ counters: { entities: { total: 3 } } });
  });

  test('of requests are gone, and say so', async () => {
    const server = await startTestServer();

    const answer = await server.request('GET', 'sys/internal/counters/requests');

    expect(answer.status).toBe(404);
    expect(answer.body['errors']).toEqual(['The functionality has been removed on this path']);
  });
});

/** An engine whose reads wait until they are told to go on. */
function waitingEngine(): { type: MountType; release: () => void; entered: Promise<void> } {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const operations = defineOperations({
    'wait-read': {
      method: 'GET',
      path: 'wait/{secret}',
      summary: 'Wait.',
      params: { secret: parameter('A secret.', { secret: true }) },
      responses: { 204: {} },
    },
  });
  const type = defineSecretsEngine({
    type: 'waiting',
    title: 'Waiting',
    stability: 'experimental',
    operations,
    records: {},
    needs: [],
    handlers: {
      'wait-read': async () => {
        entered.resolve();
        await gate.promise;
        return { status: 204 };
      },
    },
  });
  return { type, release: () => gate.resolve(), entered: entered.promise };
}

describe('requests in flight', () => {
  test('are listed with what they ask for, without secrets, and no longer once they are answered', async () => {
    const engine = waitingEngine();
    const server = await startTestServer({ types: [engine.type] });
    await server.request('POST', 'sys/mounts/w', { type: 'waiting' });
    const list = async () =>
      (await server.request('GET', 'sys/in-flight-req', {}, { id: 'own' })).body;

    const waiting = server.request('GET', 'w/wait/my-secret', {}, { id: 'one' });
    await engine.entered;
    const during = await list();
    engine.release();
    await waiting;

    expect(during).toMatchObject({
      one: {
        start_time: '2026-01-01T00:00:00Z',
        client_remote_address: '127.0.0.1',
        request_path: '/v1/w/wait/(secret)',
        request_method: 'GET',
        client_id: '',
      },
      own: { request_path: '/v1/sys/in-flight-req' },
    });
    expect(JSON.stringify(during)).not.toContain(server.rootToken);
    expect(Object.keys(await list())).toEqual(['own']);
  });

  test('are forgotten where they fail', async () => {
    const server = await startTestServer();

    await server.request('GET', 'nothing/here', {}, { id: 'lost', token: 'hvs.wrong' });
    const { body } = await server.request('GET', 'sys/in-flight-req', {}, { id: 'own' });

    expect(Object.keys(body)).toEqual(['own']);
  });

  test('are told to nobody without a token', async () => {
    const server = await startTestServer();

    const answer = await server.request('GET', 'sys/in-flight-req', {}, { token: '' });

    expect(answer.status).toBe(403);
  });
});
