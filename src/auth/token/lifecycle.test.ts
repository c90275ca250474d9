import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

test('a token is made, read, extended and ended', async () => {
  const server = await startTestServer();

  const created = await server.request('POST', 'auth/token/create', {
    policies: ['default'],
    ttl: '1h',
    meta: { team: 'blue' },
    display_name: 'One Two',
  });
  expect(created.body).toMatchObject({
    lease_id: '',
    renewable: false,
    data: null,
    warnings: null,
    auth: {
      policies: ['default'],
      token_policies: ['default'],
      metadata: { team: 'blue' },
      lease_duration: 3600,
      renewable: true,
      entity_id: '',
      token_type: 'service',
      orphan: false,
      mfa_requirement: null,
      num_uses: 0,
    },
  });
  const { client_token: token, accessor } = created.body['auth'] as unknown as Record<
    string,
    string
  >;

  const shown = {
    accessor,
    creation_time: 1_767_225_600,
    creation_ttl: 3600,
    display_name: 'token-One-Two',
    entity_id: '',
    expire_time: '2026-01-01T01:00:00Z',
    explicit_max_ttl: 0,
    id: token,
    issue_time: '2026-01-01T00:00:00Z',
    meta: { team: 'blue' },
    num_uses: 0,
    orphan: false,
    path: 'auth/token/create',
    policies: ['default'],
    renewable: true,
    ttl: 3600,
    type: 'service',
  };
  const looked = await server.request('POST', 'auth/token/lookup', { token: token ?? '' });
  expect(looked.body['data']).toEqual(shown);
  const byAccessor = await server.request('POST', 'auth/token/lookup-accessor', {
    accessor: accessor ?? '',
  });
  expect(byAccessor.body['data']).toEqual({ ...shown, id: '' });

  server.advance(60);
  const own = { token: token ?? '' };
  const renewed = await server.request('POST', 'auth/token/renew-self', { increment: 600 }, own);
  expect(renewed.body).toMatchObject({ auth: { client_token: token, lease_duration: 600 } });

  expect((await server.request('POST', 'auth/token/revoke', own)).status).toBe(204);
  const after = await server.request('GET', 'auth/token/lookup-self', {}, own);
  expect(after.status).toBe(403);
  expect((await server.request('POST', 'auth/token/lookup', own)).body).toEqual({
    errors: ['bad token'],
  });
  expect((await server.request('POST', 'auth/token/revoke', own)).status).toBe(204);
});
