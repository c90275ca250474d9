import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

describe('enable and tune', () => {
  test('enable sends TTLs always, other fields only when given', async () => {
    await using server = await FakeServer.start({
      'POST /v1/sys/auth/userpass': {},
      'POST /v1/sys/mounts/team': {},
    });

    const outcome = await server.run(['auth', 'enable', 'userpass']);
    await server.run(
      'secrets enable -path=/team/ -version=2 -description= -max-lease-ttl=1h -force-no-cache kv'.split(
        ' ',
      ),
    );

    expect(outcome).toMatchObject({
      code: 0,
      stdout: 'Success! Enabled the userpass auth method at: userpass/\n',
    });
    expect(server.seen.map(({ body }) => body)).toEqual([
      {
        type: 'userpass',
        description: '',
        config: { default_lease_ttl: '0s', max_lease_ttl: '0s' },
        local: false,
        seal_wrap: false,
        external_entropy_access: false,
        options: null,
      },
      {
        type: 'kv',
        description: '',
        config: { default_lease_ttl: '0s', max_lease_ttl: '1h0m0s', force_no_cache: true },
        local: false,
        seal_wrap: false,
        external_entropy_access: false,
        options: { version: '2' },
      },
    ]);
  });

  test('auth tune goes to sys/mounts/auth, an empty description is sent, system resets', async () => {
    await using server = await FakeServer.start({ 'POST /v1/sys/mounts/auth/userpass/tune': {} });

    const line =
      'auth tune -description= -default-lease-ttl=system -listing-visibility=unauth -user-lockout-threshold=3 userpass/';
    const outcome = await server.run(line.split(' '));

    expect(outcome.code).toBe(0);
    expect(server.seen[0]?.body).toEqual({
      default_lease_ttl: 'system',
      max_lease_ttl: '',
      description: '',
      listing_visibility: 'unauth',
      user_lockout_config: { lockout_threshold: '3' },
    });
  });

  test('a refusal ends with 2 and names the act', async () => {
    await using server = await FakeServer.start({
      'POST /v1/sys/auth/userpass': {
        status: 400,
        body: { errors: ['path is already in use at userpass/'] },
      },
    });

    const outcome = await server.run(['auth', 'enable', 'userpass']);

    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain('Error enabling auth method: ');
    expect(outcome.stderr).toContain('* path is already in use at userpass/');
  });
});

