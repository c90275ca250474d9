import { describe, expect, test } from 'vitest';
import { type ApproleServer, startApprole } from '../../testing/approle-server.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { dataOf, lookUpSelf, refusalOf } from '../../testing/make-token.ts';

const refused = [400, 'invalid role or secret ID'];

async function startWithRole(role = {}, options = {}): Promise<ApproleServer> {
  const approle = await startApprole(options);
  await approle.writeRole('web', { role_id: 'web-id', ...role });
  return approle;
}

async function lookUp(approle: ApproleServer, accessor: string) {
  const named = { secret_id_accessor: accessor };
  return dataOf(await approle.send('POST', 'role/web/secret-id-accessor/lookup', named));
}

describe('a login', () => {
  test('answers with a token that carries role, SecretID and metadata', async () => {
    const approle = await startWithRole({
      token_policies: 'p,q',
      token_ttl: '20m',
      token_num_uses: 9,
    });
    const { secret_id, accessor } = await approle.issue('web', { metadata: '{"tag":"blue"}' });

    const answer = await approle.login({ role_id: 'web-id', secret_id });

    const metadata = { role_name: 'web', tag: 'blue', secret_id_accessor: accessor };
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: null,
        warnings: null,
        auth: {
          policies: ['default', 'p', 'q'],
          metadata,
          lease_duration: 1200,
          renewable: true,
          token_type: 'service',
          orphan: true,
          num_uses: 9,
        },
      },
    });
    expect(await lookUpSelf(approle.server, clientTokenOf(answer))).toMatchObject({
      display_name: 'ar',
      path: 'auth/ar/login',
      meta: metadata,
    });
  });

  test('takes blanks around both ids, as files bring them', async () => {
    const approle = await startWithRole();
    const { secret_id } = await approle.issue('web');

    const answer = await approle.login({ role_id: ' web-id\n', secret_id: `${secret_id}\n` });

    expect(answer.status).toBe(200);
  });

  test('cannot be told its role name or accessor by metadata', async () => {
    const approle = await startWithRole();
    const metadata = '{"role_name":"admin","secret_id_accessor":"forged"}';
    const { secret_id, accessor } = await approle.issue('web', { metadata });

    const answer = await approle.loginAt('web', secret_id);

    expect(answer.body).toMatchObject({
      auth: { metadata: { role_name: 'web', secret_id_accessor: accessor } },
    });
  });

  test.each([
    [{}, 'missing role_id'],
    [{ secret_id: 'x' }, 'missing role_id'],
    [{ role_id: ' ', secret_id: 'x' }, 'missing role_id'],
    [{ role_id: 'web-id' }, 'missing secret_id'],
    [{ role_id: 'web-id', secret_id: ' ' }, 'missing secret_id'],
    [{ role_id: 'unknown' }, 'missing secret_id'],
  ])('%j lacks something', async (data, text) => {
    const approle = await startWithRole();

    expect(refusalOf(await approle.login(data))).toEqual([400, text]);
  });

  test.each([
    ['an unknown role', { role_id: 'unknown' }],
    ['a RoleID in another case', { role_id: 'WEB-ID' }],
    ['the name of the role', { role_id: 'web' }],
    ['a RoleID that is too long', { role_id: 'x'.repeat(5000) }],
    ['a wrong SecretID', { secret_id: 'wrong' }],
    ['a SecretID that is too long', { secret_id: 'x'.repeat(5000) }],
    ['the SecretID of another role', { role_id: 'db-id' }],
  ])('with %s fails, in one and the same way', async (_what, data) => {
    const approle = await startWithRole();
    await approle.writeRole('db', { role_id: 'db-id' });
    const { secret_id } = await approle.issue('web');

    const answer = await approle.login({ role_id: 'web-id', secret_id, ...data });

    expect(refusalOf(answer)).toEqual(refused);
  });

  test('with an accessor in place of its SecretID fails', async () => {
    const approle = await startWithRole();
    const { accessor } = await approle.issue('web');

    expect(refusalOf(await approle.loginAt('web', accessor))).toEqual(refused);
  });

  test('without a SecretID works where the role needs none, and makes batch tokens', async () => {
    const approle = await startWithRole({
      bind_secret_id: false,
      secret_id_bound_cidrs: '127.0.0.1/32',
      token_type: 'batch',
      token_ttl: '5m',
    });

    const answer = await approle.login({ role_id: 'web-id' });

    expect(answer.body).toMatchObject({
      auth: {
        token_type: 'batch',
        accessor: '',
        lease_duration: 300,
        metadata: { role_name: 'web' },
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret_id_accessor');
  });

  test('goes by the role as it is now', async () => {
    const approle = await startWithRole({ token_ttl: 60 });
    const { secret_id } = await approle.issue('web');
    await approle.loginAt('web', secret_id);
    await approle.writeRole('web', { token_ttl: 90, role_id: 'other-id' });

    expect(refusalOf(await approle.login({ role_id: 'web-id', secret_id }))).toEqual(refused);
    const answer = await approle.login({ role_id: 'other-id', secret_id });
    expect(answer.body).toMatchObject({ auth: { lease_duration: 90 } });
  });
});

describe('the uses of a SecretID', () => {
  test('are counted, shown, and end', async () => {
    const approle = await startWithRole({ secret_id_num_uses: 2 });
    const { secret_id, accessor } = await approle.issue('web');
    approle.server.advance(5);

    expect((await approle.loginAt('web', secret_id)).status).toBe(200);
    expect(await lookUp(approle, accessor)).toMatchObject({
      secret_id_num_uses: 1,
      last_used_time: '2026-01-01T00:00:05Z',
      last_updated_time: '2026-01-01T00:00:05Z',
    });
    expect((await approle.loginAt('web', secret_id)).status).toBe(200);

    expect(refusalOf(await approle.loginAt('web', secret_id))).toEqual(refused);
    expect((await approle.send('LIST', 'role/web/secret-id')).status).toBe(404);
  });

  test.each([1, 10])('are %i for 64 logins at once', async (num_uses) => {
    const approle = await startWithRole();
    const { secret_id } = await approle.issue('web', { num_uses });

    const answers = await Promise.all(
      Array.from({ length: 64 }, () => approle.login({ role_id: 'web-id', secret_id })),
    );

    const tokens = answers.filter(({ status }) => status === 200).map(clientTokenOf);
    expect(new Set(tokens).size).toBe(num_uses);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.length).toBe(64 - num_uses);
    for (const other of others) expect(refusalOf(other)).toEqual(refused);
  });

  test('are not spent by a login from a wrong address', async () => {
    const approle = await startWithRole();
    const { secret_id, accessor } = await approle.issue('web', {
      num_uses: 1,
      cidr_list: '127.0.0.1/32',
    });

    expect((await approle.loginAt('web', secret_id, '10.0.0.1')).status).toBe(400);

    expect(await lookUp(approle, accessor)).toMatchObject({ secret_id_num_uses: 1 });
    expect((await approle.loginAt('web', secret_id)).status).toBe(200);
  });

  test('without a limit are noted to the minute, and stay without a limit', async () => {
    const approle = await startWithRole();
    const { secret_id, accessor } = await approle.issue('web');
    await approle.loginAt('web', secret_id);
    approle.server.advance(59);
    await approle.loginAt('web', secret_id);
    const early = await lookUp(approle, accessor);
    approle.server.advance(1);
    await approle.loginAt('web', secret_id);

    expect(early).toMatchObject({ last_used_time: '2026-01-01T00:00:00Z', secret_id_num_uses: 0 });
    expect(await lookUp(approle, accessor)).toMatchObject({
      last_used_time: '2026-01-01T00:01:00Z',
      last_updated_time: '2026-01-01T00:00:00Z',
    });
  });

  test('keep the end of the SecretID where it was', async () => {
    const approle = await startWithRole();
    const { secret_id, accessor } = await approle.issue('web', { ttl: 600, num_uses: 5 });
    approle.server.advance(300);
    await approle.loginAt('web', secret_id);

    expect(await lookUp(approle, accessor)).toMatchObject({
      expiration_time: '2026-01-01T00:10:00Z',
    });
    const rows = await approle.server.store.expired(Date.UTC(2026, 0, 1, 0, 10), 10);
    expect(rows.length).toBe(1);
  });
});

