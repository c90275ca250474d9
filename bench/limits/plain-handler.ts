/** The program of the upper limit for requests: a Fastify handler that answers fixed bytes, at most after one thing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyReply } from 'fastify';
import { compactVerify, importSPKI } from 'jose';
import { http1Options } from '../../src/http/node-server.ts';
import { openSqliteStore } from '../../src/storage/sqlite/index.ts';
import { serveWork } from '../child.ts';
import { type BareCommits, prepareCommits } from './bare-commits.ts';

/** The answer that is given to every request. */
export interface FixedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The signature of the `jwt` in the body of a request. */
export interface VerifyWork {
  /** In PEM. */
  readonly publicKey: string;
  /** ES256, else RS256. */
  readonly isEc: boolean;
}

/** What the program is to do. */
export interface PlainWork extends FixedAnswer {
  /** Before a request is answered. */
  readonly verifies?: VerifyWork;
  readonly commits?: BareCommits & { readonly database: string };
}

/** Where it listens. */
export interface PlainHandler {
  readonly port: number;
}

serveWork(async ({ status, headers, body, verifies, commits }: PlainWork, report) => {
  const check = verifies && (await createCheck(verifies));
  const commit = commits && (await createCommit(commits));
  const app = fastify({ serverFactory: (handler) => createServer(http1Options, handler) });
  app.all('/v1/*', (request, reply) => {
    const answer = (): FastifyReply => {
      void reply.code(status).headers(headers);
      return status === 204 ? reply.send() : reply.send(body);
    };
    const written = () => (commit ? commit().then(answer) : answer());
    return check ? check((request.body as { jwt: string }).jwt).then(written) : written();
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  report({ port });
});

async function createCommit(
  work: NonNullable<PlainWork['commits']>,
): Promise<() => Promise<unknown>> {
  const store = await openSqliteStore({ path: work.database });
  const next = await prepareCommits(store, work);
  return () => store.commit(next() ?? {});
}

/** By the library of the server, which leaves the event loop alone as the server must. */
async function createCheck({
  publicKey,
  isEc,
}: VerifyWork): Promise<(jwt: string) => Promise<unknown>> {
  const algorithm = isEc ? 'ES256' : 'RS256';
  const key = await importSPKI(publicKey, algorithm);
  return (jwt) => compactVerify(jwt, key, { algorithms: [algorithm] });
}
