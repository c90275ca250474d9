import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

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
