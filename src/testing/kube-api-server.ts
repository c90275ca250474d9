import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JsonObject } from '../lib/json.ts';
import {
  createClaims,
  ISSUER,
  type NamedAccount,
  signToken,
  type TokenOptions,
  verifyToken,
} from './kube-tokens.ts';

const tls = join(import.meta.dirname, '../../tests/support/tls');

/** Tokens count until this long after their end, seconds, as in Kubernetes. */
const LEEWAY_SECONDS = 60;

/** The certificate that the server is trusted by. */
export const clusterCa = readFileSync(join(tls, 'ca.crt'), 'utf8');
/** A request as it came in. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Empty: none. */
  readonly bearer: string;
  readonly headers: IncomingMessage['headers'];
  /** Parsed; undefined where there is none. */
  readonly body: JsonObject | undefined;
}

interface Account {
  readonly uid: string;
  readonly annotations: Readonly<Record<string, string>>;
}

type Answer = (seen: SeenRequest, response: ServerResponse) => void;

/**
 * A small API server for tests: service accounts and their tokens, TokenReview, reads of namespaces and
 * accounts, over TLS. Its answers are those that the documents of Kubernetes tell of.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authentication/
 */
export class KubeApiServer {
  readonly requests: SeenRequest[] = [];
  /** Set: answers every request in the place of the server. */
  answer: Answer | undefined;
  /** Names of accounts, `namespace/name`, and what they may do. */
  readonly rights = new Map<string, readonly Right[]>();
  readonly namespaces = new Map<string, Readonly<Record<string, string>>>();
  readonly #accounts = new Map<string, Account>();
  readonly #server: Server;
  readonly #clock: () => number;

