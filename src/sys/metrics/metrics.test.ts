import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

async function read(server: TestServer): Promise<string[]> {
  const answer = await server.core.handle({
    id: '00000000-0000-0000-0000-000000000000',
    operation: 'read',
    path: 'sys/metrics',
    data: { format: 'prometheus' },
    token: server.rootToken,
    namespace: '',
    wrapTtlSeconds: 0,
    remoteAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
  });
  expect(answer.status).toBe(200);
  return String(answer.body).split('\n');
}

async function ask(
  server: TestServer,
  given: { readonly data?: object; readonly accept?: string; readonly isOpen?: boolean },
) {
  const { data = {}, accept, isOpen = false } = given;
  return server.core.handle({
    id: '00000000-0000-0000-0000-000000000000',
    operation: 'read',
    path: 'sys/metrics',
    data: { ...data },
    token: isOpen ? '' : server.rootToken,
    namespace: '',
    wrapTtlSeconds: 0,
    remoteAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
    opensMetrics: isOpen,
    header: (name) => (name === 'accept' ? accept : undefined),
  });
}

/** The value of the one line that begins so. */
function valueOf(lines: readonly string[], start: string): number | undefined {
  const found = lines.filter((line) => line.startsWith(`${start} `));
  expect(found.length).toBeLessThan(2);
  return found[0] === undefined ? undefined : Number(found[0].split(' ').at(-1));
}

describe('sys/metrics', () => {
  test('is JSON, and the text of Prometheus where a collector asks', async () => {
    const server = await startTestServer();

    const json = await ask(server, {});
    const byFormat = await ask(server, { data: { format: 'prometheus' } });
    const byAccept = await ask(server, { accept: 'application/openmetrics-text; version=1.0.0' });
    const unknown = await ask(server, { data: { format: 'xml' } });

    expect([json.contentType, json.status]).toEqual(['application/json', 200]);
    expect(Object.keys(JSON.parse(String(json.body)) as object)).toEqual([
      'Timestamp',
      'Gauges',
      'Points',
      'Counters',
      'Samples',
    ]);
    expect(byFormat.body).toContain('# TYPE vault_core_unsealed gauge\nvault_core_unsealed 1\n');
    expect(byAccept.contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect([unknown.status, unknown.body]).toEqual([400, 'metric response format "xml" unknown']);
  });

  test('needs a token that may read it', async () => {
    const server = await startTestServer();

    const answer = await server.request('GET', 'sys/metrics', {}, { token: '' });

    expect(answer.status).toBe(403);
  });

  test('needs neither token nor keys where the listener says so', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/seal');

    const open = await ask(server, { data: { format: 'prometheus' }, isOpen: true });
    const closed = await ask(server, {});

    expect(open.status).toBe(200);
    expect(open.body).toContain('\nvault_core_unsealed 0\n');
    expect(closed.status).toBe(503);
  });
});

describe('what requests came to', () => {
  test('is counted by operation and status', async () => {
    const server = await startTestServer();
    await server.request('GET', 'cubbyhole/nothing');
    await server.request('GET', 'cubbyhole/nothing');
    await server.request('GET', 'sys/leader');

    const lines = await read(server);

    const count = (labels: string) =>
      valueOf(lines, `vault_request_duration_seconds_count{${labels}}`);
    expect(count('operation="read",status="4xx"')).toBe(2);
    expect(count('operation="read",status="2xx"')).toBeGreaterThan(0);
    expect(valueOf(lines, 'vault_core_in_flight_requests')).toBe(1);
    expect(valueOf(lines, 'vault_store_commits_total{outcome="applied"}')).toBeGreaterThan(0);
  });

  test('logins are counted by role, refusals by check, tokens by lifetime; no name is told', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/auth/approle', { type: 'approle' });
    await server.request('POST', 'auth/approle/role/deploy', { token_ttl: '30m' });
    const roleId = await server.request('GET', 'auth/approle/role/deploy/role-id');
    const { role_id } = roleId.body['data'] as unknown as { role_id: string };
    const secret = await server.request('POST', 'auth/approle/role/deploy/secret-id');
    const { secret_id } = secret.body['data'] as unknown as { secret_id: string };
    const login = { role_id, secret_id };
    await server.request('POST', 'auth/approle/login', login);
    await server.request('POST', 'auth/approle/login', { role_id, secret_id: 'not-the-secret' });
    await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
    await server.request('POST', 'auth/userpass/users/susanne', { password: 'correct-horse' });
    await server.request('POST', 'auth/userpass/login/susanne', { password: 'correct-horse' });

    const lines = await read(server);

    const at = 'auth_method="approle",mount_point="auth/approle/"';
    expect(valueOf(lines, `vault_login_successes_total{${at},role="deploy"}`)).toBe(1);
    expect(lines.filter((line) => line.startsWith('vault_login_refusals_total{'))).toEqual([
      `vault_login_refusals_total{${at},check="secret_id"} 1`,
    ]);
    expect(
      valueOf(lines, `vault_token_creation{${at},creation_ttl="1h",token_type="service"}`),
    ).toBe(1);
    const text = lines.join('\n');
    for (const secretOrName of [role_id, secret_id, 'susanne', 'correct-horse', 'not-the-secret']) {
      expect(text).not.toContain(secretOrName);
    }
  });

  test('a name that is locked out, and what a rate limit refuses, are counted', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
    for (let i = 0; i < 6; i++) {
      await server.request('POST', 'auth/userpass/login/eve', { password: 'guess' });
    }
    await server.request('POST', 'sys/quotas/rate-limit/slow', {
      rate: 1,
      interval: '1h',
      path: 'cubbyhole',
    });
    await server.request('GET', 'cubbyhole/a');
    await server.request('GET', 'cubbyhole/a');

    const lines = await read(server);

    expect(valueOf(lines, 'vault_lockout_locks_total{mount_point="auth/userpass/"}')).toBe(1);
    expect(valueOf(lines, 'vault_quota_rate_limit_violation{name="slow"}')).toBe(1);
    const refused = 'vault_request_duration_seconds_count{operation="read",status="4xx"}';
    expect(valueOf(lines, refused)).toBe(2);
  });
});
