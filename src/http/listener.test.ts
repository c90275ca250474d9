import { afterEach, describe, expect, test } from 'vitest';
import { type RawAnswer, RawConnection } from '../../tests/support/raw-http.ts';
import {
  startTestListener,
  type TestListener,
  type TestListenerOptions,
} from '../../tests/support/test-listener.ts';

const host = 'Host: a\r\n';
const noBody = '{"errors":[]}\n';
let server: TestListener;

afterEach(() => server.listener.stop(0));

/** Start a listener, send one request, take its answer. */
async function ask(request: string, options: TestListenerOptions = {}): Promise<RawAnswer> {
  server = await startTestListener(options);
  const connection = await RawConnection.open(server.port, { tls: false });
  await connection.send(request);
  const [answer] = await connection.answers(1);
  connection.end();
  if (!answer) throw new Error('the connection was closed without an answer');
  return answer;
}

function get(target: string, options: TestListenerOptions = {}): Promise<RawAnswer> {
  return ask(`GET ${target} HTTP/1.1\r\n${host}\r\n`, options);
}

describe('every answer', () => {
  const common = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
  };

  test.each([
    ['GET /v1/a HTTP/1.1\r\nHost: a\r\n\r\n', 200, '{"path":"a"}\n'],
    ['GET /v1 HTTP/1.1\r\nHost: a\r\n\r\n', 404, noBody],
    ['GET /other HTTP/1.1\r\nHost: a\r\n\r\n', 404, noBody],
    ['OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 404, noBody],
    ['MKCOL /v1/a HTTP/1.1\r\nHost: a\r\n\r\n', 405, noBody],
    ['GET /v1/a?list=2 HTTP/1.1\r\nHost: a\r\n\r\n', 400, noBody],
    [
      'GET /v1/a/%2e%2e HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      '{"errors":["relative paths not supported"]}\n',
    ],
    [
      'OPTIONS /v1/a HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      '{"errors":["cannot handle internal-only request operation"]}\n',
    ],
    [
      'POST /v1/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n{',
      400,
      '{"errors":["failed to decode JSON input: unexpected EOF"]}\n',
    ],
    [
      'PATCH /v1/a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}',
      400,
      '{"errors":["mime: no media type"]}\n',
    ],
    ['GET /v1/a HTTP/1.1\r\n\r\n', 400, '{"errors":["missing required Host header"]}\n'],
  ])('%j has status %i and the headers that clients rely on', async (request, status, body) => {
    const answer = await ask(request);

    expect(answer).toMatchObject({ status, body, headers: common });
  });

  test('that refuses has the id by which the operator finds the request', async () => {
    const refused = await get('/v1/a?list=2');
    const other = await get('/v1/a?list=2');

    expect(refused.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(other.headers['x-request-id']).not.toBe(refused.headers['x-request-id']);
  });

  test('to HEAD has no body and keeps the connection in step', async () => {
    server = await startTestListener();
    const connection = await RawConnection.open(server.port, { tls: false });

    await connection.send(`HEAD /v1/a HTTP/1.1\r\n${host}\r\n`);
    await expect.poll(() => connection.rest).toMatch(/\r\n\r\n$/);
    const head = connection.rest;
    connection.end();

    expect(head).toContain('HTTP/1.1 200 OK');
    expect(head).toContain('Content-Length: 13');
    expect(server.seen()).toEqual(['header a {}']);
  });

  test('of status 204 has the JSON type, no body and no length', async () => {
    const answer = await get('/v1/a', {
      handle: () => Promise.resolve({ status: 204, body: 'x' }),
    });

    expect(answer).toMatchObject({ status: 204, body: '', headers: common });
    expect(answer.headers['content-length']).toBeUndefined();
  });

  test('of another type is sent as it is', async () => {
    const answer = await get('/v1/a', {
      handle: () =>
        Promise.resolve({
          status: 200,
          contentType: 'text/plain; version=0.0.4',
          body: new Uint8Array([0x61, 0x62]),
          headers: { 'Cache-Control': 'max-age=5', 'Retry-After': '1' },
        }),
    });

    expect(answer).toMatchObject({
      body: 'ab',
      headers: {
        'content-type': 'text/plain; version=0.0.4',
        'cache-control': 'max-age=5',
        'retry-after': '1',
      },
    });
  });

  test('gives the namespace header back', async () => {
    const answer = await ask(`GET /v1/a HTTP/1.1\r\n${host}X-Vault-Namespace: /team/\r\n\r\n`);

    expect(answer.headers['x-vault-namespace']).toBe('/team/');
    expect(server.requests[0]?.namespace).toBe('team/');
  });

  test('has the configured headers of its status, which never touch framing or the API', async () => {
    const custom_response_headers = {
      default: { 'X-A': 'default', 'X-B': 'default', 'Cache-Control': 'no-cache' },
      '4xx': { 'X-B': '4xx', 'X-C': '4xx' },
      '404': { 'x-c': '404', 'Content-Length': '0', 'X-Vault-Token': 'x', Connection: 'close' },
    };

    const answer = await get('/other', { custom_response_headers });

    expect(answer).toMatchObject({
      body: noBody,
      headers: {
        'x-a': 'default',
        'x-b': '4xx',
        'x-c': '404',
        'cache-control': 'no-cache',
        connection: 'keep-alive',
      },
    });
    expect(answer.headers['x-vault-token']).toBeUndefined();
  });
});

describe('paths', () => {
  test('one that cannot be read is answered by nothing but the status', async () => {
    const answer = await get('/v1/a%00');

    expect(answer).toMatchObject({ status: 400, body: '' });
    expect(answer.headers['content-type']).toBeUndefined();
    expect(answer.headers['cache-control']).toBeUndefined();
  });

  test('one that is not clean is redirected, with its query', async () => {
    const answer = await get('/v1/sys//policies/acl/x?a=1&b=<>"');

    expect(answer).toMatchObject({
      status: 307,
      headers: { location: '/v1/sys/policies/acl/x?a=1&b=<>"' },
      body: '<a href="/v1/sys/policies/acl/x?a=1&#38;b=&#60;&#62;&#34;">Temporary Redirect</a>.\n\n',
    });
    expect(server.requests).toEqual([]);
  });
});

describe('who asks', () => {
  test('X-Forwarded-For changes nothing without trusted proxies', async () => {
    await ask(`GET /v1/a HTTP/1.1\r\n${host}X-Forwarded-For: 203.0.113.9\r\n\r\n`);

    expect(server.requests[0]).toMatchObject({
      remoteAddress: '127.0.0.1',
      peerAddress: '127.0.0.1',
    });
  });

  test('a trusted proxy names the caller', async () => {
    await ask(
      `GET /v1/a HTTP/1.1\r\n${host}X-Forwarded-For: 203.0.113.1\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n`,
      {
        forwarded_for: {
          authorized_addrs: ['127.0.0.0/8'],
          hop_skips: 0,
          reject_not_present: true,
          reject_not_authorized: true,
        },
      },
    );

    expect(server.requests[0]).toMatchObject({
      remoteAddress: '203.0.113.9',
      peerAddress: '127.0.0.1',
    });
  });

  test('a __proto__ header harms nobody', async () => {
    const answer = await ask(
      `GET /v1/a?__proto__[a]=1 HTTP/1.1\r\n${host}__proto__: x\r\nconstructor: y\r\n\r\n`,
    );

    expect(answer.status).toBe(200);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
});

describe('failures of the handler', () => {
  test('are answered as internal; what happened is in the log alone', async () => {
    const answer = await get('/v1/a', {
      handle: () => Promise.reject(new Error('the disk is on fire')),
    });

    expect(answer).toMatchObject({ status: 500, body: '{"errors":["internal error"]}\n' });
    expect(server.log).toEqual([
      {
        message: 'request failed',
        details: { request_id: server.requests[0]?.id, error: expect.any(Error) },
      },
    ]);
  });

  test('a request that takes too long is answered without it', async () => {
    const answer = await get('/v1/a', {
      max_request_duration_ms: 20,
      handle: () => new Promise(() => undefined),
    });

    expect(answer).toMatchObject({ status: 503, body: '{"errors":["request timed out"]}\n' });
  });

  test('who handles a request is told once that its caller was answered without it', async () => {
    let told = 0;
    await get('/v1/a', {
      max_request_duration_ms: 20,
      handle: ({ pending }) => {
        if (pending) pending.late = { recordLate: async () => void (told += 1) };
        return new Promise(() => undefined);
      },
    });

    expect(told).toBe(1);
  });

  test('a body that is complete only after its time is up reaches nobody', async () => {
    server = await startTestListener({ max_request_duration_ms: 20 });
    const connection = await RawConnection.open(server.port, { tls: false });

    await connection.send(`POST /v1/a HTTP/1.1\r\n${host}Content-Length: 7\r\n\r\n{"a"`);
    const [answer] = await connection.answers(1);
    await connection.send(':1}');
    await new Promise((resolve) => setTimeout(resolve, 50));

    connection.end();
    expect(answer?.status).toBe(503);
    expect(server.requests).toEqual([]);
  });
});

describe('bodies', () => {
  const tooLarge = { status: 413, body: '{"errors":["http: request body too large"]}\n' };

  test('one that says it is too large is refused before it is read', async () => {
    const answer = await ask(`POST /v1/a HTTP/1.1\r\n${host}Content-Length: 1001\r\n\r\n`, {
      max_request_size: 1000,
    });

    expect(answer).toMatchObject({ ...tooLarge, headers: { connection: 'close' } });
  });

  test('one that turns out too large is refused at the limit', async () => {
    const answer = await ask(
      `POST /v1/a HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${' '.repeat(1001)}\r\n`,
      { max_request_size: 1000 },
    );

    expect(answer).toMatchObject({ ...tooLarge, headers: { connection: 'close' } });
  });

  test('one of exactly the limit is read', async () => {
    const answer = await ask(
      `POST /v1/a HTTP/1.1\r\n${host}Content-Length: 1000\r\n\r\n${'{"a":1}'.padEnd(1000)}`,
      { max_request_size: 1000 },
    );

    expect(answer.status).toBe(200);
    expect(server.seen()).toEqual(['update a {"a":1}']);
  });

  test('the body of a GET is read away and ignored', async () => {
    const answer = await ask(`GET /v1/a HTTP/1.1\r\n${host}Content-Length: 7\r\n\r\n{"a":1}`);

    expect(answer.status).toBe(200);
    expect(server.seen()).toEqual(['read a {}']);
  });

  test('a caller that waits for leave gets it', async () => {
    server = await startTestListener();
    const connection = await RawConnection.open(server.port, { tls: false });

    await connection.send(
      `POST /v1/a HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 7\r\n\r\n`,
    );
    const [leave] = await connection.answers(1);
    await connection.send('{"a":1}');
    const [answer] = await connection.answers(1);

    connection.end();
    expect([leave?.status, answer?.status]).toEqual([100, 200]);
    expect(server.seen()).toEqual(['update a {"a":1}']);
  });

  test('a caller that waits for leave to send too much is refused at once', async () => {
    const answer = await ask(
      `POST /v1/a HTTP/1.1\r\n${host}Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n`,
      { max_request_size: 1000 },
    );

    expect(answer).toMatchObject(tooLarge);
  });

  test('a caller that expects anything else is refused', async () => {
    expect(await ask(`GET /v1/a HTTP/1.1\r\n${host}Expect: sunshine\r\n\r\n`)).toMatchObject({
      status: 417,
      headers: { connection: 'close' },
    });
  });

  test('a caller that goes away in the middle of its body is forgotten', async () => {
    server = await startTestListener();
    const connection = await RawConnection.open(server.port, { tls: false });

    await connection.send(`POST /v1/a HTTP/1.1\r\n${host}Content-Length: 7\r\n\r\n{"a"`);
    connection.end();
    await server.listener.stop(5000);

    expect(server.requests).toEqual([]);
    expect(server.log).toEqual([]);
  });
});

test('headers beyond 64 KiB are refused', async () => {
  const answer = await ask(`GET /v1/a HTTP/1.1\r\n${host}X-A: ${'x'.repeat(70_000)}\r\n\r\n`);

  expect(answer.status).toBe(431);
});

describe('stopping', () => {
  test('waits for requests in flight, whose answer is the last of the connection', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server = await startTestListener({
      handle: async () => {
        await promise;
        return { status: 200, body: '{}\n' };
      },
    });
    const busy = await RawConnection.open(server.port, { tls: false });
    const idle = await RawConnection.open(server.port, { tls: false });
    await busy.send(`GET /v1/a HTTP/1.1\r\n${host}\r\n`);
    await expect.poll(() => server.requests.length).toBe(1);

    const stopped = server.listener.stop(60_000);
    await expect.poll(() => canConnect(server.port)).toBe(false);
    resolve();
    const [answers, idleAnswers] = await Promise.all([
      busy.answersUntilClosed(),
      idle.answersUntilClosed(),
    ]);
    await stopped;

    expect(answers).toMatchObject([{ status: 200, headers: { connection: 'close' } }]);
    expect(idleAnswers).toEqual([]);
  });

  test('cuts what is still open when the time is up', async () => {
    server = await startTestListener({ handle: () => new Promise(() => undefined) });
    const connection = await RawConnection.open(server.port, { tls: false });
    await connection.send(`GET /v1/a HTTP/1.1\r\n${host}\r\n`);
    await expect.poll(() => server.requests.length).toBe(1);

    await server.listener.stop(20);

    expect(await connection.answersUntilClosed()).toEqual([]);
  });
});

async function canConnect(port: number): Promise<boolean> {
  try {
    const connection = await RawConnection.open(port, { tls: false });
    connection.end();
    return true;
  } catch {
    return false;
  }
}