describe('disable and move', () => {
  test('disable calls DELETE', async () => {
    await using server = await FakeServer.start({
      'DELETE /v1/sys/auth/a/b': {},
      'DELETE /v1/sys/mounts/team': {},
    });

    expect((await server.run(['auth', 'disable', 'a/b/'])).stdout).toMatch(/^Success! .*a\/b\/\n$/);
    expect((await server.run(['secrets', 'disable', 'team'])).code).toBe(0);
  });

  test('move waits until the server is done', async () => {
    const status = (value: string) => envelope({ data: { migration_info: { status: value } } });
    await using server = await FakeServer.start({
      'POST /v1/sys/remount': envelope({ data: { migration_id: 'm1' } }),
      'GET /v1/sys/remount/status/m1': [status('in-progress'), status('success')],
    });

    const outcome = await server.run(['auth', 'move', 'auth/a/', 'b']);

    expect(server.seen[0]?.body).toEqual({ from: 'auth/a/', to: 'auth/b/' });
    expect(outcome).toMatchObject({ code: 0, sleeps: [10_000] });
  });

  test('a move that fails ends with 2', async () => {
    await using server = await FakeServer.start({
      'POST /v1/sys/remount': envelope({ data: { migration_id: 'm1' } }),
      'GET /v1/sys/remount/status/m1': envelope({
        data: { migration_info: { status: 'failure' } },
      }),
    });

    expect(await server.run(['secrets', 'move', 'a', 'b'])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('lists', () => {
  const mount = {
    type: 'token',
    description: 'token | based',
    accessor: 'auth_token_1',
    local: false,
    seal_wrap: false,
    external_entropy_access: false,
    options: null,
    uuid: 'u1',
    plugin_version: '',
    running_plugin_version: 'v1',
    running_sha256: '',
    config: {
      default_lease_ttl: 0,
      max_lease_ttl: 60,
      force_no_cache: false,
      token_type: 'default-service',
    },
  };

  test('auth list shows five columns, and sees mounts only once', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/auth': { body: { 'token/': mount, request_id: 'r', data: { 'token/': mount } } },
    });

    const table = await server.run(['auth', 'list']);
    const json = await server.run(['auth', 'list', '-format=json']);

    expect(table.stdout).toBe(
      [
        'Path      Type     Accessor        Description      Version',
        '----      ----     --------        -----------      -------',
        'token/    token    auth_token_1    token | based    v1',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(json.stdout)).toEqual({ 'token/': mount });
  });

  test('-detailed shows the settings', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/auth': envelope({ data: { 'token/': mount } }),
      'GET /v1/sys/mounts': envelope({ data: { 'a/': mount } }),
    });

    const auth = (await server.run(['auth', 'list', '-detailed'])).stdout.split('\n');
    const secrets = (await server.run(['secrets', 'list', '-detailed'])).stdout.split('\n');

    expect(auth[0]?.split(/ {2,}/)).toEqual([
      'Path',
      'Plugin',
      'Accessor',
      'Default TTL',
      'Max TTL',
      'Token Type',
      'Replication',
      'Seal Wrap',
      'External Entropy Access',
      'Options',
      'Description',
      'UUID',
      'Version',
      'Running Version',
      'Running SHA256',
      'Deprecation Status',
    ]);
    expect(auth[2]?.split(/ {2,}/).slice(3, 7)).toEqual([
      'system',
      '60',
      'default-service',
      'replicated',
    ]);
    expect(secrets[0]).toContain('Force No Cache');
  });
});

describe('auth help', () => {
  test('knows types, and asks the server for paths', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/auth': envelope({ data: { 'staff/': { type: 'userpass' } } }),
    });

    expect((await server.run(['auth', 'help', 'approle'])).stdout).toContain('role_id=');
    expect((await server.run(['auth', 'help', 'staff'])).stdout).toContain('-path=staff/');
    expect((await server.run(['auth', 'help', 'nowhere'])).code).toBe(2);
  });
});

describe('audit', () => {
  test('enable sends the pairs as options', async () => {
    await using server = await FakeServer.start({ 'PUT /v1/sys/audit/file': {} });

    expect((await server.run(['audit', 'enable', 'file', 'file_path=stdout'])).code).toBe(0);
    expect(server.seen[0]?.body).toEqual({
      type: 'file',
      description: '',
      options: { file_path: 'stdout' },
      local: false,
    });
  });

  test('list without devices ends with 2 in a table, with 0 in JSON', async () => {
    await using server = await FakeServer.start({ 'GET /v1/sys/audit': envelope({ data: {} }) });

    expect(await server.run(['audit', 'list'])).toMatchObject({ code: 2, stdout: '' });
    expect(await server.run(['audit', 'list', '-format=json'])).toMatchObject({
      code: 0,
      stdout: '{}\n',
    });
  });

  test('list -detailed shows options as pairs, and disable deletes', async () => {
    const device = { type: 'file', description: '', options: { b: '2', a: '1' }, local: false };
    await using server = await FakeServer.start({
      'GET /v1/sys/audit': envelope({ data: { 'file/': device } }),
      'DELETE /v1/sys/audit/file': {},
    });

    expect((await server.run(['audit', 'list', '-detailed'])).stdout).toContain(
      'file/    file    n/a            replicated     a=1 b=2\n',
    );
    expect((await server.run(['audit', 'disable', 'file/'])).code).toBe(0);
  });
});
