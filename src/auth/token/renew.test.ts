import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

function renewSelf(server: TestServer, token: string, body: JsonObject = {}) {
  return server.request('POST', 'auth/token/renew-self', body, { token });
}

describe('a renewal', () => {
  test('by token, by its owner and by accessor is a wish that also shortens', async () => {
    const server = await startTestServer();
    const body = { policies: ['default'], ttl: '1h', explicit_max_ttl: '2h' };
    const { token, accessor } = await makeToken(server, body);

    const own = await renewSelf(server, token, { increment: 600 });
    expect(own.body).toMatchObject({ auth: { client_token: token, lease_duration: 600 } });
    const other = await server.request('POST', 'auth/token/renew', { token, increment: '90m' });
    expect(other.body).toMatchObject({ auth: { client_token: token, lease_duration: 5400 } });
    const byAccessor = await server.request('POST', 'auth/token/renew-accessor', {
      accessor,
      increment: '5h',
    });
    expect(byAccessor.body).toMatchObject({
      auth: { client_token: '', accessor, lease_duration: 7200 },
      warnings: [
        'TTL of "5h" exceeded the effective max_ttl of "2h"; TTL value is capped accordingly',
      ],
    });
  });

  test('without a wish grants what was granted last', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], ttl: '1h' });
    await renewSelf(server, token, { increment: 600 });
    server.advance(300);

    const again = await renewSelf(server, token);

    expect(again.body).toMatchObject({ auth: { lease_duration: 600 } });
    expect(await lookUpSelf(server, token)).toMatchObject({
      creation_ttl: 3600,
      ttl: 600,
      last_renewal_time: 1_767_225_900,
      last_renewal: '2026-01-01T00:05:00Z',
    });
  });

  test('is bounded by the maximum of the mount, counted from the creation', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], ttl: '700h' });
    server.advance(600 * 3600);

    const answer = await renewSelf(server, token);

    expect(answer.body).toMatchObject({ auth: { lease_duration: 168 * 3600 } });
  });

  test.each([
    ['renew', { token: '' }, 'missing token ID'],
    ['renew', {}, 'missing token ID'],
    ['renew', { token: 'nothing-here' }, 'token not found'],
    ['renew-accessor', {}, '1 error occurred:\n\t* missing accessor\n\n'],
    ['renew-accessor', { accessor: 'nothing-here' }, '1 error occurred:\n\t* invalid accessor\n\n'],
  ])('at %s with %j is refused', async (path, body, text) => {
    const server = await startTestServer();

    const answer = await server.request('POST', `auth/token/${path}`, body);

    expect(refusalOf(answer)).toEqual([400, text]);
  });

  test.each([
    [{ policies: ['default'], renewable: false }, 'lease is not renewable'],
    [{}, 'lease is not renewable'],
    [{ policies: ['default'], type: 'batch' }, 'batch tokens cannot be renewed'],
  ])('of a token made with %j is refused', async (body, text) => {
    const server = await startTestServer();
    const { token } = await makeToken(server, body);

    expect(refusalOf(await renewSelf(server, token))).toEqual([400, text]);
  });

  test('of the first root token is refused: it has no lease', async () => {
    const server = await startTestServer();

    const answer = await renewSelf(server, server.rootToken);

    expect(refusalOf(answer)).toEqual([400, 'invalid lease ID']);
  });

  test('in the last use of a token does not bring it back', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 1 });

    expect((await renewSelf(server, token)).status).toBe(400);

    expect(await isAccepted(server, token)).toBe(false);
  });

  test.each([[-5], ['-5s'], ['soon'], [{}]])(
    'with the increment %j is refused',
    async (increment) => {
      const server = await startTestServer();
      const { token } = await makeToken(server, { policies: ['default'] });

      expect((await renewSelf(server, token, { increment })).status).toBe(400);
    },
  );
});

