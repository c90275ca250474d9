import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** What the API server itself is called, and whom its own tokens are for. */
export const ISSUER = 'https://kubernetes.default.svc.cluster.local';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The key that signs the tokens of service accounts, in PEM. */
export const clusterKey = keys.publicKey.export({ type: 'spki', format: 'pem' });

/** A service account. */
export interface NamedAccount {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** How a token is made. */
export interface TokenOptions {
  /** Default: that of the API server. Empty: no `aud`. */
  readonly audience?: readonly string[];
  /** Seconds from now; default: an hour. */
  readonly expiresIn?: number;
  /** Without dates and audience, as it is kept in a secret. */
  readonly isLegacy?: true;
  /** Claims in the place of those that it would have; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** The claims of a token in one of its two forms. */
export function createClaims(
  account: NamedAccount,
  options: TokenOptions & { readonly now: number },
): object {
  const own = options.isLegacy ? legacyClaims(account) : boundClaims(account, options);
  return { ...own, ...options.claims };
}

function boundClaims(
  { namespace, name, uid }: NamedAccount,
  { now, audience = [ISSUER], expiresIn = 3600 }: TokenOptions & { now: number },
): object {
  return {
    ...(audience.length > 0 ? { aud: audience } : {}),
    iss: ISSUER,
    sub: `system:serviceaccount:${namespace}:${name}`,
    iat: now,
    nbf: now,
    exp: now + expiresIn,
    'kubernetes.io': {
      namespace,
      serviceaccount: { name, uid },
      pod: { name: 'web-0', uid: 'pod' },
    },
  };
}

function legacyClaims({ namespace, name, uid }: NamedAccount): object {
  const prefix = 'kubernetes.io/serviceaccount';
  return {
    iss: 'kubernetes/serviceaccount',
    sub: `system:serviceaccount:${namespace}:${name}`,
    [`${prefix}/namespace`]: namespace,
    [`${prefix}/secret.name`]: `${name}-token`,
    [`${prefix}/service-account.name`]: name,
    [`${prefix}/service-account.uid`]: uid,
  };
}

/** A token of any claims; default: signed by the key of the cluster. */
export function signToken(
  claims: object,
  {
    header = { alg: 'RS256', kid: 'k' },
    key = keys.privateKey,
  }: { header?: object; key?: KeyObject } = {},
): string {
  const signed = [header, claims].map(encode).join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** JSON in base64url. */
export function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What the API server reads of a token. */
export interface VerifiedToken extends NamedAccount {
  readonly aud?: readonly string[];
  readonly exp?: number;
}

/** The token, if the key of the cluster has signed it. */
export function verifyToken(token: string): VerifiedToken | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  const isOwn = verify('sha256', signed, keys.publicKey, Buffer.from(signature, 'base64url'));
  return isOwn ? readClaims(payload) : undefined;
}

function readClaims(payload: string): VerifiedToken {
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  const { sub = '', aud, exp } = claims;
  const [, , namespace = '', name = ''] = sub.split(':');
  const uid = claims['kubernetes.io']?.serviceaccount.uid ?? claims[LEGACY_UID] ?? '';
  return { namespace, name, uid, ...(aud && { aud }), ...(exp !== undefined && { exp }) };
}

const LEGACY_UID = 'kubernetes.io/serviceaccount/service-account.uid';

interface Claims {
  readonly sub?: string;
  readonly aud?: readonly string[];
  readonly exp?: number;
  readonly 'kubernetes.io'?: { readonly serviceaccount: { readonly uid: string } };
  readonly [LEGACY_UID]?: string;
}
