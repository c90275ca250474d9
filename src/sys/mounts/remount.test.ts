import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const password = 'correct horse';

test('a moved method keeps its data and its identity', async () => {
  const server = await startMethod();
  const before = await server.request('GET', 'sys/auth/old');

  const answer = await move(server, 'auth/old', 'auth/team/new');
  server.advance(1);

  expect(answer.status).toBe(200);
  expect(answer.body['migration_id']).toEqual(answer.body['data']?.['migration_id']);
  expect(answer.body['warnings']).toHaveLength(1);
  expect((await server.request('GET', 'sys/auth/team/new')).body).toEqual(before.body);
  expect((await login(server, 'team/new')).status).toBe(200);
  expect((await login(server, 'old')).status).toBe(403);
});

test('the tokens that a method issued end when it moves', async () => {
  const server = await startMethod();
  const ann = (await login(server, 'old')).body['auth']?.['client_token'] ?? '';

  await move(server, 'auth/old', 'auth/new');

  expect((await lookup(server, ann)).status).toBe(403);
  server.advance(1);
  const next = (await login(server, 'new')).body['auth']?.['client_token'] ?? '';
  expect((await lookup(server, next)).status).toBe(200);
});

test('how a move went can be asked for, on every node and for a while', async () => {
  const server = await startMethod();
  const { body } = await move(server, 'auth/old', 'auth/new');
  const id = body['migration_id'] ?? '';

  const status = await server.request('GET', `sys/remount/status/${id}`);

  expect(status.body['data']).toEqual({
    migration_id: id,
    migration_info: { source_mount: 'auth/old/', target_mount: 'auth/new/', status: 'success' },
  });
  expect((await server.request('GET', 'sys/remount/status/made-up')).status).toBe(404);
});

test('a mount may move to a path above or below its own', async () => {
  const server = await startMethod();

  expect((await move(server, 'auth/old', 'auth/old/below')).status).toBe(200);
  expect((await move(server, 'auth/old/below', 'auth/old')).status).toBe(200);
  expect((await server.request('GET', 'sys/auth/old')).status).toBe(200);
});

describe('moves that are refused', () => {
  test.each([
    ['', 'auth/new', "both 'from' and 'to' path must be specified as a string"],
    ['auth/old', undefined, "both 'from' and 'to' path must be specified as a string"],
    ['auth/old ', 'auth/new', "'from' path cannot contain trailing whitespace"],
    ['auth/old', ' auth/new', "'to' path cannot contain leading whitespace"],
    ['auth/old', 'new', 'cannot remount auth mount to non-auth mount "new/"'],
    ['auth/old', 'auth', 'cannot remount auth mount to non-auth mount "auth/"'],
    ['old', 'auth/new', 'cannot remount non-auth mount to auth mount "auth/new/"'],
    ['auth/token', 'auth/new', 'cannot remount "auth/token/"'],
    ['sys', 'new', 'cannot remount "sys/"'],
    ['cubbyhole', 'new', 'cannot remount "cubbyhole/"'],
    ['none', 'sys/x', 'cannot remount to destination sys/x/'],
    ['auth/none', 'auth/new', 'no matching mount at "auth/none/"'],
    ['auth/old', 'auth/old', 'path already in use at "auth/old/"'],
    ['auth/old', 'auth/token', 'path already in use at "auth/token/"'],
    ['auth/old', 'auth/other/sub', 'path already in use at "auth/other/"'],
    ['auth/old', 'auth/a/tune', 'invalid destination mount: path cannot end in "tune"'],
    [
      'auth/old',
      'auth/a//b',
      'invalid destination mount: path cannot have an empty segment, "." or ".."',
    ],
    [
      'auth/old',
      'auth/a\u0000b',
      'invalid destination mount: path cannot contain non-printable characters',
    ],
  ])('%j to %j', async (from, to, text) => {
    const server = await startMethod();
    await server.request('POST', 'sys/auth/other', { type: 'userpass' });

    const { status, body } = await move(server, from, to);

    expect(status).toBe(400);
    expect(body['errors']).toEqual([text]);
    expect((await server.request('GET', 'sys/auth/old')).status).toBe(200);
  });
});

test('a request that began before the move cannot bring the mount back to its old path', async () => {
  const server = await startMethod();

  const answers = await Promise.all([
    move(server, 'auth/old', 'auth/new'),
    server.request('POST', 'sys/auth/old/tune', { description: 'late' }),
    server.request('DELETE', 'sys/auth/old'),
  ]);

  expect(answers.every(({ status }) => status < 500)).toBe(true);
  const { body } = await server.request('GET', 'sys/auth');
  const userpass = Object.values(body['data'] ?? {}).filter(
    (mount) => (mount as { type: string }).type === 'userpass',
  );
  expect(userpass.length).toBeLessThanOrEqual(1);
});

async function startMethod(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/old', { type: 'userpass' });
  await server.request('POST', 'auth/old/users/ann', { password });
  return server;
}

function move(server: TestServer, from: string, to: string | undefined) {
  return server.request('POST', 'sys/remount', { from, ...(to === undefined ? {} : { to }) });
}

function login(server: TestServer, path: string) {
  return server.request('POST', `auth/${path}/login/ann`, { password }, { token: '' });
}

function lookup(server: TestServer, token: string) {
  return server.request('GET', 'auth/token/lookup-self', {}, { token });
}
