import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

const refusal = envelope({
  data: {
    request_id: 'r-1',
    error_code: 'ACL_DENIED',
    caller: { display_name: 'token', policies: ['dev'] },
    checks: [
      {
        name: 'policy',
        outcome: 'failed',
        expected: 'a policy that grants read',
        received: 'NO_RULE_MATCHES',
      },
    ],
    policy: {
      reason: 'NO_RULE_MATCHES',
      missing: ['read'],
      matching: [],
      nearest: { path: 'kv/data/a/*', policies: ['dev'], capabilities: ['read'] },
    },
  },
});

describe('explain', () => {
  test('shows a refusal in tables', async () => {
    await using server = await FakeServer.start({ 'GET /v1/sys/explain/r-1': refusal });

    const { code, stdout } = await server.run(['explain', 'r-1']);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^error_code +ACL_DENIED$/m);
    expect(stdout).toMatch(/^caller\.policies +dev$/m);
    expect(stdout).toMatch(/^policy +failed +a policy that grants read +NO_RULE_MATCHES$/m);
    expect(stdout).toMatch(/^missing +read$/m);
    expect(stdout).toMatch(/^nearest +kv\/data\/a\/\* +dev +read$/m);
  });

  test('prints the whole explanation as JSON', async () => {
    await using server = await FakeServer.start({ 'GET /v1/sys/explain/r-1': refusal });

    const { stdout } = await server.run(['explain', '-format=json', 'r-1']);

    expect(JSON.parse(stdout)).toMatchObject({ request_id: 'r-1', policy: { missing: ['read'] } });
  });
});

describe('explain login', () => {
  test.each([
    [true, 0],
    [false, 1],
  ])('that is allowed: %s ends with %i', async (allowed, expected) => {
    const answer = envelope({ data: { allowed, checks: [{ name: 'user', outcome: 'skipped' }] } });
    await using server = await FakeServer.start({ 'POST /v1/auth/corp/explain': answer });

    const argv = ['explain', 'login', 'auth/corp/', 'username=al', 'password=-'];
    const { code, stdout } = await server.run(argv, { stdin: 'secret' });

    expect(code).toBe(expected);
    expect(server.seen[0]?.body).toEqual({ username: 'al', password: 'secret' });
    expect(stdout).toMatch(/^user +skipped +n\/a +n\/a$/m);
  });
});

describe('policy test', () => {
  const denied = envelope({
    data: {
      allowed: false,
      reason: 'DENY_RULE',
      rule: { path: 'kv/x', policies: ['dev'], capabilities: ['deny'] },
      matching: [
        { path: 'kv/x', policies: ['dev'], capabilities: ['deny'] },
        { path: 'kv/*', policies: ['dev', 'ops'], capabilities: ['read'] },
      ],
    },
  });

  test('asks with policies and shows the rules in their order', async () => {
    await using server = await FakeServer.start({ 'POST /v1/sys/policies/test': denied });

    const argv = 'policy test -policy=dev -policy=ops update kv/x ttl=1h'.split(' ');
    const { code, stdout } = await server.run(argv);

    expect(code).toBe(1);
    expect(server.seen[0]?.body).toEqual({
      policies: ['dev', 'ops'],
      operation: 'update',
      path: 'kv/x',
      data: { ttl: '1h' },
    });
    expect(stdout).toMatch(/^decided +kv\/x +dev +deny$/m);
    expect(stdout).toMatch(/^weaker +kv\/\* +dev, ops +read$/m);
  });

  test('asks with the token in use, or with an accessor', async () => {
    await using server = await FakeServer.start({ 'POST /v1/sys/policies/test': denied });

    await server.run(['policy', 'test', 'read', 'kv/x']);
    await server.run(['policy', 'test', '-accessor=a', 'list', 'kv/']);

    expect(server.seen.map(({ body }) => body)).toEqual([
      { token: 'test-token', operation: 'read', path: 'kv/x' },
      { accessor: 'a', operation: 'list', path: 'kv/' },
    ]);
  });

  test.each([
    ['the flag', ['-wrap-ttl=60s'], {}],
    ['the variable', [], { VAULT_WRAP_TTL: '60s' }],
  ])('asks about a wrapped request by %s, in an answer that is not', async (_by, flag, env) => {
    await using server = await FakeServer.start({ 'POST /v1/sys/policies/test': denied });

    const argv = ['policy', 'test', ...flag, '-policy=dev', 'read', 'kv/x'];
    const { stdout } = await server.run(argv, { env });

    expect(server.seen[0]?.headers['x-vault-wrap-ttl']).toBeUndefined();
    expect(server.seen[0]?.body).toMatchObject({ wrap_ttl: '60s' });
    expect(stdout).toContain('DENY_RULE');
  });

  test('refuses two subjects at once', async () => {
    await using server = await FakeServer.start({});
    const argv = ['policy', 'test', '-accessor=a', '-policy=b', 'read', 'kv/x'];
    expect((await server.run(argv)).code).toBe(1);
    expect(server.seen).toEqual([]);
  });
});

test('an explanation is never wrapped: it is read here', async () => {
  const answers = { 'GET /v1/sys/explain/r-1': envelope({ data: { status: 403 } }) };
  await using server = await FakeServer.start(answers);

  await server.run(['explain', '-wrap-ttl=60s', 'r-1']);

  expect(server.seen[0]?.headers['x-vault-wrap-ttl']).toBeUndefined();
});

test('a refusal names the command that explains it', async () => {
  const headers = { 'x-request-id': 'r-9' };
  const body = { errors: ['permission denied'] };
  await using server = await FakeServer.start({
    'GET /v1/kv/x': { status: 403, headers, body },
  });
  const { stderr } = await server.run(['read', 'kv/x']);
  expect(stderr).toContain('portcullis explain r-9');
});
