import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultListenerConfig } from '../../src/config/listener.ts';
import { type RunningListener, startListener } from '../../src/http/listener.ts';
import { startTestServer, type TestServer } from '../../src/testing/test-server.ts';

let server: TestServer;
let listener: RunningListener;

beforeEach(async () => {
  server = await startTestServer();
  // the first request after unsealing brings the configuration into memory
  await server.request('GET', 'sys/mounts');
  const config = { ...defaultListenerConfig, address: '127.0.0.1:0', max_request_size: 1000 };
  listener = await startListener(config, server.core, { log: () => undefined });
});

afterEach(() => listener.stop(0));

/** Send a request that is refused, and have the refusal explained. */
async function explained(path: string, init: RequestInit) {
  const answer = await fetch(listener.url + path, init);
  const id = answer.headers.get('x-request-id') ?? '';
  const { status, body } = await server.request('GET', `sys/explain/${id}`);
  return { refused: answer.status, status, data: body['data'] };
}

describe('a request that is refused before a token is looked for can be explained', () => {
  test.each([
    ['broken JSON', { method: 'POST', body: '{"password": "very-secret' }, 400, 'BODY_NOT_JSON'],
    ['a body that is too large', { method: 'POST', body: 'x'.repeat(2000) }, 413, 'BODY_TOO_LARGE'],
    ['a bad header', { headers: { 'x-vault-wrap-ttl': 'soon' } }, 400, 'WRAP_TTL_INVALID'],
    ['another namespace', { headers: { 'x-vault-namespace': 'a' } }, 404, 'NAMESPACE_UNKNOWN'],
  ] as const)('%s', async (_what, init, ...[status, code]) => {
    const { refused, data } = await explained('/v1/auth/token/create', init);

    expect(refused).toBe(status);
    expect(data).toMatchObject({
      error_code: code,
      path: 'auth/token/create',
      mount_type: 'token',
      remote_address: '127.0.0.1',
    });
    expect(JSON.stringify(data)).not.toContain('very-secret');
  });

  test('a foreign origin', async () => {
    await server.request('POST', 'sys/config/cors', { allowed_origins: 'https://a.example' });

    const { data } = await explained('/v1/sys/mounts', {
      headers: { origin: 'https://c.example' },
    });

    expect(data).toMatchObject({ status: 403, error_code: 'ORIGIN_NOT_ALLOWED' });
  });

  test('a rate limit, of which a flood is not kept whole', async () => {
    await server.request('POST', 'sys/quotas/rate-limit/q', {
      rate: 1,
      interval: '1h',
      path: 'auth/token/',
    });
    const ids: string[] = [];
    for (let i = 0; i < 80; i++) {
      const { headers } = await fetch(`${listener.url}/v1/auth/token/lookup-self`);
      ids.push(headers.get('x-request-id') ?? '');
    }
    await server.request('DELETE', 'sys/quotas/rate-limit/q');

    const found = await Promise.all(
      ids.map(async (id) => (await server.request('GET', `sys/explain/${id}`)).body['data']),
    );

    const limited = found.filter(
      (row) => (row as { error_code?: string } | undefined)?.error_code === 'RATE_LIMITED',
    );
    expect(limited.length).toBeGreaterThan(10);
    expect(limited.length).toBeLessThanOrEqual(50);
  });

  test('a token in the path is not shown', async () => {
    const { data } = await explained('/v1/nothing/hvs.aaaaaaaaaaaaaaaa', {
      method: 'POST',
      body: '{',
    });

    expect(data).toMatchObject({ error_code: 'BODY_NOT_JSON', path: 'nothing/(secret)' });
  });
});
