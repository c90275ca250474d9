import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import {
  errorOf,
  type JwtServer,
  keys,
  signToken,
  startJwtWithKeys,
  tokenOf,
} from '../../testing/jwt-server.ts';

async function logsIn(jwt: JwtServer, claims: JsonObject): Promise<string> {
  const answer = await jwt.login(claims);
  return answer.status === 200 ? 'in' : errorOf(answer);
}

describe('a login with a signed token', () => {
  test('gives a token with the policies of the role, and the claims as metadata', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({
      token_policies: 'p',
      token_ttl: '10m',
      claim_mappings: { email: 'mail', '/deep/team': 'team', absent: 'nothing' },
      bound_claims: { level: 7, '/deep/team': ['blue', 'green'] },
    });

    const answer = await jwt.login(
      jwt.claims({ email: 'a@b.example', level: 7, deep: { team: 'blue' } }),
    );

    expect(answer.body).toMatchObject({
      auth: {
        policies: ['default', 'p'],
        metadata: { mail: 'a@b.example', team: 'blue', role: 'r' },
        lease_duration: 600,
        renewable: true,
        orphan: true,
      },
    });
  });

  test('names the entity alias by the user claim', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();

    const token = tokenOf(await jwt.login(jwt.claims()));
    const { body: own } = await jwt.server.request('GET', 'auth/token/lookup-self', {}, { token });
    const { entity_id } = own['data'] as unknown as Record<string, string>;
    const entity = await jwt.server.request('GET', `identity/entity/id/${entity_id}`);

    expect(own).toMatchObject({ data: { display_name: 'jwt-ann', path: 'auth/jwt/login' } });
    expect(entity.body).toMatchObject({
      data: { aliases: [{ name: 'ann', mount_type: 'jwt', metadata: { role: 'r' } }] },
    });
  });

  test('takes the default role, and names of roles in any letters', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();
    const token = signToken(jwt.claims());

    const byDefault = await jwt.asStranger('POST', 'login', { jwt: token });
    const inCapitals = await jwt.asStranger('POST', 'login', { jwt: token, role: 'R' });

    expect(byDefault.status).toBe(200);
    expect(inCapitals.body).toMatchObject({ auth: { metadata: { role: 'r' } } });
  });

  test.each([
    ['RS256', keys.rsa],
    ['RS384', keys.rsa],
    ['RS512', keys.rsa],
    ['PS256', keys.rsa],
    ['PS384', keys.rsa],
    ['PS512', keys.rsa],
    ['ES256', keys.ec],
    ['ES384', keys.ec384],
    ['ES512', keys.ec521],
    ['EdDSA', keys.ed],
  ])('is verified by %s', async (alg, { privateKey: key }) => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();

    expect((await jwt.login(jwt.claims(), { alg, key })).status).toBe(200);
    expect(
      (await jwt.login(jwt.claims(), { alg: 'RS256', key: keys.other.privateKey })).status,
    ).toBe(400);
  });

  test('takes no algorithm that the configuration does not list', async () => {
    const jwt = await startJwtWithKeys({ jwt_supported_algs: ['ES256'] });
    await jwt.writeRole();

    const es = await jwt.login(jwt.claims(), { alg: 'ES256', key: keys.ec.privateKey });
    const rs = await jwt.login(jwt.claims());

    expect(es.status).toBe(200);
    expect(errorOf(rs)).toContain('unexpected algorithm');
  });

  test('says what is missing: configuration, role, token', async () => {
    const jwt = await startJwtWithKeys({ default_role: '' });
    await jwt.writeRole();
    await jwt.write('role/web', {
      user_claim: 'sub',
      allowed_redirect_uris: 'http://localhost/cb',
    });
    const token = signToken(jwt.claims());
    await jwt.server.request('POST', 'sys/auth/bare', { type: 'oidc' });
    const bare = await jwt.server.request('POST', 'auth/bare/login', { role: 'r', jwt: token });

    expect(errorOf(bare)).toBe('could not load configuration');
    expect(errorOf(await jwt.login(token, { role: '' }))).toBe('missing role');
    expect(errorOf(await jwt.login(token, { role: 'none' }))).toBe(
      'role "none" could not be found',
    );
    expect(errorOf(await jwt.login(token, { role: 'web' }))).toBe(
      'role with oidc role_type is not allowed',
    );
    expect(errorOf(await jwt.login(''))).toBe('missing token');
  });

  test('is refused outside the addresses of the role', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({ token_bound_cidrs: '10.0.0.0/8' });

    const outside = await jwt.login(jwt.claims());
    const inside = await jwt.login(jwt.claims(), { remoteAddress: '10.1.2.3' });

    expect(outside.status).toBe(403);
    expect(inside.status).toBe(200);
  });

  test('is renewed by what the role says now, and not once it is gone', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({ token_ttl: '10m', token_max_ttl: '2h' });
    const token = tokenOf(await jwt.login(jwt.claims()));
    const renew = () => jwt.server.request('POST', 'auth/token/renew-self', {}, { token });

    await jwt.writeRole({ token_ttl: '20m' });
    const renewed = await renew();
    await jwt.send('DELETE', 'role/r');
    const gone = await renew();

    expect(renewed.body).toMatchObject({ auth: { lease_duration: 1200 } });
    expect(gone.status).toBe(400);
    expect(errorOf(gone)).toContain('role r does not exist during renewal');
  });
});

