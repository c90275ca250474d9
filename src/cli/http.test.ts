import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from './testing/fake-io.ts';
import { envelope, FakeServer } from './testing/fake-server.ts';
import { tlsFixtures } from './testing/tls-fixtures.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const body = '{"data":{"a":"b"}}';
const answerOk: RequestListener = (_request, response) => void response.end(body);

async function listen(
  server: Server,
  where: string | number = 0,
): Promise<{ port: number } & AsyncDisposable> {
  server.listen(typeof where === 'string' ? { path: where } : { port: where, host: '127.0.0.1' });
  await once(server, 'listening');
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound ? bound.port : 0,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

const listenTls = (options: ServerOptions, listener: RequestListener = answerOk) =>
  listen(createTlsServer(options, listener));

describe('addresses', () => {
  test('a Unix socket is spoken to', async () => {
    const path = join(temporaryFolder(), 'portcullis.sock');
    await using _server = await listen(createServer(answerOk), path);

    expect(await runCli(['read', `-address=unix://${path}`, '-field=a', 'x'])).toMatchObject({
      code: 0,
      stdout: 'b',
    });
  });

  test('a path in the address stays, and credentials go out as Basic', async () => {
    await using server = await FakeServer.start({
      'GET /base/v1/x': envelope({ data: { a: 'b' } }),
    });

    const address = `${server.address.replace('http://', 'http://me:pw@')}/base/`;
    const outcome = await server.run(['read', `-address=${address}`, 'x']);

    expect(outcome.code).toBe(0);
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${btoa('me:pw')}`);
  });

  test('what is no URL is refused with 2', async () => {
    expect(await runCli(['read', '-address=localhost', 'x'])).toMatchObject({ code: 2 });
  });

  test('a server that never answers is given up on', async () => {
    await using server = await listen(createServer(() => undefined));
    const env = { VAULT_ADDR: `http://127.0.0.1:${server.port}`, VAULT_CLIENT_TIMEOUT: '1' };

    const outcome = await runCli(['read', 'x'], { env });

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('VAULT_CLIENT_TIMEOUT');
  });

  test('a proxy that is named for us is used', async () => {
    const asked: string[] = [];
    await using proxy = await listen(
      createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end(body);
      }),
    );
    const env = {
      VAULT_ADDR: 'http://vault.invalid:8200',
      VAULT_PROXY_ADDR: `http://127.0.0.1:${proxy.port}`,
    };

    expect((await runCli(['read', '-field=a', 'x'], { env })).stdout).toBe('b');
    expect(asked).toEqual(['http://vault.invalid:8200/v1/x']);
  });
});

describe('redirects', () => {
  const redirect = (status: number, location: string) => ({ status, headers: { location } });

  test('one is followed, with the token and the body; a second is not', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/x': redirect(307, '/v1/y'),
      'PUT /v1/y': envelope({ data: { a: 'b' } }),
      'GET /v1/x': redirect(302, '/v1/z'),
      'GET /v1/z': redirect(302, '/v1/x'),
    });

    const outcome = await server.run(['write', 'x', 'k=v']);
    await server.run(['read', 'x']);

    expect(outcome.code).toBe(0);
    expect(server.seen[1]).toMatchObject({ line: 'PUT /v1/y', body: { k: 'v' } });
    expect(server.seen[1]?.headers['x-vault-token']).toBe('test-token');
    expect(server.lines.slice(2)).toEqual(['GET /v1/x', 'GET /v1/z']);
  });

  test('-disable-redirects follows none', async () => {
    await using server = await FakeServer.start({ 'GET /v1/x': redirect(307, '/v1/y') });

    await server.run(['read', '-disable-redirects', 'x']);

    expect(server.seen).toHaveLength(1);
  });

  test('only a 307 may lead to another host', async () => {
    await using other = await FakeServer.start({ 'GET /v1/x': envelope({ data: { a: 'b' } }) });
    const elsewhere = `${other.address.replace('127.0.0.1', 'localhost')}/v1/x`;
    await using server = await FakeServer.start({ 'GET /v1/x': redirect(302, elsewhere) });

    const outcome = await server.run(['read', 'x']);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('another host');
    expect(other.seen).toEqual([]);
  });

  test('https is never left for http', async () => {
    const tls = tlsFixtures();
    await using plain = await FakeServer.start({});
    await using server = await listenTls(tls.server, (_request, response) => {
      response.writeHead(307, { location: `${plain.address}/v1/x` }).end();
    });

    const outcome = await runCli([
      'read',
      `-address=https://127.0.0.1:${server.port}`,
      '-tls-skip-verify',
      'x',
    ]);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('from https to http');
    expect(plain.seen).toEqual([]);
  });
});

describe('TLS', () => {
  const tls = tlsFixtures();
  const files = mkdtempSync(join(tmpdir(), 'portcullis-tls-'));
  afterAll(() => rmSync(files, { recursive: true }));
  mkdirSync(join(files, 'cas'));
  for (const [name, pem] of Object.entries({
    'ca.pem': tls.ca,
    'cas/ca.pem': tls.ca,
    'c.pem': tls.client.cert,
    'k.pem': tls.client.key,
  })) {
    writeFileSync(join(files, name), pem);
  }
  const read = (port: number, ...flags: string[]) => [
    'read',
    `-address=https://127.0.0.1:${port}`,
    '-field=a',
    ...flags,
    'x',
  ];

  test('a CA by file, by directory, by text; or no verification', async () => {
    await using server = await listenTls(tls.server);

    for (const flag of [`-ca-cert=${files}/ca.pem`, `-ca-path=${files}/cas`, '-tls-skip-verify']) {
      expect(await runCli(read(server.port, flag))).toMatchObject({ stdout: 'b', stderr: '' });
    }
    expect((await runCli(read(server.port), { env: { VAULT_CACERT_BYTES: tls.ca } })).stdout).toBe(
      'b',
    );
  });

  test('an unknown CA, and another name, are explained by the setting', async () => {
    await using server = await listenTls(tls.server);

    const unknown = await runCli(read(server.port));
    const otherName = await runCli(
      read(server.port, `-ca-cert=${files}/ca.pem`, '-tls-server-name=other.example'),
    );

    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('-ca-cert');
    expect(otherName.code).toBe(2);
    expect(otherName.stderr).toContain('-tls-server-name');
  });

  test('the client certificate is shown to a server that asks', async () => {
    await using server = await listenTls({
      ...tls.server,
      ca: tls.ca,
      requestCert: true,
      rejectUnauthorized: true,
    });
    const trust = `-ca-cert=${files}/ca.pem`;

    const outcome = await runCli(
      read(server.port, trust, `-client-cert=${files}/c.pem`, `-client-key=${files}/k.pem`),
    );
    const without = await runCli(read(server.port, trust));

    expect(outcome).toMatchObject({ code: 0, stdout: 'b' });
    expect(without.code).toBe(2);
  });

  test('a file that cannot be read ends with 2', async () => {
    const outcome = await runCli(read(1, '-ca-cert=/does/not/exist'));

    expect(outcome).toMatchObject({ code: 2, stdout: '' });
  });
});
