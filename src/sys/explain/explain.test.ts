import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import {
  type ExplainServer,
  failedOf,
  type ShownCheck,
  startExplainServer,
  textOf,
} from '../../testing/explain-server.ts';

let server: ExplainServer;
let counter = 0;

beforeEach(async () => {
  server = await startExplainServer();
});

type Sent = Parameters<ExplainServer['request']>;

/** Send a request that must be refused. @returns its explanation */
async function refused(...[verb, path, data = {}, options = {}]: Sent) {
  const id = `request-${(counter += 1)}`;
  const { status } = await server.request(verb, path, data, { ...options, id });
  expect(status).toBeGreaterThanOrEqual(400);
  const explained = await server.must('GET', `sys/explain/${id}`);
  return explained as unknown as JsonObject & { readonly checks: readonly ShownCheck[] };
}

const nothing = 'path "none" { capabilities = ["deny"] }';

async function tokenOf(policy: string, data: JsonObject = {}): Promise<string> {
  await server.must('POST', 'sys/policies/acl/tester', { policy });
  const body = { policies: ['tester'], no_default_policy: true, ttl: '1h', ...data };
  return textOf(await server.must('POST', 'auth/token/create', body), 'client_token');
}

describe('a refused request', () => {
  test('by policy tells who asked, the nearest rule and what is missing', async () => {
    const token = await tokenOf(`path "kv/data/team-a/*" { capabilities = ["read"] }`);

    expect(await refused('GET', 'kv/data/team-b/db', {}, { token })).toMatchObject({
      request_id: `request-${counter}`,
      time: '2026-01-01T00:00:00Z',
      status: 403,
      error_code: 'ACL_DENIED',
      error: 'permission denied',
      operation: 'read',
      path: 'kv/data/team-b/db',
      remote_address: '127.0.0.1',
      caller: { display_name: 'token', policies: ['tester'] },
      checks: [{ name: 'policy', outcome: 'failed', received: 'NO_RULE_MATCHES' }],
      policy: {
        allowed: false,
        reason: 'NO_RULE_MATCHES',
        missing: ['read'],
        matching: [],
        nearest: { path: 'kv/data/team-a/*', policies: ['tester'], capabilities: ['read'] },
      },
    });
  });

  test('by a rule tells which rule of which policy won, and why', async () => {
    const token = await tokenOf(`
      path "sys/*" { capabilities = ["read", "update"] }
      path "sys/auth/+" { capabilities = ["read"] }
      path "sys/auth/ldap" { capabilities = ["deny"] }`);

    const sent: Sent = ['POST', 'sys/auth/ldap', { type: 'ldap' }, { token }];
    expect((await refused(...sent))['policy']).toMatchObject({
      reason: 'DENY_RULE',
      why: 'It is the path itself, which is stronger than sys/auth/+.',
      rule: { path: 'sys/auth/ldap', policies: ['tester'], capabilities: ['deny'] },
      missing: [],
    });
  });

  test('by sudo tells that sudo is missing', async () => {
    const token = await tokenOf(`path "*" { capabilities = ["read", "update"] }`);

    expect((await refused('GET', 'sys/explain/x', {}, { token }))['policy']).toMatchObject({
      reason: 'SUDO_MISSING',
      missing: ['sudo'],
      why: 'It is the only rule that matches.',
    });
  });

  test('by its token tells the check of the token', async () => {
    const token = await tokenOf(nothing, { ttl: '1m' });
    server.advance(61);

    const explained = await refused('GET', 'auth/token/lookup-self', {}, { token });
    expect(failedOf(explained)).toMatchObject({ name: 'token_lifetime', code: 'TOKEN_INVALID' });
    expect(explained.checks.find(({ name }) => name === 'token_known')).toMatchObject({
      outcome: 'passed',
      received: expect.stringMatching(/^accessor \w{24}$/),
    });
    expect(JSON.stringify(explained)).not.toContain(token);
  });

  test('by a token without uses tells so', async () => {
    const token = await tokenOf(nothing, { num_uses: 1, no_default_policy: false });
    await server.must('GET', 'auth/token/lookup-self', {}, { token });

    const explained = await refused('GET', 'auth/token/lookup-self', {}, { token });
    expect(failedOf(explained)?.name).toBe('token_known');
  });

  test('that was a login tells its checks, those not reached as skipped', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { password: 'right' });

    const explained = await refused('POST', 'auth/userpass/login/alice', { password: 'guess-1' });
    expect(explained).toMatchObject({ error_code: 'LOGIN_PASSWORD_INVALID', status: 400 });
    expect(failedOf(explained)?.name).toBe('password');
    expect(explained.checks.at(-1)).toEqual({ name: 'token_type', outcome: 'skipped' });
    expect(JSON.stringify(explained)).not.toContain('guess-1');
  });

  test('of a name that is locked out tells nothing else of the login', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { password: 'right' });
    for (let i = 0; i < 5; i++) {
      await server.request('POST', 'auth/userpass/login/alice', { password: 'wrong' });
    }

    const explained = await refused('POST', 'auth/userpass/login/alice', { password: 'right' });
    expect(explained.checks.map(({ name }) => name)).toEqual(['user_lockout']);
  });

  test('to a path that nobody serves tells so', async () => {
    expect(await refused('GET', 'nowhere/at/all')).toMatchObject({
      error_code: 'ROUTE_UNKNOWN',
      path: 'nowhere/at/all',
    });
  });

  test('never shows a token that stands in its path', async () => {
    const token = await tokenOf(nothing);
    const explained = await refused('GET', `auth/token/lookup/${token}`, {}, { token: '' });
    expect(explained['path']).toBe('auth/token/lookup/(secret)');
    expect(JSON.stringify(explained)).not.toContain(token);
  });

  test('is told of for an hour, and only where it was refused', async () => {
    const path = 'sys/explain/gone';
    await server.request('GET', 'auth/token/lookup-self', {}, { token: 's.bad', id: 'gone' });
    server.advance(3599);
    expect((await server.request('GET', path)).status).toBe(200);
    server.advance(1);
    expect((await server.request('GET', path)).status).toBe(404);
  });

  test('of one id keeps the explanation that it got first', async () => {
    await server.request('GET', 'nowhere/first', {}, { id: 'same' });
    await server.request('GET', 'nowhere/second', {}, { id: 'same', token: '' });
    const { path } = await server.must('GET', 'sys/explain/same');
    expect(path).toBe('nowhere/first');
  });

  test('that succeeded is not told of', async () => {
    await server.request('GET', 'auth/token/lookup-self', {}, { id: 'fine' });
    expect((await server.request('GET', 'sys/explain/fine')).status).toBe(404);
  });

  test('writes nothing to the store', async () => {
    const before = await server.rows();
    for (let i = 0; i < 20; i++) {
      await server.request('GET', 'x/y', {}, { token: `s.${i}`, id: `hostile-${i}` });
    }
    expect(await server.rows()).toEqual(before);
  });

  test('with an overlong path takes little room', async () => {
    const explained = await refused('GET', `nowhere/${'x'.repeat(60_000)}`);
    expect(JSON.stringify(explained).length).toBeLessThan(3000);
  });
});

