import { describe, expect, test } from 'vitest';
import { startApprole } from '../../testing/approle-server.ts';
import { refusalOf } from '../../testing/make-token.ts';

/** Path, what is written, what is read then, what is read of a fresh role. */
const rows = [
  [
    'policies',
    { token_policies: ['b', 'A'] },
    { token_policies: ['a', 'b'] },
    { token_policies: [] },
  ],
  [
    'policies',
    { policies: 'x,y' },
    { token_policies: ['x', 'y'], policies: ['x', 'y'] },
    { token_policies: [] },
  ],
  ['period', { token_period: '15m' }, { token_period: 900 }, { token_period: 0 }],
  ['period', { period: 60 }, { token_period: 60, period: 60 }, { token_period: 0 }],
  [
    'bind-secret-id',
    { bind_secret_id: false },
    { bind_secret_id: false },
    { bind_secret_id: true },
  ],
  [
    'bound-cidr-list',
    { bound_cidr_list: '10.0.0.0/8' },
    { bound_cidr_list: ['10.0.0.0/8'] },
    { bound_cidr_list: null },
  ],
  [
    'secret-id-bound-cidrs',
    { secret_id_bound_cidrs: ['10.0.0.0/8', '::/0'] },
    { secret_id_bound_cidrs: ['10.0.0.0/8', '::/0'] },
    { secret_id_bound_cidrs: null },
  ],
  [
    'token-bound-cidrs',
    { token_bound_cidrs: '10.0.0.1/32,10.1.0.0/16' },
    { token_bound_cidrs: ['10.0.0.1', '10.1.0.0/16'] },
    { token_bound_cidrs: null },
  ],
  [
    'secret-id-num-uses',
    { secret_id_num_uses: '7' },
    { secret_id_num_uses: 7 },
    { secret_id_num_uses: 0 },
  ],
  ['secret-id-ttl', { secret_id_ttl: '1h' }, { secret_id_ttl: 3600 }, { secret_id_ttl: 0 }],
  ['token-num-uses', { token_num_uses: 4 }, { token_num_uses: 4 }, { token_num_uses: 0 }],
  ['token-ttl', { token_ttl: 600 }, { token_ttl: 600 }, { token_ttl: 0 }],
  ['token-max-ttl', { token_max_ttl: '2h' }, { token_max_ttl: 7200 }, { token_max_ttl: 0 }],
] as const;

async function startWithRole() {
  const approle = await startApprole();
  // with address bounds, the need for a SecretID can be given up
  await approle.writeRole('f', { token_no_default_policy: true });
  return approle;
}

describe('a setting by itself', () => {
  test.each(rows.map(([path, ...row]) => [path, row] as const))(
    '%s is written, read, and reset, and nothing else changes: %j',
    async (path, [body, read, unset]) => {
      const approle = await startWithRole();
      if (path === 'bind-secret-id')
        await approle.writeRole('f', { token_bound_cidrs: '127.0.0.1' });
      const before = await approle.read('role/f');

      expect(await approle.read(`role/f/${path}`)).toEqual(unset);
      expect((await approle.send('POST', `role/F/${path}`, body)).status).toBe(204);
      expect(await approle.read(`role/f/${path}`)).toEqual(read);
      expect(await approle.read('role/f')).not.toEqual(before);
      expect((await approle.send('DELETE', `role/f/${path}`)).status).toBe(204);

      expect(await approle.read(`role/f/${path}`)).toEqual(unset);
      expect(await approle.read('role/f')).toEqual(before);
    },
  );

  test.each(rows)(
    '%s of a role that is absent cannot be written, and none is made',
    async (path, body) => {
      const approle = await startWithRole();

      const written = await approle.send('POST', `role/none/${path}`, body);

      expect(refusalOf(written)).toEqual([404, '1 error occurred:\n\t* unsupported path\n\n']);
      expect(refusalOf(await approle.send('GET', `role/none/${path}`))).toEqual([404, undefined]);
      expect((await approle.send('DELETE', `role/none/${path}`)).status).toBe(204);
      expect((await approle.send('LIST', 'role')).body['data']).toEqual({ keys: ['f'] });
    },
  );

  test.each(rows)('%s is not changed by a body that lacks it', async (path) => {
    const approle = await startWithRole();
    const before = await approle.read('role/f');

    const answer = await approle.send('POST', `role/f/${path}`, { other: 1 });

    expect(answer.status).toBe(400);
    expect(refusalOf(answer)[1]).toMatch(/^missing /);
    expect(await approle.read('role/f')).toEqual(before);
  });
});

