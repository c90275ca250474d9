import { describe, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/test-server.ts';
import { startHttpTestServer } from '../support/http-server.ts';

interface Wrapped {
  readonly token: string;
  readonly creation_path: string;
}

describe('a wrapped answer', () => {
  test('that somebody else has wrapped again shows that it was', async () => {
    const server = await startTestServer();
    const wrap = { wrapTtlSeconds: 60 };
    const made = await server.request('POST', 'auth/token/create', { ttl: '1h' }, wrap);
    const { token } = made.body['wrap_info'] as unknown as Wrapped;
    const opened = await server.request('POST', 'sys/wrapping/unwrap', { token });
    const auth = opened.body['auth'] as unknown as Record<string, string>;

    const forged = await server.request('POST', 'sys/wrapping/wrap', auth, wrap);
    const again = (forged.body['wrap_info'] as unknown as Wrapped).token;
    const shown = await server.request('POST', 'sys/wrapping/lookup', { token: again });

    expect(shown.body['data']).toMatchObject({ creation_path: 'sys/wrapping/wrap' });
    const first = await server.request('POST', 'sys/wrapping/lookup', { token });
    expect(first.status).toBe(400);
  });

  test('is opened on one process by who had it wrapped on another (OpenBao 2.6.2)', async () => {
    const one = await startTestServer();
    const two = await startTestServer({ store: one.store, isReady: false });
    await two.core.lifecycle.unseal(one.unsealKey);
    const wrapped = await two.request(
      'POST',
      'auth/token/create',
      { ttl: '1h' },
      { token: one.rootToken, wrapTtlSeconds: 60 },
    );
    const { token } = wrapped.body['wrap_info'] as unknown as Wrapped;

    const opened = await one.request('POST', 'sys/wrapping/unwrap', {}, { token });
    const twice = await two.request('POST', 'sys/wrapping/unwrap', {}, { token });

    expect(opened.status).toBe(200);
    expect(twice.status).toBeGreaterThanOrEqual(400);
  });
});

test('an answer that is to be wrapped for less than a second is not sent unwrapped', async () => {
  const server = await startHttpTestServer();

  const answers = await Promise.all(
    ['0.5s', '1ns', '999ms'].map(async (ttl) => {
      const answer = await fetch(`${server.url}/v1/auth/token/create`, {
        method: 'POST',
        headers: { 'X-Vault-Token': server.rootToken, 'X-Vault-Wrap-TTL': ttl },
        body: '{}',
      });
      return answer.json();
    }),
  );
  await server.stop();

  for (const answer of answers) expect(answer).toMatchObject({ auth: null, wrap_info: { ttl: 1 } });
});
