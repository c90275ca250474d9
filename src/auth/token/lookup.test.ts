import { describe, expect, test } from 'vitest';
import { dataOf, isAccepted, lookUpSelf, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer } from '../../testing/test-server.ts';

describe('a look-up', () => {
  test('without a token named, or with an empty one, shows that of the caller', async () => {
    const server = await startTestServer();

    for (const [verb, body] of [
      ['GET', {}],
      ['POST', {}],
      ['POST', { token: '' }],
    ] as const) {
      const answer = await server.request(verb, 'auth/token/lookup', body);
      expect(dataOf(answer)['id']).toBe(server.rootToken);
    }
  });

  test('of the caller ignores the token in the body', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server);

    const answer = await server.request('POST', 'auth/token/lookup-self', { token });

    expect(dataOf(answer)['id']).toBe(server.rootToken);
  });

  test('may be asked for by GET with the token in the query', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server);

    const answer = await server.request('GET', 'auth/token/lookup', { token });

    expect(dataOf(answer)['id']).toBe(token);
  });

  test.each([
    ['lookup', { token: 'zzz' }, [403, 'bad token']],
    ['lookup', { token: 7 }, [403, 'bad token']],
    ['lookup', { token: 'x'.repeat(9000) }, [403, 'bad token']],
    ['lookup', { token: 'b.AAAA' }, [403, 'bad token']],
    ['lookup-accessor', {}, [400, '1 error occurred:\n\t* missing accessor\n\n']],
    ['lookup-accessor', { accessor: 'zzz' }, [400, '1 error occurred:\n\t* invalid accessor\n\n']],
  ])('at %s with %j is refused', async (path, body, refusal) => {
    const server = await startTestServer();

    const answer = await server.request('POST', `auth/token/${path}`, body);

    expect(refusalOf(answer)).toEqual(refusal);
  });

  test('never finds a token by its accessor, nor an accessor by its token', async () => {
    const server = await startTestServer();
    const { token, accessor } = await makeToken(server);

    expect(await isAccepted(server, accessor)).toBe(false);
    const byToken = await server.request('POST', 'auth/token/lookup-accessor', { accessor: token });
    expect(byToken.status).toBe(400);
  });

  test('of the own token is open to "default" by GET alone', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'] });

    const byPost = await server.request('POST', 'auth/token/lookup-self', {}, { token });

    expect(byPost.status).toBe(403);
    expect(await lookUpSelf(server, token)).toMatchObject({ policies: ['default'] });
  });
});

describe('a token of limited uses', () => {
  test('counts down, shows -1 in its last use, and is gone', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 3 });

    const seen = [];
    for (let i = 0; i < 3; i++) seen.push((await lookUpSelf(server, token))['num_uses']);

    expect(seen).toEqual([2, 1, -1]);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test('is not used by being looked up by others', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 2 });

    await server.request('POST', 'auth/token/lookup', { token });
    const again = await server.request('POST', 'auth/token/lookup', { token });

    expect(dataOf(again)['num_uses']).toBe(2);
  });

  test('spends a use on what its policies refuse', async () => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses: 2 });

    await server.request('GET', 'sys/auth', {}, { token });
    await server.request('GET', 'no/such/path', {}, { token });

    expect(await isAccepted(server, token)).toBe(false);
  });

  test.each([1, 5, 20])('of %i serves exactly as many of 64 at once', async (num_uses) => {
    const server = await startTestServer();
    const { token } = await makeToken(server, { policies: ['default'], num_uses });

    const answers = await Promise.all(
      Array.from({ length: 64 }, () =>
        server.request('GET', 'auth/token/lookup-self', {}, { token }),
      ),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(num_uses);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(64 - num_uses);
  });
});

describe('the accessors', () => {
  test('of all tokens that are valid now are listed', async () => {
    const server = await startTestServer();
    const lasting = await makeToken(server, { ttl: '2h' });
    const expired = await makeToken(server, { policies: ['default'], ttl: '1h' });
    const revoked = await makeToken(server, { ttl: '2h' });
    const child = await makeToken(server, { ttl: '2h' }, { as: revoked.token });
    await makeToken(server, { policies: ['default'], type: 'batch' });
    await server.request('POST', 'auth/token/revoke', { token: revoked.token });
    server.advance(3600);

    const keys = dataOf(await server.request('LIST', 'auth/token/accessors'))['keys'];

    const { accessor: root } = await lookUpSelf(server, server.rootToken);
    expect(keys).toHaveLength(2);
    expect(keys).toContain(root);
    expect(keys).toContain(lasting.accessor);
    expect(keys).not.toContain(expired.accessor);
    expect(keys).not.toContain(child.accessor);
  });

  test('need sudo beside list', async () => {
    const server = await startTestServer();
    for (const [name, capabilities] of [
      ['lister', '["list"]'],
      ['lister-with-sudo', '["list", "sudo"]'],
    ] as const) {
      const policy = `path "auth/token/accessors" { capabilities = ${capabilities} }
        path "auth/token/accessors/" { capabilities = ${capabilities} }`;
      await server.request('POST', `sys/policies/acl/${name}`, { policy });
    }
    const plain = await makeToken(server, { policies: ['lister'] });
    const sudo = await makeToken(server, { policies: ['lister-with-sudo'] });

    const list = (token: string) => server.request('LIST', 'auth/token/accessors', {}, { token });
    expect(refusalOf(await list(plain.token))).toEqual([
      403,
      '1 error occurred:\n\t* permission denied\n\n',
    ]);
    expect((await list(sudo.token)).status).toBe(200);
  });
});

test.each([
  ['GET', 'auth/token/nothing', 404],
  ['DELETE', 'auth/token/lookup-self', 405],
  ['LIST', 'auth/token/lookup-self', 404],
  ['PATCH', 'auth/token/roles/x', 405],
  ['GET', 'auth/token/lookup/some-token', 404],
  ['POST', 'auth/token/revoke/some-token', 404],
] as const)('%s %s answers %i', async (verb, path, status) => {
  const server = await startTestServer();

  expect((await server.request(verb, path)).status).toBe(status);
});
