import { describe, expect, test } from 'vitest';
import { startApprole } from '../../testing/approle-server.ts';
import { refusalOf } from '../../testing/make-token.ts';

const noRole = [404, undefined];
const fresh = {
  bind_secret_id: true,
  secret_id_bound_cidrs: null,
  secret_id_num_uses: 0,
  secret_id_ttl: 0,
  local_secret_ids: false,
  secret_id_metadata_refused: false,
  token_ttl: 0,
  token_max_ttl: 0,
  token_explicit_max_ttl: 0,
  token_period: 0,
  token_policies: [],
  token_no_default_policy: false,
  token_bound_cidrs: [],
  token_num_uses: 0,
  token_type: 'default',
  token_strictly_bind_ip: false,
};

describe('a role', () => {
  test('that is made with nothing said has the defaults and a random RoleID', async () => {
    const approle = await startApprole();
    await approle.writeRole('web');
    await approle.writeRole('db');

    expect(await approle.read('role/web')).toEqual(fresh);
    const roleIds = [await approle.roleIdOf('web'), await approle.roleIdOf('db')];
    expect(roleIds[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(roleIds[0]).not.toBe(roleIds[1]);
  });

  test('keeps what a later write does not name, its RoleID too', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', {
      bind_secret_id: false,
      secret_id_bound_cidrs: '10.0.0.0/8,192.168.0.0/16',
      secret_id_num_uses: 3,
      secret_id_ttl: '1h',
      token_policies: ['a', 'b'],
    });
    const roleId = await approle.roleIdOf('web');

    await approle.writeRole('web', { token_ttl: 60 });

    expect(await approle.read('role/web')).toEqual({
      ...fresh,
      bind_secret_id: false,
      secret_id_bound_cidrs: ['10.0.0.0/8', '192.168.0.0/16'],
      secret_id_num_uses: 3,
      secret_id_ttl: 3600,
      token_policies: ['a', 'b'],
      token_ttl: 60,
    });
    expect(await approle.roleIdOf('web')).toBe(roleId);
  });

  test('is one in every case of letters', async () => {
    const approle = await startApprole();
    await approle.writeRole('MyRole', { token_ttl: 60 });
    await approle.writeRole('MYROLE', { token_max_ttl: 90 });

    expect(await approle.read('role/myrole')).toMatchObject({ token_ttl: 60, token_max_ttl: 90 });
    expect((await approle.send('LIST', 'role')).body['data']).toEqual({ keys: ['myrole'] });
  });

  test('never shows its RoleID or its inner name beside its settings', async () => {
    const approle = await startApprole();
    await approle.writeRole('web');

    const { raw } = await approle.send('GET', 'role/web');

    expect(raw.body).not.toContain(await approle.roleIdOf('web'));
    expect(raw.body).not.toContain('uuid');
  });

  test('is gone once it is deleted, and a second deletion is none', async () => {
    const approle = await startApprole();
    await approle.writeRole('web');

    expect((await approle.send('DELETE', 'role/WEB')).status).toBe(204);
    expect((await approle.send('DELETE', 'role/web')).status).toBe(204);

    expect(refusalOf(await approle.send('GET', 'role/web'))).toEqual(noRole);
    expect(refusalOf(await approle.send('GET', 'role/web/role-id'))).toEqual(noRole);
    expect(refusalOf(await approle.send('LIST', 'role'))).toEqual(noRole);
  });

  test('lists page by page in the order of the names', async () => {
    const approle = await startApprole();
    for (const name of ['c', 'a', 'b', 'd']) await approle.writeRole(name);

    const page = await approle.send('LIST', 'role', { after: 'a', limit: 2 });

    expect(page.body['data']).toEqual({ keys: ['b', 'c'] });
  });
});

describe('older names of settings', () => {
  test('set the newer ones, and are shown while they do', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', {
      period: '5m',
      policies: 'x,y',
      bound_cidr_list: '10.0.0.0/8',
    });

    expect(await approle.read('role/web')).toMatchObject({
      period: 300,
      token_period: 300,
      policies: ['x', 'y'],
      token_policies: ['x', 'y'],
      secret_id_bound_cidrs: ['10.0.0.0/8'],
    });
  });

  test('give way to newer ones', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { period: 300, policies: 'x' });
    await approle.writeRole('web', {
      token_period: 60,
      secret_id_bound_cidrs: '10.0.0.0/8',
      bound_cidr_list: '11.0.0.0/8',
    });

    const role = await approle.read('role/web');

    expect(role).toMatchObject({ token_period: 60, secret_id_bound_cidrs: ['10.0.0.0/8'] });
    expect(role).not.toHaveProperty('period');
    expect(role).toHaveProperty('policies');
  });

  test('are not shown of what is empty', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { period: 0, policies: '' });

    expect(Object.keys(await approle.read('role/web'))).not.toContain('period');
    expect(Object.keys(await approle.read('role/web'))).not.toContain('policies');
  });
});

