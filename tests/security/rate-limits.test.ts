import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HttpTestServer, startHttpTestServer } from '../support/http-server.ts';
import { KeepAliveClient } from '../support/keep-alive-client.ts';

let server: HttpTestServer;
let client: KeepAliveClient;

beforeEach(async () => {
  server = await startHttpTestServer();
  client = new KeepAliveClient(server.port);
});

afterEach(async () => {
  client.close();
  await server.stop();
});

async function post(path: string, body: string, type = 'application/json'): Promise<number> {
  const head = `POST /v1/${path} HTTP/1.1\r\nHost: a\r\nContent-Type: ${type}`;
  const length = Buffer.byteLength(body);
  const { status } = await client.send(
    Buffer.from(`${head}\r\nContent-Length: ${length}\r\n\r\n${body}`),
    false,
  );
  return status;
}

async function limit(body: object): Promise<void> {
  const answer = await server.request('POST', 'sys/quotas/rate-limit/q', body as never);
  expect(answer.status).toBe(204);
}

test('a request beyond its limit is refused before its body is read or understood (CVE-2025-12044)', async () => {
  await server.request('POST', 'sys/auth/people', { type: 'userpass' });
  await limit({ rate: 1, interval: '1h', path: 'auth/people/' });
  const path = 'auth/people/login/ann';

  expect(await post(path, '{"password":"x"}')).toBe(400);
  expect(await post(path, '{"password":')).toBe(429);
  expect(await post(path, '{"password":"x"}')).toBe(429);

  // a large body is answered although not a byte of it was sent
  const socket = connect(server.port, '127.0.0.1');
  socket.write(`POST /v1/${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 30000000\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toMatch(
    /^HTTP\/1\.1 429 [\s\S]*Retry-After: \d+\r\n[\s\S]*Connection: close/,
  );
});

test("a role's limit holds for logins by JSON and by form (GHSA-5v22-543h-wg96)", async () => {
  await server.request('POST', 'sys/auth/approle', { type: 'approle' });
  await server.request('POST', 'auth/approle/role/one', { bind_secret_id: true });
  await server.request('POST', 'auth/approle/role/one/role-id', { role_id: 'known' });
  await limit({ rate: 1, interval: '1h', path: 'auth/approle', role: 'one' });
  const form = 'application/x-www-form-urlencoded';

  expect(await post('auth/approle/login', 'role_id=known&secret_id=x', form)).toBe(400);
  expect(await post('auth/approle/login', 'role_id=known&secret_id=x', form)).toBe(429);
  expect(await post('auth/approle/login', '{"role_id":"known","secret_id":"x"}')).toBe(429);
  expect(await post('auth/approle/login', '{"role_id":"other","secret_id":"x"}')).toBe(400);
});
