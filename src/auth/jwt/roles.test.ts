import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { errorOf, type JwtServer, startJwtWithKeys } from '../../testing/jwt-server.ts';

let jwt: JwtServer;

beforeEach(async () => {
  jwt = await startJwtWithKeys();
});

const usual = { role_type: 'jwt', user_claim: 'sub', bound_audiences: 'app' };

describe('a role', () => {
  test('is made, changed in part, listed and deleted under its name in small letters', async () => {
    await jwt.writeRole(
      { token_ttl: '10m', expiration_leeway: '1m', not_before_leeway: -1 },
      'Dev',
    );
    await jwt.writeRole({ bound_subject: 'ann' }, 'dev');
    const read = await jwt.send('GET', 'role/DEV');
    const list = await jwt.send('LIST', 'role');
    await jwt.send('DELETE', 'role/dev');

    expect(read.body).toMatchObject({
      data: {
        token_ttl: 600,
        bound_subject: 'ann',
        expiration_leeway: 60,
        not_before_leeway: -1,
        bound_claims: null,
        claim_mappings: null,
      },
    });
    expect(list.body).toMatchObject({ data: { keys: ['dev'] } });
    expect((await jwt.send('GET', 'role/dev')).status).toBe(404);
    expect((await jwt.send('DELETE', 'role/dev')).status).toBe(204);
  });

  test('keeps its type for no longer than it is given', async () => {
    await jwt.writeRole({ bound_claims_type: 'glob', bound_claims: { a: 'x*' } });

    const answer = await jwt.send('POST', 'role/r', { bound_subject: 'ann' });

    expect(errorOf(answer)).toContain("'allowed_redirect_uris' must be set");
  });

  test('answers older names of its settings where they were used', async () => {
    await jwt.writeRole({ policies: 'p', ttl: '1m', num_uses: 3 });

    expect((await jwt.send('GET', 'role/r')).body).toMatchObject({
      data: { policies: ['p'], token_policies: ['p'], ttl: 60, num_uses: 3, token_num_uses: 3 },
    });
  });

  test.each<[string, JsonObject, string]>([
    ['of an odd type', { role_type: 'odd' }, "invalid 'role_type'"],
    ['without a user claim', { user_claim: '' }, 'user claim must be defined'],
    ['without any bound', { bound_audiences: '' }, 'at least one bound constraint'],
    ['with an odd type of claims', { bound_claims_type: 'odd' }, "invalid 'bound_claims_type'"],
    ['with two claims for one name', { claim_mappings: { a: 'x', b: 'x' } }, 'multiple keys'],
    ['with metadata called role', { claim_mappings: { a: 'role' } }, 'reserved'],
    [
      'with a number to be matched as a pattern',
      { bound_claims_type: 'glob', bound_claims: { a: 1 } },
      'not a string or list',
    ],
    ['bound to an object', { bound_claims: { a: { b: 1 } } }, 'no claim ever equals'],
    ['bound to null', { bound_claims: { a: null } }, 'no claim ever equals'],
    ['bound to a fraction', { bound_claims: { a: 1.5 } }, 'no claim ever equals'],
    ['bound to an empty list', { bound_claims: { a: [] } }, 'empty list'],
    ['bound by a pointer that is none', { bound_claims: { '/a~2': 'x' } }, 'no JSON pointer'],
    [
      'bound to a number that no reader tells from others',
      { bound_claims: { a: JSON.rawJSON('12345678901234567890') } },
      'equals',
    ],
    [
      'with a user claim that is no pointer',
      { user_claim: '/a~2', user_claim_json_pointer: true },
      'no JSON pointer',
    ],
    ['with a misspelt bound (CVE-2025-3879)', { bound_audience: 'x' }, 'would bind nothing'],
    ['with an odd mode', { callback_mode: 'odd' }, "invalid 'callback_mode'"],
    [
      'that would keep tokens of the provider',
      { oauth2_metadata: ['access_token'] },
      'not supported',
    ],
    ['with a period beyond the mount', { token_period: '9000h' }, "'period' of"],
  ])('%s is refused', async (_name, body, reason) => {
    const answer = await jwt.send('POST', 'role/r', { ...usual, ...body });

    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toContain(reason);
    expect((await jwt.send('GET', 'role/r')).status).toBe(404);
  });

  test.each<[string, JsonObject, string]>([
    ['no audience', { bound_audiences: '', bound_subject: 'ann' }, 'no bound_audiences'],
    ['claims in the log', { verbose_oidc_logging: true }, 'verbose_oidc_logging'],
    ['a template that is not filled', { token_policies: '{{team}}' }, 'has a template'],
    [
      'no confirmation',
      { callback_mode: 'direct', oidc_disable_confirmation: true },
      'others have a login finished',
    ],
  ])('with %s is stored, and one is warned', async (_name, body, warning) => {
    const answer = await jwt.writeRole(body);

    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body['warnings'])).toContain(warning);
  });

  test('that is denied by name is denied in every spelling (CVE-2026-89322)', async () => {
    const { server } = jwt;
    const policy =
      'path "auth/jwt/role/*" { capabilities = ["create", "update"] } path "auth/jwt/role/admin" { capabilities = ["deny"] }';
    await server.request('POST', 'sys/policies/acl/p', { policy });
    const made = await server.request('POST', 'auth/token/create', { policies: ['p'] });
    const { client_token: token = '' } = made.body['auth'] as unknown as Record<string, string>;
    const write = (name: string) =>
      server.request('POST', `auth/jwt/role/${name}`, usual, { token });

    expect((await write('other')).status).toBe(204);
    for (const name of ['admin', 'Admin', 'ADMIN']) expect((await write(name)).status).toBe(403);
  });
});

