import { assert, asyncProperty, constantFrom, jsonValue, oneof, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/crypto/random.ts';
import { DecryptionError } from '../../src/crypto/aead.ts';
import { Barrier } from '../../src/storage/barrier.ts';
import { createKeyring } from '../../src/storage/keyring.ts';
import { openMemoryStore } from '../../src/storage/sqlite/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { clientTokenOf } from '../../src/testing/client-token.ts';
import { makeToken } from '../../src/testing/make-token.ts';
import { startTestServer, type TestServer, type Verb } from '../../src/testing/test-server.ts';

interface Line {
  readonly message: string;
  readonly details: unknown;
}

async function keysOf(store: Store): Promise<string[]> {
  return (await store.scan('', { limit: 10_000 })).map(({ key, version }) => `${key} ${version}`);
}

describe('operations of which only one can run at a time', () => {
  const slots = [
    'sys/generate-root/attempt',
    'sys/generate-root/update',
    'sys/generate-recovery-token/attempt',
    'sys/rekey/init',
    'sys/rekey/update',
    'sys/rekey/verify',
    'sys/rekey-recovery-key/init',
    'sys/rotate/root/init',
    'sys/rotate/recovery/init',
    'sys/generate-root-token/attempt',
    'sys/generate-root-token/update',
    'sys/rekey-recovery-key/update',
    'sys/rekey/backup',
    'sys/rekey/recovery-key-backup',
    'sys/rotate/root/update',
    'sys/rotate/root',
    'sys/rotate/keyring',
    'sys/rotate',
    'sys/seal',
    'sys/step-down',
  ];

  test.each(slots)('are closed to strangers: %s (CVE-2026-5807, CVE-2025-4656)', async (path) => {
    const server = await startTestServer();
    const before = await keysOf(server.store);

    for (const verb of ['POST', 'PUT', 'DELETE', 'GET'] as const) {
      for (const token of ['', 's.0123456789abcdefghijklmn']) {
        const answer = await server.request(verb, path, { nonce: 'x', key: 'AA==' }, { token });
        expect([verb, answer.status]).toEqual([verb, 403]);
      }
    }

    expect(await keysOf(server.store)).toEqual(before);
    expect((await server.request('GET', 'sys/seal-status')).body).toMatchObject({ sealed: false });
  });

  test.each(slots)('are closed to a token without sudo: %s', async (path) => {
    const server = await startTestServer();
    const policy = 'path "*" { capabilities = ["create", "update", "delete"] }';
    await server.request('POST', 'sys/policies/acl/all', { policy });
    const { token } = await makeToken(server, { policies: ['all'] });
    const before = await keysOf(server.store);

    for (const verb of ['POST', 'DELETE'] as const) {
      const { status } = await server.request(verb, path, {}, { token });
      expect(status).toBeGreaterThanOrEqual(400);
    }

    expect(await keysOf(server.store)).toEqual(before);
    expect((await server.request('GET', 'sys/seal-status')).body).toMatchObject({ sealed: false });
  });
});

describe('calls between the nodes of a cluster', () => {
  test.each([
    'sys/storage/raft/join',
    'sys/storage/raft/bootstrap/challenge',
    'sys/storage/raft/configuration',
    'sys/storage/raft/remove-peer',
    'sys/storage/raft/snapshot',
    'sys/storage/raft/snapshot-force',
    'sys/license/status',
    'sys/ha-status',
    'sys/metrics',
    'sys/pprof/heap',
    'sys/host-info',
    'sys/raw/core/keyring',
    'sys/plugins/catalog',
    'sys/config/state/sanitized',
  ])(
    'are nothing to a stranger, open or sealed: %s (CVE-2022-36129, CVE-2024-8185)',
    async (path) => {
      const server = await startTestServer();
      const ask = async (verb: Verb): Promise<number> =>
        (await server.request(verb, path, {}, { token: '' })).status;

      for (const verb of ['GET', 'POST', 'DELETE', 'LIST'] as const)
        expect(await ask(verb)).toBe(403);
      server.core.lifecycle.seal();

      for (const verb of ['GET', 'POST', 'DELETE', 'LIST'] as const)
        expect(await ask(verb)).toBe(503);
    },
  );

  test('tell a stranger that nothing is replicated, and no more', async () => {
    const server = await startTestServer();
    const { body } = await server.request('GET', 'sys/replication/status', {}, { token: '' });

    const mode = { mode: 'disabled' };
    expect(body).toMatchObject({ data: { ...mode, dr: mode, performance: mode } });
    expect(Object.keys(body.data ?? {})).toEqual(['dr', 'mode', 'performance']);
  });
});

describe('a stored value', () => {
  test('of which any byte was changed fails with one error (CVE-2023-2197)', () => {
    const barrier = new Barrier(createKeyring(systemRandom, 0), systemRandom);
    const sealed = barrier.encrypt('a/key', Buffer.from('the secret of somebody'));

    for (let at = 0; at < sealed.length; at++) {
      for (const bit of [0x01, 0x80]) {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ bit;
        expect(() => barrier.decrypt('a/key', changed)).toThrow(new DecryptionError());
      }
      expect(() => barrier.decrypt('a/key', sealed.subarray(0, at))).toThrow(new DecryptionError());
    }
    expect(() => barrier.decrypt('a/keY', sealed)).toThrow(new DecryptionError());
    expect(barrier.decrypt('a/key', sealed).toString()).toBe('the secret of somebody');
  });

  test('that was changed is answered by one and the same 500, and never served (CVE-2023-2197)', async () => {
    const store = openMemoryStore();
    const server = await startTestServer({ store });
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    const before = new Set((await store.scan('', { limit: 1000 })).map(({ key }) => key));
    await server.request('POST', 'kv/one', { word: 'open sesame' });
    const rows = (await store.scan('', { limit: 1000 })).filter(({ key }) => !before.has(key));

    expect(rows.length).toBeGreaterThan(0);
    const answers = new Set<string>();
    for (const { key, value } of rows) {
      for (let at = 0; at < value.length; at += 7) {
        const changed = Buffer.from(value);
        changed[at] = (changed[at] ?? 0) ^ 1;
        await store.commit({ put: [{ key, value: changed }] });
        const answer = await server.request('GET', 'kv/one');
        answers.add(JSON.stringify([answer.status, answer.body]));
        await store.commit({ put: [{ key, value }] });
      }
    }

    expect([...answers]).toEqual([expect.stringMatching(/^\[500,/)]);
    expect([...answers].join()).not.toContain('sesame');
    expect((await server.request('GET', 'kv/one')).body['data']).toEqual({ word: 'open sesame' });
  });

  test('cannot be moved to the place of another', async () => {
    const store = openMemoryStore();
    const server = await startTestServer({ store });
    await server.request('POST', 'sys/policies/acl/one', {
      policy: 'path "a" { capabilities = ["read"] }',
    });
    await server.request('POST', 'sys/policies/acl/two', {
      policy: 'path "*" { capabilities = ["sudo"] }',
    });
    const found = (await store.scan('', { limit: 1000 })).filter(({ key }) =>
      key.includes('policy'),
    );
    const [left, right] = found;
    if (!left || !right) throw new Error('the policies are not where the test looks');

    await store.commit({ put: [{ key: left.key, value: right.value }] });

    const answers = [
      await server.request('GET', 'sys/policies/acl/one'),
      await server.request('GET', 'sys/policies/acl/two'),
    ];
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '500']);
  });
});