  /** @param clock - milliseconds since the epoch */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#server = createServer(
      { key: readFileSync(join(tls, 'server.key')), cert: readFileSync(join(tls, 'server.crt')) },
      (request, response) => void this.#take(request, response),
    );
  }

  /** Listen on a free port of this machine. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** Hang up on everybody. */
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Make an account, or make it anew with another uid. @returns its uid */
  createAccount(name: string, annotations: Readonly<Record<string, string>> = {}): string {
    const uid = randomUUID();
    this.#accounts.set(name, { uid, annotations });
    return uid;
  }

  /** Give an account other annotations. @throws Error where there is no such account */
  annotate(name: string, annotations: Readonly<Record<string, string>>): void {
    const account = this.#accounts.get(name);
    if (!account) throw new Error(`no account ${name}`);
    this.#accounts.set(name, { ...account, annotations });
  }

  deleteAccount(name: string): void {
    this.#accounts.delete(name);
  }

  /** A token of an account, `namespace/name`. @throws Error where there is no such account */
  createToken(account: string, options: TokenOptions = {}): string {
    const [namespace = '', name = ''] = account.split('/');
    const uid = this.#accounts.get(account)?.uid;
    if (uid === undefined) throw new Error(`no account ${account}`);
    const now = Math.floor(this.#clock() / 1000);
    return signToken(createClaims({ namespace, name, uid }, { now, ...options }));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString();
    const { authorization = '' } = request.headers;
    const seen: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      bearer: authorization.replace(/^Bearer /, ''),
      headers: request.headers,
      body: text === '' ? undefined : (JSON.parse(text) as JsonObject),
    };
    this.requests.push(seen);
    if (this.answer) return this.answer(seen, response);
    this.respond(seen, response);
  }

  /** Answer as an API server does. */
  respond(seen: SeenRequest, response: ServerResponse): void {
    if (seen.path === '/version') return sendJson(response, 200, { gitVersion: 'v1.34.2' });
    const asker = this.#authenticate(seen.bearer, [ISSUER]);
    if (typeof asker === 'string') return sendStatus(response, 401, 'Unauthorized');
    const target = targetOf(seen);
    if (!target) return sendStatus(response, 404, 'NotFound');
    const may = this.rights.get(`${asker.namespace}/${asker.name}`) ?? [];
    if (!may.includes(target.right)) return sendStatus(response, 403, 'Forbidden');
    const [status, body] = this.#answerTo(target, seen);
    sendJson(response, status, body);
  }

  #answerTo({ right, namespace, name }: Target, seen: SeenRequest): [number, object] {
    if (right === 'create tokenreviews') return this.#review(seen.body);
    if (right === 'get namespaces') {
      const labels = this.namespaces.get(namespace);
      return labels
        ? [200, { kind: 'Namespace', apiVersion: 'v1', metadata: { name: namespace, labels } }]
        : [404, statusOf(404, 'NotFound', 'namespaces')];
    }
    const account = this.#accounts.get(`${namespace}/${name}`);
    if (!account) return [404, statusOf(404, 'NotFound', 'serviceaccounts')];
    const { uid, annotations } = account;
    const metadata = { name, namespace, uid, annotations };
    return [200, { kind: 'ServiceAccount', apiVersion: 'v1', metadata }];
  }

  #review(body: JsonObject | undefined): [number, object] {
    const spec = body?.['spec'] as { token?: string; audiences?: readonly string[] } | undefined;
    const { token = '', audiences = [ISSUER] } = spec ?? {};
    if (token === '') return [400, statusOf(400, 'BadRequest')];
    const user = this.#authenticate(token, audiences);
    const review = { kind: 'TokenReview', apiVersion: 'authentication.k8s.io/v1', metadata: {} };
    if (typeof user === 'string')
      return [201, { ...review, spec, status: { user: {}, error: user } }];
    const { namespace, name, uid, audience } = user;
    const status = {
      authenticated: true,
      user: {
        username: `system:serviceaccount:${namespace}:${name}`,
        uid,
        groups: [
          'system:serviceaccounts',
          `system:serviceaccounts:${namespace}`,
          'system:authenticated',
        ],
      },
      audiences: audience,
    };
    return [201, { ...review, spec, status }];
  }

  /** Whose token it is, or why it is nobody's. */
  #authenticate(token: string, audiences: readonly string[]): Known | string {
    const claims = verifyToken(token);
    if (!claims) return '[invalid bearer token, error in cryptographic primitive]';
    const { namespace, name, uid, aud, exp } = claims;
    if (exp !== undefined && this.#clock() / 1000 > exp + LEEWAY_SECONDS) {
      return '[invalid bearer token, service account token has expired]';
    }
    const account = this.#accounts.get(`${namespace}/${name}`);
    if (!account) return `[invalid bearer token, serviceaccounts "${name}" not found]`;
    if (account.uid !== uid) {
      return `[invalid bearer token, service account UID (${account.uid}) does not match claim (${uid})]`;
    }
    // a token without audience is for the API server
    const own = aud ?? [ISSUER];
    const audience = audiences.filter((wanted) => own.includes(wanted));
    return audience.length > 0
      ? { namespace, name, uid, audience }
      : `[invalid bearer token, token audiences ${JSON.stringify(own)} is invalid for the target audiences ${JSON.stringify(audiences)}]`;
  }
}

/** What an account may be allowed to. */
export type Right = 'create tokenreviews' | 'get namespaces' | 'get serviceaccounts';

interface Target {
  readonly right: Right;
  readonly namespace: string;
  readonly name: string;
}

interface Known extends NamedAccount {
  readonly audience: readonly string[];
}

const paths = /^\/api\/v1\/namespaces\/([a-z0-9-]+)(?:\/serviceaccounts\/([a-z0-9.-]+))?$/;

function targetOf({ method, path }: SeenRequest): Target | undefined {
  if (method === 'POST' && path === '/apis/authentication.k8s.io/v1/tokenreviews') {
    return { right: 'create tokenreviews', namespace: '', name: '' };
  }
  const [, namespace, name] = paths.exec(path) ?? [];
  if (method !== 'GET' || namespace === undefined) return undefined;
  const right = name === undefined ? 'get namespaces' : 'get serviceaccounts';
  return { right, namespace, name: name ?? '' };
}

/** Answer JSON. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Answer the object by which Kubernetes refuses. */
export function sendStatus(response: ServerResponse, status: number, reason: string): void {
  sendJson(response, status, statusOf(status, reason));
}

function statusOf(code: number, reason: string, kind?: string): object {
  const details = kind === undefined ? {} : { details: { kind } };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    message: reason,
    reason,
    code,
    ...details,
  };
}
