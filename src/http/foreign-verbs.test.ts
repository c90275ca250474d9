import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RawAnswer, RawConnection } from '../../tests/support/raw-http.ts';
import { startTestListener, type TestListener } from '../../tests/support/test-listener.ts';

const host = 'Host: a\r\n';
const lookalike = '{"a":"LIST /v1/evil HTTP/1.1 LIST /v1/evil HTTP/1.1"}';

/** Requests in a row, as a client without patience sends them. */
const pipeline = [
  `GET /v1/1 HTTP/1.1\r\n${host}\r\n`,
  `LIST /v1/2 HTTP/1.1\r\n${host}\r\n`,
  `LIST /v1/3?a=b HTTP/1.1\r\n${host}Content-Length: ${lookalike.length}\r\n\r\n${lookalike}`,
  `POST /v1/4 HTTP/1.1\r\n${host}Content-Length: ${lookalike.length}\r\n\r\n${lookalike}`,
  `SCAN /v1/5 HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\n5\r\nLIST \r\n0\r\n\r\n`,
  `HELP /v1/6 HTTP/1.1\r\n${host}\r\n`,
  `LIST /v1/7 HTTP/1.1\r\n${host}\r\n`,
].join('');

const framed = [
  'read 1 {}',
  'list 2/ {}',
  'list 3/ {"a":"b"}',
  `update 4 ${JSON.stringify(JSON.parse(lookalike))}`,
  'scan 5/ {}',
  'help 6 {}',
  'list 7/ {}',
];

/** The digits of the paths that were answered. */
function orderOf(answers: readonly RawAnswer[]): string {
  return answers.map(({ body }) => body.replace(/\D/g, '')).join('');
}

