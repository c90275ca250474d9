import { describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

interface Made {
  readonly client_token: string;
  readonly accessor: string;
}

/** A token that carries one policy of the given rules. */
async function givenToken(server: TestServer, rules: string): Promise<Made> {
  await server.request('POST', 'sys/policies/acl/mine', { policy: rules });
  const body = { policies: ['mine'], ttl: '10m' };
  const { body: made } = await server.request('POST', 'auth/token/create', body);
  return (made as unknown as { auth: Made }).auth;
}

const rules = `
path "kv/*" { capabilities = ["read"] }
path "kv/a*" { capabilities = ["update", "create"] }
path "kv/no" { capabilities = ["deny"] }
path "kv/+/c" { capabilities = ["delete", "sudo"] }
path "kv/folder/" { capabilities = ["list"] }`;

describe('asked about a token', () => {
  test('each path is answered sorted, beside the envelope too', async () => {
    const server = await startTestServer();
    const { client_token } = await givenToken(server, rules);
    const paths = ['kv/q', 'kv/ab', 'kv/no', 'kv/x/c', 'kv/folder/', 'other'];
    const expected = {
      'kv/q': ['read'],
      'kv/ab': ['create', 'update'],
      'kv/no': ['deny'],
      'kv/x/c': ['delete', 'sudo'],
      'kv/folder/': ['list'],
      other: ['deny'],
    };

    const answer = await server.request('POST', 'sys/capabilities', { token: client_token, paths });

    expect(answer.body).toMatchObject({ ...expected, data: expected });
    expect(answer.body['data']).not.toHaveProperty('capabilities');
  });

  test('one path is answered under capabilities too, also by its older name', async () => {
    const server = await startTestServer();
    const { client_token } = await givenToken(server, rules);

    for (const asked of [{ paths: 'kv/q' }, { path: 'kv/q' }]) {
      const answer = await server.request('POST', 'sys/capabilities', {
        token: client_token,
        ...asked,
      });
      const data = { 'kv/q': ['read'], capabilities: ['read'] };
      expect(answer.body).toMatchObject({ ...data, data });
    }
  });

  test('root may do everything', async () => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'sys/capabilities', {
      token: server.rootToken,
      paths: ['anything'],
    });

    expect(answer.body).toMatchObject({ anything: ['root'], capabilities: ['root'] });
  });

  test.each([
    [{ token: 'zzz', paths: ['a'] }, '1 error occurred:\n\t* invalid token\n\n'],
    [{ paths: ['a'] }, '1 error occurred:\n\t* no token found\n\n'],
    [{ token: 'zzz' }, 'paths must be supplied'],
    [{ token: 'zzz', paths: ['a', ''] }, '1 error occurred:\n\t* missing path\n\n'],
  ])('%j is refused', async (body, text) => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'sys/capabilities', body);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [text] });
  });

  test('another spelling of a denied name is denied too (CVE-2026-89322)', async () => {
    const server = await startTestServer();
    const { client_token } = await givenToken(
      server,
      'path "sys/policies/acl/*" { capabilities = ["read", "update"] }\npath "sys/policies/acl/guarded" { capabilities = ["deny"] }',
    );
    await server.request('POST', 'sys/policies/acl/guarded', { policy: rules });

    for (const name of ['guarded', 'GUARDED', 'Guarded', 'guarded ', 'guarded/', 'GUARDED /']) {
      const path = `sys/policies/acl/${name}`;
      const read = await server.request('GET', path, {}, { token: client_token });
      expect([name, read.status]).toEqual([name, 403]);
    }
    const asked = { token: client_token, paths: ['sys/policies/acl/Guarded '] };
    expect((await server.request('POST', 'sys/capabilities', asked)).body).toMatchObject({
      capabilities: ['deny'],
    });
    const free = await server.request('GET', 'sys/policies/acl/mine', {}, { token: client_token });
    expect(free.status).toBe(200);
  });
});

describe('asked about an accessor', () => {
  test('the token of the accessor is looked at', async () => {
    const server = await startTestServer();
    const { accessor } = await givenToken(server, rules);

    const answer = await server.request('POST', 'sys/capabilities-accessor', {
      accessor,
      paths: ['kv/q', 'kv/no'],
    });

    expect(answer.body).toMatchObject({ 'kv/q': ['read'], 'kv/no': ['deny'] });
  });

  test.each([
    [{ paths: ['a'] }, 'missing accessor'],
    [{ accessor: 'zzz', paths: ['a'] }, '1 error occurred:\n\t* invalid accessor\n\n'],
    [{ accessor: 'zzz' }, 'paths must be supplied'],
  ])('%j is refused', async (body, text) => {
    const server = await startTestServer();

    const answer = await server.request('POST', 'sys/capabilities-accessor', body);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: [text] });
  });
});

describe('asked about oneself', () => {
  test('the calling token is looked at, whatever token the body names', async () => {
    const server = await startTestServer();
    const { client_token } = await givenToken(server, rules);

    const answer = await server.request(
      'POST',
      'sys/capabilities-self',
      { token: server.rootToken, paths: ['kv/q'] },
      { token: client_token },
    );

    expect(answer.body).toMatchObject({ capabilities: ['read'] });
  });

  test('changed and removed policies count at once for tokens that exist', async () => {
    const server = await startTestServer();
    const { client_token } = await givenToken(server, rules);
    const ask = async () => {
      const body = { paths: ['kv/q'] };
      const options = { token: client_token };
      const answer = await server.request('POST', 'sys/capabilities-self', body, options);
      return answer.body['capabilities'];
    };

    expect(await ask()).toEqual(['read']);
    await server.request('PATCH', 'sys/policies/acl/mine', {
      policy: 'path "kv/q" { capabilities = ["list"] }',
      ttl: 60,
    });
    expect(await ask()).toEqual(['list']);
    server.advance(60);
    expect(await ask()).toEqual(['deny']);
    await server.request('POST', 'sys/policies/acl/mine', { policy: rules });
    expect(await ask()).toEqual(['read']);
    await server.request('DELETE', 'sys/policies/acl/mine');
    expect(await ask()).toEqual(['deny']);
  });
});
