import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const user = envelope({
  data: {
    token_ttl: 5400,
    n: 12,
    policies: ['a', 'b'],
    none: null,
    map: { k: 'v' },
    name: '<alice>',
  },
});

describe('read', () => {
  test('shows data sorted, durations readable, in a table', async () => {
    await using server = await FakeServer.start({ 'GET /v1/auth/userpass/users/alice': user });

    const outcome = await server.run(['read', ' /auth/userpass/users/alice/ ']);

    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toBe(
      [
        'Key          Value',
        '---          -----',
        'map          map[k:v]',
        'n            12',
        'name         <alice>',
        'none         <nil>',
        'policies     [a b]',
        'token_ttl    1h30m',
        '',
      ].join('\n'),
    );
    expect(server.seen[0]?.headers).toMatchObject({
      'x-vault-request': 'true',
      'x-vault-token': 'test-token',
    });
  });

  test('JSON is the client model, numbers and angle brackets kept safe', async () => {
    await using server = await FakeServer.start({
      'GET /v1/a': {
        body: '{"request_id":"r","data":{"z":12345678901234567890,"a":"<"},"mount_type":"kv"}',
      },
    });

    const { stdout } = await server.run(['read', '-format=json', 'a']);

    expect(stdout).toBe(
      [
        '{',
        '  "request_id": "r",',
        '  "lease_id": "",',
        '  "lease_duration": 0,',
        '  "renewable": false,',
        '  "data": {',
        '    "a": "\\u003c",',
        '    "z": 12345678901234567890',
        '  },',
        '  "warnings": null,',
        '  "mount_type": "kv"',
        '}',
        '',
      ].join('\n'),
    );
  });

  test('YAML comes from -format or from the variable, in any case', async () => {
    await using server = await FakeServer.start({ 'GET /v1/a': envelope({ data: { k: 'n' } }) });

    const { stdout } = await server.run(['read', 'a'], { env: { VAULT_FORMAT: 'YML' } });

    expect(stdout).toContain('data:\n  k: "n"\nlease_duration: 0\n');
  });

  test('raw prints the bytes of the body', async () => {
    await using server = await FakeServer.start({
      'GET /v1/sys/metrics?format=prometheus': { body: 'up 1\n' },
    });

    const { stdout, code } = await server.run([
      'read',
      '-format=raw',
      'sys/metrics',
      'format=prometheus',
    ]);

    expect({ stdout, code }).toEqual({ stdout: 'up 1\n', code: 0 });
  });

  test('-field prints one value bare, with a line end only on a terminal', async () => {
    await using server = await FakeServer.start({ 'GET /v1/a': user });

    const piped = await server.run(['read', 'a', '-field', 'name']);
    const shown = await server.run(['read', '-field=policies', 'a'], { showsToTerminal: true });
    const json = await server.run(['read', '-field=map', '-format=json', 'a']);

    expect(piped.stdout).toBe('<alice>');
    expect(shown.stdout).toBe('[a b]\n');
    expect(json.stdout).toBe('{\n  "k": "v"\n}');
  });

  test('a missing or null field ends with 1', async () => {
    await using server = await FakeServer.start({ 'GET /v1/a': user });

    for (const field of ['absent', 'none']) {
      const outcome = await server.run(['read', `-field=${field}`, 'a']);
      expect(outcome).toMatchObject({
        code: 1,
        stdout: '',
        stderr: `Field "${field}" not present in secret\n`,
      });
    }
  });

  test('nothing there ends with 2', async () => {
    await using server = await FakeServer.start({});

    expect(await server.run(['read', 'none'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'No value found at none\n',
    });
  });

  test('a 404 that says what is wrong is an error', async () => {
    await using server = await FakeServer.start({
      'GET /v1/no/x': { status: 404, body: { errors: ['no handler for route'] } },
    });

    const outcome = await server.run(['read', 'no/x']);

    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('* no handler for route');
  });

  test('a 404 that brings a warning is shown, the warning on stderr before the table', async () => {
    const warned = { ...envelope({ data: { a: 'b' }, warnings: ['take care'] }), status: 404 };
    await using server = await FakeServer.start({ 'GET /v1/a': warned });

    const outcome = await server.run(['read', 'a']);

    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toMatch(/^WARNING! .*\n\n {2}\* take care\n\n$/);
    expect(outcome.stdout).toContain('a      b');
  });

  test('a lease is shown before the data', async () => {
    await using server = await FakeServer.start({
      'GET /v1/a': envelope({
        lease_id: 'l/1',
        lease_duration: 60,
        renewable: true,
        data: { a: 'b' },
      }),
      'GET /v1/b': envelope({ lease_duration: 2_764_800, data: { a: 'b' } }),
    });

    expect((await server.run(['read', 'a'])).stdout).toContain(
      'lease_id           l/1\nlease_duration     1m\nlease_renewable    true\na                  b\n',
    );
    expect((await server.run(['read', 'b'])).stdout).toContain('refresh_interval    768h\n');
  });

  test('a path with spaces and question marks is encoded, its slashes are not', async () => {
    await using server = await FakeServer.start({});

    await server.run(['read', 'a/b c?d/e@f:g']);

    expect(server.lines).toEqual(['GET /v1/a/b%20c%3Fd/e@f:g']);
  });
});

describe('write and patch', () => {
  test('pairs go out as PUT, all as text, a repeated key as list', async () => {
    await using server = await FakeServer.start({ 'PUT /v1/auth/userpass/users/bob': {} });

    const outcome = await server.run([
      'write',
      'auth/userpass/users/bob',
      'ttl=10',
      'p=a',
      'p=b',
      'x=\\@y',
    ]);

    expect(outcome).toMatchObject({
      code: 0,
      stdout: 'Success! Data written to: auth/userpass/users/bob\n',
    });
    expect(server.seen[0]?.body).toEqual({ ttl: '10', p: ['a', 'b'], x: '@y' });
  });

  test('a success line is for tables only', async () => {
    await using server = await FakeServer.start({ 'PUT /v1/a': {} });

    expect(await server.run(['write', '-format=json', 'a', 'b=c'])).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  test('values come from files and stdin, and a body from JSON, kept exactly', async () => {
    const file = join(temporaryFolder(), 'pw');
    writeFileSync(file, 'hunter2\n');
    await using server = await FakeServer.start({ 'PUT /v1/a': {} });

    const fromFile = await server.run(['write', 'a', `password=@${file}`]);
    await server.run(['write', 'a', 'k=-'], { stdin: 'all\nof it' });
    await server.run(['write', 'a', 'x=1', '-'], { stdin: '{"n": [1, {"b": true}]}' });

    expect(server.seen.map(({ body }) => body)).toEqual([
      { password: 'hunter2\n' },
      { k: 'all\nof it' },
      { x: '1', n: [1, { b: true }] },
    ]);
    expect(fromFile.stderr).toContain('password ends in a line end');
    expect(fromFile.stderr).not.toContain('hunter2');
  });

  test('input that cannot be used ends with 1, and nothing is sent or repeated', async () => {
    await using server = await FakeServer.start({});
    const refused = [
      ['write', 'a'],
      ['write', 'a', 'hunter2'],
      ['write', 'a', '@/does/not/exist'],
      ['write', 'a', 'x=-', 'y=-'],
      ['write', 'a', '-'],
    ];

    for (const argv of refused) {
      const outcome = await server.run(argv, { stdin: '[1]' });
      expect(outcome).toMatchObject({ code: 1, stdout: '' });
      expect(outcome.stderr).not.toContain('hunter2');
    }
    expect(server.seen).toEqual([]);
  });

  test('-force sends an empty body and does not swallow the path', async () => {
    await using server = await FakeServer.start({ 'PUT /v1/a': envelope({ data: { id: '1' } }) });

    const outcome = await server.run(['write', '-f', 'a']);

    expect(outcome.code).toBe(0);
    expect(server.seen[0]?.body).toEqual({});
    expect(outcome.stdout).toContain('id     1');
  });

  test('patch sends a merge patch', async () => {
    await using server = await FakeServer.start({ 'PATCH /v1/a': {} });

    await server.run(['patch', 'a', 'b=c']);

    expect(server.seen[0]?.headers['content-type']).toBe('application/merge-patch+json');
    expect(server.seen[0]?.body).toEqual({ b: 'c' });
  });

  test('a login by write that waits for MFA asks the passcode and validates it', async () => {
    const requirement = {
      mfa_request_id: 'm1',
      mfa_constraints: { c: { any: [{ type: 'totp', id: 'i1', uses_passcode: true, name: '' }] } },
    };
    await using server = await FakeServer.start({
      'PUT /v1/auth/userpass/login/a': envelope({ auth: { mfa_requirement: requirement } }),
      'POST /v1/sys/mfa/validate': envelope({ auth: { client_token: 't2' } }),
    });
    const argv = ['write', 'auth/userpass/login/a', 'password=x'];

    const asked = await server.run(argv, { isTerminal: true, answers: ['123456'] });
    const silent = await server.run(argv);

    expect(server.seen[1]?.body).toEqual({ mfa_request_id: 'm1', mfa_payload: { i1: ['123456'] } });
    expect(asked.stdout).toContain('token                t2');
    expect(silent.stdout).toContain('mfa_request_id                         m1');
    expect(silent.stdout).toContain('mfa_constraint_c_totp_uses_passcode    true');
  });
});

describe('delete and list', () => {
  test('delete sends pairs as query', async () => {
    await using server = await FakeServer.start({ 'DELETE /v1/a/b?versions=1': {} });

    expect(await server.run(['delete', 'a/b', 'versions=1'])).toMatchObject({
      code: 0,
      stdout: 'Success! Data deleted (if it existed) at: a/b\n',
    });
  });

  test('list asks by GET, and prints one sorted column or the bare array', async () => {
    await using server = await FakeServer.start({
      'GET /v1/a?list=true': envelope({ data: { keys: ['b/', 'a'] } }),
    });

    const table = await server.run(['list', 'a/']);
    const json = await server.run(['list', 'a', '-format=json']);

    expect(table).toMatchObject({ code: 0, stdout: 'Keys\n----\na\nb/\n' });
    expect(json.stdout).toBe('[\n  "b/",\n  "a"\n]\n');
  });

  test('-detailed adds a column per field of key_info', async () => {
    const data = { keys: ['a', 'b'], key_info: { a: { ttl: 60 }, b: { name: 'x' } } };
    await using server = await FakeServer.start({ 'GET /v1/a?list=true': envelope({ data }) });

    const { stdout } = await server.run(['list', 'a'], { env: { VAULT_DETAILED: 'true' } });

    expect(stdout).toBe(
      'Keys    name    ttl\n----    ----    ---\na       n/a     1m\nb       x       n/a\n',
    );
  });

  test('nothing listed ends with 2: a text in a table, {} in JSON', async () => {
    await using server = await FakeServer.start({
      'GET /v1/e?list=true': envelope({ data: { keys: [] } }),
    });

    expect(await server.run(['list', 'a'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'No value found at a\n',
    });
    expect(await server.run(['list', '-format=json', 'a'])).toMatchObject({
      code: 2,
      stdout: '{}\n',
    });
    expect(await server.run(['list', 'e'])).toMatchObject({ code: 0, stdout: '' });
  });

  test('pages by -after and -limit', async () => {
    await using server = await FakeServer.start({});

    await server.run(['list', '-after=k', '-limit=2', 'a']);

    expect(server.lines).toEqual(['GET /v1/a?list=true&after=k&limit=2']);
  });
});

describe('wrapping', () => {
  const wrapInfo = {
    token: 'w1',
    accessor: 'acc',
    ttl: 120,
    creation_time: '2026-11-22T00:20:07.12Z',
    creation_path: 'a',
  };

  test('-wrap-ttl shows the wrap info, labels with a colon, fields without', async () => {
    await using server = await FakeServer.start({
      'GET /v1/a': envelope({ request_id: '', wrap_info: wrapInfo }),
    });

    const table = await server.run(['read', '-wrap-ttl=2m', 'a']);
    const field = await server.run(['read', '-wrap-ttl=2m', '-field=wrapping_token', 'a']);

    expect(server.seen[0]?.headers['x-vault-wrap-ttl']).toBe('2m');
    expect(table.stdout).toBe(
      [
        'Key                              Value',
        '---                              -----',
        'wrapping_token:                  w1',
        'wrapping_accessor:               acc',
        'wrapping_token_ttl:              2m',
        'wrapping_token_creation_time:    2026-11-22 00:20:07.12 +0000 UTC',
        'wrapping_token_creation_path:    a',
        '',
      ].join('\n'),
    );
    expect(field.stdout).toBe('w1');
  });

  test('unwrap puts the token into the body when there is an own one, else uses it as the own', async () => {
    await using server = await FakeServer.start({
      'PUT /v1/sys/wrapping/unwrap': envelope({ data: { keys: ['x'] } }),
    });

    const other = await server.run(['unwrap', 'w1']);
    await server.run(['unwrap', 'w1'], { env: { VAULT_TOKEN: '' } });
    await server.run(['unwrap']);

    expect(server.seen.map(({ headers, body }) => [headers['x-vault-token'], body])).toEqual([
      ['test-token', { token: 'w1' }],
      ['w1', undefined],
      ['test-token', undefined],
    ]);
    expect(other.stdout).toBe('Keys\n----\nx\n');
  });
});

describe('path-help, print and version', () => {
  test('path-help prints the text, or the OpenAPI document on one line', async () => {
    await using server = await FakeServer.start({
      'GET /v1/auth/token?help=1': {
        body: { help: 'About tokens.\n', openapi: { openapi: '3.0.2' } },
      },
    });

    expect((await server.run(['path-help', 'auth/token'])).stdout).toBe('About tokens.\n');
    expect((await server.run(['path-help', '-format=json', 'auth/token'])).stdout).toBe(
      '{"openapi":"3.0.2"}\n',
    );
  });

  test('print token prints the token in use', async () => {
    await using server = await FakeServer.start({});

    expect(await server.run(['print', 'token'])).toMatchObject({ code: 0, stdout: 'test-token\n' });
  });

  test.each([[['version']], [['-v']], [['--version']]])('%j shows the version', async (argv) => {
    await using server = await FakeServer.start({});

    expect((await server.run(argv)).stdout).toMatch(/^Portcullis v\d+\.\d+\.\d+ /);
  });
});
