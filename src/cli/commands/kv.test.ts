import { describe, expect, test } from 'vitest';
import { envelope, FakeServer, type Canned } from '../testing/fake-server.ts';

const mount = (version: string | null): Canned =>
  envelope({
    data: { path: 'secret/', type: 'kv', options: version === null ? null : { version } },
  });

const v1 = { 'GET /v1/sys/internal/ui/mounts/secret/app/db': mount(null) };
const v2 = {
  'GET /v1/sys/internal/ui/mounts/secret/app/db': mount('2'),
  'GET /v1/sys/internal/ui/mounts/secret': mount('2'),
};

const metadata = {
  created_time: '2026-11-22T00:20:07Z',
  custom_metadata: null,
  deletion_time: '',
  destroyed: false,
  version: 3,
};
const stored = envelope({ data: { data: { user: 'app', password: 'pw' }, metadata } });
const written = envelope({ data: { ...metadata, version: 4 } });

describe('kv get', () => {
  test('version 2 shows path, metadata and data under titles', async () => {
    await using server = await FakeServer.start({ ...v2, 'GET /v1/secret/data/app/db': stored });

    const outcome = await server.run(['kv', 'get', 'secret/app/db']);

    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toBe(
      [
        '=== Secret Path ===',
        'secret/data/app/db',
        '',
        '======= Metadata =======',
        'Key                Value',
        '---                -----',
        'created_time       2026-11-22T00:20:07Z',
        'custom_metadata    <nil>',
        'deletion_time      n/a',
        'destroyed          false',
        'version            3',
        '',
        '====== Data ======',
        'Key         Value',
        '---         -----',
        'password    pw',
        'user        app',
        '',
      ].join('\n'),
    );
  });

  test('-mount asks for the mount, -version goes into the query, -field looks inside', async () => {
    await using server = await FakeServer.start({
      ...v2,
      'GET /v1/secret/data/app/db?version=2': stored,
    });
    const argv = ['kv', 'get', '-mount=secret', '-version=2', 'app/db'];

    const outcome = await server.run([...argv, '-field=password']);
    const missing = await server.run([...argv, '-field=version']);

    expect(outcome).toMatchObject({ code: 0, stdout: 'pw' });
    expect(missing.code).toBe(1);
    expect(server.lines.slice(0, 2)).toEqual([
      'GET /v1/sys/internal/ui/mounts/secret',
      'GET /v1/secret/data/app/db?version=2',
    ]);
  });

  test('version 1 reads the plain path', async () => {
    await using server = await FakeServer.start({
      ...v1,
      'GET /v1/secret/app/db': envelope({ data: { k: 'v' } }),
    });

    const { stdout } = await server.run(['kv', 'get', 'secret/app/db']);

    expect(stdout).toBe('=== Data ===\nKey    Value\n---    -----\nk      v\n');
  });

  test('JSON is the whole answer', async () => {
    await using server = await FakeServer.start({ ...v2, 'GET /v1/secret/data/app/db': stored });

    const { stdout } = await server.run(['kv', 'get', '-format=json', 'secret/app/db']);

    expect(JSON.parse(stdout)).toMatchObject({
      data: { data: { user: 'app' }, metadata: { version: 3 } },
    });
  });

  test('the helper call is never wrapped, and a server without it means version 1', async () => {
    await using server = await FakeServer.start({
      'GET /v1/secret/app/db': envelope({ data: { k: 'v' } }),
    });

    await server.run(['kv', 'get', '-wrap-ttl=1m', 'secret/app/db']);

    expect(server.seen.map(({ headers }) => headers['x-vault-wrap-ttl'])).toEqual([
      undefined,
      '1m',
    ]);
  });

  test('nothing there, and a forbidden mount, end with 2', async () => {
    await using server = await FakeServer.start({
      ...v2,
      'GET /v1/sys/internal/ui/mounts/other/x': { status: 403, body: { errors: ['preflight'] } },
    });

    expect(await server.run(['kv', 'get', 'secret/app/db'])).toMatchObject({
      code: 2,
      stderr: 'No value found at secret/data/app/db\n',
    });
    expect(await server.run(['kv', 'get', 'other/x'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('nothing is mounted at other/x') as string,
    });
  });
});

describe('kv put and patch', () => {
  test('version 2 wraps the data, with the cas that was given', async () => {
    await using server = await FakeServer.start({ ...v2, 'PUT /v1/secret/data/app/db': written });

    const outcome = await server.run(['kv', 'put', 'secret/app/db', 'a=1', '-cas=0']);
    await server.run(['kv', 'put', '-mount=secret', 'app/db', 'a=1']);

    expect(outcome.stdout).toContain(
      '=== Secret Path ===\nsecret/data/app/db\n\n======= Metadata =======',
    );
    expect([server.seen[1]?.body, server.seen[3]?.body]).toEqual([
      { data: { a: '1' }, options: { cas: 0 } },
      { data: { a: '1' }, options: {} },
    ]);
  });

  test('version 1 writes the pairs as they are', async () => {
    await using server = await FakeServer.start({ ...v1, 'PUT /v1/secret/app/db': {} });

    const outcome = await server.run(['kv', 'put', 'secret/app/db', 'a=1']);

    expect(outcome.stdout).toBe('Success! Data written to: secret/app/db\n');
    expect(server.seen[1]?.body).toEqual({ a: '1' });
  });

  test('patch sends one request; removed keys are null', async () => {
    await using server = await FakeServer.start({ ...v2, 'PATCH /v1/secret/data/app/db': written });

    await server.run(['kv', 'patch', 'secret/app/db', 'a=1', '-remove-data=b']);

    expect(server.seen[1]?.body).toEqual({ data: { a: '1', b: null }, options: {} });
  });

  test('a server that refuses PATCH is read and written back, the read version as cas', async () => {
    await using server = await FakeServer.start({
      ...v2,
      'PATCH /v1/secret/data/app/db': { status: 405, body: { errors: [] } },
      'GET /v1/secret/data/app/db': stored,
      'PUT /v1/secret/data/app/db': written,
    });

    const outcome = await server.run([
      'kv',
      'patch',
      'secret/app/db',
      'user=b',
      '-remove-data=password',
    ]);
    const only = await server.run(['kv', 'patch', '-method=patch', 'secret/app/db', 'user=b']);

    expect(outcome.code).toBe(0);
    expect(server.seen[3]?.body).toEqual({ data: { user: 'b' }, options: { cas: 3 } });
    expect(only.code).toBe(2);
  });

  test('rollback writes the old data over the newest version', async () => {
    await using server = await FakeServer.start({
      ...v2,
      'GET /v1/secret/data/app/db': stored,
      'GET /v1/secret/data/app/db?version=1': envelope({ data: { data: { old: '1' }, metadata } }),
      'PUT /v1/secret/data/app/db': written,
    });

    expect((await server.run(['kv', 'rollback', '-version=1', 'secret/app/db'])).code).toBe(0);
    expect(server.seen.at(-1)?.body).toEqual({ data: { old: '1' }, options: { cas: 3 } });
    expect((await server.run(['kv', 'rollback', 'secret/app/db'])).code).toBe(1);
  });
});

describe('kv list and versions', () => {
  test('list goes to metadata, and -mount alone lists the root', async () => {
    await using server = await FakeServer.start({
      ...v2,
      'GET /v1/secret/metadata?list=true': envelope({ data: { keys: ['app/'] } }),
    });

    expect((await server.run(['kv', 'list', '-mount=secret'])).stdout).toBe('Keys\n----\napp/\n');
    expect((await server.run(['kv', 'list', 'secret'])).stdout).toBe('Keys\n----\napp/\n');
    expect((await server.run(['kv', 'list'])).code).toBe(1);
  });

  test.each([
    ['kv delete secret/app/db', 'DELETE /v1/secret/data/app/db', undefined],
    [
      'kv delete -versions=1,2 secret/app/db',
      'PUT /v1/secret/delete/app/db',
      { versions: ['1', '2'] },
    ],
    [
      'kv undelete -versions=1 secret/app/db',
      'PUT /v1/secret/undelete/app/db',
      { versions: ['1'] },
    ],
    ['kv destroy -versions=1 secret/app/db', 'PUT /v1/secret/destroy/app/db', { versions: ['1'] }],
    [
      'kv metadata put -max-versions=5 secret/app/db',
      'PUT /v1/secret/metadata/app/db',
      { max_versions: 5 },
    ],
    [
      'kv metadata patch -custom-metadata=a=1 -remove-custom-metadata=b -delete-version-after=90m secret/app/db',
      'PATCH /v1/secret/metadata/app/db',
      { custom_metadata: { a: '1', b: null }, delete_version_after: '1h30m0s' },
    ],
    ['kv metadata delete secret/app/db', 'DELETE /v1/secret/metadata/app/db', undefined],
  ])('%s calls %s', async (line, call, body) => {
    await using server = await FakeServer.start({ ...v2, [call]: {} });

    const outcome = await server.run(line.split(' '));

    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/^Success! /);
    expect(server.lines.at(-1)).toBe(call);
    expect(server.seen.at(-1)?.body).toEqual(body);
  });

  test('what needs versions is refused on version 1', async () => {
    await using server = await FakeServer.start(v1);

    for (const line of ['kv undelete -versions=1', 'kv delete -versions=1', 'kv metadata get']) {
      expect((await server.run([...line.split(' '), 'secret/app/db'])).code).toBe(1);
    }
    expect(new Set(server.lines).size).toBe(1);
  });

  test('metadata get shows the versions in order', async () => {
    const data = {
      current_version: 10,
      versions: { 10: { destroyed: false }, 9: { destroyed: true } },
    };
    await using server = await FakeServer.start({
      ...v2,
      'GET /v1/secret/metadata/app/db': envelope({ data }),
    });

    const { stdout } = await server.run(['kv', 'metadata', 'get', 'secret/app/db']);

    expect(stdout).toMatch(
      /^==== Metadata Path ====\nsecret\/metadata\/app\/db\n\n=+ Metadata =+\n/,
    );
    expect(stdout.indexOf('Version 9')).toBeLessThan(stdout.indexOf('Version 10'));
  });

  test('enable-versioning tunes the mount', async () => {
    await using server = await FakeServer.start({ 'POST /v1/sys/mounts/secret/tune': {} });

    expect((await server.run(['kv', 'enable-versioning', 'secret/'])).code).toBe(0);
    expect(server.seen[0]?.body).toEqual({ options: { version: '2' } });
  });
});
