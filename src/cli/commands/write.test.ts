import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { envelope, FakeServer } from '../testing/fake-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

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
