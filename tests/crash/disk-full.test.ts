import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { tokenKeys } from '../../src/token/token-store.ts';
import { type HttpTestServer, startHttpTestServer } from '../support/http-server.ts';
import { faultsOfFile } from './reopened-store.ts';

const MAX_BYTES = 1024 * 1024;
const FULL = 507;

let folder: string;
let path: string;
let store: Store;
let server: HttpTestServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-full-'));
  path = join(folder, 'store.db');
  store = await openSqliteStore({ path, maxBytes: MAX_BYTES });
  server = await startHttpTestServer({ store });
  await call('POST', 'sys/mounts/secret', { type: 'kv' });
});

afterEach(async () => {
  await server.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function call(method: string, to: string, body?: object) {
  const response = await fetch(`${server.url}/v1/${to}`, {
    method,
    headers: { 'x-vault-token': server.rootToken },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === '' ? {} : JSON.parse(text)) as { errors?: string[] };
  return { status: response.status, errors: parsed.errors };
}

/** Write ever smaller values until not even the smallest fits. @returns the paths that were acknowledged */
async function fill(): Promise<string[]> {
  const written: string[] = [];
  for (const bytes of [40_000, 4000, 400, 40]) {
    for (let at = 0; ; at += 1) {
      const to = `secret/of-${bytes}/${at}`;
      const { status } = await call('POST', to, { text: 'x'.repeat(bytes) });
      if (status === FULL) break;
      expect(status).toBe(204);
      written.push(to);
    }
  }
  return written;
}

async function countTokens(): Promise<number> {
  return (await store.scan(tokenKeys.prefix, { limit: 10_000 })).length;
}

test('a full disk is named, changes nothing by halves, and lets everything be read', async () => {
  const written = await fill();

  const refused = await call('POST', 'secret/one-more', { text: 'x'.repeat(40_000) });
  const reads = await Promise.all(written.map((to) => call('GET', to)));

  expect(refused).toEqual({ status: FULL, errors: ['the storage is full; nothing was changed'] });
  expect((await call('GET', 'secret/one-more')).status).toBe(404);
  expect(new Set(reads.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await call('GET', 'auth/token/lookup-self')).status).toBe(200);
  expect(faultsOfFile(path)).toEqual([]);
});

test('on a full disk there are as many tokens as were answered', async () => {
  await fill();
  const before = await countTokens();

  const created = await Promise.all(
    Array.from({ length: 100 }, () => call('POST', 'auth/token/create', { ttl: '1h' })),
  );

  const statuses = created.map(({ status }) => status);
  expect(statuses).toContain(FULL);
  expect(statuses.filter((status) => status !== 200 && status !== FULL)).toEqual([]);
  expect(await countTokens()).toBe(before + statuses.filter((status) => status === 200).length);
});

test('what is deleted makes room again, without a restart', async () => {
  const written = await fill();
  const large = written.filter((to) => to.includes('of-40000')).slice(0, 5);

  const deleted = await Promise.all(large.map((to) => call('DELETE', to)));
  const again = await call('POST', 'secret/again', { text: 'x'.repeat(40_000) });
  const token = await call('POST', 'auth/token/create', { ttl: '1h' });

  expect(new Set(deleted.map(({ status }) => status))).toEqual(new Set([204]));
  expect([again.status, token.status]).toEqual([204, 200]);
  expect(faultsOfFile(path)).toEqual([]);
});