describe('a source of randomness that fails', () => {
  test.each([
    ['a token', 'auth/token/create', { ttl: '1h' }],
    ['a mount', 'sys/auth/other', { type: 'userpass' }],
    ['a user', 'auth/up/users/new', { password: 'one two three' }],
    ['a secret', 'kv/new', { a: 'b' }],
    ['a login', 'auth/up/login/bob', { password: 'one two three' }],
  ] as const)('leaves nothing stored: %s (Vault 0.11.1)', async (_what, path, data) => {
    let isFailing = false;
    const random = (length: number): Uint8Array => {
      if (isFailing) throw new Error('no entropy');
      return systemRandom(length);
    };
    const store = openMemoryStore();
    const server = await startTestServer({ store, random });
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    await server.request('POST', 'sys/auth/up', { type: 'userpass' });
    await server.request('POST', 'auth/up/users/bob', { password: 'one two three' });
    const before = await keysOf(store);
    isFailing = true;

    const answer = await server.request('POST', path, data);

    expect(answer.status).toBe(500);
    expect(await keysOf(store)).toEqual(before);
    isFailing = false;
    expect((await server.request('POST', path, data)).status).toBeLessThan(300);
  });
});

describe('keys', () => {
  test('right or wrong, in any form, are in no log line and no answer', async () => {
    const lines: Line[] = [];
    const server = await startTestServer({
      log: (_level, message, details) => lines.push({ message, details }),
    });
    server.core.lifecycle.seal();
    const right = Buffer.from(server.unsealKey);
    const wrong = Buffer.from(right.map((byte) => byte ^ 0x55));
    const attempts = [
      wrong.toString('hex'),
      wrong.toString('base64'),
      right.subarray(0, 12).toString('hex'),
      `${right.toString('base64')}!`,
      right.toString('hex').toUpperCase(),
    ];

    const answers: string[] = [];
    for (const key of attempts) {
      const { body } = await server.request('POST', 'sys/unseal', { key }, { token: '' });
      answers.push(JSON.stringify(body));
    }

    expect(server.core.lifecycle.unsealed).toBeDefined();
    const shown = JSON.stringify([lines, answers]).toLowerCase();
    for (const key of [...attempts, right.toString('base64')]) {
      expect(shown).not.toContain(key.toLowerCase().slice(0, 16));
    }
    expect(shown).not.toContain(server.rootToken.toLowerCase());
  });
});

