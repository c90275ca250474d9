import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Metrics } from '../../metrics/metrics.ts';
import type { Store } from '../store.ts';
import { openMemoryStore } from './memory-store.ts';
import { openSqliteStore } from './sqlite-store.ts';

const value = new Uint8Array(9);

async function work(store: Store): Promise<void> {
  await store.commit({ put: [{ key: 'a', value }], remove: ['b'] });
  await store.commit({ expect: [{ key: 'a', version: 99 }], put: [{ key: 'c', value }] });
  await store.get(['a', 'b']);
  await store.scan('a', { limit: 9 });
}

interface Measured {
  readonly commits: readonly number[];
  readonly rows: readonly number[];
  readonly reads: readonly number[];
  readonly times: readonly number[];
}

function measured(metrics: Metrics): Measured {
  const commits = metrics.counter('store.commits_total');
  const rows = metrics.histogram('store.commit_rows').of();
  const reads = metrics.counter('store.reads_total');
  const readRows = metrics.counter('store.read_rows_total');
  const timed = ['store.commit_seconds', 'store.sync_seconds', 'store.read_seconds'] as const;
  return {
    commits: ['applied', 'conflict', 'failed'].map((outcome) => commits.of(outcome).value),
    rows: [rows.count, rows.sum],
    reads: [reads.of('get').value, readRows.of('get').value, readRows.of('scan').value],
    times: timed.map((name) => metrics.histogram(name).of().count),
  };
}

const expected: Measured = {
  commits: [1, 1, 0],
  rows: [1, 2],
  reads: [1, 2, 1],
  times: [2, 2, 2],
};

test('a store in memory measures commits and reads', async () => {
  const metrics = new Metrics();
  const store = openMemoryStore(metrics);

  await work(store);

  expect(measured(metrics)).toEqual(expected);
  await store.close();
});

test('a store in a file measures them too, and how many commits share a sync', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-metrics-'));
  const metrics = new Metrics();
  const store = await openSqliteStore({ path: join(folder, 'store.db'), metrics });

  await work(store);

  expect(measured(metrics)).toEqual(expected);
  const puts = Array.from({ length: 20 }, (_, i) =>
    store.commit({ put: [{ key: `k${i}`, value }] }),
  );
  await Promise.all(puts);
  const groups = metrics.histogram('store.group_commits').of();
  expect(groups.sum).toBe(22);
  expect(groups.count).toBeLessThan(22);
  await store.close();
  rmSync(folder, { recursive: true });
});

test('what the medium refuses counts as failed', async () => {
  const metrics = new Metrics();
  const store = openMemoryStore(metrics);
  await store.close();

  await expect(store.commit({ put: [{ key: 'a', value }] })).rejects.toMatchObject({
    code: 'closed',
  });

  expect(metrics.counter('store.commits_total').of('failed').value).toBe(1);
});