describe('address bounds', () => {
  test('of SecretID and role must both hold', async () => {
    const approle = await startWithRole({ secret_id_bound_cidrs: '10.0.0.0/8' });
    const { secret_id } = await approle.issue('web', { cidr_list: '10.1.0.0/16' });

    const from = async (address: string) =>
      refusalOf(await approle.loginAt('web', secret_id, address));

    expect((await from('10.1.2.3'))[0]).toBe(200);
    expect(await from('10.2.0.1')).toEqual([
      400,
      'source address "10.2.0.1" unauthorized by CIDR restrictions on the secret ID',
    ]);
    await approle.writeRole('web', { secret_id_bound_cidrs: '10.1.2.0/24' });
    expect((await from('10.1.2.3'))[0]).toBe(200);
    expect(await from('10.1.3.1')).toEqual([
      400,
      'source address "10.1.3.1" unauthorized by CIDR restrictions on the role',
    ]);
  });

  test('hold also where no SecretID is needed', async () => {
    const approle = await startWithRole({
      bind_secret_id: false,
      secret_id_bound_cidrs: '10.0.0.0/8',
    });

    expect((await approle.login({ role_id: 'web-id' }, '10.0.0.1')).status).toBe(200);
    expect((await approle.login({ role_id: 'web-id' })).status).toBe(400);
    expect((await approle.login({ role_id: 'web-id' }, '')).status).toBe(400);
  });

  test('of the tokens are those of the SecretID within those that the role has now', async () => {
    const approle = await startWithRole({ token_bound_cidrs: '10.0.0.0/8' });
    const { secret_id } = await approle.issue('web', { token_bound_cidrs: '10.1.0.0/16' });
    const boundsNow = async () => {
      const answer = await approle.loginAt('web', secret_id, '10.1.2.3');
      const { body } = await approle.server.request(
        'GET',
        'auth/token/lookup-self',
        {},
        { token: clientTokenOf(answer), remoteAddress: '10.1.2.3' },
      );
      return (body['data'] as unknown as { bound_cidrs: unknown }).bound_cidrs;
    };

    expect(await boundsNow()).toEqual(['10.1.0.0/16']);
    await approle.writeRole('web', { token_bound_cidrs: '10.1.2.0/24' });
    expect(await boundsNow()).toEqual(['10.1.2.0/24']);
    await approle.writeRole('web', { token_bound_cidrs: '192.168.0.0/16' });
    expect(refusalOf(await approle.loginAt('web', secret_id, '10.1.2.3'))).toEqual([
      400,
      'token_bound_cidrs of the secret ID lie outside those of the role',
    ]);
  });
});

