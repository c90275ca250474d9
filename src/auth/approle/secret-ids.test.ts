import { describe, expect, test } from 'vitest';
import { type ApproleServer, startApprole } from '../../testing/approle-server.ts';
import { dataOf, refusalOf } from '../../testing/make-token.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const never = '0001-01-01T00:00:00Z';

async function startWithRole(role = {}): Promise<ApproleServer> {
  const approle = await startApprole();
  await approle.writeRole('web', role);
  return approle;
}

async function lookUp(approle: ApproleServer, accessor: string, role = 'web') {
  return approle.send('POST', `role/${role}/secret-id-accessor/lookup`, {
    secret_id_accessor: accessor,
  });
}

describe('a SecretID that is issued', () => {
  test('is answered once with its accessor, and takes what the role says', async () => {
    const approle = await startWithRole({ secret_id_num_uses: 10, secret_id_ttl: '1h' });

    const data = dataOf(await approle.send('POST', 'role/web/secret-id'));

    expect(data).toEqual({
      secret_id: expect.stringMatching(uuid) as string,
      secret_id_accessor: expect.stringMatching(uuid) as string,
      secret_id_num_uses: 10,
      secret_id_ttl: 3600,
    });
    expect(data['secret_id']).not.toBe(data['secret_id_accessor']);
  });

  test('is found by itself and by its accessor with all that was said of it', async () => {
    const approle = await startWithRole();
    const { secret_id, accessor } = await approle.issue('web', {
      metadata: '{"tag":"blue"}',
      ttl: '10m',
      num_uses: 2,
      cidr_list: '127.0.0.1/32',
      token_bound_cidrs: '127.0.0.0/8',
    });

    const byId = await approle.send('POST', 'role/WEB/secret-id/lookup', { secret_id });
    const byAccessor = await lookUp(approle, accessor);

    expect(dataOf(byId)).toEqual({
      secret_id_accessor: accessor,
      secret_id_num_uses: 2,
      secret_id_ttl: 600,
      creation_time: '2026-01-01T00:00:00Z',
      expiration_time: '2026-01-01T00:10:00Z',
      last_updated_time: '2026-01-01T00:00:00Z',
      last_used_time: never,
      metadata: { tag: 'blue' },
      cidr_list: ['127.0.0.1/32'],
      token_bound_cidrs: ['127.0.0.0/8'],
    });
    expect(byAccessor.body['data']).toEqual(byId.body['data']);
    expect(byAccessor.raw.body).not.toContain(secret_id);
  });

  test('in a wrapped answer shows its accessor outside, by which it can be destroyed unopened', async () => {
    const approle = await startWithRole();
    const { server } = approle;

    const wrapped = await server.request(
      'POST',
      'auth/ar/role/web/secret-id',
      {},
      { wrapTtlSeconds: 60 },
    );
    const info = wrapped.body['wrap_info'] as unknown as {
      token: string;
      wrapped_accessor: string;
    };
    await approle.send('POST', 'role/web/secret-id-accessor/destroy', {
      secret_id_accessor: info.wrapped_accessor,
    });
    const opened = await server.request('POST', 'sys/wrapping/unwrap', {}, { token: info.token });

    expect(dataOf(opened)).toMatchObject({ secret_id_accessor: info.wrapped_accessor });
    expect(wrapped.body['data']).toBeNull();
    const { secret_id } = dataOf(opened);
    expect(
      (await approle.login({ role_id: await approle.roleIdOf('web'), secret_id: secret_id ?? '' }))
        .status,
    ).toBe(400);
  });

  test('for longer than the mount allows ends with what the mount allows', async () => {
    const approle = await startWithRole();

    const data = dataOf(await approle.send('POST', 'role/web/secret-id', { ttl: '800h' }));
    const { accessor } = await approle.issue('web', { ttl: '800h' });

    expect(data['secret_id_ttl']).toBe(768 * 3600);
    const found = dataOf(await lookUp(approle, accessor));
    expect(found).toMatchObject({
      secret_id_ttl: 800 * 3600,
      expiration_time: '2026-02-02T00:00:00Z',
    });
  });

  test('without an end says so', async () => {
    const approle = await startWithRole();
    const { accessor } = await approle.issue('web');

    expect(dataOf(await lookUp(approle, accessor))).toMatchObject({
      secret_id_ttl: 0,
      expiration_time: never,
    });
  });

  test('lies in the store by no name that can be read', async () => {
    const approle = await startWithRole();
    const { secret_id, accessor } = await approle.issue('web', { metadata: '{"tag":"bluebell"}' });

    const rows = await approle.server.store.scan('', { limit: 10_000 });

    const text = rows.map(({ key, value }) => key + Buffer.from(value).toString('latin1')).join();
    for (const word of [secret_id, accessor, 'bluebell']) expect(text).not.toContain(word);
  });
});

