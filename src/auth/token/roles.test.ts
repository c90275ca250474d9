import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { dataOf, isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const fresh = {
  name: 'r',
  allowed_policies: [],
  allowed_policies_glob: [],
  disallowed_policies: [],
  disallowed_policies_glob: [],
  allowed_entity_aliases: null,
  orphan: false,
  renewable: true,
  path_suffix: '',
  token_type: 'default-service',
  token_period: 0,
  token_explicit_max_ttl: 0,
  token_no_default_policy: false,
  period: 0,
  explicit_max_ttl: 0,
};

function write(server: TestServer, body: JsonObject) {
  return server.request('POST', 'auth/token/roles/r', body);
}

async function read(server: TestServer): Promise<JsonObject> {
  return dataOf(await server.request('GET', 'auth/token/roles/r'));
}

describe('a role', () => {
  test('that is made empty shows its defaults', async () => {
    const server = await startTestServer();

    expect((await write(server, {})).status).toBe(204);

    expect(await read(server)).toEqual(fresh);
  });

  test('is read in one spelling', async () => {
    const server = await startTestServer();
    await write(server, {
      allowed_policies: 'B, a,b',
      allowed_policies_glob: ['Team-*'],
      disallowed_policies: 'Z,root,z',
      allowed_entity_aliases: ['Ann*', 'ann*'],
      path_suffix: 'ops',
      token_bound_cidrs: ['127.0.0.0/8', '::1/128'],
      token_num_uses: '3',
      token_period: '1h',
    });

    expect(await read(server)).toEqual({
      ...fresh,
      allowed_policies: ['a', 'b'],
      allowed_policies_glob: ['team-*'],
      disallowed_policies: ['root', 'z'],
      allowed_entity_aliases: ['ann*'],
      path_suffix: 'ops',
      token_bound_cidrs: ['127.0.0.0/8', '::1'],
      token_num_uses: 3,
      token_period: 3600,
    });
  });

  test('keeps what a later write leaves out', async () => {
    const server = await startTestServer();
    await write(server, { allowed_policies: 'a', orphan: true, token_period: 60 });

    await write(server, { renewable: false });

    expect(await read(server)).toMatchObject({
      allowed_policies: ['a'],
      orphan: true,
      token_period: 60,
      renewable: false,
    });
  });

  test('is listed, removed, and removed again', async () => {
    const server = await startTestServer();
    expect((await server.request('LIST', 'auth/token/roles')).status).toBe(404);
    await write(server, {});
    expect(dataOf(await server.request('LIST', 'auth/token/roles'))).toEqual({ keys: ['r'] });

    expect((await server.request('DELETE', 'auth/token/roles/r')).status).toBe(204);
    expect((await server.request('DELETE', 'auth/token/roles/r')).status).toBe(204);
    expect((await server.request('GET', 'auth/token/roles/r')).status).toBe(404);
  });

  test('is made with create and changed with update', async () => {
    const server = await startTestServer();
    const policy = 'path "auth/token/roles/*" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/changer', { policy });
    const { token } = await makeToken(server, { policies: ['changer'] });

    expect((await server.request('POST', 'auth/token/roles/r', {}, { token })).status).toBe(403);
    await write(server, {});
    expect((await server.request('POST', 'auth/token/roles/r', {}, { token })).status).toBe(204);
  });
});

