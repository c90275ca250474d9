import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CollectingRequest } from './collecting-request.ts';
import { RequestAborted } from './request-aborted.ts';

let server: Server<typeof CollectingRequest>;
let client: Socket;
let requests: CollectingRequest[];

beforeEach(async () => {
  requests = [];
  // an answer would make Node drop what is still to come of the body
  server = createServer({ IncomingMessage: CollectingRequest }, (request) => {
    requests.push(request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(client, 'connect');
});

afterEach(async () => {
  client.destroy();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

async function arrived(): Promise<CollectingRequest> {
  await expect.poll(() => requests.length).toBeGreaterThan(0);
  const [request] = requests;
  if (!request) throw new Error('no request came');
  return request;
}

function head(...headers: string[]): string {
  return ['POST / HTTP/1.1', 'Host: test', ...headers, '', ''].join('\r\n');
}

async function textOf(request: CollectingRequest, maxBytes = 0): Promise<string | undefined> {
  return (await request.readWhole(maxBytes))?.toString();
}

describe('a whole body', () => {
  test('is there when it came with its head', async () => {
    client.write(`${head('Content-Length: 5')}hello`);

    expect(await textOf(await arrived())).toBe('hello');
  });

  test('is put together from packets and chunks', async () => {
    client.write(head('Transfer-Encoding: chunked'));
    const body = textOf(await arrived());
    for (const part of ['2\r\nhe\r\n', '3\r\nl', 'lo\r\n', '0\r\n\r\n']) {
      client.write(part);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }

    expect(await body).toBe('hello');
  });

  test('leaves nothing of the stream open, so that nothing has to be told of its end', async () => {
    client.write(`${head('Content-Length: 5')}hello`);
    const request = await arrived();
    await request.readWhole(0);

    expect(request.readableEnded).toBe(true);
    expect(request.closed).toBe(true);
  });

  test('may be as large as the limit', async () => {
    client.write(`${head('Content-Length: 5')}hello`);

    expect(await textOf(await arrived(), 5)).toBe('hello');
  });
});

describe('a body that is too large', () => {
  test('is refused at the limit, and no more of it is read', async () => {
    client.write(head('Transfer-Encoding: chunked'));
    const request = await arrived();
    const body = request.readWhole(5);
    client.write('6\r\nabcdef\r\n');

    expect(await body).toBeUndefined();
    expect(request.complete).toBe(false);
  });

  test('is not taken off the socket before anybody asks for it', async () => {
    const length = 64 * 1024 * 1024;
    client.write(head(`Content-Length: ${length}`));
    const request = await arrived();
    client.write(Buffer.alloc(length));
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(request.complete).toBe(false);
    expect(request.socket.bytesRead).toBeLessThan(1024 * 1024);
    expect((await request.readWhole(0))?.length).toBe(length);
  });
});

describe('a caller that goes away', () => {
  test('before the body is complete ends the reading', async () => {
    client.write(`${head('Content-Length: 5')}hel`);
    const body = textOf(await arrived());
    client.destroy();

    await expect(body).rejects.toThrow(RequestAborted);
  });

  test('before anybody reads is told when somebody does', async () => {
    client.write(`${head('Content-Length: 5')}hel`);
    const request = await arrived();
    client.destroy();
    await expect.poll(() => request.destroyed).toBe(true);

    await expect(request.readWhole(0)).rejects.toThrow(RequestAborted);
  });
});