describe('a SecretID is refused', () => {
  test.each([
    [{ num_uses: 11 }, "num_uses cannot be higher than the role's secret_id_num_uses"],
    [{ num_uses: 0 }, "num_uses cannot be higher than the role's secret_id_num_uses"],
    [{ num_uses: -1 }, 'num_uses cannot be negative'],
    [{ ttl: '2h' }, "ttl cannot be longer than the role's secret_id_ttl"],
    [{ ttl: 0 }, "ttl cannot be longer than the role's secret_id_ttl"],
    [{ cidr_list: '11.0.0.0/8' }, 'failed to verify subset relationship between CIDR blocks'],
    [{ cidr_list: '10.1.0.0/16,0.0.0.0/0' }, 'failed to verify subset relationship'],
    [{ cidr_list: '10.0.0.1' }, 'failed to validate CIDR blocks'],
    [{ token_bound_cidrs: '10.0.0.0/7' }, 'relationship between token CIDR blocks'],
    [{ token_bound_cidrs: '10.0.0.1' }, 'failed to validate token CIDR blocks'],
    [{ metadata: 'not json' }, 'failed to parse metadata'],
    [{ metadata: { tag: 'blue' } }, "expected type 'string'"],
  ])('that would be worth more than its role, or makes no sense: %j', async (data, text) => {
    const approle = await startWithRole({
      secret_id_num_uses: 10,
      secret_id_ttl: '1h',
      secret_id_bound_cidrs: '10.0.0.0/8',
      token_bound_cidrs: '10.0.0.0/8',
    });

    for (const path of ['secret-id', 'custom-secret-id']) {
      const answer = await approle.send('POST', `role/web/${path}`, { ...data, secret_id: 'own' });
      expect(answer.status).toBe(400);
      expect(refusalOf(answer)[1]).toContain(text);
    }
    expect((await approle.send('LIST', 'role/web/secret-id')).status).toBe(404);
  });

  test('of a role that is absent, or that logs in without', async () => {
    const approle = await startWithRole({ bind_secret_id: false, token_bound_cidrs: '10.0.0.0/8' });

    expect(refusalOf(await approle.send('POST', 'role/none/secret-id'))).toEqual([
      404,
      'role "none" does not exist',
    ]);
    expect(refusalOf(await approle.send('POST', 'role/web/secret-id'))).toEqual([
      400,
      'bind_secret_id is not set on the role',
    ]);
  });
});

describe('a SecretID of one choice', () => {
  test('is registered once for each role, and works without the blanks around it', async () => {
    const approle = await startWithRole();
    await approle.writeRole('db');
    const register = (role: string, secret_id: string) =>
      approle.send('POST', `role/${role}/custom-secret-id`, { secret_id });

    const first = await register('web', ' my own secret\n');
    const again = await register('web', 'my own secret');
    const elsewhere = await register('db', 'my own secret');

    expect(dataOf(first)['secret_id']).toBe('my own secret');
    expect(refusalOf(again)).toEqual([
      400,
      '1 error occurred:\n\t* failed to store secret_id: SecretID is already registered\n\n',
    ]);
    expect(dataOf(elsewhere)['secret_id_accessor']).not.toBe(dataOf(first)['secret_id_accessor']);
    expect((await approle.loginAt('web', '\tmy own secret ')).status).toBe(200);
  });

  test.each([{}, { secret_id: '' }, { secret_id: ' ' }, { secret_id: 'x'.repeat(4097) }])(
    'that is none is refused: %#',
    async (data) => {
      const approle = await startWithRole();

      expect((await approle.send('POST', 'role/web/custom-secret-id', data)).status).toBe(400);
    },
  );

  test('may be registered again once it has ended', async () => {
    const approle = await startWithRole();
    const register = () =>
      approle.send('POST', 'role/web/custom-secret-id', { secret_id: 'own', ttl: 60 });
    await register();
    approle.server.advance(60);

    expect((await register()).status).toBe(200);
    expect((await approle.loginAt('web', 'own')).status).toBe(200);
  });
});

