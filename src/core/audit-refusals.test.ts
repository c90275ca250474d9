import { describe, expect, test } from 'vitest';
import type { PendingAnswer } from './request.ts';
import { at, startAudited, withUser } from '../testing/audited-server.ts';

describe('the entry of a refusal names the check that failed', () => {
  test('of a login', async () => {
    const audited = await startAudited();
    await withUser(audited);

    await audited.server.request('POST', 'auth/userpass/login/ann', { password: 'guess-x' });

    expect(audited.last()).toMatchObject({
      error_code: 'LOGIN_PASSWORD_INVALID',
      failed_check: {
        name: 'password',
        expected: 'the password of the user',
        received: 'another one',
      },
    });
    expect(audited.devices[0]?.lines.join('')).not.toContain('guess-x');
  });

  test('of a token and of policies', async () => {
    const { server, last } = await startAudited();
    await server.request('GET', 'sys/mounts', {}, { token: 's.unknown' });
    expect(last()['failed_check']).toMatchObject({ name: 'token_known' });

    const made = await server.request('POST', 'auth/token/create', { policies: ['default'] });
    await server.request('GET', 'sys/mounts', {}, { token: at(made.body, 'auth', 'client_token') });
    expect(last()['failed_check']).toEqual({
      name: 'policy',
      expected: 'a policy that grants read',
      received: 'NO_RULE_MATCHES',
    });
  });

  test.each(['no token of its own', 'a token with no right'])(
    'of a spent wrapping token, with who asked: %s',
    async (who) => {
      const { server, last } = await startAudited();
      const options = { wrapTtlSeconds: 60 };
      const wrapped = await server.request('POST', 'sys/wrapping/wrap', { one: 1 }, options);
      const token = at(wrapped.body, 'wrap_info', 'token');
      await server.request('POST', 'sys/wrapping/unwrap', {}, { token });
      const data = { policies: ['none'], no_default_policy: true };
      const made = await server.request('POST', 'auth/token/create', data);
      const own = who.startsWith('no') ? '' : at(made.body, 'auth', 'client_token');

      await server.request('POST', 'sys/wrapping/unwrap', { token }, { token: own });

      const { error_code, auth } = last() as unknown as {
        error_code: string;
        auth?: { policies: unknown };
      };
      expect(error_code).toBe('WRAPPING_TOKEN_INVALID');
      expect(auth?.policies).toEqual(own === '' ? undefined : ['none']);
    },
  );

  test('and the log names it too', async () => {
    const audited = await startAudited();
    await withUser(audited);
    await audited.server.request('POST', 'auth/userpass/login/bob', { password: 'guess-x' });

    const line = audited.logged.findLast((one) => one.includes('request refused')) ?? '';
    expect(line).toContain('"check":{"name":"user"');
    expect(line).not.toContain('guess-x');
  });
});

test('what an explanation is asked with is recorded without its secrets', async () => {
  const audited = await startAudited();
  await withUser(audited);
  const body = { username: 'ann', password: 'guess-x' };
  const { status } = await audited.server.request('POST', 'auth/userpass/explain', body);
  const token = { token: 's.secret-of-somebody', path: 'kv/x', data: { value: 'guess-x' } };
  await audited.server.request('POST', 'sys/policies/test', token);

  expect(status).toBe(200);
  const lines = audited.devices[0]?.lines.join('');
  expect(lines).toContain('auth/userpass/explain');
  expect(lines).not.toContain('guess-x');
  expect(lines).not.toContain('secret-of-somebody');
});

test('policies that an entity brings stand beside those of the token', async () => {
  const audited = await startAudited();
  await withUser(audited);
  const { server, last } = audited;
  const login = { password: 'correct-horse' };
  const { body } = await server.request('POST', 'auth/userpass/login/ann', login);
  const entity = `identity/entity/id/${at(body, 'auth', 'entity_id')}`;
  await server.request('POST', entity, { policies: ['staff'] });

  const token = at(body, 'auth', 'client_token');
  await server.request('GET', 'auth/token/lookup-self', {}, { token });

  for (const type of ['request', 'response']) {
    expect(last(type)['auth']).toMatchObject({
      policies: ['default', 'staff'],
      token_policies: ['default'],
      identity_policies: ['staff'],
    });
  }
});

test('that a caller was told that it took too long is recorded, and then how it ended', async () => {
  const audited = await startAudited();
  await withUser(audited);
  const pending: PendingAnswer = {};
  const answer = audited.server.core.handle({
    id: 'slow',
    operation: 'update',
    path: 'auth/userpass/login/ann',
    data: { password: 'correct-horse' },
    token: '',
    namespace: '',
    wrapTtlSeconds: 0,
    remoteAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
    pending,
  });
  await pending.late?.recordLate();
  await answer;

  const entries = audited.devices[0]?.entries.filter(
    (entry) => at(entry, 'request', 'id') === 'slow',
  );
  expect(entries?.map((entry) => [entry['type'], entry['error_code']])).toContainEqual([
    expect.any(String),
    'REQUEST_TIMEOUT',
  ]);
  expect(entries?.at(-1)).toMatchObject({ type: 'response', response: { auth: {} } });
});