describe('the older names of fields', () => {
  test('set the new ones and are shown beside them', async () => {
    const server = await startTestServer();

    await write(server, { period: '10m', explicit_max_ttl: '20m', bound_cidrs: '10.0.0.0/8' });

    expect(await read(server)).toEqual({
      ...fresh,
      period: 600,
      token_period: 600,
      explicit_max_ttl: 1200,
      token_explicit_max_ttl: 1200,
      bound_cidrs: ['10.0.0.0/8'],
      token_bound_cidrs: ['10.0.0.0/8'],
    });
  });

  test('are forgotten when the new one is set', async () => {
    const server = await startTestServer();
    await write(server, { period: '10m' });

    await write(server, { token_period: '20m' });

    expect(await read(server)).toMatchObject({ period: 0, token_period: 1200 });
  });

  test('give way to the new ones with a warning', async () => {
    const server = await startTestServer();

    const answer = await write(server, { period: '10m', token_period: '20m' });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      warnings: [
        "Both 'token_period' and deprecated 'period' value supplied, ignoring the deprecated value",
      ],
    });
    expect(await read(server)).toMatchObject({ period: 0, token_period: 1200 });
  });
});

describe('a role is refused', () => {
  const batch = { token_type: 'batch', orphan: true, renewable: false };
  const prefix = "'token_type' cannot be 'batch' when role is set to generate";

  test.each([
    [{ ...batch, orphan: false }, `${prefix} non-orphan tokens`],
    [{ ...batch, token_period: 1 }, `${prefix} periodic tokens`],
    [{ ...batch, renewable: true }, `${prefix} renewable tokens`],
    [{ ...batch, token_explicit_max_ttl: 1 }, `${prefix} tokens with an explicit max TTL`],
    [{ ...batch, token_num_uses: 1 }, `${prefix} tokens with limited use count`],
    [{ token_type: 'odd' }, "invalid 'token_type' value"],
    // CVE-2025-3879
    [{ bound_cidr: '10.0.0.0/8' }, 'a bound_ setting is unknown, and would bind nothing'],
    [{ token_type: null }, "Invalid 'token_type' value: null"],
    [{ token_num_uses: -1 }, "error parsing role fields: 'token_num_uses' cannot be negative"],
    [
      { path_suffix: 'ab' },
      String.raw`given role path suffix contains invalid characters; must match \w[\w-.]+\w`,
    ],
    [
      { path_suffix: 'ops/../x' },
      'error registering path suffix: path cannot contain parent references',
    ],
  ])('%j', async (body, text) => {
    const server = await startTestServer();

    expect(refusalOf(await write(server, body))).toEqual([400, text]);
    expect((await server.request('GET', 'auth/token/roles/r')).status).toBe(404);
  });

  test('with address bounds that are none, which are not repeated', async () => {
    const server = await startTestServer();

    const [status, text] = refusalOf(await write(server, { token_bound_cidrs: 'not-a-cidr' }));

    expect(status).toBe(400);
    expect(text).toMatch(/^error parsing role fields: error parsing address/);
    expect(text).not.toContain('not-a-cidr');
  });

  test('because of what is stored', async () => {
    const server = await startTestServer();
    await write(server, batch);

    expect((await write(server, { renewable: true })).status).toBe(400);
    expect(await read(server)).toMatchObject({ renewable: false });
  });
});

test('an explicit maximum above that of the mount is kept with a warning', async () => {
  const server = await startTestServer();

  const answer = await write(server, { token_explicit_max_ttl: '2000h' });

  expect(answer.status).toBe(200);
  expect(answer.body['warnings']).toHaveLength(1);
});

