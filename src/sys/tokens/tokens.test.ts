import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { ApproleServer } from '../../testing/approle-server.ts';
import { clientTokenOf } from '../../testing/client-token.ts';
import { startIdentity } from '../../testing/identity-server.ts';
import { putTokens } from '../../testing/many-tokens.ts';
import { dataOf, isAccepted, makeToken, refusalOf } from '../../testing/make-token.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

interface Found extends JsonObject {
  readonly accessor: string;
  readonly path: string;
  readonly alias_name: string;
}

function post(server: TestServer, path: string, body: JsonObject = {}) {
  return server.request('POST', `sys/tokens/${path}`, body);
}

async function search(server: TestServer, body: JsonObject = {}): Promise<readonly Found[]> {
  const answer = await post(server, 'search', body);
  if (answer.status !== 200) throw new Error(`the search is refused: ${answer.status}`);
  return dataOf(answer)['tokens'] as unknown as Found[];
}

async function pathsOf(server: TestServer, body: JsonObject): Promise<string[]> {
  return (await search(server, body)).map(({ path }) => path).toSorted();
}

describe('a search of tokens', () => {
  test('tells who, where, since when and for how long, but never the id', async () => {
    const { server, accessor, addUser, login } = await startIdentity();
    await addUser('bob', { token_ttl: '10m', token_policies: 'dev' });
    const { entity_id, client_token } = await login('bob');
    server.advance(60);

    const found = await search(server, { entity_id });

    expect(found).toEqual([
      {
        accessor: expect.stringMatching(/^\w{24}$/),
        alias_name: 'bob',
        creation_time: '2026-01-01T00:00:00Z',
        display_name: 'userpass-bob',
        entity_id,
        expire_time: '2026-01-01T00:10:00Z',
        last_renewal: null,
        mount: 'auth/userpass/',
        mount_accessor: accessor,
        num_uses: 0,
        orphan: true,
        path: 'auth/userpass/login/bob',
        policies: ['default', 'dev'],
        role: '',
        ttl: 540,
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(client_token);
  });

  test('finds by entity, its name, alias, mount, policy, and by all that is given', async () => {
    const { server, accessor, addUser, enable, login, send } = await startIdentity();
    await enable('corp');
    await addUser('amy');
    await addUser('bob', { token_policies: 'dev' });
    await addUser('bob', {}, 'corp');
    const { entity_id } = await login('bob');
    await login('amy');
    await login('bob', 'corp');
    await send('POST', `entity/id/${entity_id}`, { name: 'Bob' });

    const [amy, bob, corp] = [
      'auth/userpass/login/amy',
      'auth/userpass/login/bob',
      'auth/corp/login/bob',
    ];
    expect(await pathsOf(server, { entity_id })).toEqual([bob]);
    expect(await pathsOf(server, { entity_name: 'bob' })).toEqual([bob]);
    expect(await pathsOf(server, { alias_name: 'Bob', mount_accessor: accessor })).toEqual([bob]);
    expect(await pathsOf(server, { alias_name: 'bob', mount: 'auth/corp/' })).toEqual([corp]);
    expect(await pathsOf(server, { mount: 'userpass' })).toEqual([amy, bob]);
    expect(await pathsOf(server, { policy: 'dev' })).toEqual([bob]);
    expect(await pathsOf(server, { mount: 'corp', policy: 'dev' })).toEqual([]);
    expect(await pathsOf(server, {})).toEqual([corp, 'auth/token/root', amy, bob]);
  });

  test('finds by role, of a method and of tokens, and takes no word of a maker for it', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/auth/ar', { type: 'approle' });
    const approle = new ApproleServer(server);
    await approle.writeRole('web');
    const role_id = await approle.roleIdOf('web');
    const { secret_id } = await approle.issue('web');
    await approle.login({ role_id, secret_id });
    await server.request('POST', 'auth/token/roles/web', {});
    await makeToken(server, {}, { path: 'create/web' });
    await makeToken(server, { meta: { role_name: 'web' } });

    expect(await pathsOf(server, { role: 'web' })).toEqual([
      'auth/ar/login',
      'auth/token/create/web',
    ]);
    expect(await pathsOf(server, { role: 'web', mount: 'ar' })).toEqual(['auth/ar/login']);
  });

  test('finds tokens of entities that were merged into one', async () => {
    const { server, addUser, enable, login, send } = await startIdentity();
    await enable('corp');
    await addUser('bob');
    await addUser('robert', {}, 'corp');
    const one = await login('bob');
    const other = await login('robert', 'corp');
    const ids = { from_entity_ids: [other.entity_id], to_entity_id: one.entity_id };
    await send('POST', 'entity/merge', ids);

    const paths = await pathsOf(server, { entity_id: one.entity_id });

    expect(paths).toEqual(['auth/corp/login/robert', 'auth/userpass/login/bob']);
  });

  test('has neither ended tokens nor those below them', async () => {
    const { server, addUser, login } = await startIdentity();
    await addUser('bob', { token_policies: 'maker' });
    const policy = 'path "auth/token/create" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/maker', { policy });
    const { client_token, entity_id } = await login('bob');
    await makeToken(server, {}, { as: client_token });

    expect(await search(server, { entity_id })).toHaveLength(2);
    await server.request('POST', 'auth/token/revoke-self', {}, { token: client_token });
    expect(await search(server, { entity_id })).toEqual([]);
  });

  test('goes on where the answer before ended, until all are found', async () => {
    const server = await startTestServer();
    for (let i = 0; i < 25; i += 1) await makeToken(server, { policies: ['p'] });

    const accessors: string[] = [];
    let pages = 0;
    for (let after: string | undefined = ''; after !== undefined; pages += 1) {
      const data = dataOf(await post(server, 'search', { policy: 'p', limit: 10, after }));
      accessors.push(...(data['tokens'] as unknown as Found[]).map(({ accessor }) => accessor));
      after = data['after'] as string | undefined;
    }

    expect(new Set(accessors).size).toBe(25);
    expect([accessors.length, pages]).toEqual([25, 3]);
  });

  test('looks at no more than 10,000 tokens in one request, whatever it finds', async () => {
    const server = await startTestServer();
    const { body } = await server.request('GET', 'sys/auth/token');
    const { uuid } = body['data'] as unknown as { uuid: string };
    await putTokens(server, 10_100, { path: 'auth/token/create', mount_uuid: uuid });

    const first = dataOf(await post(server, 'search', { policy: 'none such' }));
    const { after = '' } = first;
    const second = dataOf(await post(server, 'search', { policy: 'none such', after }));

    expect(first).toEqual({ tokens: [], after: expect.stringMatching(/^[\w-]+$/) });
    expect(second).toEqual({ tokens: [] });
  });

  test.each([
    [{ mount: 'none' }, 'no auth mount has this path or accessor'],
    [{ mount_accessor: 'auth_userpass_0' }, 'no auth mount has this path or accessor'],
    [{ alias_name: 'bob' }, 'alias_name needs mount or mount_accessor'],
    [{ entity_id: 'none' }, 'no entity has this id or name'],
    [{ entity_name: 'none' }, 'no entity has this id or name'],
    [{ after: 'a/b' }, "'after' must be that of the answer before"],
  ])('is refused where it names what is not there: %j', async (body, text) => {
    const server = await startTestServer();

    expect(refusalOf(await post(server, 'search', body))).toEqual([400, text]);
  });

  test('and the end of tokens are for those with sudo', async () => {
    const server = await startTestServer();
    const policy = 'path "sys/tokens/*" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/near', { policy });
    const { token } = await makeToken(server, { policies: ['near'] });

    for (const path of ['search', 'end']) {
      const answer = await server.request('POST', `sys/tokens/${path}`, {}, { token });
      expect(answer.status).toBe(403);
    }
  });
});

