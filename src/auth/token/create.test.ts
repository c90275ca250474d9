import { describe, expect, test } from 'vitest';
import { isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import type { JsonObject } from '../../lib/json.ts';

const maker = `
  path "auth/token/create" { capabilities = ["create", "update"] }
  path "auth/token/create/*" { capabilities = ["create", "update"] }
  path "auth/token/create-orphan" { capabilities = ["create", "update"] }`;

/** A server with a token that may make others; with sudo or without. */
async function startWithMaker(
  { sudo = false, ...body }: JsonObject & { sudo?: boolean } = {},
  options: { remoteAddress?: string } = {},
): Promise<{ server: TestServer; as: string }> {
  const server = await startTestServer();
  const policy = sudo ? maker.replaceAll('"update"', '"update", "sudo"') : maker;
  await server.request('POST', 'sys/policies/acl/maker', { policy });
  const { token } = await makeToken(server, { policies: ['maker'], ttl: '2h', ...body }, options);
  return { server, as: token };
}

async function refuse(server: TestServer, body: JsonObject, as: string = server.rootToken) {
  return refusalOf(await server.request('POST', 'auth/token/create', body, { token: as }));
}

describe('what a maker without sudo is refused', () => {
  test.each([
    [{ policies: ['other'] }, 'child policies must be subset of parent'],
    [{ policies: ['root'] }, 'child policies must be subset of parent'],
    [{ id: 'my-own-token' }, 'root or sudo privileges required to specify token id'],
    [{ no_parent: true }, 'root or sudo privileges required to create orphan token'],
    [{ period: '1h' }, 'root or sudo privileges required to create periodic token'],
  ])('%j', async (body, text) => {
    const { server, as } = await startWithMaker();

    expect(await refuse(server, body, as)).toEqual([400, text]);
  });
});

describe('a maker with sudo', () => {
  test('gives other policies, an id, a period, and makes orphans', async () => {
    const { server, as } = await startWithMaker({ sudo: true });

    const made = await makeToken(
      server,
      { policies: ['other'], id: 'my-own-token', period: '1h', no_parent: true },
      { as },
    );

    expect(made.auth).toMatchObject({
      client_token: 'my-own-token',
      policies: ['default', 'other'],
      lease_duration: 3600,
      orphan: true,
    });
    expect(made.warnings).toEqual([
      expect.stringContaining('hard to guess'),
      'Policy "other" does not exist',
    ]);
    expect(await lookUpSelf(server, 'my-own-token')).toMatchObject({ period: 3600, orphan: true });
  });

  test('still makes no root token', async () => {
    const { server, as } = await startWithMaker({ sudo: true });

    expect(await refuse(server, { policies: ['root'] }, as)).toEqual([
      400,
      'root tokens may not be created without parent token being root',
    ]);
  });

  test('has sudo on the very path only', async () => {
    const { server } = await startWithMaker();
    const policy = maker.replace(
      '"auth/token/create" { capabilities = ["create", "update"] }',
      '"auth/token/create" { capabilities = ["update", "sudo"] }',
    );
    await server.request('POST', 'sys/policies/acl/maker', { policy });
    const { token } = await makeToken(server, { policies: ['maker'] });
    const own = { id: 'made-by-orphan-path' };

    const answer = await server.request('POST', 'auth/token/create-orphan', own, { token });

    expect(refusalOf(answer)).toEqual([
      400,
      'root or sudo privileges required to specify token id',
    ]);
  });
});

test('the orphan path needs no sudo', async () => {
  const { server, as } = await startWithMaker();

  const made = await makeToken(server, {}, { as, path: 'create-orphan' });

  expect(made.auth).toMatchObject({ orphan: true, policies: ['default', 'maker'] });
});

// Vault 2.0.4 and 2.1.2 release notes
test.each([[['Super-Admin']], [[' super-admin ']], [['x', 'SUPER-ADMIN']], ['SUPER-ADMIN']])(
  'a rule that denies a policy to new tokens holds for the spelling %j',
  async (policies) => {
    const server = await startTestServer();
    await server.request('POST', 'sys/policies/acl/delegate', {
      policy: `path "auth/token/create" {
        capabilities = ["update", "sudo"]
        denied_parameters = { policies = ["super-admin"] }
      }`,
    });
    const { token } = await makeToken(server, { policies: ['delegate'] });

    const answer = await server.request('POST', 'auth/token/create', { policies }, { token });

    expect(answer.status).toBe(403);
  },
);

describe('the parent', () => {
  test('that has its last use makes no token', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { num_uses: 1 });

    expect(await refuse(server, {}, token)).toEqual([
      400,
      'parent token lookup failed: no parent found',
    ]);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test('that may be used a limited number of times makes no token', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { num_uses: 5 });

    expect(await refuse(server, {}, token)).toEqual([
      400,
      'restricted use token cannot generate child tokens',
    ]);
  });

  test('that is a batch token makes no token', async () => {
    const { server } = await startWithMaker();
    const { token } = await makeToken(server, { policies: ['maker'], type: 'batch' });

    expect(await refuse(server, {}, token)).toEqual([
      400,
      'batch tokens cannot create more tokens',
    ]);
  });

  // Vault 1.0.2
  test('hands its address bounds on to its children', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/policies/acl/maker', { policy: maker });
    await server.request('POST', 'auth/token/roles/near', {
      token_bound_cidrs: '10.0.0.0/8',
      allowed_policies: 'maker',
    });
    const remoteAddress = '10.1.1.1';
    const parent = await makeToken(server, {}, { path: 'create/near' });
    const child = await makeToken(server, {}, { as: parent.token, remoteAddress });
    const grandchild = await makeToken(server, {}, { as: child.token, remoteAddress });

    expect(await isAccepted(server, grandchild.token)).toBe(false);
    const answer = await server.request(
      'GET',
      'auth/token/lookup-self',
      {},
      { token: grandchild.token, remoteAddress },
    );
    expect(answer.body).toMatchObject({ data: { bound_cidrs: ['10.0.0.0/8'] } });
  });

  test('can be at most 63 tokens below the first', async () => {
    const server = await startTestServer();
    let as = server.rootToken;
    for (let i = 0; i < 63; i++) as = (await makeToken(server, { ttl: '1h' }, { as })).token;

    expect((await refuse(server, { ttl: '1h' }, as))[0]).toBe(400);
    expect(await isAccepted(server, as)).toBe(true);
    const orphan = await makeToken(server, { ttl: '1h' }, { as, path: 'create-orphan' });
    expect(orphan.auth['orphan']).toBe(true);
  });
});

