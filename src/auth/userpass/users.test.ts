import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const users = 'auth/up/users';
const someHash = '$2b$05$abcdefghijklmnopqrstuv';

async function startWithUserpass(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/auth/up', { type: 'userpass' });
  return server;
}

async function write(server: TestServer, name: string, data: JsonObject) {
  return server.request('POST', `${users}/${name}`, { password: 'one two three', ...data });
}

async function read(server: TestServer, name: string): Promise<JsonObject> {
  const { body } = await server.request('GET', `${users}/${name}`);
  return body['data'] ?? {};
}

describe('a user', () => {
  test('is read without its password and with every token setting', async () => {
    const server = await startWithUserpass();
    const data = { token_policies: 'web,stage', token_ttl: '10m', token_max_ttl: '1h' };

    expect((await write(server, 'Ann', data)).status).toBe(204);

    expect(await read(server, 'ann')).toEqual({
      token_bound_cidrs: [],
      token_explicit_max_ttl: 0,
      token_max_ttl: 3600,
      token_no_default_policy: false,
      token_num_uses: 0,
      token_period: 0,
      token_policies: ['web', 'stage'],
      token_strictly_bind_ip: false,
      token_ttl: 600,
      token_type: 'default',
    });
  });

  test('is one user in any case of letters', async () => {
    const server = await startWithUserpass();
    await write(server, 'Ann', { token_ttl: 60 });
    await write(server, 'aNN', { token_max_ttl: 120 });

    expect(await read(server, 'ANN')).toMatchObject({ token_ttl: 60, token_max_ttl: 120 });
    const { body } = await server.request('LIST', users);
    expect(body['data']).toEqual({ keys: ['ann'] });
  });

  test.each([
    ['no password', {}, 'must provide either password or password_hash'],
    ['an empty password', { password: '' }, 'must provide either password or password_hash'],
    [
      'a password and a hash',
      { password: 'x', password_hash: someHash },
      'only one of password or password_hash may be provided',
    ],
    ['an overlong password', { password: 'é'.repeat(513) }, 'password is longer than 1024 bytes'],
  ])('with %s is refused', async (_what, data, text) => {
    const server = await startWithUserpass();

    const answer = await server.request('POST', `${users}/nopass`, data);

    expect(answer).toMatchObject({ status: 400, body: { errors: [text] } });
    expect((await server.request('GET', `${users}/nopass`)).status).toBe(404);
  });

  test('keeps what an update does not name, its password too', async () => {
    const server = await startWithUserpass();
    await write(server, 'ann', { token_policies: ['web'], token_ttl: 60 });

    await server.request('POST', `${users}/ann`, { token_period: '30m', password: '' });

    expect(await read(server, 'ann')).toMatchObject({
      token_policies: ['web'],
      token_ttl: 60,
      token_period: 1800,
    });
    const login = await server.request('POST', 'auth/up/login/ann', { password: 'one two three' });
    expect(login.status).toBe(200);
  });

  test('is judged on stored and new values together', async () => {
    const server = await startWithUserpass();
    await write(server, 'ann', { token_max_ttl: '1h', token_period: '30m' });

    const tooLong = await server.request('POST', `${users}/ann`, { token_ttl: '2h' });
    const batch = await server.request('POST', `${users}/ann`, { token_type: 'batch' });

    expect(tooLong).toMatchObject({
      status: 400,
      body: { errors: ["'token_ttl' cannot be greater than 'token_max_ttl'"] },
    });
    expect(batch.status).toBe(400);
    expect(await read(server, 'ann')).toMatchObject({ token_ttl: 0, token_type: 'default' });
  });

  test('shows deprecated names as long as they were used last', async () => {
    const server = await startWithUserpass();
    await write(server, 'old', {
      policies: 'b,a,b',
      ttl: '5m',
      max_ttl: '10m',
      bound_cidrs: '127.0.0.1/32',
    });
    expect(await read(server, 'old')).toMatchObject({
      policies: ['b', 'a'],
      ttl: 300,
      max_ttl: 600,
      bound_cidrs: ['127.0.0.1'],
      token_ttl: 300,
    });

    await server.request('POST', `${users}/old`, { token_ttl: 240, token_bound_cidrs: '' });

    const after = await read(server, 'old');
    expect(after).toMatchObject({ token_ttl: 240, max_ttl: 600, token_bound_cidrs: [] });
    expect(after).not.toHaveProperty('ttl');
    expect(after).not.toHaveProperty('bound_cidrs');
  });

  test('that never was is deleted without complaint, but not read or listed', async () => {
    const server = await startWithUserpass();

    expect((await server.request('DELETE', `${users}/none`)).status).toBe(204);
    expect((await server.request('GET', `${users}/none`)).body).toEqual({ errors: [] });
    expect((await server.request('LIST', users)).status).toBe(404);
  });

  test.each(['a@b', '-a', 'a-', '.a', 'a.', 'a b', 'a/b', 'Á', 'a\0', 'ann '])(
    'cannot be called %j',
    async (name) => {
      const server = await startWithUserpass();

      expect((await write(server, name, {})).status).toBe(404);
      expect((await server.request('LIST', users)).status).toBe(404);
    },
  );

  test.each(['__proto__', 'constructor', 'a.b-c', '0'])('may be called %s', async (name) => {
    const server = await startWithUserpass();

    expect(await read(server, name)).toEqual({});
    expect((await write(server, name, { token_ttl: 9 })).status).toBe(204);
    expect(await read(server, name)).toMatchObject({ token_ttl: 9 });
  });
});