// CVE-2021-32923
test('renewing up to the hard end never makes a token without an end', async () => {
  const server = await startTestServer();
  const body = { policies: ['default'], ttl: 1, explicit_max_ttl: '3s' };
  const { token } = await makeToken(server, body);

  for (let step = 0; step < 29; step++) {
    server.advance(0.1);
    const answer = await renewSelf(server, token);
    expect(answer.body).toMatchObject({ auth: { lease_duration: 1 } });
    const { expire_time } = await lookUpSelf(server, token);
    expect(expire_time).toMatch(/^2026-01-01T00:00:(0[0-2]|03Z)/);
  }

  server.advance(0.1);
  expect(await isAccepted(server, token)).toBe(false);
});

describe('a periodic token', () => {
  // Vault 0.9.2 and 0.8.2
  test('lives as long as it is renewed, past the maximum of the mount', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], period: '20d' });

    for (let i = 0; i < 5; i++) {
      server.advance(19 * 86_400);
      const answer = await renewSelf(server, token, { increment: '4h' });
      expect(answer.body).toMatchObject({ auth: { lease_duration: 20 * 86_400 } });
    }
    expect(await lookUpSelf(server, token)).toMatchObject({ period: 20 * 86_400 });

    server.advance(20 * 86_400);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test('ends at its explicit maximum', async () => {
    const server = await startTestServer();
    const body = { policies: ['default'], period: '30m', explicit_max_ttl: '40m' };
    const { token } = await makeToken(server, body);
    server.advance(1200);

    expect((await renewSelf(server, token)).body).toMatchObject({ auth: { lease_duration: 1200 } });
    server.advance(1200);
    expect(await isAccepted(server, token)).toBe(false);
  });
});

describe('a token of a role', () => {
  async function make(role: JsonObject) {
    const server = await startTestServer();
    await server.request('POST', 'auth/token/roles/r', { allowed_policies: 'p', ...role });
    const { token } = await makeToken(server, {}, { path: 'create/r' });
    const renew = () => server.request('POST', 'auth/token/renew', { token });
    return { server, token, renew };
  }

  test('gets the period that its role has now', async () => {
    const { server, renew } = await make({ token_period: '1h' });
    await server.request('POST', 'auth/token/roles/r', { token_period: '2h' });

    expect((await renew()).body).toMatchObject({ auth: { lease_duration: 7200 } });
  });

  test('gets the hard end that its role has now, counted from the creation', async () => {
    const { server, renew } = await make({});
    await server.request('POST', 'auth/token/roles/r', { token_explicit_max_ttl: '2h' });
    server.advance(3600);

    expect((await renew()).body).toMatchObject({ auth: { lease_duration: 3600 } });
    await server.request('POST', 'auth/token/roles/r', { token_explicit_max_ttl: '30m' });
    expect(refusalOf(await renew())).toEqual([
      400,
      '1 error occurred:\n\t* past the max TTL, cannot renew\n\n',
    ]);
  });

  test.each([
    [{}, '1h', 1800],
    [{ token_explicit_max_ttl: '2h' }, '1h', 1800],
    [{ token_explicit_max_ttl: '45m' }, '1h', 900],
  ])('of %j ends at its own hard end of %s all the same', async (role, explicit_max_ttl, left) => {
    const server = await startTestServer();
    await server.request('POST', 'auth/token/roles/r', { allowed_policies: 'p', ...role });
    const { token } = await makeToken(
      server,
      { ttl: '40m', explicit_max_ttl },
      { path: 'create/r' },
    );
    server.advance(1800);

    const answer = await server.request('POST', 'auth/token/renew', { token, increment: '5h' });

    expect(answer.body).toMatchObject({ auth: { lease_duration: left } });
  });

  test('is not renewed once its role is removed, but lives on', async () => {
    const { server, renew, token } = await make({});
    await server.request('DELETE', 'auth/token/roles/r');

    const [status, text] = refusalOf(await renew());

    expect(status).toBe(400);
    expect(text).toContain('original token role "r" could not be found, not renewing');
    const found = await server.request('POST', 'auth/token/lookup', { token });
    expect(found.status).toBe(200);
  });
});
