/** The program of the upper limit for requests: a Fastify handler that answers fixed bytes, at most after one thing. */
import { createPublicKey, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyReply } from 'fastify';
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
  const check = verifies && createCheck(verifies);
  const commit = commits && (await createCommit(commits));
  const app = fastify({ serverFactory: (handler) => createServer(http1Options, handler) });
  app.all('/v1/*', (request, reply) => {
    if (check && !check((request.body as { jwt: string }).jwt)) {
      throw new Error('the signature is wrong');
    }
    const answer = (): FastifyReply => {
      void reply.code(status).headers(headers);
      return status === 204 ? reply.send() : reply.send(body);
    };
    return commit ? commit().then(answer) : answer();
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

function createCheck({ publicKey, isEc }: VerifyWork): (jwt: string) => boolean {
  const key = createPublicKey(publicKey);
  const signedBy = isEc ? { key, dsaEncoding: 'ieee-p1363' as const } : key;
  return (jwt) => {
    const dot = jwt.lastIndexOf('.');
    const signature = Buffer.from(jwt.slice(dot + 1), 'base64url');
    return verify('sha256', Buffer.from(jwt.slice(0, dot)), signedBy, signature);
  };
}