describe('a test of policies', () => {
  const run = (data: JsonObject) => server.must('POST', 'sys/policies/test', data);

  test('tells by names of policies whether a request is allowed, and by which rule', async () => {
    await tokenOf(`path "kv/*" { capabilities = ["read"] }
      path "kv/data/*" { capabilities = ["read", "update"] }`);

    const asked = { policies: ['tester', 'absent'], path: 'kv/data/x', operation: 'update' };
    expect(await run(asked)).toMatchObject({
      allowed: true,
      reason: 'ALLOWED',
      rule: { path: 'kv/data/*', policies: ['tester'], capabilities: ['read', 'update'] },
      why: 'Its text before the first wildcard is longer than kv/*.',
      unknown_policies: ['absent'],
      needs_sudo: false,
      needs_token: true,
    });
    expect(await run({ ...asked, operation: 'delete' })).toMatchObject({
      allowed: false,
      reason: 'CAPABILITY_MISSING',
      missing: ['delete'],
    });
  });

  test.each([
    ['sys/a*', 'sys/+/b', 'sys/a/b', 'Its text before the first wildcard is longer than sys/+/b.'],
    ['sys/+/b', 'sys/+/*', 'sys/a/b', 'It does not end in *, which is stronger than sys/+/*.'],
    ['sys/+/b/c', 'sys/+/+/c', 'sys/a/b/c', 'It has fewer +, which is stronger than sys/+/+/c.'],
    ['sys/+/b*', 'sys/+/*', 'sys/a/bc', 'Its text is longer than sys/+/*.'],
  ])('tells why %s wins', async (...[winner, loser, path, why]) => {
    const rule = (of: string) => `path "${of}" { capabilities = ["read"] }`;
    await tokenOf(`${rule(loser)}\n${rule(winner)}`);
    expect(await run({ policies: ['tester'], path })).toMatchObject({
      rule: { path: winner },
      why,
    });
  });

  test('tells the parameter that a rule denies, without its value', async () => {
    await tokenOf(`path "sys/policies/acl/*" {
      capabilities = ["update"]
      denied_parameters = { "policy" = ["ldap"] }
    }`);

    const asked = { policies: ['tester'], path: 'sys/policies/acl/x', operation: 'update' };
    const explained = await run({ ...asked, data: { policy: 'ldap' } });
    expect(explained).toMatchObject({ reason: 'PARAMETER_DENIED', parameter: 'policy' });
    expect(JSON.stringify(explained)).not.toContain('"ldap"');
  });

  test('tells of templated rules that have no value', async () => {
    await tokenOf(`path "kv/{{identity.entity.name}}/*" { capabilities = ["read"] }`);
    expect(await run({ policies: ['tester'], path: 'kv/x/y' })).toMatchObject({
      reason: 'NO_RULE_MATCHES',
      unresolved: [{ path: 'kv/{{identity.entity.name}}/*', policy: 'tester' }],
    });
  });

  test('tells of wrapping that a rule asks for', async () => {
    await tokenOf(`path "kv/*" { capabilities = ["read"] min_wrapping_ttl = "1m" }`);
    const asked = { policies: ['tester'], path: 'kv/x' };
    expect(await run(asked)).toMatchObject({ allowed: false, reason: 'WRAPPING_TTL' });
    expect(await run({ ...asked, wrap_ttl: '2m' })).toMatchObject({ allowed: true });
  });

  test('takes a token or an accessor, its identity included, and costs it no use', async () => {
    await server.must('POST', 'sys/policies/acl/staff', {
      policy: `path "kv/*" { capabilities = ["list"] }`,
    });
    await server.must('POST', 'auth/userpass/users/al', { password: 'p', token_num_uses: 2 });
    const auth = await server.must('POST', 'auth/userpass/login/al', { password: 'p' });
    const entity = `identity/entity/id/${textOf(auth, 'entity_id')}`;
    await server.must('POST', entity, { policies: ['staff'] });
    const before = await server.rows();

    const asked = { path: 'kv/x', operation: 'list' };
    for (const who of [
      { token: textOf(auth, 'client_token') },
      { accessor: textOf(auth, 'accessor') },
    ]) {
      const explained = await run({ ...asked, ...who });
      expect(explained).toMatchObject({
        allowed: true,
        path: 'kv/x/',
        policies: ['default'],
        identity_policies: ['staff'],
      });
    }
    expect(await server.rows()).toEqual(before);
  });

  test('tells of a token that cannot be used by which check', async () => {
    const explained = await run({ token: 's.unknown', path: 'kv/x' });
    expect(explained).toMatchObject({ allowed: false, reason: 'TOKEN_INVALID' });
    expect(JSON.stringify(explained)).not.toContain('s.unknown');
  });

  test('tells of sudo, of open paths, and of paths that nobody serves', async () => {
    const all = { policies: ['root'], path: 'sys/auth/x', operation: 'update' };
    expect(await run(all)).toMatchObject({ allowed: true, reason: 'ROOT', needs_sudo: true });
    expect(await run({ ...all, path: '/v1/sys/health' })).toMatchObject({ needs_token: false });
    expect(await run({ ...all, path: 'nowhere/x' })).toMatchObject({ path_is_served: false });
  });

  test.each([
    ['no path', { policies: ['a'] }],
    ['nobody', { path: 'a' }],
    ['two subjects', { path: 'a', policies: ['a'], accessor: 'b' }],
    ['an unknown operation', { path: 'a', policies: ['a'], operation: 'deny' }],
  ])('with %s is refused', async (_what, body) => {
    expect((await server.request('POST', 'sys/policies/test', body)).status).toBe(400);
  });
});

test.each(['GET sys/explain/x', 'POST sys/policies/test'])('%s needs sudo', async (asked) => {
  const [verb, path] = asked.split(' ') as ['GET' | 'POST', string];
  const token = await tokenOf(`path "sys/*" { capabilities = ["read", "update"] }`);
  expect((await server.request(verb, path, {}, { token })).status).toBe(403);
});
