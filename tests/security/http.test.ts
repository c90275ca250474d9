import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineSecretsEngine } from '../../src/core/mount-type.ts';
import { answered } from '../../src/framework/field.ts';
import { defineOperations } from '../../src/framework/operation.ts';
import { makeToken } from '../../src/testing/make-token.ts';
import { type HttpTestServer, startHttpTestServer } from '../support/http-server.ts';
import { KeepAliveClient, type RawAnswer } from '../support/keep-alive-client.ts';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

let server: HttpTestServer;
let client: KeepAliveClient;

beforeAll(async () => {
  server = await startHttpTestServer();
  client = new KeepAliveClient(server.port);
  await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
  await server.request('POST', 'sys/auth/people', { type: 'userpass' });
  await server.request('POST', 'auth/people/users/ann', { password: 'one two three' });
});

afterAll(async () => {
  client.close();
  await server.stop();
});

/** One request: its line, header lines, and a body whose length is stated. */
function send(line: string, headers: readonly string[] = [], body = ''): Promise<RawAnswer> {
  const bytes = Buffer.from(body);
  const length = body === '' ? [] : [`Content-Length: ${bytes.length}`];
  const head = [`${line} HTTP/1.1`, 'Host: a', ...headers, ...length].join('\r\n');
  return client.send(
    Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]),
    line.startsWith('HEAD'),
  );
}

/** What every object would inherit if something had been written where it must not be. */
const inherited = (): string[] => {
  const names: string[] = [];
  // the only way to see inherited names
  for (const name in {}) names.push(name);
  return names;
};

/** An answer without what differs from request to request. */
function comparable({ headers, ...answer }: RawAnswer): object {
  const hasId = headers['x-request-id'] !== undefined;
  return { ...answer, headers: { ...headers, date: '', 'x-request-id': String(hasId) } };
}

describe('a body without end', () => {
  test('of a stranger is cut at the limit, and is not kept in memory (CVE-2023-6337)', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const chunk = Buffer.concat([
      Buffer.from('10000\r\n'),
      Buffer.alloc(65_536, 0x20),
      Buffer.from('\r\n'),
    ]);
    const before = process.memoryUsage().rss;
    let most = before;
    let answer = '';
    let onRoom: () => void = () => undefined;
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    for (const event of ['drain', 'close']) socket.on(event, () => onRoom());
    socket.write('POST /v1/auth/people/login/ann HTTP/1.1\r\nHost: a\r\n');
    socket.write('Transfer-Encoding: chunked\r\n\r\n');

    while (socket.bytesWritten < GIB && !socket.destroyed) {
      const isRoomLeft = socket.write(chunk);
      most = Math.max(most, process.memoryUsage().rss);
      if (!isRoomLeft) await new Promise<void>((resolve) => (onRoom = resolve));
    }

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(socket.destroyed).toBe(true);
    expect(socket.bytesWritten).toBeLessThan(64 * MIB);
    expect(most - before).toBeLessThan(256 * MIB);
  });
});