describe('a token that is made by a role', () => {
  async function make(role: JsonObject, body: JsonObject = {}) {
    const server = await startTestServer();
    await write(server, { allowed_policies: 'p', ...role });
    const made = await makeToken(server, body, { path: 'create/r' });
    return { server, made };
  }

  test('names it, lies below its path, and has its rights and bounds', async () => {
    const { server, made } = await make({
      orphan: true,
      path_suffix: 'ops',
      token_period: '1h',
      renewable: false,
      token_bound_cidrs: '127.0.0.0/8',
    });

    expect(made.auth).toMatchObject({
      policies: ['default', 'p'],
      lease_duration: 3600,
      renewable: false,
      orphan: true,
    });
    const shown = await lookUpSelf(server, made.token);
    expect(shown).toMatchObject({
      path: 'auth/token/create/r/ops',
      role: 'r',
      bound_cidrs: ['127.0.0.0/8'],
      explicit_max_ttl: 0,
    });
    expect(shown).not.toHaveProperty('period');
  });

  test('needs the role', async () => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'auth/token/create/none', {});

    expect(refusalOf(answer)).toEqual([400, 'unknown role none']);
  });

  test('is an orphan only by the role', async () => {
    const { made } = await make({}, { no_parent: true });

    expect(made.auth['orphan']).toBe(false);
  });

  test.each([
    [0, 5, 5],
    [3, 0, 3],
    [3, 5, 3],
    [5, 3, 3],
  ])('of %i uses by the role and %i asked for has %i', async (ofRole, asked, uses) => {
    const { made } = await make({ token_num_uses: ofRole }, { num_uses: asked });

    expect(made.auth['num_uses']).toBe(uses);
  });

  test('gets the lesser of two bounds, with a warning', async () => {
    const { made } = await make(
      { token_period: '1h', token_explicit_max_ttl: '2h' },
      { period: '30m', explicit_max_ttl: '4h' },
    );

    expect(made.auth['lease_duration']).toBe(1800);
    expect(made.warnings).toEqual([
      'Explicit max TTL specified both during creation call and in role; using the lesser value of 7200 seconds',
      'Period specified both during creation call and in role; using the lesser value of 1800 seconds',
      'Policy "p" does not exist',
    ]);
  });

  test.each([
    ['service', 'batch', 'service'],
    ['batch', 'service', 'batch'],
    ['default-batch', '', 'batch'],
    ['default-batch', 'service', 'service'],
    ['default-service', 'batch', 'batch'],
    ['default-service', '', 'service'],
  ])('of type %s, asked for %j, is a %s token', async (token_type, type, made) => {
    const result = await make({ token_type, orphan: true, renewable: false }, { type });

    expect(result.made.auth['token_type']).toBe(made);
  });

  test('as a batch token does not outlive the explicit maximum of the role', async () => {
    const { made } = await make(
      { token_type: 'default-batch', token_explicit_max_ttl: '1h' },
      { ttl: '5h' },
    );

    expect(made.auth).toMatchObject({ token_type: 'batch', lease_duration: 3600 });
  });

  test('as a batch token cannot have the limited uses of the role', async () => {
    const server = await startTestServer();
    await write(server, { token_num_uses: 3 });

    const answer = await server.request('POST', 'auth/token/create/r', { type: 'batch' });

    expect(answer.status).toBe(400);
  });

  test('is refused from outside the address bounds of the role', async () => {
    const { server, made } = await make({ token_bound_cidrs: '10.1.2.0/24' });

    expect(await isAccepted(server, made.token)).toBe(false);
  });
});

describe('an entity alias', () => {
  test.each([
    ['auth/token/create', "'entity_alias' is only allowed in combination with token role"],
    ['auth/token/create/r', "invalid 'entity_alias' value"],
  ])('is refused at %s', async (path, text) => {
    const server = await startTestServer();
    await write(server, { allowed_entity_aliases: 'bob*' });

    const answer = await server.request('POST', path, { entity_alias: 'ann' });

    expect(refusalOf(answer)).toEqual([400, text]);
  });

  test('that the role allows binds the token to the entity of that alias, made once', async () => {
    const server = await startTestServer();
    await write(server, { allowed_entity_aliases: 'bob*', orphan: true });
    const path = 'auth/token/create/r';

    const first = await server.request('POST', path, { entity_alias: 'BOBBY' });
    const second = await server.request('POST', path, { entity_alias: 'bobby' });
    const other = await server.request('POST', path, { entity_alias: 'bob' });

    const [id, again, different] = [first, second, other].map(
      ({ body }) => (body as unknown as { auth: { entity_id: string } }).auth.entity_id,
    );
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(again).toBe(id);
    expect(different).not.toBe(id);
  });
});
