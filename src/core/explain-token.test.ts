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

const explain = (data: JsonObject) => server.explain('auth/token/explain', data);

async function make(data: JsonObject = {}, token = server.rootToken) {
  const auth = await server.must('POST', 'auth/token/create', data, { token });
  return { token: textOf(auth, 'client_token'), accessor: textOf(auth, 'accessor') };
}

describe('the use of a token', () => {
  test('that is in force passes every check and tells whose it is', async () => {
    const { token, accessor } = await make({ policies: ['dev'], ttl: '1h', num_uses: 3 });
    const before = await server.rows();

    for (const name of [{ token }, { accessor }]) {
      const { allowed, checks, is } = await explain(name);
      expect(allowed).toBe(true);
      expect(checks.every(({ outcome }) => outcome === 'passed')).toBe(true);
      expect(is).toMatchObject({ accessor, policies: ['default', 'dev'], num_uses: 3, ttl: 3600 });
    }
    expect(await server.rows()).toEqual(before);
  });

  test('without a token fails "token_given"', async () => {
    expect(failedOf(await explain({}))).toMatchObject({ name: 'token_given', received: 'none' });
  });

  test('of an unknown one fails "token_known" and does not show it', async () => {
    const explained = await explain({ token: 's.abcdefghijklmnopqrstuvwx' });
    expect(failedOf(explained)).toMatchObject({
      name: 'token_known',
      received: 'a value of 26 characters',
      code: 'TOKEN_INVALID',
    });
    expect(JSON.stringify(explained)).not.toContain('abcdefgh');
  });

  test('that was revoked fails "token_known"', async () => {
    const { token } = await make({ ttl: '1h' });
    await server.must('POST', 'auth/token/revoke', { token });
    expect(failedOf(await explain({ token }))?.name).toBe('token_known');
  });

  test('that is used up fails "token_known"', async () => {
    const { token } = await make({ ttl: '1h', num_uses: 1 });
    await server.must('GET', 'auth/token/lookup-self', {}, { token });
    expect(failedOf(await explain({ token }))?.name).toBe('token_known');
  });

  test('past its end fails "token_lifetime" and tells when that was', async () => {
    const { token } = await make({ ttl: '1m' });
    server.advance(60);
    expect(failedOf(await explain({ token }))).toMatchObject({
      name: 'token_lifetime',
      received: 'its end is 2026-01-01T00:01:00Z',
    });
  });

  test('whose mount is gone fails "token_mount"', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { password: 'pw' });
    const auth = await server.must('POST', 'auth/userpass/login/alice', { password: 'pw' });
    await server.must('DELETE', 'sys/auth/userpass');
    expect(failedOf(await explain({ token: textOf(auth, 'client_token') }))).toMatchObject({
      name: 'token_mount',
      received: 'made by auth/userpass/login/alice',
    });
  });

  test('whose parent was revoked fails "token_parents"', async () => {
    const parent = await make({ policies: ['root'], ttl: '1h' });
    const child = await make({ ttl: '1h' }, parent.token);
    await server.must('POST', 'auth/token/revoke', { token: parent.token });
    expect(failedOf(await explain({ token: child.token }))?.name).toBe('token_parents');
  });

  test('from another address fails "token_address"', async () => {
    await server.must('POST', 'auth/token/roles/net', { token_bound_cidrs: '10.0.0.0/8' });
    const made = await server.must('POST', 'auth/token/create/net', { ttl: '1h' });
    const token = textOf(made, 'client_token');
    expect(failedOf(await explain({ token, remote_address: '192.0.2.1' }))).toMatchObject({
      name: 'token_address',
      expected: '10.0.0.0/8',
      received: '192.0.2.1',
    });
    expect((await explain({ token, remote_address: '10.0.0.1' })).allowed).toBe(true);
  });

  test('of a disabled entity fails "token_entity"', async () => {
    await server.must('POST', 'auth/userpass/users/alice', { password: 'pw' });
    const auth = await server.must('POST', 'auth/userpass/login/alice', { password: 'pw' });
    const entity_id = textOf(auth, 'entity_id');
    await server.must('POST', `identity/entity/id/${entity_id}`, { disabled: true });
    expect(failedOf(await explain({ token: textOf(auth, 'client_token') }))).toMatchObject({
      name: 'token_entity',
      received: `${entity_id}, which is disabled`,
    });
  });
});

test('a token of an entity that was removed fails "token_entity"', async () => {
  await server.must('POST', 'auth/userpass/users/alice', { password: 'pw' });
  const auth = await server.must('POST', 'auth/userpass/login/alice', { password: 'pw' });
  const entity_id = textOf(auth, 'entity_id');
  await server.must('DELETE', `identity/entity/id/${entity_id}`);
  expect(failedOf(await explain({ token: textOf(auth, 'client_token') }))).toMatchObject({
    name: 'token_entity',
    received: `${entity_id}, which was removed`,
  });
});

test('a batch token is explained like any other, and one whose parent is gone fails', async () => {
  const parent = await make({ policies: ['root'], ttl: '1h' });
  const { token } = await make({ type: 'batch', ttl: '1h', policies: ['dev'] }, parent.token);
  expect((await explain({ token })).allowed).toBe(true);
  await server.must('POST', 'auth/token/revoke-orphan', { token: parent.token });
  expect(failedOf(await explain({ token }))?.name).toBe('token_parents');
});
