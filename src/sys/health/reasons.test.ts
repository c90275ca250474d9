import { describe, expect, test } from 'vitest';
import type { AuditBroker } from '../../audit/broker.ts';
import { HealthWatch } from '../../core/health-watch.ts';
import { StoreError } from '../../storage/store-error.ts';
import { openMemoryStore } from '../../storage/sqlite/index.ts';
import type { Store } from '../../storage/store.ts';
import { startTestServer } from '../../testing/test-server.ts';

/** A store in memory whose reads and commits can be made to fail, or to never end. */
function frailStore() {
  const inner = openMemoryStore();
  const state: { read?: () => Promise<never>; commit?: () => Promise<never> } = {};
  const store: Store = {
    get: (keys) => state.read?.() ?? inner.get(keys),
    scan: (prefix, bounds) => state.read?.() ?? inner.scan(prefix, bounds),
    commit: (commit) => state.commit?.() ?? inner.commit(commit),
    expired: (until, limit) => inner.expired(until, limit),
    close: () => inner.close(),
  };
  return { store, state };
}

const fails = (code: 'full' | 'failed') => () =>
  Promise.reject(new StoreError(code, 'the medium says something about /secret/path'));

describe('reasons', () => {
  test('are absent while nothing is wrong', async () => {
    const server = await startTestServer();

    const { body } = await server.request('GET', 'sys/health');

    expect(body).not.toHaveProperty('reasons');
  });

  test('tell a server that is not initialised from one that is sealed', async () => {
    const server = await startTestServer({ isReady: false });
    const look = async () => (await server.request('GET', 'sys/health')).body['reasons'];

    const before = await look();
    await server.core.lifecycle.init({ shares: 1, threshold: 1 });

    expect(before).toMatchObject([{ code: 'not_initialized' }]);
    expect(await look()).toMatchObject([{ code: 'sealed' }]);
  });

  test('tell that the store fails, with 500 and without its words', async () => {
    const { store, state } = frailStore();
    const server = await startTestServer({ store });
    await server.request('GET', 'sys/health');

    state.read = fails('failed');
    const answer = await server.request('GET', 'sys/health', { activecode: '299' });

    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({
      initialized: true,
      sealed: false,
      reasons: [{ code: 'store_failing', detail: 'failed' }],
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  test('tell for a while that a commit failed, though the store can be read', async () => {
    const { store, state } = frailStore();
    const server = await startTestServer({ store });
    const look = async () => {
      const { status, body } = await server.request('GET', 'sys/health');
      return [status, body['reasons']];
    };

    state.commit = fails('full');
    const refused = await server.request('POST', 'sys/policies/acl/a', { policy: 'path "a" {}' });
    delete state.commit;
    const after = await look();
    server.advance(60);

    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(after).toEqual([200, [{ code: 'store_failing', detail: 'full' }]]);
    expect(await look()).toEqual([200, undefined]);
  });

  test('tell that the store is slow, and do not wait for it', async () => {
    const { store, state } = frailStore();
    const server = await startTestServer({ store });
    await server.request('GET', 'sys/health');

    state.read = () => new Promise<never>(() => undefined);
    const answer = await server.request('GET', 'sys/health');

    expect(answer.status).toBe(200);
    expect(answer.body['reasons']).toMatchObject([{ code: 'store_slow' }]);
  });

  test('tell that the clock is behind what the store has seen', async () => {
    const server = await startTestServer();

    server.advance(-3600);
    const { status, body } = await server.request('GET', 'sys/health');

    expect(status).toBe(200);
    expect(body['reasons']).toEqual([
      { code: 'clock_behind', detail: '3600 seconds behind the store' },
    ]);
  });
});

test('a clock that is set is told of for a while; one that goes its way is not', async () => {
  const { core } = await startTestServer();
  let [now, monotonic] = [1_800_000_000_000, 0];
  const pass = (ms: number): void => {
    now += ms;
    monotonic += ms;
  };
  const audit = { failing: [] as string[], isUnavailable: false } as unknown as AuditBroker;
  const watch = new HealthWatch({ audit, clock: () => now, monotonic: () => monotonic });
  const codes = async () => (await watch.look(core.lifecycle)).reasons;

  pass(3_600_000);
  const steady = await codes();
  now += 30_000;
  const moved = await codes();
  pass(60_000);
  const later = await codes();
  pass(600_000);

  expect(steady).toEqual([]);
  expect(moved).toEqual([{ code: 'clock_moved', detail: 'by 30 seconds' }]);
  expect(later).toEqual(moved);
  expect(await codes()).toEqual([]);
});

test('audit devices that do not record are named', async () => {
  const { core } = await startTestServer();
  const audit = { failing: ['a/', 'b/'], isUnavailable: true } as unknown as AuditBroker;
  const watch = new HealthWatch({ audit, clock: () => 1_800_000_000_000 });

  const { reasons } = await watch.look(core.lifecycle);

  expect(reasons.map(({ code }) => code)).toEqual([
    'audit_unavailable',
    'audit_device_failing',
    'audit_device_failing',
  ]);
});
