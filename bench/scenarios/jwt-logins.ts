import { generateKeyPairSync, sign } from 'node:crypto';
import type { World } from '../world.ts';
import { enable } from './logins.ts';
import type { Prepared, Scenario } from './scenario.ts';

const ISSUER = 'https://issuer.test';
const YEAR_SECONDS = 31_536_000;

/** A signature algorithm and a fresh key for it. */
interface Signer {
  readonly algorithm: 'RS256' | 'ES256';
  readonly sign: (input: Buffer) => Buffer;
  readonly publicKey: string;
}

/** Machines with a token of an issuer whose key is known; the signature is the price. */
export const jwtLogins: readonly Scenario[] = (
  [
    ['jwt-rs256', signByRsa, 'service'],
    ['jwt-es256', signByEc, 'service'],
    ['jwt-rs256-batch', signByRsa, 'batch'],
  ] as const
).map(([name, createSigner, token_type]) => ({
  name,
  prepare: (world) => prepare(world, createSigner(), token_type),
}));

async function prepare(
  world: World,
  signer: Signer,
  token_type: 'service' | 'batch',
): Promise<Prepared | string> {
  const refusal = await enable(world, 'jwt', 'jwt');
  if (refusal !== undefined) return refusal;
  const { algorithm, publicKey } = signer;
  await world.ask('POST', 'auth/jwt/config', {
    jwt_validation_pubkeys: [publicKey],
    jwt_supported_algs: [algorithm],
    bound_issuer: ISSUER,
  });
  await world.ask('POST', 'auth/jwt/role/bench', {
    role_type: 'jwt',
    bound_audiences: ['bench'],
    user_claim: 'sub',
    token_policies: ['default'],
    token_ttl: '1h',
    token_type,
  });
  const jwt = makeToken(signer);
  const call = { method: 'POST', path: 'auth/jwt/login', body: { role: 'bench', jwt } };
  return {
    calls: [call],
    ...(token_type === 'service' && { commits: 'insert' as const }),
    verifies: { publicKey, isEc: algorithm === 'ES256' },
  };
}

function makeToken({ algorithm, sign: signInput }: Signer): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ISSUER, aud: 'bench', sub: 'machine', iat: now, exp: now + YEAR_SECONDS };
  const input = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(claims)}`;
  return `${input}.${signInput(Buffer.from(input)).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signByRsa(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    algorithm: 'RS256',
    sign: (input) => sign('sha256', input, privateKey),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
  };
}

function signByEc(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    algorithm: 'ES256',
    sign: (input) => sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
  };
}
