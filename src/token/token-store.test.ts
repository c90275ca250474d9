import { expect, test } from 'vitest';
import { systemRandom } from '../crypto/random.ts';
import type { Store } from '../storage/store.ts';
import { inTransaction, type OpenStore, Transaction } from '../storage/transaction.ts';
import { makeToken } from '../testing/make-token.ts';
import { seededRandom, startTestServer, type TestServer } from '../testing/test-server.ts';
import { TokenStore } from './token-store.ts';
import type { TokenEntry } from './token-entry.ts';

const entry: Omit<TokenEntry, 'accessor'> = {
  type: 'service',
  policies: ['default'],
  path: 'auth/token/create',
  meta: null,
  display_name: 'token',
  num_uses: 0,
  created_at: 1,
  creation_ttl: 3600,
  explicit_max_ttl: 0,
  period: 0,
  entity_id: '',
  bound_cidrs: [],
  renewable: true,
  expires_at: 3_600_000,
  renewed_at: 0,
  granted_ttl: 3600,
  mount_uuid: 'm',
  has_lease: true,
};

function openOf(server: TestServer): OpenStore {
  const { unsealed } = server.core.lifecycle;
  if (!unsealed) throw new Error('the server is sealed');
  return unsealed.open;
}

function withStore<T>(server: TestServer, now: number, act: (store: TokenStore) => Promise<T>) {
  return inTransaction(openOf(server), (transaction) =>
    act(new TokenStore(transaction, { now, isIssuerLive: () => true })),
  );
}

// 24 characters of base62 are 142 bits
test('a hundred thousand tokens and their accessors all differ, and are unlike each other', async () => {
  const server = await startTestServer();
  const { barrier } = openOf(server);
  // nothing is read or committed: what counts here are the names
  const empty: Store = {
    get: (keys) => Promise.resolve(keys.map(() => undefined)),
    scan: () => Promise.resolve([]),
    expired: () => Promise.resolve([]),
    commit: () => Promise.resolve({ applied: true, version: 1 }),
    close: () => Promise.resolve(),
  };
  const view = { now: 2, isIssuerLive: () => true };
  const store = new TokenStore(new Transaction({ barrier, store: empty }), view);
  const ids = new Set<string>();
  const accessors = new Set<string>();

  for (let i = 0; i < 100_000; i++) {
    const token = await store.issue(entry, systemRandom);
    ids.add(token.id);
    accessors.add(token.entry.accessor);
  }

  expect([ids.size, accessors.size]).toEqual([100_000, 100_000]);
  expect([...ids].every((id) => /^s\.[0-9A-Za-z]{24}$/.test(id))).toBe(true);
  expect([...accessors].every((name) => /^[0-9A-Za-z]{24}$/.test(name))).toBe(true);
  expect([...ids].some((id) => accessors.has(id.slice(2)))).toBe(false);
}, 60_000);

test('neither a token nor its accessor is found in the store', async () => {
  const server = await startTestServer();
  const parent = await makeToken(server, { ttl: '1h', meta: { colour: 'ultramarine' } });
  const child = await makeToken(server, { id: 'an-id-of-my-own', ttl: '1h' }, { as: parent.token });
  const batch = await makeToken(server, { type: 'batch', policies: ['default'] });

  const rows = await server.store.scan('', { limit: 10_000 });
  const dump = Buffer.concat(
    rows.flatMap(({ key, value }) => [Buffer.from(key), Buffer.from(value)]),
  );

  expect(rows.length).toBeGreaterThan(5);
  const secrets = [parent, child, batch].flatMap(({ token, accessor }) => [token, accessor]);
  for (const secret of [...secrets, server.rootToken, 'ultramarine'].filter(Boolean)) {
    for (const form of formsOf(secret)) expect(dump.includes(form)).toBe(false);
  }
});

/** A text as it could lie in a store: plain, without its prefix, in hex and in base64 at each offset. */
function formsOf(secret: string): string[] {
  const bare = secret.replace(/^[sb]\./, '');
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(' '.repeat(offset) + bare)
      .toString('base64url')
      .slice(4, 4 + Math.floor((bare.length * 4) / 3) - 6),
  );
  const standard = base64.map((form) => form.replaceAll('-', '+').replaceAll('_', '/'));
  return [secret, bare, Buffer.from(bare).toString('hex'), ...base64, ...standard];
}

test('a token is found by its id and its accessor until its lifetime is over', async () => {
  const server = await startTestServer();
  const token = await withStore(server, 1, (store) => store.issue(entry, seededRandom('x')));
  const { id } = token;
  const { accessor } = token.entry;

  expect((await withStore(server, 3_599_999, (store) => store.find(id)))?.id).toBe(id);
  const found = await withStore(server, 3_599_999, (store) => store.findByAccessor(accessor));
  expect(found).toMatchObject({ id: '', isOrphan: true });
  expect(await withStore(server, 3_600_000, (store) => store.find(id))).toBeUndefined();
  expect(
    await withStore(server, 3_600_000, (store) => store.findByAccessor(accessor)),
  ).toBeUndefined();
});

test('a token without an end is valid only with the policy "root"', async () => {
  const server = await startTestServer();
  const random = seededRandom('x');
  const endless = { ...entry, expires_at: 0 };

  const ids = await withStore(server, 1, async (store) => [
    (await store.issue(endless, random)).id,
    (await store.issue({ ...endless, policies: ['root'] }, random)).id,
  ]);

  const found = await withStore(server, 2, (store) => Promise.all(ids.map((id) => store.find(id))));
  expect(found.map((token) => token !== undefined)).toEqual([false, true]);
});

test('a token whose mount is gone or has revoked its tokens is refused', async () => {
  const server = await startTestServer();
  const { id } = await withStore(server, 1, (store) => store.issue(entry, seededRandom('x')));

  const found = await inTransaction(openOf(server), (transaction) =>
    new TokenStore(transaction, { now: 2, isIssuerLive: () => false }).find(id),
  );

  expect(found).toBeUndefined();
});

test('a child cannot be stored below a parent that is not there', async () => {
  const server = await startTestServer();
  const orphan = { ...entry, parent: 'ns/root/token/nobody' };

  const made = withStore(server, 1, (store) => store.issue(orphan, seededRandom('x')));

  await expect(made).rejects.toMatchObject({ code: 'TOKEN_PARENT_MISSING', status: 400 });
});
