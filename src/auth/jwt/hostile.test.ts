import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { FakeProvider, jwkOf } from '../../testing/fake-provider.ts';
import {
  encodeText,
  errorOf,
  type JwtServer,
  keys,
  pemOf,
  signToken,
  startJwt,
  startJwtWithKeys,
} from '../../testing/jwt-server.ts';

let provider: FakeProvider;

beforeEach(async () => {
  provider = await new FakeProvider().start();
});
afterEach(() => provider.stop());

/** A server whose keys are fetched. */
async function startWithKeySet(): Promise<JwtServer> {
  const jwt = await startJwt();
  await jwt.write('config', { jwks_url: `${provider.issuer}/keys`, default_role: 'r' });
  await jwt.writeRole();
  return jwt;
}

function hmacToken(claims: JsonObject, secret: string, alg = 'HS256'): string {
  const input = `${encodeText(JSON.stringify({ alg }))}.${encodeText(JSON.stringify(claims))}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

describe('a token that is forged (CVE-2020-16250, CVE-2020-16251)', () => {
  const own = jwkOf('x', keys.other.publicKey);

  test.each<[string, (jwt: JwtServer) => string]>([
    [
      'without a signature',
      (jwt) => `${encodeText('{"alg":"none"}')}.${encodeText(JSON.stringify(jwt.claims()))}.`,
    ],
    [
      'with alg none in other letters',
      (jwt) => `${encodeText('{"alg":"NonE"}')}.${encodeText(JSON.stringify(jwt.claims()))}.`,
    ],
    ['with a signature cut off', (jwt) => signToken(jwt.claims()).replace(/[^.]+$/, '')],
    ['with the public key as a secret', (jwt) => hmacToken(jwt.claims(), pemOf(keys.rsa))],
    [
      'with another algorithm in its header',
      (jwt) => hmacToken(jwt.claims(), pemOf(keys.rsa), 'RS256'),
    ],
    [
      'with a key that it brings along',
      (jwt) => signToken(jwt.claims(), { key: keys.other.privateKey, header: { jwk: own } }),
    ],
    [
      'with the address of keys',
      (jwt) =>
        signToken(jwt.claims(), {
          key: keys.other.privateKey,
          header: { jku: `${provider.issuer}/mine`, x5u: `${provider.issuer}/mine` },
        }),
    ],
    [
      'with a certificate of its own',
      (jwt) => signToken(jwt.claims(), { key: keys.other.privateKey, header: { x5c: ['AAAA'] } }),
    ],
    [
      'with a path as key id',
      (jwt) => signToken(jwt.claims(), { key: keys.other.privateKey, kid: '../../../dev/null' }),
    ],
    [
      'with a query as key id',
      (jwt) => signToken(jwt.claims(), { key: keys.other.privateKey, kid: "' OR 1=1 --" }),
    ],
    [
      'with a prototype as key id',
      (jwt) => signToken(jwt.claims(), { key: keys.other.privateKey, kid: '__proto__' }),
    ],
    [
      'with the claims of another',
      (jwt) =>
        signToken(jwt.claims()).replace(
          /\.[^.]+\./,
          `.${encodeText(JSON.stringify(jwt.claims({ sub: 'root' })))}.`,
        ),
    ],
    [
      'with a key of another type',
      (jwt) => signToken(jwt.claims(), { alg: 'ES256', key: keys.ec.privateKey, kid: 'one' }),
    ],
  ])('%s logs nobody in, and no address that it names is asked', async (_name, forge) => {
    const jwt = await startWithKeySet();

    const answer = await jwt.login(forge(jwt));

    expect(answer.status).toBe(400);
    expect(provider.asked.filter((path) => path !== '/keys')).toEqual([]);
  });

  test('is told in words that hold nothing of it', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();

    const answer = await jwt.login('hvs.misplaced-secret');

    expect(JSON.stringify(answer.body)).not.toContain('misplaced');
  });
});

describe('a signed token of odd form', () => {
  const many = (open: string, close: string, levels: number): string =>
    open.repeat(levels) + close.repeat(levels);

  test.each<[string, (claims: string) => string]>([
    ['with a claim twice', (claims) => claims.replace('{', '{"sub":"root",')],
    [
      'with a claim twice, once in escapes',
      (claims) => claims.replace('{', String.raw`{"\u0073ub":"root",`),
    ],
    ['with a claim twice, deep inside', (claims) => claims.replace('{', '{"a":[{"b":1,"b":2}],')],
    ['with a registered claim in capitals', (claims) => claims.replace('{', '{"Sub":"root",')],
    [
      'with a registered claim in letters like it',
      (claims) => claims.replace('{', '{"ſub":"root",'),
    ],
    [
      'with lists in lists without end',
      (claims) => claims.replace('{', `{"a":${many('[', ']', 10_000)},`),
    ],
    [
      'with objects in objects',
      (claims) => claims.replace('{', `{"a":${many('{"a":', '}', 100).replace('}', '1}')},`),
    ],
    ['that is a list', () => '[1]'],
    ['that is null', () => 'null'],
    ['that is no JSON', () => '{'],
    ['that is huge', (claims) => claims.replace('{', `{"a":"${'x'.repeat(100_000)}",`)],
    ['with a number as subject', (claims) => claims.replace('"ann"', '7')],
  ])('%s is refused', async (_name, change) => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();

    const answer = await jwt.login(signToken(change(JSON.stringify(jwt.claims()))));

    expect(answer.status).toBe(400);
  });

  test.each([
    ['crit of an unknown extension', { crit: ['x'], x: 1 }],
    ['crit of b64 (RFC 7797)', { crit: ['b64'], b64: false }],
    ['crit of b64 as it is anyway', { crit: ['b64'], b64: true }],
    ['an empty crit', { crit: [] }],
    ['a number as key id', { kid: 7 }],
    ['a list as algorithm', { alg: ['RS256'] }],
  ])('whose header has %s is refused', async (_name, header) => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();

    expect((await jwt.login(signToken(jwt.claims(), { header }))).status).toBe(400);
  });

  test('is read through blanks, and refused with parts too many', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();
    const token = signToken(jwt.claims());

    expect((await jwt.login(`${token}\n`)).status).toBe(200);
    expect((await jwt.login(`${token}.${token}`)).status).toBe(400);
    expect((await jwt.login(`{"payload":"x","signatures":[]}`)).status).toBe(400);
  });

  test('names no member that objects have by themselves', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({ user_claim: 'constructor' });

    expect(errorOf(await jwt.login(jwt.claims()))).toContain('not found in token');
  });
});

describe('a server of keys that is hostile', () => {
  test('may not answer megabytes', async () => {
    const jwt = await startJwt();
    provider.override = (_path, response) => Boolean(response.end('x'.repeat(3_000_000)));

    const answer = await jwt.send('POST', 'config', { jwks_url: `${provider.issuer}/keys` });

    expect(errorOf(answer)).toBe('error checking jwks URL');
  });

  test('may not send the request elsewhere', async () => {
    const jwt = await startJwt();
    provider.override = (path, response) =>
      path === '/keys' && Boolean(response.writeHead(302, { location: '/other' }).end());

    const answer = await jwt.send('POST', 'config', { jwks_url: `${provider.issuer}/keys` });

    expect(answer.status).toBe(400);
    expect(provider.count('/other')).toBe(0);
  });

  test('may have a thousand keys, and keys that nobody knows', async () => {
    const odd = [{ kty: 'AKP', kid: 'pq' }, { kty: 'oct', k: 'AAAA', kid: 'one' }, 7, null, {}];
    const others = Array.from({ length: 900 }, (_, i) => jwkOf(`k${i}`, keys.other.publicKey));
    provider.keySet = { keys: [...odd, ...others, jwkOf('one')] };
    const jwt = await startWithKeySet();

    expect((await jwt.login(jwt.claims(), { kid: 'one' })).status).toBe(200);
    expect((await jwt.login(jwt.claims(), { kid: 'k899' })).status).toBe(400);
  });

  test('is not asked more often than now and then, whatever tokens are sent', async () => {
    const jwt = await startWithKeySet();
    const before = provider.count('/keys');

    for (let i = 0; i < 20; i += 1) await jwt.login(jwt.claims(), { kid: `unknown ${i}` });

    expect(provider.count('/keys') - before).toBeLessThanOrEqual(5);
  });
});

describe('roles', () => {
  test('whose policies are filled take no number that is beyond all numbers', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({ token_policies: ['{{team}}'], token_policies_template_claims: true });

    const answer = await jwt.login(jwt.claims({ team: JSON.rawJSON('1e400') }));

    expect(answer.status).toBe(400);
  });

  test('never make a root token', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({ token_policies: ['{{team}}'], token_policies_template_claims: true });

    const root = await jwt.login(jwt.claims({ team: 'root' }));
    const slash = await jwt.login(jwt.claims({ team: '../root' }));

    expect([root.status, slash.status]).toEqual([400, 400]);
    expect((await jwt.login(jwt.claims({ team: 'blue' }))).body).toMatchObject({
      auth: { policies: ['blue', 'default'] },
    });
  });
});