describe('a write of a role is refused', () => {
  test.each([
    [{ bind_secret_id: false }, 'at least one constraint should be enabled on the role'],
    [{ secret_id_num_uses: -1 }, 'secret_id_num_uses cannot be negative'],
    [{ role_id: '' }, 'invalid role_id supplied, or failed to generate a role_id'],
    [{ role_id: ' \n' }, 'invalid role_id supplied, or failed to generate a role_id'],
    [{ role_id: 'x'.repeat(4097) }, 'role_id is longer than maximum of 4096 bytes'],
    [{ secret_id_bound_cidrs: ['10.0.0.0/8', '10.0.0.1'] }, 'invalid CIDR address: #2'],
    [{ bound_cidr_list: 'nowhere' }, 'invalid CIDR address: #1'],
    [{ token_bound_cidrs: 'nowhere' }, 'error parsing address'],
    [{ token_ttl: '2h', token_max_ttl: '1h' }, "'token_ttl' cannot be greater"],
    [{ token_type: 'batch', token_num_uses: 1 }, 'limited use count'],
    [{ token_type: 'batch', period: 1 }, 'periodic tokens'],
    [
      { period: '800h' },
      'period of "800h0m0s" is greater than the backend\'s maximum lease TTL of "768h0m0s"',
    ],
  ])('with %j', async (data, text) => {
    const approle = await startApprole();

    const answer = await approle.send('POST', 'role/web', data);

    expect(answer.status).toBe(400);
    expect(refusalOf(answer)[1]).toContain(text);
    expect(refusalOf(await approle.send('GET', 'role/web'))).toEqual(noRole);
  });

  test('where it names the place of SecretIDs of a role that is there', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { local_secret_ids: true });

    const answer = await approle.send('POST', 'role/web', { local_secret_ids: true, token_ttl: 5 });

    expect(refusalOf(answer)).toEqual([
      400,
      'local_secret_ids can only be modified during role creation',
    ]);
    expect(await approle.read('role/web')).toMatchObject({ local_secret_ids: true, token_ttl: 0 });
    expect(await approle.read('role/web/local-secret-ids')).toEqual({ local_secret_ids: true });
  });

  test('without a trace of what was sent in its place', async () => {
    const approle = await startApprole();

    const answers = await Promise.all(
      [
        { secret_id_bound_cidrs: 's.hidden' },
        { token_type: 's.hidden' },
        { secret_id_ttl: 's.hidden' },
      ].map((data) => approle.send('POST', 'role/web', data)),
    );

    for (const { status, raw } of answers) {
      expect(status).toBe(400);
      expect(raw.body).not.toContain('hidden');
    }
  });

  test('not for a lifetime that the mount will cut, which is warned about', async () => {
    const approle = await startApprole();

    const answer = await approle.send('POST', 'role/web', {
      token_max_ttl: '800h',
      token_period: '900h',
    });

    expect(answer).toMatchObject({ status: 200, body: { data: null } });
    expect(JSON.stringify(answer.body['warnings'])).toContain('greater than the backend mount');
  });
});

describe('what older clients send', () => {
  test.each(['service', 'batch'])('the type default-%s is taken for it, and told', async (type) => {
    const approle = await startApprole();

    const answer = await approle.send('POST', 'role/web', { token_type: `default-${type}` });

    const told = `default-${type} has no useful meaning; adjusting to ${type}`;
    expect(answer).toMatchObject({ status: 200, body: { data: null, warnings: [told] } });
    expect(await approle.read('role/web')).toMatchObject({ token_type: type });
  });

  test('both warnings come where a type is adjusted and a lifetime will be cut', async () => {
    const approle = await startApprole();
    const data = { token_type: 'default-batch', token_max_ttl: '800h' };

    expect((await approle.send('POST', 'role/web', data)).body['warnings']).toHaveLength(2);
  });

  test.each([
    [' Z, b ,B,a', ['a', 'b', 'z']],
    [['x', 'Root'], ['root']],
  ])('policies by their older name are kept in their one form: %j', async (policies, kept) => {
    const approle = await startApprole();
    await approle.writeRole('web', { policies });

    expect(await approle.read('role/web')).toMatchObject({ policies: kept, token_policies: kept });
  });
});

describe('a RoleID', () => {
  test('of one choice is kept without the blanks around it', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: ' My Role\n' });

    expect(await approle.roleIdOf('web')).toBe('My Role');
  });

  test('stands for one role of a mount', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: 'mine' });
    await approle.writeRole('web', { role_id: 'mine' });
    await approle.writeRole('db');

    const taken = [
      await approle.send('POST', 'role/db', { role_id: 'mine' }),
      await approle.send('POST', 'role/other', { role_id: 'mine' }),
      await approle.send('POST', 'role/db/role-id', { role_id: 'mine ' }),
    ];

    expect(taken.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(refusalOf(taken[0] ?? taken[1] ?? never())[1]).toContain('role_id already in use');
    expect(await approle.roleIdOf('web')).toBe('mine');
  });

  test('that many want at once goes to one of them', async () => {
    const approle = await startApprole();
    const names = Array.from({ length: 8 }, (_, i) => `role${i}`);

    const answers = await Promise.all(
      names.map((name) => approle.send('POST', `role/${name}`, { role_id: 'mine' })),
    );

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204).length).toBe(1);
    expect(statuses.filter((status) => status === 400).length).toBe(7);
  });

  test('is free for others once its role has another, or is deleted', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: 'first' });
    await approle.send('POST', 'role/web/role-id', { role_id: 'second' });
    await approle.writeRole('db', { role_id: 'first' });
    await approle.send('DELETE', 'role/web');
    await approle.writeRole('third', { role_id: 'second' });

    expect(await approle.roleIdOf('db')).toBe('first');
    expect(await approle.roleIdOf('third')).toBe('second');
  });

  test('cannot be changed to nothing, nor of a role that is absent', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: 'mine' });

    const empty = await approle.send('POST', 'role/web/role-id', { role_id: '' });
    const absent = await approle.send('POST', 'role/none/role-id', { role_id: 'x' });
    const reset = await approle.send('DELETE', 'role/web/role-id');

    expect(refusalOf(empty)).toEqual([400, 'missing role_id']);
    expect(absent.status).toBe(404);
    expect(reset.status).toBe(405);
    expect(await approle.roleIdOf('web')).toBe('mine');
  });
});

function never(): never {
  throw new Error('there is no answer');
}
