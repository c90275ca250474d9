import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchBounded, type FetchOptions } from './fetch-bounded.ts';
import { OutboundError } from './outbound-error.ts';
import { createLookup, isLocalAddress, LocalAddressError } from './reachable-address.ts';

const tls = join(import.meta.dirname, '../../../tests/support/tls');
const pem = (name: string): string => readFileSync(join(tls, name), 'utf8');
const bounds = { timeoutMs: 5000, maxBytes: 1000 };
const servers: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener, isTls = false): Promise<number> {
  const server = isTls
    ? createTlsServer({ key: pem('server.key'), cert: pem('server.crt') }, answer)
    : createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function faultOf(url: string, options: Partial<FetchOptions> = {}): Promise<string> {
  try {
    const { status } = await fetchBounded(url, { ...bounds, ...options });
    return `status ${status}`;
  } catch (error) {
    if (error instanceof OutboundError) return error.fault;
    throw error;
  }
}

describe('a bounded request', () => {
  test('brings status, headers and body', async () => {
    const port = await listen((request, response) => {
      response.writeHead(201, { 'X-Verb': request.method });
      request.pipe(response);
    });

    const answer = await fetchBounded(`http://127.0.0.1:${port}/a?b=c`, {
      ...bounds,
      method: 'POST',
      body: 'hello',
    });

    expect(answer).toMatchObject({ status: 201, headers: { 'x-verb': 'POST' } });
    expect(answer.body.toString()).toBe('hello');
  });

  test('refuses an answer that is too large, without reading it to its end', async () => {
    let written = 0;
    const port = await listen((_request, response) => {
      const timer = setInterval(() => {
        written += 1;
        response.write(Buffer.alloc(600));
      }, 5);
      response.on('close', () => clearInterval(timer));
    });

    expect(await faultOf(`http://127.0.0.1:${port}/`)).toBe('too large');
    await vi.waitFor(async () => {
      const before = written;
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(written).toBe(before);
    });
  });

  test('gives up on a server that answers slowly, also in the middle of a body', async () => {
    const silent = await listen(() => undefined);
    const slow = await listen((_request, response) => response.write('a'));

    expect(await faultOf(`http://127.0.0.1:${silent}/`, { timeoutMs: 100 })).toBe('timeout');
    expect(await faultOf(`http://127.0.0.1:${slow}/`, { timeoutMs: 100 })).toBe('timeout');
  });

  test('does not wait for the slow answers of 63 others', async () => {
    const held: ServerResponse[] = [];
    const port = await listen((_request, response) => {
      held.push(response);
      if (held.length === 64) for (const waiting of held) waiting.end();
    });

    const faults = await Promise.all(
      Array.from({ length: 64 }, () => faultOf(`http://127.0.0.1:${port}/`)),
    );

    expect(new Set(faults)).toEqual(new Set(['status 200']));
  });

  test('ends when its signal says so', async () => {
    const port = await listen(() => undefined);

    const signal = AbortSignal.timeout(50);

    expect(await faultOf(`http://127.0.0.1:${port}/`, { signal })).toBe('aborted');
  });

  test('follows no redirect', async () => {
    let isReached = false;
    const target = await listen((_request, response) => {
      isReached = true;
      response.end();
    });
    const port = await listen((_request, response) => {
      response.writeHead(302, { Location: `http://127.0.0.1:${target}/` }).end();
    });

    expect(await faultOf(`http://127.0.0.1:${port}/`)).toBe('status 302');
    expect(isReached).toBe(false);
  });

  test('unpacks nothing: a small answer stays small', async () => {
    const port = await listen((request, response) => {
      response.end(request.headers['accept-encoding']);
    });

    const { body } = await fetchBounded(`http://127.0.0.1:${port}/`, bounds);

    expect(body.toString()).toBe('identity');
  });

  test.each(['ftp://example.org/', 'file:///etc/passwd', 'nothing', 'http://u:p@127.0.0.1/'])(
    'is not made to %s',
    async (url) => {
      expect(await faultOf(url)).toBe('url');
    },
  );

  test('tells host and reason of a failure, and nothing of path and headers', async () => {
    const failed = fetchBounded('http://127.0.0.1:1/secret-path?code=secret', {
      ...bounds,
      headers: { authorization: 'secret' },
    });

    await expect(failed).rejects.toThrow(/^127\.0\.0\.1:1 cannot be reached: ECONNREFUSED$/);
  });
});

describe('over TLS', () => {
  test('trusts the certificates that it is given in the place of those of the system', async () => {
    const port = await listen((_request, response) => response.end('ok'), true);
    const url = `https://localhost:${port}/`;

    expect(await faultOf(url)).toBe('certificate');
    expect(await faultOf(url, { caPem: pem('client.crt') })).toBe('certificate');
    expect(await faultOf(url, { caPem: pem('ca.crt') })).toBe('status 200');
    expect(await faultOf(url, { caPem: 'no certificate' })).toBe('ca');
  });

  test('wants the certificate to be that of the host, or of a name that is allowed', async () => {
    const port = await listen((_request, response) => response.end('ok'), true);
    const url = `https://127.0.0.2:${port}/`;
    const server = servers.at(-1);
    server?.close();
    await new Promise<void>((resolve) => server?.listen(port, '0.0.0.0', resolve));
    const caPem = pem('ca.crt');

    expect(await faultOf(url, { caPem })).toBe('certificate');
    expect(await faultOf(url, { caPem, serverNames: ['other', 'localhost'] })).toBe('status 200');
    expect(await faultOf(url, { caPem, serverNames: ['other'] })).toBe('certificate');
  });

  test('goes through the proxy of the environment', async () => {
    const asked: string[] = [];
    const port = await listen((request, response) => {
      asked.push(request.url ?? '');
      response.end('proxied');
    });
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${port}`);
    vi.stubEnv('NO_PROXY', '');

    const answer = await fetchBounded('http://keys.example/jwks', {
      ...bounds,
      serverNames: ['only for a fresh agent'],
    });

    expect(answer.body.toString()).toBe('proxied');
    expect(asked).toEqual(['http://keys.example/jwks']);
  });
});

describe('an address of this machine or its link (CVE-2026-5052)', () => {
  test.each([
    ['127.0.0.1', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['169.254.169.254', true],
    ['fe80::1', true],
    ['fd00:ec2::254', true],
    ['0.0.0.0', true],
    ['10.0.0.1', false],
    ['192.0.2.1', false],
  ])('%s: %j', (address, isLocal) => {
    expect(isLocalAddress(address)).toBe(isLocal);
  });

  test('is not connected to by a name, even beside other addresses', () => {
    const lookup = createLookup((_name, _options, callback) =>
      callback(null, [
        { address: '192.0.2.1', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ]),
    );
    const callback = vi.fn();

    lookup('rebound.example', { all: true }, callback);

    expect(callback.mock.calls[0]?.[0]).toBeInstanceOf(LocalAddressError);
  });

  test('is connected to where the name says so', () => {
    const addresses = [{ address: '127.0.0.1', family: 4 }];
    const lookup = createLookup((_name, _options, callback) => callback(null, addresses));
    const callback = vi.fn();

    lookup('localhost', { all: true }, callback);
    lookup('localhost', {}, callback);

    expect(callback.mock.calls).toEqual([
      [null, addresses],
      [null, '127.0.0.1', 4],
    ]);
  });

  test('is nothing that a document from elsewhere may name', async () => {
    const port = await listen((_request, response) => response.end());
    const url = `http://127.0.0.1:${port}/`;

    expect(await faultOf(url, { learnedFrom: 'https://issuer.example' })).toBe('address');
    expect(await faultOf(url, { learnedFrom: 'http://localhost:1/' })).toBe('status 200');
    expect(await faultOf('http://[::ffff:7f00:1]/', { learnedFrom: 'https://x.example' })).toBe(
      'address',
    );
  });
});
