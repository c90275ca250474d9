import { expect, test } from 'vitest';
import { startTestServer, type TestAnswer, type TestServer } from '../../src/testing/index.ts';

/** All that a stranger sees of a refusal. */
function seen({ status, body, raw }: TestAnswer): unknown {
  return { status, body, code: raw.headers?.['X-Portcullis-Error'] };
}

const logIn = (server: TestServer, path: string, data: Record<string, string>) =>
  server.request('POST', path, data, { token: '' });

test('a login that is refused has the same code whoever asks, whatever is wrong', async () => {
  await using server = await startTestServer();
  const { username } = await server.given.user('alice');
  const role = await server.given.appRole('web');
  const { role_id, secret_id } = role;
  const users = 'auth/userpass/login';

  const wrong = await logIn(server, `${users}/${username}`, { password: 'x' });
  const unknown = await logIn(server, `${users}/nobody`, { password: 'x' });
  const noRole = await logIn(server, 'auth/approle/login', { role_id: 'x', secret_id });
  const noId = await logIn(server, 'auth/approle/login', { role_id, secret_id: 'x' });

  expect(seen(wrong)).toEqual(seen(unknown));
  expect(seen(wrong)).toMatchObject({ status: 400, code: 'LOGIN_PASSWORD_INVALID' });
  expect(seen(noRole)).toEqual(seen(noId));
  expect(seen(noRole)).toMatchObject({ status: 400, code: 'LOGIN_SECRET_ID_INVALID' });
});

test('a name that is locked out looks like a right that is missing', async () => {
  await using server = await startTestServer();
  await server.given.user('alice');
  for (let guess = 0; guess < 5; guess += 1) {
    await logIn(server, 'auth/userpass/login/alice', { password: 'x' });
  }

  const locked = await logIn(server, 'auth/userpass/login/alice', { password: 'x' });

  expect(seen(locked)).toEqual({
    status: 403,
    body: { errors: ['permission denied'] },
    code: 'PERMISSION_DENIED',
  });
});

test('a path without a mount, asked without a token, tells of the token and not of the mount', async () => {
  await using server = await startTestServer();
  await server.given.kvSecret('secret/a', { n: '1' });

  const there = await server.request('GET', 'secret/data/a', {}, { token: '' });
  const nowhere = await server.request('GET', 'nowhere/a', {}, { token: '' });

  expect(seen(there)).toEqual(seen(nowhere));
  expect(seen(there)).toMatchObject({ code: 'TOKEN_INVALID' });
});
