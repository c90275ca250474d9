import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../lib/json.ts';
import {
  type ExplainServer,
  failedOf,
  startExplainServer,
  textOf,
} from '../testing/explain-server.ts';

let server: ExplainServer;

beforeEach(async () => {
  server = await startExplainServer();
});

const password = 'correct horse battery';

describe('a userpass login', () => {
  beforeEach(async () => {
    await server.must('POST', 'auth/userpass/users/alice', {
      password,
      token_policies: ['dev'],
      token_ttl: '10m',
    });
  });

  const explain = (data: JsonObject) => server.explain('auth/userpass/explain', data);

  test('that would succeed tells who it would be', async () => {
    const { allowed, checks, would_be } = await explain({ username: 'Alice', password });

    expect(allowed).toBe(true);
    expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual(
      [
        'request',
        'user_lockout',
        'password_given',
        'password_length',
        'user',
        'password',
        'address',
        'identity',
        'policies',
        'token_type',
      ].map((name) => [name, 'passed']),
    );
    expect(checks.find(({ name }) => name === 'identity')?.received).toBe(
      'an entity that would be made',
    );
    expect(would_be).toMatchObject({
      alias: 'alice',
      display_name: 'userpass-alice',
      entity_id: '',
      entity_would_be_made: true,
      metadata: { username: 'alice' },
      policies: ['default', 'dev'],
      token_policies: ['default', 'dev'],
      identity_policies: [],
      ttl: 600,
      token_type: 'service',
      num_uses: 0,
    });
  });

  test('of somebody known tells the entity and its policies', async () => {
    const { entity_id } = await server.must('POST', 'auth/userpass/login/alice', { password });
    await server.must('POST', `identity/entity/id/${entity_id}`, { policies: ['staff'] });

    const { would_be } = await explain({ username: 'alice', password });

    expect(would_be).toMatchObject({
      entity_id,
      entity_would_be_made: false,
      identity_policies: ['staff'],
      policies: ['default', 'dev', 'staff'],
    });
  });

  test.each([
    ['request', { username: 'a/b', password }, 'a path of the form login/{username}', undefined],
    ['password_given', { username: 'alice' }, 'a password', 'none'],
    [
      'password_length',
      { username: 'alice', password: 'x'.repeat(5000) },
      expect.stringContaining('bytes'),
      'more',
    ],
    ['user', { username: 'bob', password }, 'a user of this name', 'none'],
    [
      'password',
      { username: 'alice', password: 'wrong' },
      'the password of the user',
      'another one',
    ],
  ])('names the check %s that fails', async (name, ...of) => {
    const [data, expected, received] = of;
    const explained = await explain(data);

    expect(explained.allowed).toBe(false);
    expect(failedOf(explained)).toMatchObject({
      name,
      expected,
      ...(received === undefined ? {} : { received }),
      code: explained.error_code,
    });
    const at = explained.checks.findIndex((check) => check.name === name);
    expect(explained.checks.slice(at + 1).map(({ outcome }) => outcome)).not.toContain('passed');
  });

  test('outside token_bound_cidrs names the check "address"', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { token_bound_cidrs: '10.0.0.0/8' });

    const from = { username: 'alice', password, remote_address: '192.0.2.7' };
    expect(failedOf(await explain(from))).toEqual({
      name: 'address',
      outcome: 'failed',
      expected: '10.0.0.0/8',
      received: '192.0.2.7',
      code: 'PERMISSION_DENIED',
    });
    expect((await explain({ ...from, remote_address: '10.1.2.3' })).allowed).toBe(true);
  });

  test('of a disabled entity names the check "identity"', async () => {
    const { entity_id } = await server.must('POST', 'auth/userpass/login/alice', { password });
    await server.must('POST', `identity/entity/id/${entity_id}`, { disabled: true });

    expect(failedOf(await explain({ username: 'alice', password }))).toMatchObject({
      name: 'identity',
      received: `${entity_id}, which is disabled`,
    });
  });

  test('to the root policy names the check "policies"', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { token_policies: ['root'] });

    expect(failedOf(await explain({ username: 'alice', password }))).toMatchObject({
      name: 'policies',
      received: 'root',
      code: 'LOGIN_ROOT_POLICY',
    });
  });

  test('to batch tokens with a limit of uses names the check "token_type"', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { token_num_uses: 1 });
    await server.must('POST', 'sys/auth/userpass/tune', { token_type: 'default-batch' });

    const explained = await explain({ username: 'alice', password });
    expect(failedOf(explained)).toMatchObject({
      name: 'token_type',
      received: 'batch, 1 uses',
      code: 'TOKEN_BATCH_FIELD',
    });
    const answer = await server.request('POST', 'auth/userpass/login/alice', { password });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: ['batch tokens cannot have "num_uses" set'] });
    await server.must('POST', 'auth/userpass/users/alice', { token_type: 'service' });
    expect((await explain({ username: 'alice', password })).allowed).toBe(true);
  });

  test('of a name that is locked out names the check "user_lockout" and when it ends', async () => {
    for (let i = 0; i < 5; i++) {
      await server.request('POST', 'auth/userpass/login/alice', { password: 'wrong' });
    }

    const explained = await explain({ username: 'alice', password });
    expect(failedOf(explained)).toMatchObject({
      name: 'user_lockout',
      expected: 'fewer than 5 failures in a row',
      received: '5; locked out until 2026-01-01T00:15:00Z',
      code: 'LOGIN_LOCKED_OUT',
    });
    expect(explained.checks.find(({ name }) => name === 'password')?.outcome).toBe('skipped');
  });

  test('changes nothing in the store, whether it would succeed or fail', async () => {
    await server.request('POST', 'auth/userpass/login/alice', { password: 'wrong' });
    const before = await server.rows();

    for (let i = 0; i < 8; i++) {
      await explain({ username: 'alice', password: 'wrong' });
      await explain({ username: 'alice', password });
      await explain({ username: 'nobody', password });
    }

    expect(await server.rows()).toEqual(before);
  });

  test('shows no secret', async () => {
    const shown = JSON.stringify([
      await explain({ username: 'alice', password }),
      await explain({ username: 'alice', password: 'other-secret-text' }),
    ]);

    expect(shown).not.toContain(password);
    expect(shown).not.toContain('other-secret-text');
  });
});

