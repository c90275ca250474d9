import { describe, expect, test } from 'vitest';
import { defineAuthMethod } from '../../src/core/mount-type.ts';
import { text } from '../../src/framework/field.ts';
import type { LoginResult } from '../../src/framework/login.ts';
import { type Answer, defineOperations } from '../../src/framework/operation.ts';
import { mergeTokenSettings } from '../../src/framework/token-fields.ts';
import { openMemoryStore } from '../../src/storage/sqlite/index.ts';
import type { Store } from '../../src/storage/store.ts';
import { clientTokenOf } from '../../src/testing/client-token.ts';
import {
  dataOf,
  isAccepted,
  lookUpSelf,
  makeToken,
  refusalOf,
} from '../../src/testing/make-token.ts';
import { startTestServer, type TestServer } from '../../src/testing/test-server.ts';
import { tokenKeys } from '../../src/token/token-store.ts';

async function countTokens(store: Store): Promise<number> {
  return (await store.scan(tokenKeys.prefix, { limit: 10_000 })).length;
}

async function givenPolicy(server: TestServer, name: string, policy: string): Promise<void> {
  await server.request('POST', `sys/policies/acl/${name}`, { policy });
}

describe('a method that answers a refusal and a login together', () => {
  const operations = defineOperations({
    'both-login': {
      method: 'POST',
      path: 'login',
      summary: 'Fail and log in.',
      body: { status: text('Status to answer.') },
      responses: { 200: 'login' },
      unauthenticated: true,
    },
  });
  const login: LoginResult = {
    alias: { name: 'eve' },
    displayName: 'eve',
    metadata: {},
    settings: mergeTokenSettings(undefined, {}),
    renewal: {},
  };
  const both = defineAuthMethod({
    type: 'both',
    title: 'Fails and logs in',
    stability: 'stable',
    operations,
    records: {},
    needs: [],
    handlers: {
      'both-login': ({ body }) =>
        ({ status: Number(body.status), login }) as unknown as Answer<
          (typeof operations)['both-login']
        >,
    },
  });

  test('leaves no token behind, however often it is asked (CVE-2026-46405)', async () => {
    const store = openMemoryStore();
    const server = await startTestServer({ store, types: [both] });
    await server.request('POST', 'sys/auth/both', { type: 'both' });
    const before = await countTokens(store);

    for (let i = 0; i < 1000; i++) {
      const status = i % 2 === 0 ? '400' : '500';
      const answer = await server.request('POST', 'auth/both/login', { status }, { token: '' });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toHaveProperty('auth');
    }

    expect(await countTokens(store)).toBe(before);
    const right = await server.request('POST', 'auth/both/login', { status: '200' });
    expect(clientTokenOf(right)).not.toBe('');
  });
});

describe('an operation that only the server itself may start', () => {
  const inner = [
    'alias-lookahead',
    'resolve-role',
    'rollback',
    'renew',
    'revoke',
    'help',
    'create',
  ];

  test.each(inner)('cannot be named by a login: %s (GHSA-rh46-vc3j-w2w3)', async (operation) => {
    const store = openMemoryStore();
    const server = await startTestServer({ store });
    await server.request('POST', 'sys/auth/up', { type: 'userpass' });
    await server.request('POST', 'auth/up/users/bob', { password: 'right one' });
    const before = await countTokens(store);

    for (const name of ['operation', 'Operation', 'op', 'type', 'workflow', 'login']) {
      const answer = await server.request(
        'POST',
        'auth/up/login/bob',
        { password: 'wrong', [name]: operation },
        { token: '' },
      );
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }

    expect(await countTokens(store)).toBe(before);
  });
});

