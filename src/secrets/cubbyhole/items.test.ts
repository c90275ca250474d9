import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

async function startWithToken(
  data: JsonObject = {},
): Promise<{ server: TestServer; token: string }> {
  const server = await startTestServer();
  const created = await server.request('POST', 'auth/token/create', {
    policies: ['default'],
    ttl: '10m',
    ...data,
  });
  return { server, token: clientTokenOf(created) };
}

describe('the cubbyhole', () => {
  test('keeps what its token writes, and shows it to no other', async () => {
    const { server, token } = await startWithToken();
    const written = await server.request('POST', 'cubbyhole/a/b', { k: 'v', n: 7 }, { token });

    const own = await server.request('GET', 'cubbyhole/a/b', {}, { token });
    const other = await server.request('GET', 'cubbyhole/a/b');

    expect(written.status).toBe(204);
    expect(own.body).toMatchObject({ lease_duration: 0, data: { k: 'v', n: 7 } });
    expect(other.status).toBe(404);
  });

  test('is listed folder by folder, and empty again once all is deleted', async () => {
    const { server, token } = await startWithToken();
    const list = async (path: string) =>
      (await server.request('LIST', path, {}, { token })).body['data'];
    await server.request('POST', 'cubbyhole/a/b', { k: 'v' }, { token });

    expect(await list('cubbyhole/')).toEqual({ keys: ['a/'] });
    expect(await list('cubbyhole/a')).toEqual({ keys: ['b'] });

    await server.request('DELETE', 'cubbyhole/a/b', {}, { token });
    expect((await server.request('LIST', 'cubbyhole/', {}, { token })).status).toBe(404);
  });

  test.each([
    ['cubbyhole/e', {}, 'missing data fields'],
    ['cubbyhole', { a: 1 }, 'missing path'],
  ])('refuses a write to %s of %j', async (path, data, text) => {
    const server = await startTestServer();

    expect(await server.request('POST', path, data)).toMatchObject({
      status: 400,
      body: { errors: [`1 error occurred:\n\t* ${text}\n\n`] },
    });
  });

  test('keeps numbers that no JavaScript number holds', async () => {
    const { server, token } = await startWithToken();
    const big = JSON.rawJSON('12345678901234567890');

    await server.request('POST', 'cubbyhole/a', { big }, { token });

    const { raw } = await server.request('GET', 'cubbyhole/a', {}, { token });
    expect(raw.body).toContain('"big":12345678901234567890');
  });

  test('is not for batch tokens', async () => {
    const { server, token } = await startWithToken({ type: 'batch' });

    for (const verb of ['GET', 'POST', 'DELETE', 'LIST'] as const) {
      const answer = await server.request(verb, 'cubbyhole/a', { a: 1 }, { token });
      expect(answer, `on ${verb}`).toMatchObject({
        status: 400,
        body: { errors: ["cubbyhole operations are only supported by 'service' type tokens"] },
      });
    }
  });

  test('can be read by the last use of a token, which takes it along', async () => {
    const { server, token } = await startWithToken({ num_uses: 2 });
    await server.request('POST', 'cubbyhole/a', { k: 'v' }, { token });

    const last = await server.request('GET', 'cubbyhole/a', {}, { token });
    const tooLate = await server.request('GET', 'cubbyhole/a', {}, { token });

    expect(last).toMatchObject({ status: 200, body: { data: { k: 'v' } } });
    expect(tooLate.status).toBe(403);
  });

  test('is gone with its token', async () => {
    const { server, token } = await startWithToken();
    await server.request('POST', 'cubbyhole/a', { k: 'v' }, { token });

    await server.request('POST', 'auth/token/revoke', { token });

    expect((await server.request('GET', 'cubbyhole/a', {}, { token })).status).toBe(403);
  });
});
