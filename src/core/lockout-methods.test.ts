import { describe, expect, test } from 'vitest';
import type { UserLockoutConfig } from '../config/server-config.ts';
import { ApiError } from '../errors/api-error.ts';
import { text } from '../framework/field.ts';
import { defineOperations } from '../framework/operation.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { defineAuthMethod } from './mount-type.ts';

const operations = defineOperations({
  'machines-login': {
    method: 'POST',
    path: 'login',
    summary: 'Log a machine in.',
    body: { role_id: text('Who asks.'), secret_id: text('The proof.', { secret: true }) },
    responses: { 204: {} },
    unauthenticated: true,
  },
  'machines-other': {
    method: 'POST',
    path: 'other',
    summary: 'Fail like a login, without being one.',
    responses: { 204: {} },
    unauthenticated: true,
  },
});

/** A method of another kind: the name stands in the body, its letters have case. */
const machines = defineAuthMethod({
  type: 'approle',
  title: 'Machines',
  stability: 'stable',
  operations,
  records: {},
  needs: [],
  handlers: {
    'machines-login': ({ body }) => {
      if (!body.role_id) throw new ApiError('LOGIN_PASSWORD_MISSING');
      if (body.secret_id !== 'right') throw new ApiError('LOGIN_PASSWORD_INVALID');
      return { status: 204 };
    },
    'machines-other': () => {
      throw new ApiError('LOGIN_PASSWORD_INVALID');
    },
  },
  hasUserLockout: true,
  loginName: { 'machines-login': ({ body }) => body.role_id?.trim() },
});

const once: UserLockoutConfig = {
  disable_lockout: false,
  lockout_threshold: 1,
  lockout_duration: 60,
  lockout_counter_reset: 60,
};

async function startWithMachines(): Promise<TestServer> {
  const server = await startTestServer({
    types: [machines],
    lockout: { user_lockout: { approle: once } },
  });
  await server.request('POST', 'sys/auth/machines', { type: 'approle' });
  return server;
}

function login(server: TestServer, role_id: string | number | object, secret_id = 'wrong') {
  const data = { role_id, secret_id } as Record<string, string>;
  return server.request('POST', 'auth/machines/login', data, { token: '' });
}

describe('a method that names its logins in the body', () => {
  test('locks by the canonical name', async () => {
    const server = await startWithMachines();
    await login(server, ' r-1 ');

    expect((await login(server, 'r-1', 'right')).status).toBe(403);
    expect((await login(server, 'R-1', 'right')).status).toBe(204);
  });

  test('refuses in its own words who names nobody, or names them by no text', async () => {
    const server = await startWithMachines();

    const answers = [await login(server, ''), await login(server, { not: 'a text' })];

    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(answers[0]?.body).toEqual({ errors: ['missing password'] });
    expect(JSON.stringify(answers[1]?.body)).toContain('Field validation failed');
  });

  test('counts nothing but logins', async () => {
    const server = await startWithMachines();
    const data = { role_id: 'r-1' };
    await server.request('POST', 'auth/machines/other', data, { token: '' });

    expect((await login(server, 'r-1', 'right')).status).toBe(204);
  });

  test('unlocks names with any characters', async () => {
    const server = await startWithMachines();
    const name = 'a/b é@x';
    await login(server, name);
    const { body } = await server.request('GET', 'sys/auth/machines');
    const { accessor } = body['data'] as unknown as { accessor: string };

    await server.request('POST', `sys/locked-users/${accessor}/unlock/${name}`);

    expect((await login(server, name, 'right')).status).toBe(204);
  });
});

describe('AppRole', () => {
  async function startWithRole(): Promise<{ server: TestServer; role_id: string; right: string }> {
    const server = await startTestServer({ lockout: { user_lockout: { approle: once } } });
    await server.request('POST', 'sys/auth/machines', { type: 'approle' });
    await server.request('POST', 'auth/machines/role/web');
    const role = await server.request('GET', 'auth/machines/role/web/role-id');
    const issued = await server.request('POST', 'auth/machines/role/web/secret-id');
    const { role_id } = role.body['data'] as unknown as { role_id: string };
    const { secret_id } = issued.body['data'] as unknown as { secret_id: string };
    return { server, role_id, right: secret_id };
  }

  test('locks a RoleID out after wrong SecretIDs, blanks around it or not, and unlocks it', async () => {
    const { server, role_id, right } = await startWithRole();
    await login(server, ` ${role_id} `);
    const whileLocked = await login(server, role_id, right);
    const { body } = await server.request('GET', 'sys/auth/machines');
    const { accessor } = body['data'] as unknown as { accessor: string };

    await server.request('POST', `sys/locked-users/${accessor}/unlock/${role_id}`);

    expect(whileLocked).toMatchObject({ status: 403, body: { errors: ['permission denied'] } });
    expect((await login(server, role_id, right)).status).toBe(200);
  });

  test('answers no more guesses at once than it has attempts', async () => {
    const { server, role_id, right } = await startWithRole();

    const guesses = Array.from({ length: 64 }, (_, i) => login(server, role_id, `guess ${i}`));
    const answers = await Promise.all(guesses);

    expect(answers.filter(({ status }) => status === 400)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(63);
    expect((await login(server, role_id, right)).status).toBe(403);
  });

  test('answers an unknown RoleID like a known one, locked or not', async () => {
    const { server, role_id } = await startWithRole();

    const known = [await login(server, role_id), await login(server, role_id)];
    const unknown = [await login(server, 'nobody'), await login(server, 'nobody')];

    expect(unknown).toEqual(known);
    expect(known.map(({ status }) => status)).toEqual([400, 403]);
  });
});
