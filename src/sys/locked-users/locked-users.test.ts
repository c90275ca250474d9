import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const password = 'one two three';

/** Userpass mounts at which each of some names is locked out by its first failure. */
async function startWithLocked(
  locked: Readonly<Record<string, readonly string[]>>,
): Promise<{ server: TestServer; accessors: Record<string, string> }> {
  const server = await startTestServer();
  const accessors: Record<string, string> = {};
  for (const [mount, names] of Object.entries(locked)) {
    const tune = { user_lockout_config: { lockout_threshold: '1' } };
    await server.request('POST', `sys/auth/${mount}`, { type: 'userpass', config: tune });
    const { body } = await server.request('GET', `sys/auth/${mount}`);
    accessors[mount] = (body['data'] as unknown as { accessor: string }).accessor;
    for (const name of names) await login(server, `${mount}/login/${name}`, 'wrong');
  }
  return { server, accessors };
}

function login(server: TestServer, path: string, given = password) {
  return server.request('POST', `auth/${path}`, { password: given }, { token: '' });
}

function entry(mount_accessor: string | undefined, alias_identifiers: readonly string[]) {
  return { mount_accessor, counts: alias_identifiers.length, alias_identifiers };
}

function report(...mount_accessors: readonly ReturnType<typeof entry>[]) {
  const total = mount_accessors.reduce((sum, { counts }) => sum + counts, 0);
  const root = { namespace_id: 'root', namespace_path: '', counts: total, mount_accessors };
  return { by_namespace: [root], total };
}

describe('the list of the locked', () => {
  test('is empty where nobody is', async () => {
    const { server } = await startWithLocked({ up: [] });

    const { status, body } = await server.request('GET', 'sys/locked-users');

    expect({ status, data: body['data'] }).toEqual({ status: 200, data: report() });
  });

  test('has the mounts with the most first, and their names in order', async () => {
    const { server, accessors } = await startWithLocked({
      few: ['ivy'],
      many: ['zoe', 'BOB', 'amy'],
      none: [],
    });

    const { body } = await server.request('GET', 'sys/locked-users');

    const expected = [
      entry(accessors['many'], ['amy', 'bob', 'zoe']),
      entry(accessors['few'], ['ivy']),
    ];
    expect(body['data']).toEqual(report(...expected));
  });

  test('shows one mount where one is asked for; an unknown one has nobody', async () => {
    const { server, accessors } = await startWithLocked({ few: ['ivy'], many: ['zoe', 'amy'] });
    const list = async (mount_accessor: string) => {
      const { body } = await server.request('GET', 'sys/locked-users', { mount_accessor });
      return body['data'];
    };

    expect(await list(accessors['few'] ?? '')).toEqual(report(entry(accessors['few'], ['ivy'])));
    expect(await list('auth_userpass_00000000')).toEqual(report());
  });

  test('leaves out whose failures are below the threshold, and whose lock is over', async () => {
    const { server } = await startWithLocked({ up: ['ivy'] });
    server.advance(900);
    await server.request('POST', 'sys/auth/up/tune', {
      user_lockout_config: { lockout_threshold: '2' },
    });
    await login(server, 'up/login/amy', 'wrong');

    const { body } = await server.request('GET', 'sys/locked-users');

    expect(body['data']).toEqual(report());
  });

  test('has one entry for all spellings of a name (CVE-2025-6004)', async () => {
    const { server, accessors } = await startWithLocked({ up: ['bob', 'BOB', 'Bob'] });

    const { body } = await server.request('GET', 'sys/locked-users');

    expect(body['data']).toEqual(report(entry(accessors['up'], ['bob'])));
  });

  test('has more names than one read of the store brings', async () => {
    const names = Array.from({ length: 501 }, (_, i) => `user-${String(i).padStart(3, '0')}`);
    const { server, accessors } = await startWithLocked({ up: names });

    const { body } = await server.request('GET', 'sys/locked-users');

    expect(body['data']).toEqual(report(entry(accessors['up'], names)));
  });

  test('is for those with a policy for it', async () => {
    const { server } = await startWithLocked({ up: ['ivy'] });
    const made = await server.request('POST', 'auth/token/create', { policies: ['default'] });
    const token = (made.body['auth'] as unknown as { client_token: string }).client_token;

    const answers = [
      await server.request('GET', 'sys/locked-users', {}, { token }),
      await server.request('GET', 'sys/locked-users', {}, { token: '' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });
});

describe('unlocking', () => {
  test('lets a name log in again, with all its attempts', async () => {
    const { server, accessors } = await startWithLocked({ up: ['bob'] });
    await server.request('POST', 'auth/up/users/bob', { password });

    const { status } = await server.request(
      'POST',
      `sys/locked-users/${accessors['up']}/unlock/bob`,
    );

    expect(status).toBe(204);
    expect((await login(server, 'up/login/bob')).status).toBe(200);
  });

  test('is done also where the name is not locked, or nobody', async () => {
    const { server, accessors } = await startWithLocked({ up: [] });

    const answer = await server.request('POST', `sys/locked-users/${accessors['up']}/unlock/bob`);

    expect(answer.status).toBe(204);
  });

  test('tells of an accessor that no mount has', async () => {
    const { server } = await startWithLocked({ up: ['bob'] });

    const answer = await server.request('POST', 'sys/locked-users/auth_userpass_0/unlock/bob');

    expect(answer).toMatchObject({
      status: 400,
      body: { errors: ['no mount has the accessor "auth_userpass_0"'] },
    });
  });
});