describe('what writers send', () => {
  const names = oneof(
    string({ unit: 'binary', maxLength: 40 }),
    constantFrom('', '.', '..', '\0', 'a\0b', 'x'.repeat(65_536), 'a/'.repeat(3000), '\ud800'),
  );

  test('stops neither server nor store, whatever the name and the value (CVE-2021-45042)', async () => {
    const server: TestServer = await startTestServer();
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });

    await assert(
      asyncProperty(names, jsonValue(), async (name, value) => {
        for (const path of [`kv/${name}`, `cubbyhole/${name}`, `sys/policies/acl/${name}`]) {
          for (const verb of ['POST', 'GET', 'LIST', 'DELETE'] as const) {
            const { status } = await server.request(verb, path, { value } as never);
            expect([path.slice(0, 40), verb, status < 500]).toEqual([
              path.slice(0, 40),
              verb,
              true,
            ]);
          }
        }
      }),
      { numRuns: 150 },
    );
    const large = await server.request('POST', 'kv/large', { value: 'x'.repeat(2 ** 20) });

    expect(large.status).toBe(204);
    expect((await server.request('GET', 'sys/health')).status).toBe(200);
  });
});

describe('a mount that is disabled', () => {
  test('is gone at once for another process whose caches are warm (CVE-2019-11075)', async () => {
    const store = openMemoryStore();
    const one = await startTestServer({ store });
    const two = await startTestServer({ store, isReady: false });
    await two.core.lifecycle.unseal(one.unsealKey);
    const asRoot = { token: one.rootToken };
    await one.request('POST', 'sys/mounts/kv', { type: 'kv' });
    await one.request('POST', 'kv/a', { word: 'old' });
    await one.request('POST', 'sys/auth/up', { type: 'userpass' });
    await one.request('POST', 'auth/up/users/bob', { password: 'one two three' });
    const login = () => two.request('POST', 'auth/up/login/bob', { password: 'one two three' });
    const token = clientTokenOf(await login());
    expect((await two.request('GET', 'kv/a', {}, asRoot)).status).toBe(200);

    await one.request('DELETE', 'sys/mounts/kv');
    await one.request('DELETE', 'sys/auth/up');

    expect((await two.request('GET', 'kv/a', {}, asRoot)).status).toBe(404);
    expect((await login()).status).toBeGreaterThanOrEqual(400);
    const self = await two.request('GET', 'auth/token/lookup-self', {}, { token });
    expect(self.status).toBe(403);
  });
});