describe('an AppRole login', () => {
  let login: { readonly role_id: string; readonly secret_id: string };

  beforeEach(async () => {
    await server.must('POST', 'auth/approle/role/web', {
      token_policies: ['web'],
      secret_id_num_uses: 2,
    });
    const id = await server.must('GET', 'auth/approle/role/web/role-id');
    login = { role_id: textOf(id, 'role_id'), secret_id: await issue() };
  });

  const explain = (data: JsonObject) => server.explain('auth/approle/explain', data);

  async function issue(data: JsonObject = {}): Promise<string> {
    return textOf(await server.must('POST', 'auth/approle/role/web/secret-id', data), 'secret_id');
  }

  test('that would succeed tells the role, and uses up nothing', async () => {
    const before = await server.rows();

    for (let i = 0; i < 5; i++) {
      const { allowed, would_be } = await explain(login);
      expect(allowed).toBe(true);
      expect(would_be).toMatchObject({
        metadata: { role_name: 'web' },
        token_policies: ['default', 'web'],
      });
    }

    expect(await server.rows()).toEqual(before);
  });

  test('names a missing role_id and a missing secret_id', async () => {
    expect(failedOf(await explain({ secret_id: login.secret_id }))).toMatchObject({
      name: 'role_id_given',
      expected: 'a role_id',
      received: 'none',
      code: 'APPROLE_FIELD_MISSING',
    });
    expect(failedOf(await explain({ role_id: login.role_id }))).toMatchObject({
      name: 'secret_id_given',
    });
  });

  test('names an unknown RoleID', async () => {
    expect(failedOf(await explain({ ...login, role_id: 'nobody' }))).toMatchObject({
      name: 'role_id',
      expected: 'the RoleID of a role',
      received: 'one of no role',
      code: 'LOGIN_SECRET_ID_INVALID',
    });
  });

  test('names a wrong SecretID without showing it', async () => {
    const wrong = 'f0f0f0f0-0000-0000-0000-000000000000';
    const explained = await explain({ ...login, secret_id: wrong });

    expect(failedOf(explained)).toMatchObject({
      name: 'secret_id',
      expected: 'a SecretID of the role that is in force',
      received: 'a value of 36 characters',
    });
    expect(JSON.stringify(explained)).not.toContain(wrong);
  });

  test('names a SecretID that is used up', async () => {
    await server.must('POST', 'auth/approle/login', login);
    await server.must('POST', 'auth/approle/login', login);

    expect(failedOf(await explain(login))?.name).toBe('secret_id');
  });

  test('names a SecretID past its end, and when that was', async () => {
    await server.must('POST', 'auth/approle/role/web', { secret_id_ttl: '1m' });
    const secret_id = await issue();
    server.advance(61);

    expect(failedOf(await explain({ ...login, secret_id }))).toMatchObject({
      name: 'secret_id',
      received: 'one whose end was 2026-01-01T00:01:00Z',
    });
  });

  test('names the addresses of the SecretID and of the role', async () => {
    const secret_id = await issue({ cidr_list: '10.0.0.0/8' });
    const from = { ...login, secret_id, remote_address: '192.0.2.1' };
    expect(failedOf(await explain(from))).toMatchObject({
      name: 'secret_id_cidrs',
      expected: '10.0.0.0/8',
      received: '192.0.2.1',
    });

    await server.must('POST', 'auth/approle/role/web', { secret_id_bound_cidrs: '10.0.0.0/8' });
    expect(failedOf(await explain({ ...login, remote_address: '192.0.2.1' }))).toMatchObject({
      name: 'role_cidrs',
      code: 'APPROLE_ADDRESS_REFUSED',
    });
  });

  test('names token bounds of SecretID and role that have nothing in common', async () => {
    const secret_id = await issue({ token_bound_cidrs: '10.0.0.0/8' });
    await server.must('POST', 'auth/approle/role/web', { token_bound_cidrs: '192.0.2.0/24' });

    const from = { ...login, secret_id, remote_address: '10.0.0.1' };
    expect(failedOf(await explain(from))).toMatchObject({
      name: 'token_cidrs',
      code: 'APPROLE_BOUNDS_APART',
    });
  });

  test('skips the checks of the SecretID where the role binds none', async () => {
    await server.must('POST', 'auth/approle/role/open', {
      bind_secret_id: false,
      token_bound_cidrs: '127.0.0.0/8',
    });
    const open = await server.must('GET', 'auth/approle/role/open/role-id');

    const { allowed, checks } = await explain({ role_id: textOf(open, 'role_id') });
    expect(allowed).toBe(true);
    const skipped = checks.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped.map(({ name }) => name)).toEqual([
      'secret_id_given',
      'secret_id',
      'secret_id_cidrs',
    ]);
  });
});

describe('who may ask', () => {
  test.each(['auth/userpass/explain', 'auth/approle/explain', 'auth/token/explain'])(
    '%s needs sudo beside update',
    async (path) => {
      const policy = `path "auth/*" { capabilities = ["update"] }`;
      await server.must('POST', 'sys/policies/acl/asker', { policy });
      const asker = await server.must('POST', 'auth/token/create', { policies: ['asker'] });
      const token = textOf(asker, 'client_token');
      expect((await server.request('POST', path, {}, { token })).status).toBe(403);

      const wider = `path "auth/*" { capabilities = ["update", "sudo"] }`;
      await server.must('POST', 'sys/policies/acl/asker', { policy: wider });
      expect((await server.request('POST', path, {}, { token })).status).toBe(200);
    },
  );

  test('an address that is none is refused', async () => {
    const body = { username: 'a', password, remote_address: 'here' };
    expect((await server.request('POST', 'auth/userpass/explain', body)).status).toBe(400);
  });
});