describe.each([
  ['plain', false],
  ['TLS', true],
])('verbs that the parser does not know, %s', (_name, isTls) => {
  let server: TestListener;

  beforeAll(async () => {
    server = await startTestListener({ isTls });
  });
  afterAll(() => server.listener.stop(0));
  beforeEach(() => {
    server.requests.length = 0;
  });

  const open = (): Promise<RawConnection> => RawConnection.open(server.port, { tls: isTls });

  /** Send, and gather all answers until the connection is closed. */
  async function sendAll(
    parts: readonly string[],
  ): Promise<{ statuses: number[]; connection: string | undefined; seen: string[] }> {
    server.requests.length = 0;
    const connection = await open();
    for (const part of parts) await connection.send(part);
    const answers = await connection.answersUntilClosed();
    return {
      statuses: answers.map(({ status }) => status),
      connection: answers.at(-1)?.headers['connection'],
      seen: server.seen(),
    };
  }

  /** What came before was answered, then came one refusal and the end of the connection. */
  const refusedAfter = (...seen: string[]): unknown => ({
    statuses: [...seen.map(() => 200), 400],
    connection: 'close',
    seen,
  });

  test('keep-alive carries one after the other', async () => {
    const connection = await open();

    for (const path of ['a', 'b', 'c']) {
      await connection.send(`LIST /v1/${path} HTTP/1.1\r\n${host}\r\n`);
      const [answer] = await connection.answers(1);
      expect(answer).toMatchObject({ status: 200, body: `{"path":"${path}/"}\n` });
    }

    connection.end();
    expect(server.seen()).toEqual(['list a/ {}', 'list b/ {}', 'list c/ {}']);
  });

  test('a pipeline in one packet is exactly the requests that were framed, answered in order', async () => {
    const connection = await open();

    await connection.send(pipeline);
    const answers = await connection.answers(framed.length);

    connection.end();
    expect(orderOf(answers)).toBe('1234567');
    expect(server.seen().sort()).toEqual([...framed].sort());
  });

  test('a pipeline split in or near a verb is the same requests', async () => {
    const places = [...pipeline.matchAll(/GET|LIST|POST|SCAN|HELP/g)]
      .flatMap(({ index }) => [-2, -1, 0, 1, 2, 3, 4, 5].map((step) => index + step))
      .filter((at) => at > 0);
    const orders: string[] = [];

    for (const at of places) {
      const connection = await open();
      await connection.send(pipeline.slice(0, at));
      await connection.send(pipeline.slice(at));
      orders.push(orderOf(await connection.answers(framed.length)));
      connection.end();
    }

    expect(orders).toEqual(places.map(() => '1234567'));
    expect(server.seen().sort()).toEqual(places.flatMap(() => framed).sort());
  });

  test('a connection that splits its pipelines at every byte stays in step', async () => {
    const places = Array.from({ length: pipeline.length - 1 }, (_, at) => at + 1);
    const connection = await open();
    const orders: string[] = [];

    for (const at of places) {
      await connection.send(pipeline.slice(0, at));
      await connection.send(pipeline.slice(at));
      orders.push(orderOf(await connection.answers(framed.length)));
    }

    connection.end();
    expect(orders).toEqual(places.map(() => '1234567'));
    expect(server.seen().sort()).toEqual(places.flatMap(() => framed).sort());
  });

  test('a pipeline that comes byte by byte is the same requests', async () => {
    const connection = await open();

    for (const byte of pipeline) await connection.send(byte);
    const answers = await connection.answers(framed.length);

    connection.end();
    expect(answers).toHaveLength(framed.length);
    expect(server.seen().sort()).toEqual([...framed].sort());
  });

  test('hundreds in one packet are all answered', async () => {
    // One TLS record holds 16 KiB; Node cuts connections that send more while their answers are pending.
    const count = isTls ? 500 : 2000;
    const connection = await open();

    await connection.send(`LIST /v1/a HTTP/1.1\r\n${host}\r\n`.repeat(count));
    const answers = await connection.answers(count);

    connection.end();
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(server.requests).toHaveLength(count);
  });

  test('large answers that fill the connection do not disturb what follows', async () => {
    const big = await startTestListener({
      isTls,
      handle: () => Promise.resolve({ status: 200, body: 'x'.repeat(300_000) }),
    });
    const connection = await RawConnection.open(big.port, { tls: isTls });

    await connection.send(
      `GET /v1/a HTTP/1.1\r\n${host}\r\nLIST /v1/a HTTP/1.1\r\n${host}\r\n`.repeat(20),
    );
    const answers = await connection.answers(40);

    connection.end();
    await big.listener.stop(0);
    expect(answers.map(({ body }) => body.length)).toEqual(
      Array.from({ length: 40 }, () => 300_000),
    );
    expect(big.seen()).toEqual(
      Array.from({ length: 20 }, () => ['read a {}', 'list a/ {}']).flat(),
    );
  });

  test.each(['LINK', 'BIND', 'LOCK'])(
    'the stand-in %s sent by a client is refused',
    async (verb) => {
      const connection = await open();

      await connection.send(
        `LIST /v1/a HTTP/1.1\r\n${host}\r\n${verb} /v1/b HTTP/1.1\r\n${host}\r\n`,
      );
      const answers = await connection.answers(2);

      connection.end();
      expect(answers.map(({ status }) => status)).toEqual([200, 405]);
      expect(answers[1]?.body).toBe('{"errors":[]}\n');
      expect(server.seen()).toEqual(['list a/ {}']);
    },
  );

  test('the verb of a message that never became a request is not lent to the next', async () => {
    const result = await sendAll([`LIST /v1/a HTTP/1.1\r\n\r\nLINK /v1/b HTTP/1.1\r\n${host}\r\n`]);

    expect(result).toEqual(refusedAfter());
  });

  const unknown = [
    'list',
    'LISTEN',
    'LISt',
    'LIST\t',
    'UNLIST',
    'M-SCAN',
    'POSCAN',
    'CHELP',
    'FOO',
    '',
  ];

  test.each(unknown)('the verb %j is refused', async (verb) => {
    const request = `${verb} /v1/b HTTP/1.1\r\n${host}\r\n`;

    const first = await sendAll([request]);
    const second = await sendAll([`GET /v1/a HTTP/1.1\r\n${host}\r\n${request}`]);

    expect(first).toEqual(refusedAfter());
    expect(second).toEqual(refusedAfter('read a {}'));
  });

  test.each([
    ['UN', 'LIST'],
    ['M-', 'SCAN'],
    ['PO', 'SCAN'],
    ['C', 'HELP'],
    ['LIS', 'GET'],
    ['LIST', 'EN'],
    ['LIS', 't'],
  ])('a verb sent as %j and %j is not mistaken for another', async (begin, end) => {
    const rest = `${end} /v1/a HTTP/1.1\r\n${host}\r\n`;

    const first = await sendAll([begin, rest]);
    const second = await sendAll([`GET /v1/a HTTP/1.1\r\n${host}\r\n${begin}`, rest]);

    expect(first).toEqual(refusedAfter());
    expect(second).toEqual(refusedAfter('read a {}'));
  });

  test('a body that ends like the beginning of another verb makes the next LIST doubtful: refused', async () => {
    const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n';

    const result = await sendAll([
      `POST /v1/a HTTP/1.1\r\n${host}${form}\r\na=UNLIST /v1/b HTTP/1.1\r\n${host}\r\n`,
    ]);

    expect(result).toEqual(refusedAfter('update a {"a":"UN"}'));
  });
});

