import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import { makeToken } from '../../src/testing/make-token.ts';
import { type HttpTestServer, startHttpTestServer } from '../support/http-server.ts';
import { KeepAliveClient, type RawAnswer } from '../support/keep-alive-client.ts';

let server: HttpTestServer;
let client: KeepAliveClient;

beforeAll(async () => {
  server = await startHttpTestServer();
  client = new KeepAliveClient(server.port);
  await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
  await server.request('POST', 'sys/mounts/versioned', { type: 'kv-v2' });
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
});

afterAll(async () => {
  client.close();
  await server.stop();
});

/** A request line as it stands, which no client library would send. */
function send(line: string, token: string, body?: JsonObject): Promise<RawAnswer> {
  const text = body ? JSON.stringify(body) : '';
  const length = body ? `Content-Length: ${text.length}\r\n` : '';
  return client.send(
    `${line} HTTP/1.1\r\nHost: a\r\nX-Vault-Token: ${token}\r\n${length}\r\n${text}`,
  );
}

async function tokenWith(name: string, policy: string): Promise<string> {
  await server.request('POST', `sys/policies/acl/${name}`, { policy });
  return (await makeToken(server, { policies: [name], no_default_policy: true })).token;
}

describe('a path that climbs out of what its token may reach', () => {
  test.each([
    'team-a/../team-b/x',
    'team-a/%2e%2e/team-b/x',
    'team-a/%2E./team-b/x',
    'team-a/..%2fteam-b/x',
    'team-a%2f..%2fteam-b%2fx',
    'team-a/%252e%252e/team-b/x',
    'team-a/./../team-b/x',
    'team-a//../team-b/x',
    'team-a/..;/team-b/x',
    'team-a\\..\\team-b\\x',
    'team-a/%5c..%5cteam-b%5cx',
    'team-a/..%00/team-b/x',
    'team-a/..%c0%af../team-b/x',
  ])('deletes nothing: %s (CVE-2026-3605)', async (path) => {
    await server.request('POST', 'kv/team-b/x', { here: 'yes' });
    const token = await tokenWith('climber', 'path "kv/team-a/*" { capabilities = ["delete"] }');

    const { status } = await send(`DELETE /v1/kv/${path}`, token);

    // what is a name like any other is deleted where it stands: in team-a, where nothing is
    expect([204, 307, 400, 403]).toContain(status);
    const kept = await server.request('GET', 'kv/team-b/x');
    expect(kept.body['data']).toEqual({ here: 'yes' });
  });

  test.each([
    'team-a/../team-b/x',
    'team-a/%2e%2e/team-b/x',
    'team-a/..%2fteam-b/x',
    'team-a/./../team-b/x',
    'team-a//../team-b/x',
    'team-a\\..\\team-b\\x',
    'team-a/%5c..%5cteam-b%5cx',
  ])('removes no versions of others: %s (CVE-2026-3605)', async (path) => {
    await server.request('POST', 'versioned/data/team-b/x', { data: { here: 'yes' } });
    const policy = 'path "versioned/metadata/team-a/*" { capabilities = ["delete"] }';
    const token = await tokenWith('climber', policy);

    const { status } = await send(`DELETE /v1/versioned/metadata/${path}`, token);

    expect([204, 307, 400, 403]).toContain(status);
    const kept = await server.request('GET', 'versioned/data/team-b/x');
    expect(kept.body).toMatchObject({ data: { data: { here: 'yes' } } });
  });

  test.each(['%2e%2e/team-b/x', '..%2fteam-b%2fx', '%2e/x', 'a%2f%2fb'])(
    'is refused when escapes hide what it is: %s',
    async (path) => {
      const token = await tokenWith('climber', 'path "kv/team-a/*" { capabilities = ["delete"] }');

      expect((await send(`DELETE /v1/kv/team-a/${path}`, token)).status).toBe(400);
    },
  );

  test('is decided anew where it is sent to by a redirect', async () => {
    const token = await tokenWith('climber', 'path "kv/team-a/*" { capabilities = ["delete"] }');

    const { status, headers } = await send('DELETE /v1/kv/team-a/../team-b/x', token);
    const followed = await send(`DELETE ${headers['location']}`, token);

    expect([status, headers['location'], followed.status]).toEqual([307, '/v1/kv/team-b/x', 403]);
  });
});