describe('what is not there', () => {
  test('is nothing when it is looked for by itself, and an error in the envelope by its accessor', async () => {
    const approle = await startWithRole();

    const byId = await approle.send('POST', 'role/web/secret-id/lookup', { secret_id: 'nope' });
    const byAccessor = await lookUp(approle, 'nope');

    expect(byId).toMatchObject({ status: 204, body: null });
    expect(byAccessor).toMatchObject({
      status: 404,
      body: { lease_id: '', data: { error: expect.stringContaining('failed to find') as string } },
    });
    expect(byAccessor.body).not.toHaveProperty('errors');
    expect(byAccessor.raw.body).not.toContain('nope');
  });

  test.each([
    ['POST', 'secret-id/lookup', 'missing secret_id'],
    ['POST', 'secret-id/destroy', 'missing secret_id'],
    ['DELETE', 'secret-id/destroy', 'missing secret_id'],
    ['POST', 'secret-id-accessor/lookup', 'missing secret_id_accessor'],
    ['POST', 'secret-id-accessor/destroy', 'missing secret_id_accessor'],
    ['DELETE', 'secret-id-accessor/destroy', 'missing secret_id_accessor'],
  ] as const)(
    '%s %s without a name is refused, and so is a role that is absent',
    async (verb, path, text) => {
      const approle = await startWithRole();

      expect(refusalOf(await approle.send(verb, `role/web/${path}`))).toEqual([400, text]);
      const absent = await approle.send(verb, `role/none/${path}`, {
        secret_id: 'x',
        secret_id_accessor: 'x',
      });
      expect(refusalOf(absent)).toEqual([404, 'role "none" does not exist']);
    },
  );

  test('cannot be listed of a role that is absent, which is no empty list', async () => {
    const approle = await startWithRole();

    expect(refusalOf(await approle.send('LIST', 'role/none/secret-id'))).toEqual([
      400,
      'role "none" does not exist',
    ]);
    expect(refusalOf(await approle.send('LIST', 'role/web/secret-id'))).toEqual([404, undefined]);
  });
});

describe('a destroyed SecretID', () => {
  test.each([
    ['POST', 'secret-id/destroy', 204],
    ['DELETE', 'secret-id/destroy', 204],
    ['POST', 'secret-id-accessor/destroy', 404],
    ['DELETE', 'secret-id-accessor/destroy', 404],
  ] as const)('by %s %s is gone by both its names', async (verb, path, again) => {
    const approle = await startWithRole();
    const { secret_id, accessor } = await approle.issue('web');
    const kept = await approle.issue('web');
    const named = path.startsWith('secret-id/') ? { secret_id } : { secret_id_accessor: accessor };

    expect((await approle.send(verb, `role/web/${path}`, named)).status).toBe(204);

    expect((await approle.send(verb, `role/web/${path}`, named)).status).toBe(again);
    expect((await approle.loginAt('web', secret_id)).status).toBe(400);
    expect((await lookUp(approle, accessor)).status).toBe(404);
    expect((await approle.send('LIST', 'role/web/secret-id')).body['data']).toEqual({
      keys: [kept.accessor],
    });
  });

  test('leaves the tokens that it made', async () => {
    const approle = await startWithRole();
    const { secret_id } = await approle.issue('web');
    const { auth } = (await approle.loginAt('web', secret_id)).body as unknown as {
      auth: { client_token: string };
    };
    await approle.send('POST', 'role/web/secret-id/destroy', { secret_id });

    const token = auth.client_token;
    const self = await approle.server.request('GET', 'auth/token/lookup-self', {}, { token });
    expect(self.status).toBe(200);
  });
});