describe('framing on which two readers could disagree', () => {
  const sneaked = `GET /v1/sneaked HTTP/1.1\r\n${host}\r\n`;
  let server: TestListener;

  beforeAll(async () => {
    server = await startTestListener();
  });
  afterAll(() => server.listener.stop(0));

  describe.each(['POST', 'LIST', 'GET'])('with %s', (verb) => {
    test.each([
      ['two lengths', 'Content-Length: 2\r\nContent-Length: 3\r\n', '{}'],
      ['the same length twice', 'Content-Length: 2\r\nContent-Length: 2\r\n', '{}'],
      ['a list of lengths', 'Content-Length: 2, 2\r\n', '{}'],
      ['length before chunked', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'],
      ['chunked before length', 'Transfer-Encoding: chunked\r\nContent-Length: 2\r\n', '0\r\n\r\n'],
      ['chunked twice in one', 'Transfer-Encoding: chunked, chunked\r\n', '0\r\n\r\n'],
      [
        'chunked twice',
        'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n',
        '0\r\n\r\n',
      ],
      ['another coding first', 'Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'],
      ['another coding last', 'Transfer-Encoding: chunked, gzip\r\n', '0\r\n\r\n'],
      ['an unknown coding', 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'],
      ['a bare line feed', 'X-A: b\n', ''],
      ['a bare carriage return', 'X-A: b\rX-B: c\r\n', ''],
      ['a folded header', 'X-A: b\r\n c\r\n', ''],
      ['a blank before the colon', 'Content-Length : 2\r\n', '{}'],
      ['a plus sign', 'Content-Length: +2\r\n', '{}'],
      ['a minus sign', 'Content-Length: -2\r\n', '{}'],
      ['20 digits', 'Content-Length: 18446744073709551618\r\n', '{}'],
      ['hexadecimal digits', 'Content-Length: 0x2\r\n', '{}'],
      ['NUL in a header', 'X-A: b\0c\r\n', ''],
      ['a chunk ended by a line feed', 'Transfer-Encoding: chunked\r\n', '2\n{}\n0\n\n'],
      ['a negative chunk', 'Transfer-Encoding: chunked\r\n', '-2\r\n{}\r\n0\r\n\r\n'],
      [
        'a chunk of 17 digits',
        'Transfer-Encoding: chunked\r\n',
        '10000000000000002\r\n{}\r\n0\r\n\r\n',
      ],
    ])('%s: 400, closed, and nothing behind it is acted upon', async (_name, headers, body) => {
      server.requests.length = 0;
      const connection = await RawConnection.open(server.port, { tls: false });

      await connection.send(`${verb} /v1/first HTTP/1.1\r\n${host}${headers}\r\n${body}${sneaked}`);
      const answers = await connection.answersUntilClosed();

      expect(answers.map(({ status }) => status)).toEqual([400]);
      expect(server.seen()).toEqual([]);
    });

    test.each([
      ['chunk extensions', 'Transfer-Encoding: chunked\r\n', '2;a=b;c="d"\r\n{}\r\n0\r\n\r\n'],
      ['a trailer', 'Transfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\nX-Vault-Token: x\r\n\r\n'],
      ['upper case', 'TRANSFER-ENCODING: CHUNKED\r\n', '2\r\n{}\r\n0\r\n\r\n'],
    ])('%s: exactly the two requests, without a token', async (_name, headers, body) => {
      server.requests.length = 0;
      const connection = await RawConnection.open(server.port, { tls: false });

      await connection.send(`${verb} /v1/first HTTP/1.1\r\n${host}${headers}\r\n${body}${sneaked}`);
      const answers = await connection.answers(2);

      connection.end();
      expect(answers.map(({ body: text }) => text)).toEqual([
        verb === 'LIST' ? '{"path":"first/"}\n' : '{"path":"first"}\n',
        '{"path":"sneaked"}\n',
      ]);
      expect(server.requests.map(({ token }) => token)).toEqual(['', '']);
    });

    test('a request to upgrade is answered as it is, and is the last of its connection', async () => {
      server.requests.length = 0;
      const connection = await RawConnection.open(server.port, { tls: false });

      await connection.send(
        `${verb} /v1/first HTTP/1.1\r\n${host}Connection: upgrade\r\nUpgrade: h2c\r\n\r\n${sneaked}`,
      );
      const answers = await connection.answersUntilClosed();

      expect(answers.map(({ status }) => status)).toEqual([200]);
      expect(answers[0]?.headers['connection']).toBe('close');
      expect(server.requests).toHaveLength(1);
    });
  });
});
