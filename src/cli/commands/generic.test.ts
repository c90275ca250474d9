import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

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

  test.each([
    [[], '5m'],
    [['-wrap-ttl=2m'], '2m'],
  ])('what can only be wrapped is, with %j for %s', async (flags, ttl) => {
    await using server = await FakeServer.start({
      'PUT /v1/sys/wrapping/wrap': envelope({ wrap_info: wrapInfo }),
    });

    const { stdout } = await server.run(['write', ...flags, 'sys/wrapping/wrap', 'k=v']);

    expect(server.seen[0]?.headers['x-vault-wrap-ttl']).toBe(ttl);
    expect(stdout).toContain('w1');
  });

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