describe('the list of users', () => {
  test('goes on behind a name and stops at a limit', async () => {
    const server = await startWithUserpass();
    for (const name of ['d', 'b', 'a', 'c']) await write(server, name, {});

    const list = async (data: JsonObject) =>
      (await server.request('LIST', users, data)).body['data'];

    expect(await list({})).toEqual({ keys: ['a', 'b', 'c', 'd'] });
    expect(await list({ after: 'a', limit: '2' })).toEqual({ keys: ['b', 'c'] });
    expect(await list({ limit: -1 })).toEqual({ keys: ['a', 'b', 'c', 'd'] });
    expect((await server.request('LIST', users, { after: 'd' })).status).toBe(404);
  });
});

describe('the policies of a user', () => {
  test('are changed alone, by the new name or the old', async () => {
    const server = await startWithUserpass();
    await write(server, 'old', { policies: 'a,b', ttl: 300 });

    await server.request('POST', `${users}/Old/policies`, { token_policies: ['c'] });
    expect(await read(server, 'old')).toMatchObject({ token_policies: ['c'], ttl: 300 });
    expect(await read(server, 'old')).not.toHaveProperty('policies');

    await server.request('POST', `${users}/old/policies`, { policies: ' D ,e' });
    expect(await read(server, 'old')).toMatchObject({
      policies: ['d', 'e'],
      token_policies: ['d', 'e'],
    });
  });

  test('stay when none are sent', async () => {
    const server = await startWithUserpass();
    await write(server, 'ann', { token_policies: 'a' });

    expect((await server.request('POST', `${users}/ann/policies`)).status).toBe(204);
    expect(await read(server, 'ann')).toMatchObject({ token_policies: ['a'] });
  });
});

describe('the password of a user', () => {
  test('is replaced in any spelling of the name, and the old one ends', async () => {
    const server = await startWithUserpass();
    await write(server, 'bob', {});

    await server.request('POST', `${users}/BOB/password`, { password: 'seven eight nine' });

    const login = async (password: string) =>
      (await server.request('POST', 'auth/up/login/bob', { password })).status;
    expect(await login('one two three')).toBe(400);
    expect(await login('seven eight nine')).toBe(200);
    expect((await server.request('LIST', users)).body['data']).toEqual({ keys: ['bob'] });
  });

  test('is not replaced by nothing', async () => {
    const server = await startWithUserpass();
    await write(server, 'bob', {});

    const answer = await server.request('POST', `${users}/bob/password`, {});

    expect(answer).toMatchObject({
      status: 400,
      body: { errors: ['must provide either password or password_hash'] },
    });
  });

  test.each(['password', 'policies'])('%s of an unknown user makes none', async (field) => {
    const server = await startWithUserpass();

    const answer = await server.request('POST', `${users}/none/${field}`, { [field]: 'long word' });

    expect(answer).toMatchObject({
      status: 404,
      body: { errors: ['1 error occurred:\n\t* username does not exist\n\n'] },
    });
    expect((await server.request('LIST', users)).status).toBe(404);
  });

  test.each([
    ['plain', 'password_hash is not a valid bcrypt hash'],
    [`$2x$10$${'a'.repeat(53)}`, 'password_hash is not a valid bcrypt hash'],
    [`$2b$04$${'a'.repeat(53)}`, 'bcrypt cost of 4 is too low, want 5 at minimum'],
    [`$2b$13$${'a'.repeat(53)}`, 'bcrypt cost of 13 exceeds maximum cost of 12'],
  ])('is not taken over from the hash %s', async (password_hash, text) => {
    const server = await startWithUserpass();

    const answer = await server.request('POST', `${users}/ann`, { password_hash });

    expect(answer).toMatchObject({ status: 400, body: { errors: [text] } });
  });
});