describe('the end of all tokens of a person', () => {
  test('ends what they logged in with and made of it, and nobody else', async () => {
    const { server, addUser, login } = await startIdentity();
    await addUser('amy');
    await addUser('bob', { token_policies: 'maker' });
    const policy = 'path "auth/token/create" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/maker', { policy });
    const bob = await login('bob');
    const child = await makeToken(server, {}, { as: bob.client_token });
    const amy = await login('amy');

    const { status } = await post(server, 'end', { entity_id: bob.entity_id });

    expect(status).toBe(204);
    expect(await isAccepted(server, bob.client_token)).toBe(false);
    expect(await isAccepted(server, child.token)).toBe(false);
    expect(await isAccepted(server, amy.client_token)).toBe(true);
    expect(await isAccepted(server, (await login('bob')).client_token)).toBe(true);
  });

  test('by alias ends those of one mount only', async () => {
    const { server, accessor, addUser, enable, login } = await startIdentity();
    const corp = await enable('corp');
    await addUser('bob');
    await addUser('bob', {}, 'corp');
    const here = await login('bob');
    const there = await login('bob', 'corp');

    await post(server, 'end', { alias_name: 'BOB', mount_accessor: accessor });
    expect(await isAccepted(server, here.client_token)).toBe(false);
    expect(await isAccepted(server, there.client_token)).toBe(true);
    await post(server, 'end', { alias_name: 'bob', mount_accessor: corp });
    expect(await isAccepted(server, there.client_token)).toBe(false);
  });

  test('ends tokens of entities that were merged into it', async () => {
    const { server, addUser, enable, login, send } = await startIdentity();
    await enable('corp');
    await addUser('bob');
    await addUser('robert', {}, 'corp');
    const one = await login('bob');
    const other = await login('robert', 'corp');
    const ids = { from_entity_ids: [other.entity_id], to_entity_id: one.entity_id };
    await send('POST', 'entity/merge', ids);

    await post(server, 'end', { entity_id: one.entity_id });

    expect(await isAccepted(server, other.client_token)).toBe(false);
  });

  test('ends batch tokens, and an orphan that carries the entity of an alias', async () => {
    const { server, addUser, login, send } = await startIdentity();
    await addUser('bob', { token_type: 'batch' });
    const bob = await login('bob');
    await server.request('POST', 'auth/token/roles/ci', {
      orphan: true,
      allowed_entity_aliases: 'robot',
    });
    const made = await server.request('POST', 'auth/token/create/ci', { entity_alias: 'robot' });
    const robot = clientTokenOf(made);
    const { entity_id } = made.body['auth'] as unknown as { entity_id: string };

    await post(server, 'end', { entity_id: bob.entity_id });
    expect(await isAccepted(server, bob.client_token)).toBe(false);
    expect(await isAccepted(server, robot)).toBe(true);
    await post(server, 'end', { entity_id });
    expect(await isAccepted(server, robot)).toBe(false);
    expect((await send('GET', `entity/id/${entity_id}`)).status).toBe(200);
  });

  test('can be repeated', async () => {
    const { server, addUser, login } = await startIdentity();
    await addUser('bob');
    for (let i = 0; i < 3; i += 1) {
      const { client_token, entity_id } = await login('bob');
      expect(await isAccepted(server, client_token)).toBe(true);
      await post(server, 'end', { entity_id });
      expect(await isAccepted(server, client_token)).toBe(false);
    }
  });

  test.each([{}, { mount: 'token' }])('is refused where nobody is named: %j', async (body) => {
    const server = await startTestServer();

    expect((await post(server, 'end', body)).status).toBe(400);
  });

  test('is refused where two are named', async () => {
    const { server, addUser, login } = await startIdentity();
    await addUser('bob');
    const { entity_id } = await login('bob');

    for (const body of [
      { entity_id, alias_name: 'bob', mount: 'userpass' },
      { entity_id, mount: 'userpass' },
    ]) {
      expect((await post(server, 'end', body)).status).toBe(400);
    }
  });
});