describe('small bodies that would be large trees', () => {
  test.each([
    ['nested lists', '['.repeat(900_000)],
    ['a deep object', `{"a":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_001)}`],
    ['many keys', `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['one long list', `{"a":[${'0,'.repeat(900_000)}0]}`],
    ['one key again and again', `{${'"a":"b",'.repeat(120_000)}"a":"b"}`],
    [
      'keys like integers',
      `{${Array.from({ length: 100_000 }, (_, i) => `"${i * 65536}":1`).join(',')}}`,
    ],
  ])('are refused before they are built: %s (CVE-2025-6203)', async (_what, body) => {
    const answer = await send('POST /v1/auth/people/login/ann', [], body);

    expect([400, 413]).toContain(answer.status);
    expect(answer.body.length).toBeLessThan(300);
  });

  test('reach nobody as a policy either: depth is bounded there too (CVE-2025-59466)', async () => {
    const token = `X-Vault-Token: ${server.rootToken}`;
    for (const policy of [
      '['.repeat(100_000),
      `{"path":${'['.repeat(100_000)}`,
      'a = '.repeat(9e4),
    ]) {
      const body = JSON.stringify({ policy });
      expect((await send('POST /v1/sys/policies/acl/deep', [token], body)).status).toBe(400);
    }
  });
});

describe('names like parts of every object', () => {
  test('are headers that mean nothing (CVE-2026-21710)', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const answer = await send('GET /v1/sys/health', [`${name}: x`]);
      expect(answer.status).toBe(200);
    }

    expect(inherited()).toEqual([]);
  });

  test('are queries that mean nothing (CVE-2026-21710)', async () => {
    for (const query of ['__proto__[a]=1', '__proto__.a=1', 'constructor[prototype][a]=1']) {
      expect((await send(`GET /v1/sys/seal-status?${query}`)).status).toBe(200);
      expect((await send(`GET /v1/kv/?list=true&${query}`)).status).toBe(403);
    }

    expect(inherited()).toEqual([]);
  });

  test('are data in a body (CVE-2026-21710)', async () => {
    const token = `X-Vault-Token: ${server.rootToken}`;
    const body = '{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}';

    const written = await send('POST /v1/kv/proto', [token], body);
    const read = await send('GET /v1/kv/proto', [token]);

    expect(written.status).toBe(204);
    expect(read.body).toContain('"__proto__":{"a":1}');
    expect(inherited()).toEqual([]);
  });
});

describe('the content type', () => {
  const types = [
    'application/json',
    ' application/json',
    'application/json\t',
    'Application/JSON;',
    'application/json garbage',
    'application/json; charset=utf-7',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '__proto__',
    'constructor',
    '',
    undefined,
  ];

  test.each(types)('%j opens no way around the declared fields (CVE-2026-33806)', async (type) => {
    const headers = type === undefined ? [] : [`Content-Type: ${type}`];
    const token = `X-Vault-Token: ${server.rootToken}`;

    const wrong = await send(
      'POST /v1/auth/people/users/cid',
      [...headers, token],
      '{"password":"one two three","token_ttl":{"a":1}}',
    );
    const broken = await send(
      'POST /v1/auth/people/users/cid',
      [...headers, token],
      '{"password":',
    );

    expect([400, 415]).toContain(wrong.status);
    expect([400, 415]).toContain(broken.status);
    expect((await server.request('GET', 'auth/people/users/cid')).status).toBe(404);
  });

  test.each(types)(
    '%j of another site, with cookies only, is nobody (CVE-2022-41919)',
    async (type) => {
      const headers = type === undefined ? [] : [`Content-Type: ${type}`];
      const cookies = [
        `Cookie: token=${server.rootToken}; X-Vault-Token=${server.rootToken}; vault_token=${server.rootToken}`,
        'Origin: https://evil.example',
      ];

      const answer = await send('POST /v1/kv/planted', [...headers, ...cookies], '{"a":"b"}');

      expect([400, 403]).toContain(answer.status);
      expect((await server.request('GET', 'kv/planted')).status).toBe(404);
    },
  );
});

describe('a stranger', () => {
  const verbs = ['GET', 'LIST', 'SCAN', 'POST', 'PUT', 'DELETE', 'HEAD'];

  test.each(verbs)('learns of no mount by %s (CVE-2020-25594)', async (verb) => {
    const body = verb === 'POST' || verb === 'PUT' ? '{}' : '';
    const pairs = [
      ['kv', 'nothing'],
      ['auth/people', 'auth/nobody'],
      ['sys/auth/people', 'sys/auth/nobody'],
      ['sys/mounts/kv', 'sys/mounts/nothing'],
    ] as const;

    for (const suffix of ['', '/', '/config', '/users/ann', '/tune', '?list=true', '?help=1']) {
      for (const [real, unreal] of pairs) {
        const known = await send(`${verb} /v1/${real}${suffix}`, [], body);
        const unknown = await send(`${verb} /v1/${unreal}${suffix}`, [], body);
        expect([400, 403]).toContain(known.status);
        expect([suffix, comparable(unknown)]).toEqual([suffix, comparable(known)]);
      }
    }
  });

  test('cannot tell known from unknown users by status, body or headers (CVE-2025-6011)', async () => {
    const login = (name: string) =>
      send(`POST /v1/auth/people/login/${name}`, [], '{"password":"wrong"}');

    const known = await login('ann');
    const unknown = await login('nobody');

    expect(known.status).toBe(400);
    expect(comparable(unknown)).toEqual(comparable(known));
  });

  test('cannot have answers stored by asking for them wrapped', async () => {
    const count = async () =>
      (await server.store.scan('', { limit: 10_000 })).map(({ key }) => key).sort();
    const before = await count();

    for (const path of [
      'sys/internal/specs/openapi',
      'sys/internal/ui/mounts',
      'sys/seal-status',
    ]) {
      const answer = await send(`GET /v1/${path}`, ['X-Vault-Wrap-TTL: 1h']);
      expect(answer.status).toBe(200);
      expect(answer.body).not.toContain('"wrap_info":{');
    }

    expect(await count()).toEqual(before);
  });

  test('gets its login wrapped when it asks for that', async () => {
    const answer = await send(
      'POST /v1/auth/people/login/ann',
      ['X-Vault-Wrap-TTL: 1h'],
      '{"password":"one two three"}',
    );

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      auth: null,
      wrap_info: { creation_path: 'auth/people/login/ann' },
    });
  });
});

describe('X-Forwarded-For', () => {
  test('of anybody changes no address bound (CVE-2026-16732)', async () => {
    const { token } = await makeToken(server, { policies: ['default'], ttl: '1h' });
    await server.request('POST', 'auth/people/users/far', {
      password: 'one two three',
      token_bound_cidrs: '10.0.0.0/8',
    });
    const forged = [
      'X-Forwarded-For: 10.1.1.1',
      'X-Real-IP: 10.1.1.1',
      'Forwarded: for=10.1.1.1',
      'X-Forwarded-Host: internal',
      'X-Forwarded-Proto: https',
    ];

    const login = await send(
      'POST /v1/auth/people/login/far',
      forged,
      '{"password":"one two three"}',
    );
    const look = await send('GET /v1/auth/token/lookup-self', [
      ...forged,
      `X-Vault-Token: ${token}`,
    ]);

    expect(login.status).toBe(403);
    expect(look.status).toBe(200);
  });
});

describe('a method', () => {
  const operations = defineOperations({
    'echo-read': {
      method: 'GET',
      path: 'all',
      summary: 'Answer all that a handler is given.',
      responses: { 200: { shown: answered('string', 'Everything.') } },
    },
  });
  const echo = defineSecretsEngine({
    type: 'echo',
    title: 'Tells what it is given',
    stability: 'stable',
    operations,
    records: {},
    needs: [],
    handlers: {
      'echo-read': (request) => ({ status: 200, data: { shown: JSON.stringify(request) } }),
    },
  });

  test('is shown no header, token or cookie (CVE-2026-4525)', async () => {
    const own = await startHttpTestServer({ types: [echo] });
    await own.request('POST', 'sys/mounts/echo', { type: 'echo' });
    const other = new KeepAliveClient(own.port);

    const { status, body } = await other.send(
      `GET /v1/echo/all HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${own.rootToken}\r\nCookie: a=cookie-value\r\nX-Other: other-value\r\n\r\n`,
    );
    other.close();
    await own.stop();

    expect(status).toBe(200);
    expect(body).toContain('remoteAddress');
    for (const word of [own.rootToken, 'cookie-value', 'other-value', 'headers', 'Bearer']) {
      expect(body).not.toContain(word);
    }
  });
});

describe('a refusal', () => {
  test.each([
    ['GET /v1/sys/nothing', []],
    ['GET /nothing', []],
    ['GET /v1/%zz', []],
    ['GET /v1/a/%2e%2e/b', []],
    ['FOO /v1/sys/auth', []],
    ['GET /v1/auth/token/lookup-self', ['X-Vault-Wrap-TTL: soon']],
    ['GET /v1/kv/a', ['X-Vault-Namespace: team/x']],
    ['GET /v1/kv/a', ['X-Vault-Token: s.secretsecretsecretsecre']],
    ['GET /v1/kv/a', ['Expect: more']],
    ['POST /v1/sys/init', []],
    ['POST /v1/sys/unseal', []],
  ])('tells nothing of the machine: %s %j (CVE-2021-3024)', async (line, headers) => {
    const body = line.startsWith('POST') ? '{"key":"broken","secret_shares":"x"}' : '';

    const answer = await send(line, headers, body);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    const shown = JSON.stringify([answer.body, answer.headers]);
    expect(shown).not.toMatch(
      /127\.0\.0\.1|node:|\.ts|\bat [A-Za-z.]+ \(|\/(?:src|home|tmp|usr)\//,
    );
    expect(shown).not.toContain('secretsecret');
    expect(answer.headers).not.toHaveProperty('server');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  });
});
