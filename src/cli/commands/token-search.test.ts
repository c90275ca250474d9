import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';

const bob = {
  accessor: 'a1',
  display_name: 'userpass-bob',
  path: 'auth/userpass/login/bob',
  creation_time: '2026-01-01T00:00:00Z',
  ttl: 540,
  policies: ['default', 'dev'],
};
const amy = { ...bob, accessor: 'a2', display_name: 'userpass-amy' };
const path = 'POST /v1/sys/tokens/search';

describe('token search', () => {
  test('goes on until all tokens were looked at, and prints a table', async () => {
    await using server = await FakeServer.start({
      [path]: [
        envelope({ data: { tokens: [bob], after: 'c1' } }),
        envelope({ data: { tokens: [], after: 'c2' } }),
        envelope({ data: { tokens: [amy] } }),
      ],
    });

    const line = 'token search -mount=userpass -policy=dev';
    const outcome = await server.run(line.split(' '));

    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout.split('\n')).toEqual([
      'Accessor    Name            Path                       Created                 TTL    Policies',
      '--------    ----            ----                       -------                 ---    --------',
      'a1          userpass-bob    auth/userpass/login/bob    2026-01-01T00:00:00Z    9m     default, dev',
      'a2          userpass-amy    auth/userpass/login/bob    2026-01-01T00:00:00Z    9m     default, dev',
      '',
    ]);
    expect(server.seen.map(({ body }) => body)).toEqual([
      { mount: 'userpass', policy: 'dev', after: '', limit: 100 },
      { mount: 'userpass', policy: 'dev', after: 'c1', limit: 99 },
      { mount: 'userpass', policy: 'dev', after: 'c2', limit: 99 },
    ]);
  });

  test('sends what each flag says', async () => {
    await using server = await FakeServer.start({ [path]: envelope({ data: { tokens: [bob] } }) });

    const flags =
      '-entity=e -entity-name=n -alias=b -mount=m -mount-accessor=x -role=r -after=c -limit=5000';
    await server.run(['token', 'search', ...flags.split(' ')]);

    expect(server.seen[0]?.body).toEqual({
      entity_id: 'e',
      entity_name: 'n',
      alias_name: 'b',
      mount: 'm',
      mount_accessor: 'x',
      role: 'r',
      after: 'c',
      limit: 1000,
    });
  });

  test('stops when enough are found, and tells where to go on', async () => {
    await using server = await FakeServer.start({
      [path]: envelope({ data: { tokens: [bob], after: 'c1' } }),
    });

    const table = await server.run(['token', 'search', '-limit=1']);
    const json = await server.run(['token', 'search', '-limit=1', '-format=json']);

    expect(table.stderr).toBe('There may be more: go on with -after=c1\n');
    expect(JSON.parse(json.stdout)).toEqual({ tokens: [bob], after: 'c1' });
    expect(json.stderr).toBe('');
    expect(server.seen).toHaveLength(2);
  });

  test('that finds nothing exits with 2, in JSON with an empty list', async () => {
    await using server = await FakeServer.start({ [path]: envelope({ data: { tokens: [] } }) });

    expect(await server.run(['token', 'search'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'No tokens found\n',
    });
    const json = await server.run(['token', 'search', '-format=json']);
    expect([json.code, JSON.parse(json.stdout)]).toEqual([2, { tokens: [] }]);
  });

  test('takes no limit below 1', async () => {
    await using server = await FakeServer.start({});

    expect(await server.run(['token', 'search', '-limit=0'])).toMatchObject({ code: 1 });
    expect(server.seen).toEqual([]);
  });
});

describe('token end', () => {
  test.each([
    ['-entity=e', { entity_id: 'e' }],
    ['-entity-name=n', { entity_name: 'n' }],
    ['-alias=b -mount=m', { alias_name: 'b', mount: 'm' }],
    ['-alias=b -mount-accessor=x', { alias_name: 'b', mount_accessor: 'x' }],
  ])('%s names whom', async (flags, body) => {
    await using server = await FakeServer.start({ 'POST /v1/sys/tokens/end': {} });

    const outcome = await server.run(['token', 'end', ...flags.split(' ')]);

    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/^Success! /);
    expect(server.seen[0]?.body).toEqual(body);
  });

  test.each([
    '',
    '-alias=b',
    '-mount=m',
    '-entity=e -alias=b -mount=m',
    '-entity=e -entity-name=n',
  ])('is refused with 1 where it is not clear who is meant: "%s"', async (flags) => {
    await using server = await FakeServer.start({});

    const argv = ['token', 'end', ...flags.split(' ').filter(Boolean)];

    expect(await server.run(argv)).toMatchObject({ code: 1, stdout: '' });
    expect(server.seen).toEqual([]);
  });
});
