import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { JsonObject } from '../lib/json.ts';
import {
  startTestServer,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
} from './test-server.ts';

/** Keys of one test run. */
export const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  other: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ec384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ec521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  ed: generateKeyPairSync('ed25519'),
};

/** How a test signs a token. */
export interface SignOptions {
  readonly key?: KeyObject;
  /** Default: RS256. */
  readonly alg?: string;
  readonly kid?: string;
  /** Beside `alg`, `typ` and `kid`. */
  readonly header?: JsonObject;
}

/** Make a token; the claims may be a text that is signed as it is. */
export function signToken(claims: JsonObject | string, options: SignOptions = {}): string {
  const { key = keys.rsa.privateKey, alg = 'RS256', kid, header } = options;
  const head = encode({ alg, typ: 'JWT', ...(kid === undefined ? {} : { kid }), ...header });
  const body = typeof claims === 'string' ? encodeText(claims) : encode(claims);
  const input = `${head}.${body}`;
  return `${input}.${signBytes(Buffer.from(input), alg, key).toString('base64url')}`;
}

function signBytes(input: Buffer, alg: string, key: KeyObject): Buffer {
  if (alg === 'EdDSA') return sign(null, input, key);
  const digest = `sha${alg.slice(2)}`;
  if (alg.startsWith('ES')) return sign(digest, input, { key, dsaEncoding: 'ieee-p1363' });
  // RSA_PKCS1_PSS_PADDING with a salt as long as the digest
  if (alg.startsWith('PS')) return sign(digest, input, { key, padding: 6, saltLength: -1 });
  return sign(digest, input, key);
}

function encode(value: JsonObject): string {
  return encodeText(JSON.stringify(value));
}

/** A text in base64url. */
export function encodeText(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** The PEM of a public key. */
export function pemOf({ publicKey }: { readonly publicKey: KeyObject }): string {
  return publicKey.export({ type: 'spki', format: 'pem' });
}

/** A server with a JWT mount at `auth/jwt/`. */
export class JwtServer {
  readonly server: TestServer;
  /** Id of what strangers send. */
  readonly strangersId = 'of-a-stranger';

  constructor(server: TestServer) {
    this.server = server;
  }

  /** Seconds since the epoch, as the server sees them. */
  get now(): number {
    return Math.floor(this.server.now() / 1000);
  }

  send(
    verb: Parameters<TestServer['request']>[0],
    path: string,
    data: JsonObject = {},
  ): Promise<TestAnswer> {
    return this.server.request(verb, `auth/jwt/${path}`, data);
  }

  /** Send without a token. */
  asStranger(
    ...[verb, path, data = {}, remoteAddress = '127.0.0.1']: [
      verb: Parameters<TestServer['request']>[0],
      path: string,
      data?: JsonObject,
      remoteAddress?: string,
    ]
  ): Promise<TestAnswer> {
    const of = { token: '', remoteAddress, id: this.strangersId };
    return this.server.request(verb, `auth/jwt/${path}`, data, of);
  }

  /** Write what must succeed. @throws Error when it is refused */
  async write(path: string, data: JsonObject): Promise<TestAnswer> {
    const answer = await this.send('POST', path, data);
    if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }

  /** Write a role for tokens with the audience `app`. */
  writeRole(data: JsonObject = {}, name = 'r'): Promise<TestAnswer> {
    const usual = { role_type: 'jwt', user_claim: 'sub', bound_audiences: 'app' };
    return this.write(`role/${name}`, { ...usual, ...data });
  }

  /** Claims that the role of `writeRole` is satisfied with. */
  claims(more: JsonObject = {}): JsonObject {
    const { now } = this;
    return {
      iss: 'https://issuer.example',
      sub: 'ann',
      aud: 'app',
      iat: now,
      exp: now + 600,
      ...more,
    };
  }

  /** Log in with claims that are signed here, or with a token. */
  login(
    token: JsonObject | string,
    options: SignOptions & { readonly role?: string; readonly remoteAddress?: string } = {},
  ): Promise<TestAnswer> {
    const { role = 'r', remoteAddress, ...by } = options;
    const jwt = typeof token === 'string' ? token : signToken(token, by);
    return this.asStranger('POST', 'login', { role, jwt }, remoteAddress);
  }
}

/** Start a server with a JWT mount. */
export async function startJwt(options: TestServerOptions = {}): Promise<JwtServer> {
  const server = await startTestServer(options);
  await server.given.authMethod('jwt');
  return new JwtServer(server);
}

/** Start a server whose JWT mount trusts the keys of this file. */
export async function startJwtWithKeys(config: JsonObject = {}): Promise<JwtServer> {
  const jwt = await startJwt();
  const { rsa, ec, ec384, ec521, ed } = keys;
  const jwt_validation_pubkeys = [rsa, ec, ec384, ec521, ed].map(pemOf);
  await jwt.write('config', { jwt_validation_pubkeys, default_role: 'r', ...config });
  return jwt;
}

/** The one error text of an answer; empty: there is none. */
export function errorOf({ body }: TestAnswer): string {
  const { errors } = body as { errors?: readonly string[] };
  return errors?.join() ?? '';
}

/** The token of an answer. @throws Error when it has none */
export function tokenOf({ body }: TestAnswer): string {
  const { auth } = body as { auth?: { client_token?: string } };
  if (!auth?.client_token) throw new Error(JSON.stringify(body));
  return auth.client_token;
}

/** Where a login by browser begins. @throws Error when the answer has no such address */
export function authUrlOf(answer: TestAnswer): string {
  const { auth_url } = answer.body['data'] as unknown as Record<string, unknown>;
  if (typeof auth_url !== 'string') throw new Error(JSON.stringify(answer.body));
  return auth_url;
}