describe('another spelling of a path', () => {
  const spellings = [
    '/v1/%73ys/auth',
    '/v1/sys%2fauth',
    '/%76%31/sys/auth',
    '//v1//sys//auth',
    '/v1/./sys/auth',
    '/v1/sys;x/auth',
    '/v1/sys/auth;x',
    '/v1/SYS/auth',
    '/V1/sys/auth',
    '/v1/sys/auth%20',
    '/v1/sys/auth%00',
    '/v1/sys/auth/%2e',
    '/v1/sys/auth?x=/../../',
    'http://other.example/v1/sys/auth',
    '/v1/sys/auth#x',
  ];

  test.each(spellings)(
    'is never open to a token that may not go there: %s (CVE-2026-33804, CVE-2026-33808)',
    async (target) => {
      const token = await tokenWith('nothing', 'path "kv/none" { capabilities = ["read"] }');

      const { status, body } = await send(`GET ${target}`, token);

      expect([307, 400, 403, 404]).toContain(status);
      expect(body).not.toContain('token/');
    },
  );

  test.each(spellings)('is decided as its own path, or refused: %s', async (target) => {
    const token = await tokenWith(
      'all-but-sys',
      'path "*" { capabilities = ["read", "sudo"] } path "sys/*" { capabilities = ["deny"] }',
    );

    const { status, body } = await send(`GET ${target}`, token);

    expect([307, 400, 403, 404]).toContain(status);
    expect(body).not.toContain('token/');
  });
});

describe('a deny holds over the wire', () => {
  test.each(['EXAMPLE', 'Example', 'example%20', '%65xample', 'example'])(
    'for the spelling %s (Vault 2.2.2)',
    async (name) => {
      await server.request('POST', 'kv/data/example', { is: 'secret' });
      await server.request('POST', 'kv/data/EXAMPLE', { is: 'secret' });
      const token = await tokenWith(
        'but-one',
        'path "kv/data/*" { capabilities = ["read"] } path "kv/data/example" { capabilities = ["deny"] }',
      );

      expect((await send(`GET /v1/kv/data/${name}`, token)).status).toBe(403);
    },
  );

  test.each([
    'LIST /v1/kv/private/',
    'LIST /v1/kv/private',
    'GET /v1/kv/private/?list=true',
    'GET /v1/kv/private?list=true',
    'GET /v1/kv/private?list=1',
    'SCAN /v1/kv/private/',
    'SCAN /v1/kv/private',
    'GET /v1/kv/private?scan=true',
    'LIST /v1/kv/PRIVATE',
  ])('for every way to list: %s (CVE-2026-12624)', async (line) => {
    await server.request('POST', 'kv/private/x', { a: 'b' });
    const token = await tokenWith(
      'private',
      'path "kv/*" { capabilities = ["list", "scan"] } path "kv/private/*" { capabilities = ["deny"] }',
    );

    expect((await send(line, token)).status).toBe(403);
  });

  test('for the name of a user in every spelling, and the user stays as it is (CVE-2026-89322)', async () => {
    await server.request('POST', 'auth/up/users/admin', { password: 'first', token_ttl: 60 });
    const token = await tokenWith(
      'but-admin',
      `path "auth/up/users/*" { capabilities = ["create", "update", "delete"] }
       path "auth/up/users/admin" { capabilities = ["deny"] }
       path "auth/up/users/admin/*" { capabilities = ["deny"] }`,
    );

    for (const name of ['admin', 'ADMIN', 'Admin', 'admin%20', '%41dmin', 'admin/', 'ADMIN//']) {
      const written = await send(`POST /v1/auth/up/users/${name}`, token, { password: 'taken' });
      const removed = await send(`DELETE /v1/auth/up/users/${name}`, token);
      expect([307, 400, 403]).toContain(written.status);
      expect([307, 400, 403]).toContain(removed.status);
    }

    const login = await server.request('POST', 'auth/up/login/admin', { password: 'first' });
    expect(login.status).toBe(200);
  });
});

describe('the bound of a list', () => {
  test.each(['limit=0', 'limit=-1', 'limit=99999999999', 'limit=abc', 'limit=', 'limit=0x40', ''])(
    'holds for ?%s (OpenBao 2.6.1)',
    async (query) => {
      for (let i = 0; i < 12; i++) await server.request('POST', `kv/many/${i}`, { a: 'b' });
      const token = await tokenWith(
        'ten',
        'path "kv/many/" { capabilities = ["list"] pagination_limit = 10 }',
      );

      const { status, body } = await send(`GET /v1/kv/many/?list=true&${query}`, token);

      const { data } = JSON.parse(body) as { data?: { keys: string[] } };
      expect([200, 400, 403]).toContain(status);
      expect(data?.keys.length ?? 0).toBeLessThanOrEqual(10);
    },
  );
});