describe('issuer and subject', () => {
  test('must be those that are bound', async () => {
    const jwt = await startJwtWithKeys({ bound_issuer: 'https://issuer.example' });
    await jwt.writeRole({ bound_subject: 'ann' });

    expect(await logsIn(jwt, jwt.claims())).toBe('in');
    expect(await logsIn(jwt, jwt.claims({ iss: 'https://issuer.example/' }))).toContain('(iss)');
    expect(await logsIn(jwt, jwt.claims({ sub: 'Ann' }))).toContain('(sub)');
  });
});

describe('the audience (CVE-2024-5798)', () => {
  test.each([
    [['a'], undefined, false],
    [['a'], 'a', true],
    [['a'], 'b', false],
    [['a'], ['x', 'a'], true],
    [['a'], ['x', 'y'], false],
    [['a'], [], false],
    [['a'], 7, false],
    [['a'], ['a', 7], false],
    [['a', 'b'], ['b'], true],
    [['a', 'b'], 'c', false],
    [[], undefined, true],
    [[], 'a', false],
    [[], ['a'], false],
    [[], [], true],
  ])('of a role with %j and a token with %j: %j', async (bound, aud, isAllowed) => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole({ bound_audiences: bound, bound_subject: 'ann' });
    const { aud: _aud, ...rest } = jwt.claims();

    const answer = await jwt.login(aud === undefined ? rest : { ...rest, aud });

    expect(answer.status).toBe(isAllowed ? 200 : 400);
  });
});

test('a token that has ended is told so before its audience is asked about', async () => {
  const jwt = await startJwtWithKeys();
  await jwt.writeRole({ bound_audiences: [], bound_subject: 'ann' });

  expect(await logsIn(jwt, jwt.claims({ exp: 1 }))).toContain('token is expired');
  expect(await logsIn(jwt, jwt.claims())).toContain('no audiences bound to the role');
});

describe('the times of a token', () => {
  const base = { iss: 'i', sub: 'ann', aud: 'app' };
  const at = (jwt: JwtServer, dates: Readonly<Record<string, number>>): JsonObject => ({
    ...base,
    ...Object.fromEntries(Object.entries(dates).map(([name, offset]) => [name, jwt.now + offset])),
  });

  test.each([
    ['expired within the skew of clocks', { exp: -55 }, {}, true],
    ['expired beyond it', { exp: -65 }, {}, false],
    [
      'expired, with a leeway for tokens without exp',
      { exp: -65 },
      { expiration_leeway: 500 },
      false,
    ],
    ['expired a little, clocks being exact', { exp: -5 }, { clock_skew_leeway: -1 }, false],
    ['beginning within the skew', { nbf: 55, exp: 500 }, {}, true],
    ['beginning beyond it', { nbf: 65, exp: 500 }, {}, false],
    ['issued later than now', { iat: 65, nbf: 0, exp: 500 }, {}, false],
    ['with iat alone, within the leeway', { iat: -205 }, {}, true],
    ['with iat alone, beyond it', { iat: -215 }, {}, false],
    ['with iat alone, no skew, within', { iat: -145 }, { clock_skew_leeway: -1 }, true],
    ['with iat alone, no skew, beyond', { iat: -155 }, { clock_skew_leeway: -1 }, false],
    [
      'with iat alone, no leeway, within',
      { iat: -5 },
      { expiration_leeway: -1, clock_skew_leeway: 10 },
      true,
    ],
    [
      'with iat alone, no leeway, beyond',
      { iat: -15 },
      { expiration_leeway: -1, clock_skew_leeway: 10 },
      false,
    ],
    ['with exp alone, near', { exp: 205 }, {}, true],
    ['with exp alone, far', { exp: 215 }, {}, false],
    ['without any', {}, {}, false],
  ] as const)('%s', async (...[, dates, role, isAllowed]) => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole(role);

    const answer = await jwt.login(at(jwt, dates));

    expect(answer.status).toBe(isAllowed ? 200 : 400);
  });

  test('are numbers', async () => {
    const jwt = await startJwtWithKeys();
    await jwt.writeRole();

    expect(await logsIn(jwt, jwt.claims({ exp: String(jwt.now + 60) }))).toContain('"exp"');
    expect(await logsIn(jwt, jwt.claims({ exp: jwt.now + 60.5 }))).toBe('in');
    expect(await logsIn(jwt, jwt.claims({ exp: 1e300 }))).toContain('"exp"');
  });
});