describe('a root token', () => {
  test('makes one without an end, which cannot be renewed', async () => {
    const server = await startTestServer();

    const { token, auth } = await makeToken(server);

    expect(auth).toMatchObject({ policies: ['root'], lease_duration: 0, renewable: false });
    server.advance(10 * 365 * 86_400);
    expect(await lookUpSelf(server, token)).toMatchObject({ ttl: 0, expire_time: null });
  });

  test('gets an explicit maximum as its lifetime', async () => {
    const server = await startTestServer();

    const { auth } = await makeToken(server, { explicit_max_ttl: '90m' });

    expect(auth).toMatchObject({ lease_duration: 5400, renewable: true });
  });

  test('with an end makes none without', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { ttl: '1h' });

    expect(await refuse(server, {}, token)).toEqual([
      400,
      'expiring root tokens cannot create non-expiring root tokens',
    ]);
    const child = await makeToken(server, { policies: ['root'], ttl: '1h' }, { as: token });
    expect(child.auth['policies']).toEqual(['root']);
  });
});

describe('lifetimes', () => {
  test.each([
    [{ ttl: '10' }, 10],
    [{ ttl: 15 }, 15],
    [{ ttl: '1d' }, 86_400],
    [{ lease: '20m' }, 1200],
    [{ ttl: '10m', lease: '20m' }, 600],
    [{ period: '30m' }, 1800],
    [{ period: '30m', ttl: '2h' }, 1800],
    [{}, 2_764_800],
  ])('%j lasts %i seconds', async (body, seconds) => {
    const server = await startTestServer();

    const { auth, token, warnings } = await makeToken(server, { policies: ['default'], ...body });

    expect(auth['lease_duration']).toBe(seconds);
    expect(warnings).toBeNull();
    server.advance(seconds - 1);
    expect(await lookUpSelf(server, token)).toMatchObject({ ttl: 1, creation_ttl: seconds });
    server.advance(1);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test.each([
    [
      { ttl: '2000h' },
      2_764_800,
      'TTL of "2000h" exceeded the effective max_ttl of "768h"; TTL value is capped accordingly',
    ],
    [
      { ttl: '2h', explicit_max_ttl: '1h' },
      3600,
      'TTL of "2h" exceeded the effective max_ttl of "1h"; TTL value is capped accordingly',
    ],
    [
      { period: '2000h' },
      2_764_800,
      'period of "2000h" exceeded the effective max_ttl of "768h"; period value is capped accordingly',
    ],
  ])('%j is cut to %i seconds with a warning', async (body, seconds, warning) => {
    const server = await startTestServer();

    const { auth, warnings } = await makeToken(server, { policies: ['default'], ...body });

    expect([auth['lease_duration'], warnings]).toEqual([seconds, [warning]]);
  });

  test.each([
    [{ ttl: '-1h' }, 'ttl must be positive'],
    [{ lease: '-1h' }, 'lease must be positive'],
    [{ explicit_max_ttl: '-1h' }, 'explicit_max_ttl must be positive'],
    [{ period: '-1h' }, 'period must be positive'],
    [{ ttl: 'soon' }, 'time: invalid duration'],
    [{ num_uses: -1 }, 'number of uses cannot be negative'],
  ])('%j is refused', async (body, text) => {
    const server = await startTestServer();

    expect(await refuse(server, { policies: ['default'], ...body })).toEqual([400, text]);
  });
});

describe('a batch token', () => {
  test('carries itself, cannot be renewed and has no accessor', async () => {
    const server = await startTestServer();

    const { token, auth } = await makeToken(server, {
      type: 'batch',
      policies: ['default'],
      ttl: '1h',
      meta: { a: 'b' },
    });

    expect(token).toMatch(/^b\./);
    expect(auth).toMatchObject({ accessor: '', token_type: 'batch', renewable: false });
    expect(await lookUpSelf(server, token)).toMatchObject({
      id: token,
      accessor: '',
      type: 'batch',
      meta: { a: 'b' },
      ttl: 3600,
      renewable: false,
      issue_time: '2026-01-01T00:00:00Z',
    });
    server.advance(3600);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test.each([
    [{ num_uses: 3 }, 'batch tokens cannot have "num_uses" set'],
    [{ period: '1h' }, 'batch tokens cannot have "period" set'],
    [{ explicit_max_ttl: '1h' }, 'batch tokens cannot have "explicit_max_ttl" set'],
    [{ explicit_max_ttl: '0', period: '1h' }, 'batch tokens cannot have "period" set'],
    [{ period: 'soon' }, "'period' value could not be parsed"],
    [{ policies: ['root'] }, 'batch tokens cannot be root tokens'],
    [{ type: 'strange' }, "invalid 'token_type' value"],
  ])('with %j is refused', async (body, text) => {
    const server = await startTestServer();

    const whole = { type: 'batch', policies: ['default'], ...body };
    expect(await refuse(server, whole)).toEqual([400, text]);
  });

  test('that would be too long to be sent is refused', async () => {
    const server = await startTestServer();
    const meta = { note: 'x'.repeat(8000) };

    const [status] = await refuse(server, { type: 'batch', policies: ['default'], meta });

    expect(status).toBe(400);
  });

  test('that was changed is an unknown token', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { type: 'batch', policies: ['default'] });
    const changed = token.slice(0, -8) + (token.at(-8) === 'A' ? 'B' : 'A') + token.slice(-7);

    const answer = await server.request('GET', 'auth/token/lookup-self', {}, { token: changed });

    expect(refusalOf(answer)).toEqual([403, 'permission denied']);
  });
});