describe('bound claims', () => {
  test.each<[JsonObject['x'], JsonObject['x'], string, boolean]>([
    ['a', 'a', 'string', true],
    ['a', 'A', 'string', false],
    ['a*', 'ab', 'string', false],
    ['a*', 'ab', 'glob', true],
    ['*b', 'ab', 'glob', true],
    ['', 'ab', 'glob', false],
    ['a*c', 'abc', 'glob', true],
    [['x', 'a'], 'a', 'string', true],
    ['a', ['x', 'a'], 'string', true],
    ['a', ['x', 7], 'string', false],
    [['a*', 'x*'], ['q', 'xy'], 'glob', true],
    [42, 42, 'string', true],
    [42, 42.9, 'string', true],
    [42, '42', 'string', false],
    [42, [42], 'string', false],
    [42, JSON.rawJSON('42.0'), 'string', true],
    [42, [JSON.rawJSON('42.0')], 'string', false],
    [42, JSON.rawJSON('1e400'), 'string', false],
    [true, true, 'string', true],
    [true, 'true', 'string', false],
    ['true', true, 'string', false],
    ['a', { a: 'a' }, 'string', false],
    ['a', null, 'string', false],
    ['a', [['a']], 'string', false],
  ])('%j and a token with %j by %s: %j', async (...[bound, claim, type, isAllowed]) => {
    await jwt.writeRole({ bound_claims: { x: bound ?? null }, bound_claims_type: type });

    const answer = await jwt.login(jwt.claims({ x: claim ?? null }));

    expect(answer.status).toBe(isAllowed ? 200 : 400);
  });

  test('must all hold', async () => {
    await jwt.writeRole({ bound_claims: { a: '1', '/b/0/c': '2' } });

    expect((await jwt.login(jwt.claims({ a: '1', b: [{ c: '2' }] }))).status).toBe(200);
    expect((await jwt.login(jwt.claims({ a: '1', b: [{ c: '3' }] }))).status).toBe(400);
    expect((await jwt.login(jwt.claims({ b: [{ c: '2' }] }))).status).toBe(400);
  });

  test('are names too where a user claim without a slash is called a pointer', async () => {
    await jwt.writeRole({ user_claim: 'sub', user_claim_json_pointer: true });

    expect((await jwt.login(jwt.claims())).status).toBe(200);
  });

  test('are names where they do not begin with a slash', async () => {
    await jwt.writeRole({ bound_claims: { 'https://x/y': 'a', 'b.c': 'd' } });

    expect((await jwt.login(jwt.claims({ 'https://x/y': 'a', 'b.c': 'd' }))).status).toBe(200);
  });
});

describe('groups', () => {
  const groupsOf = async (groups: JsonObject['x'] | undefined): Promise<number> => {
    const claims = groups === undefined ? jwt.claims() : jwt.claims({ groups });
    return (await jwt.login(claims)).status;
  };

  test('are a text or a list of texts, and must be there', async () => {
    await jwt.writeRole({ groups_claim: 'groups' });

    expect(await groupsOf('one')).toBe(200);
    expect(await groupsOf(['one', ''])).toBe(200);
    expect(await groupsOf(7)).toBe(400);
    expect(await groupsOf(['one', 7])).toBe(400);
    expect(await groupsOf({ one: true })).toBe(400);
    expect(await groupsOf(undefined)).toBe(400);
  });

  test('may be absent where the role says so', async () => {
    await jwt.writeRole({ groups_claim: 'groups', groups_claim_optional: true });

    expect(await groupsOf(undefined)).toBe(200);
    expect((await jwt.send('GET', 'role/r')).body).toMatchObject({
      data: { groups_claim_optional: true },
    });
  });

  test('give their members the policies of external groups', async () => {
    const { server } = jwt;
    const { body: mounts } = await server.request('GET', 'sys/auth');
    const { accessor } = (mounts as unknown as Record<string, { accessor: string }>)['jwt/'] ?? {};
    const group = await server.request('POST', 'identity/group', {
      name: 'operators',
      type: 'external',
      policies: ['of-group'],
    });
    const { id } = group.body['data'] as unknown as { id: string };
    const alias = { name: 'ops', mount_accessor: accessor ?? '', canonical_id: id };
    await server.request('POST', 'identity/group-alias', alias);
    await jwt.writeRole({ groups_claim: 'groups' });

    const member = await jwt.login(jwt.claims({ groups: ['ops'] }));
    const other = await jwt.login(jwt.claims({ groups: ['dev'], sub: 'bob' }));

    expect(member.body).toMatchObject({ auth: { identity_policies: ['of-group'] } });
    expect(JSON.stringify(other.body)).not.toContain('of-group');
  });

  test('come in one text from some providers', async () => {
    jwt = await startJwtWithKeys({ provider_config: { provider: 'secureauth' } });
    await jwt.writeRole({ groups_claim: 'groups', bound_claims: { groups: 'b' } });

    expect(await groupsOf('a,b')).toBe(200);

    const deep = { groups_claim: '/of/0/a~1b', bound_claims: { '/of/0/a~1b': 'b' } };
    await jwt.writeRole(deep);
    expect((await jwt.login(jwt.claims({ of: [{ 'a/b': 'a,b' }] }))).status).toBe(200);
    expect((await jwt.login(jwt.claims({ of: [{ 'a/b': 'a,c' }] }))).status).toBe(400);
  });
});