describe('a setting is refused', () => {
  test.each([
    ['bind-secret-id', { bind_secret_id: false }, 'at least one constraint'],
    ['bound-cidr-list', { bound_cidr_list: '' }, 'missing bound_cidr_list'],
    ['bound-cidr-list', { bound_cidr_list: '10.0.0.1' }, 'failed to validate CIDR blocks'],
    ['secret-id-bound-cidrs', { secret_id_bound_cidrs: [] }, 'missing bound_cidr_list'],
    [
      'secret-id-bound-cidrs',
      { secret_id_bound_cidrs: 'nowhere' },
      'failed to validate CIDR blocks',
    ],
    ['token-bound-cidrs', { token_bound_cidrs: 'nowhere' }, 'error parsing address'],
    ['secret-id-num-uses', { secret_id_num_uses: -1 }, 'secret_id_num_uses cannot be negative'],
    ['token-num-uses', { token_num_uses: -1 }, "'token_num_uses' cannot be negative"],
    ['token-ttl', { token_ttl: '3h' }, 'token_ttl should not be greater than token_max_ttl'],
    [
      'token-max-ttl',
      { token_max_ttl: 1 },
      'token_max_ttl should be greater than or equal to token_ttl',
    ],
    ['period', { period: '800h' }, 'greater than the backend'],
  ])('%s as %j', async (path, body, text) => {
    const approle = await startWithRole();
    await approle.writeRole('f', { token_ttl: '1h', token_max_ttl: '2h' });
    const before = await approle.read('role/f');

    const answer = await approle.send('POST', `role/f/${path}`, body);

    expect(answer.status).toBe(400);
    expect(refusalOf(answer)[1]).toContain(text);
    expect(await approle.read('role/f')).toEqual(before);
  });

  test.each(['bound-cidr-list', 'secret-id-bound-cidrs', 'token-bound-cidrs'])(
    'a reset of %s where it is all that limits who may log in',
    async (path) => {
      const approle = await startWithRole();
      const bounds = path === 'token-bound-cidrs' ? 'token_bound_cidrs' : 'secret_id_bound_cidrs';
      await approle.writeRole('f', { bind_secret_id: false, [bounds]: '10.0.0.0/8' });

      const answer = await approle.send('DELETE', `role/f/${path}`);

      expect(answer.status).toBe(400);
      expect(await approle.read('role/f')).toMatchObject({ [bounds]: ['10.0.0.0/8'] });
    },
  );
});

test.each(['token_policies', 'policies'])(
  'policies that are written as %s are kept in their one form',
  async (name) => {
    const approle = await startWithRole();
    const writeAndRead = async (policies: string) => {
      await approle.send('POST', 'role/f/policies', { [name]: policies });
      return (await approle.read('role/f/policies'))['token_policies'];
    };

    expect(await writeAndRead(' Z, b ,B,a')).toEqual(['a', 'b', 'z']);
    expect(await writeAndRead('x,Root')).toEqual(['root']);
  },
);

test('an older name of a setting is warned about when it is read', async () => {
  const approle = await startWithRole();

  const { body } = await approle.send('GET', 'role/f/bound-cidr-list');

  expect(JSON.stringify(body['warnings'])).toContain('is deprecated');
});

test('settings that change at the same moment are all kept', async () => {
  const approle = await startWithRole();

  await Promise.all(
    rows
      .filter(([path]) => path.startsWith('token-') || path.startsWith('secret-id-'))
      .map(([path, body]) => approle.send('POST', `role/f/${path}`, body)),
  );

  expect(await approle.read('role/f')).toMatchObject({
    token_ttl: 600,
    token_max_ttl: 7200,
    token_num_uses: 4,
    secret_id_ttl: 3600,
    secret_id_num_uses: 7,
    secret_id_bound_cidrs: ['10.0.0.0/8', '::/0'],
  });
});
