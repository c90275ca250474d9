/** The program of the upper limit for requests: a Fastify handler that answers fixed bytes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { http1Options } from '../../src/http/node-server.ts';
import { serveWork } from '../child.ts';

/** The answer that is given to every request. */
export interface FixedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where it listens. */
export interface PlainHandler {
  readonly port: number;
}

serveWork(async ({ status, headers, body }: FixedAnswer, report) => {
  const app = fastify({ serverFactory: (handler) => createServer(http1Options, handler) });
  app.all('/v1/*', (_request, reply) => {
    void reply.code(status).headers(headers);
    return status === 204 ? reply.send() : reply.send(body);
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  report({ port });
});