describe('a token that expires while the server is down', () => {
  test('stays refused when it comes back, before anything was swept (Vault 0.10.2)', async () => {
    const store = openMemoryStore();
    const first = await startTestServer({ store });
    await givenPolicy(first, 'maker', 'path "auth/token/create" { capabilities = ["update"] }');
    const policies = ['default', 'maker'];
    const { token } = await makeToken(first, { policies, ttl: '2s' });
    const child = await makeToken(first, { policies: ['default'], ttl: '1h' }, { as: token });
    expect(await isAccepted(first, token)).toBe(true);

    const second = await startTestServer({ store, isReady: false, startAt: first.now() + 5000 });
    await second.core.lifecycle.unseal(first.unsealKey);

    expect(await isAccepted(second, token)).toBe(false);
    expect(await isAccepted(second, child.token)).toBe(false);
  });

  test('is refused too where only its row is lost (Vault 0.10.2)', async () => {
    const store = openMemoryStore();
    const server = await startTestServer({ store });
    const keysBefore = new Set(
      (await store.scan(tokenKeys.prefix, { limit: 100 })).map(({ key }) => key),
    );
    const { token } = await makeToken(server, { policies: ['default'], ttl: '1h' });
    const made = (await store.scan(tokenKeys.prefix, { limit: 100 })).filter(
      ({ key }) => !keysBefore.has(key),
    );

    await store.commit({ remove: made.map(({ key }) => key) });

    expect(made).toHaveLength(1);
    expect(await isAccepted(server, token)).toBe(false);
  });
});

describe('renewing', () => {
  test('in a tight loop up to a hard end of three seconds is over by then (CVE-2021-32923)', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, {
      policies: ['default'],
      explicit_max_ttl: '3s',
      ttl: '1s',
    });

    const ends: unknown[] = [];
    let renewals = 0;
    for (let passed = 0; passed < 3.5; passed += 0.05) {
      const self = await server.request('GET', 'auth/token/lookup-self', {}, { token });
      if (self.status === 200) ends.push(dataOf(self)['expire_time']);
      const renewed = await server.request('POST', 'auth/token/renew-self', {}, { token });
      if (renewed.status === 200) renewals += 1;
      server.advance(0.05);
    }

    expect(ends.length).toBeGreaterThan(58);
    expect(ends).not.toContain(null);
    expect(renewals).toBeGreaterThan(10);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test('keeps a periodic token alive past the maximum of its mount, and not a period longer (Vault 0.9.2)', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/mounts/auth/token/tune', { max_lease_ttl: '10s' });
    await server.request('POST', 'auth/token/roles/beat', { token_period: '4s' });
    const { token } = await makeToken(server, {}, { path: 'create/beat' });

    for (let i = 0; i < 10; i++) {
      server.advance(2);
      const answer = await server.request('POST', 'auth/token/renew-self', {}, { token });
      expect(answer.status).toBe(200);
    }
    server.advance(4.1);

    expect(await isAccepted(server, token)).toBe(false);
  });
});

describe('a child', () => {
  test('is held to the addresses of its parent, also below a child (Vault 1.0.2)', async () => {
    const server = await startTestServer();
    await givenPolicy(server, 'maker', 'path "auth/token/create" { capabilities = ["update"] }');
    const policies = ['default', 'maker'];
    await server.request('POST', 'auth/token/roles/bound', {
      token_bound_cidrs: '10.0.0.0/8',
      allowed_policies: policies,
    });
    const parent = await makeToken(server, { policies }, { path: 'create/bound' });
    const inside = { remoteAddress: '10.1.1.1' };
    const child = await makeToken(server, { policies }, { as: parent.token, ...inside });
    const grandchild = await makeToken(server, { policies }, { as: child.token, ...inside });

    for (const { token } of [child, grandchild]) {
      const look = (of: object) =>
        server.request('GET', 'auth/token/lookup-self', {}, { token, ...of });
      expect((await look(inside)).status).toBe(200);
      expect((await look({ remoteAddress: '127.0.0.1' })).status).toBe(403);
    }
  });

  test('gets no "default" that its parent does not have (Vault 0.6.4)', async () => {
    const server = await startTestServer();
    await givenPolicy(
      server,
      'maker',
      'path "auth/token/create" { capabilities = ["update"] } path "auth/token/lookup-self" { capabilities = ["read"] }',
    );
    const made = await makeToken(server, { policies: ['maker'], no_default_policy: true });

    const asked = await server.request(
      'POST',
      'auth/token/create',
      { policies: ['default'] },
      { token: made.token },
    );
    const child = await makeToken(server, {}, { as: made.token });

    expect(asked.status).toBe(400);
    expect(await lookUpSelf(server, child.token)).toMatchObject({ policies: ['maker'] });
  });

  test('goes with the last use of its parent (Vault 0.6.4)', async () => {
    const store = openMemoryStore();
    const server = await startTestServer({ store });
    const before = await countTokens(store);
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 1 });

    const asked = await server.request('POST', 'auth/token/create', { ttl: '1h' }, { token });

    expect(asked.status).toBe(403);
    expect(await countTokens(store)).toBe(before);
  });
});