describe('bounds of tokens', () => {
  test('bind the use of a token, not the login by a SecretID that fetches it', async () => {
    const approle = await startWithRole({ token_bound_cidrs: '10.0.0.0/8' });
    const { secret_id } = await approle.issue('web');

    const token = clientTokenOf(await approle.loginAt('web', secret_id, '192.0.2.1'));

    const uses = ['10.1.2.3', '192.0.2.1'].map((remoteAddress) =>
      approle.server.request('GET', 'auth/token/lookup-self', {}, { token, remoteAddress }),
    );
    expect((await Promise.all(uses)).map(({ status }) => status)).toEqual([200, 403]);
  });

  test('of a SecretID bind the login too where the token is for its address alone', async () => {
    const approle = await startWithRole({ token_strictly_bind_ip: true });
    const { secret_id } = await approle.issue('web', { token_bound_cidrs: '10.0.0.0/8' });

    expect((await approle.loginAt('web', secret_id, '192.0.2.1')).status).toBe(403);
    expect((await approle.loginAt('web', secret_id, '10.1.2.3')).status).toBe(200);
  });

  test('keep strangers out where no SecretID does', async () => {
    const approle = await startWithRole({ bind_secret_id: false, token_bound_cidrs: '10.0.0.0/8' });

    expect((await approle.loginAt('web', '', '10.1.2.3')).status).toBe(200);
    expect((await approle.loginAt('web', '', '192.0.2.1')).status).toBe(403);
  });
});

describe('the token of a role', () => {
  const renew = (approle: ApproleServer, token: string) =>
    approle.server.request('POST', 'auth/token/renew-self', {}, { token });

  test('is renewed by what the role says now, without its SecretID', async () => {
    const approle = await startWithRole({ token_ttl: 600, token_policies: 'a' });
    const { secret_id } = await approle.issue('web', { num_uses: 1 });
    const token = clientTokenOf(await approle.loginAt('web', secret_id));
    await approle.writeRole('web', { token_ttl: 1200, token_max_ttl: 1500, token_policies: 'b' });
    approle.server.advance(400);

    expect((await renew(approle, token)).body['auth']).toMatchObject({
      lease_duration: 1100,
      policies: ['a', 'default'],
    });
  });

  test('is not renewed once the role is gone, and lives until its end', async () => {
    const approle = await startWithRole({ token_ttl: 600 });
    const { secret_id } = await approle.issue('web');
    const token = clientTokenOf(await approle.loginAt('web', secret_id));
    await approle.send('DELETE', 'role/web');

    expect(refusalOf(await renew(approle, token))).toEqual([
      400,
      '1 error occurred:\n\t* failed to renew entry: role "web" does not exist during renewal\n\n',
    ]);
    expect(await lookUpSelf(approle.server, token)).toMatchObject({ ttl: 600 });
  });
});