describe('a name that is no policy', () => {
  const broken = ['../p', './p', 'p/..', 'p\u0000', 'a\nwide', 'default\nwide'];

  test.each(broken)('is refused for a token: %j (CVE-2026-105820)', async (name) => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'auth/token/create', { policies: [name] });

    expect(answer.status).toBe(400);
  });

  test.each(broken)('gives a user nothing: %j (CVE-2026-105820)', async (name) => {
    const server = await startTestServer();
    await givenPolicy(server, 'wide', 'path "*" { capabilities = ["read"] }');
    await givenPolicy(server, 'p', 'path "*" { capabilities = ["read"] }');
    await givenPolicy(server, 'a', 'path "a" { capabilities = ["read"] }');
    // fills the cache with the sets that the name could be taken for
    for (const policies of [['a', 'wide'], ['default', 'wide'], ['p']]) {
      const { token } = await makeToken(server, { policies, no_default_policy: true });
      await server.request('GET', 'kv/any', {}, { token });
    }
    await server.request('POST', 'sys/auth/up', { type: 'userpass' });
    await server.request('POST', 'auth/up/users/eve', {
      password: 'one two three',
      token_policies: [name],
      token_no_default_policy: true,
    });

    const login = await server.request('POST', 'auth/up/login/eve', { password: 'one two three' });
    const rights = await server.request('POST', 'sys/capabilities', {
      token: clientTokenOf(login),
      paths: ['kv/any'],
    });

    expect(rights.body['data'] ?? { 'kv/any': ['deny'] }).toMatchObject({ 'kv/any': ['deny'] });
  });
});

describe('the policy "root" by another spelling', () => {
  const spellings = ['root', 'ROOT', ' root', 'root\t', 'Root ', 'x,Root'];

  test.each(spellings)('is nothing a role of tokens gives: %j (CVE-2025-5999)', async (name) => {
    const server = await startTestServer();
    await givenPolicy(
      server,
      'maker',
      'path "auth/token/create/r" { capabilities = ["update"] } path "auth/token/roles/r" { capabilities = ["create", "update"] }',
    );
    const { token } = await makeToken(server, { policies: ['maker'] });
    await server.request('POST', 'auth/token/roles/r', { allowed_policies: name }, { token });

    for (const body of [{}, { policies: name }, { policies: ['root'] }]) {
      const answer = await server.request('POST', 'auth/token/create/r', body, { token });
      const made = clientTokenOf(answer);
      const opened = await server.request('GET', 'sys/auth', {}, { token: made });
      expect(opened.status).toBe(403);
    }
  });
});

describe('a refusal', () => {
  test('is the same for a token that never was, has expired, was revoked, or is elsewhere', async () => {
    const server = await startTestServer();
    const body = { policies: ['default'], ttl: '10s' };
    const expired = await makeToken(server, body);
    server.advance(11);
    const revoked = await makeToken(server, body);
    await server.request('POST', 'auth/token/revoke', { token: revoked.token });
    const tokens = ['s.0123456789abcdefghijklmn', 'b.AAAA', 'x', expired.token, revoked.token, ''];

    for (const token of tokens) {
      const answer = await server.request('GET', 'auth/token/lookup-self', {}, { token });
      expect(refusalOf(answer)).toEqual([403, 'permission denied']);
      expect(JSON.stringify(answer.body)).not.toContain('token');
    }
  });
});
