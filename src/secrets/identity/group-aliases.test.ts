import { describe, expect, test } from 'vitest';
import { defineAuthMethod } from '../../core/mount-type.ts';
import { commaList } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';
import { mergeTokenSettings } from '../../framework/token-fields.ts';
import type { TokenEntry } from '../../token/token-entry.ts';
import { startIdentity } from '../../testing/identity-server.ts';

/** A method whose other side reports the groups that the test says. */
function createDirectory() {
  const reported: { login: readonly string[] | undefined; renewal: readonly string[] | undefined } =
    {
      login: undefined,
      renewal: undefined,
    };
  const type = defineAuthMethod({
    type: 'directory',
    title: 'Directory',
    stability: 'stable',
    operations: defineOperations({
      'directory-login': {
        method: 'POST',
        path: 'login',
        summary: 'Log in.',
        unauthenticated: true,
        body: { unused: commaList('Nothing.') },
        responses: { 200: 'login' },
      },
    }),
    records: {},
    needs: [],
    handlers: {
      'directory-login': () => ({
        status: 200,
        login: {
          alias: { name: 'ann' },
          displayName: 'ann',
          metadata: {},
          settings: mergeTokenSettings(undefined, {}),
          ...(reported.login && { groups: reported.login }),
          renewal: {},
        },
      }),
    },
    renew: (_entry: TokenEntry) =>
      Promise.resolve({
        ttl: 0,
        max_ttl: 0,
        period: 0,
        explicit_max_ttl: 0,
        ...(reported.renewal && { groups: reported.renewal }),
      }),
  });
  return { type, reported };
}

async function startDirectory() {
  const { type, reported } = createDirectory();
  const started = await startIdentity({ types: [type] });
  const { server, send } = started;
  await server.request('POST', 'sys/auth/directory', { type: 'directory' });
  const { body } = await server.request('GET', 'sys/auth/directory');
  const { accessor } = (body as unknown as { data: { accessor: string } }).data;
  const policy = 'path "secret/x" { capabilities = ["read"] }';
  await server.request('POST', 'sys/policies/acl/p', { policy });
  const group = await send('POST', 'group', { name: 'ext', type: 'external', policies: ['p'] });
  const id = String(group.data['id']);
  const alias = { name: 'Admins', mount_accessor: accessor, canonical_id: id };
  const made = await send('POST', 'group-alias', alias);
  const logIn = async () => {
    const answer = await server.request('POST', 'auth/directory/login');
    return (answer.body as unknown as { auth: { client_token: string; entity_id: string } }).auth;
  };
  const aliasId = String(made.data['id']);
  return { ...started, directory: accessor, reported, id, alias, aliasId, logIn };
}

describe('an external group', () => {
  test('has whom a login reports, and loses whom the next one does not (CVE-2020-10660)', async () => {
    const { send, reported, id, logIn, capabilities } = await startDirectory();
    reported.login = ['Admins', 'others'];
    const { client_token: token, entity_id } = await logIn();

    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    expect((await send('GET', `group/id/${id}`)).data['member_entity_ids']).toEqual([entity_id]);
    reported.login = [];
    const later = await logIn();
    expect(await capabilities(later.client_token, 'secret/x')).toEqual(['deny']);
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
    expect((await send('GET', `group/id/${id}`)).data['member_entity_ids']).toBeNull();
    reported.login = ['Admins'];
    await logIn();
    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
  });

  test('loses whom a renewal no longer reports (CVE-2020-10660)', async () => {
    const { server, reported, logIn, capabilities } = await startDirectory();
    reported.login = ['Admins'];
    const { client_token: token } = await logIn();

    await server.request('POST', 'auth/token/renew-self', {}, { token });
    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    reported.renewal = [];
    await server.request('POST', 'auth/token/renew-self', {}, { token });
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
  });

  test('keeps whom a child token renews, which reports nothing', async () => {
    const { server, reported, logIn, capabilities } = await startDirectory();
    const policy = 'path "auth/token/create" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/p', {
      policy: `${policy} path "secret/x" { capabilities = ["read"] }`,
    });
    reported.login = ['Admins'];
    const { client_token: token } = await logIn();
    const made = await server.request('POST', 'auth/token/create', { ttl: '1h' }, { token });
    const { auth } = made.body as unknown as { auth: { client_token: string } };

    await server.request('POST', 'auth/token/renew-self', {}, { token: auth.client_token });

    expect(await capabilities(auth.client_token, 'secret/x')).toEqual(['read']);
  });

  test('is matched exactly, and by logins of its own mount only', async () => {
    const { server, send, reported, logIn, capabilities } = await startDirectory();
    reported.login = ['admins'];
    const { client_token } = await logIn();
    expect(await capabilities(client_token, 'secret/x')).toEqual(['deny']);

    await server.request('POST', 'sys/auth/other', { type: 'directory' });
    reported.login = ['Admins'];
    const other = await server.request('POST', 'auth/other/login');
    const { auth } = other.body as unknown as { auth: { client_token: string } };
    expect(await capabilities(auth.client_token, 'secret/x')).toEqual(['deny']);
    expect((await send('GET', 'group/name/ext')).data['member_entity_ids']).toBeNull();
  });

  test('means nothing without its alias, or under another name', async () => {
    const started = await startDirectory();
    const { send, reported, id, aliasId, alias, logIn, capabilities } = started;
    reported.login = ['Admins'];
    const { client_token: token } = await logIn();

    const { canonical_id: _id, ...renamed } = { ...alias, name: 'Other' };
    expect((await send('POST', `group-alias/id/${aliasId}`, renamed)).status).toBe(200);
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
    reported.login = ['Other'];
    await logIn();
    expect(await capabilities(token, 'secret/x')).toEqual(['read']);
    expect((await send('DELETE', `group-alias/id/${aliasId}`)).status).toBe(204);
    expect(await capabilities(token, 'secret/x')).toEqual(['deny']);
    expect((await send('GET', `group/id/${id}`)).data['alias']).toEqual({});
  });

  test('can be a member of internal ones', async () => {
    const { send, reported, id, logIn, server, capabilities } = await startDirectory();
    const policy = 'path "secret/y" { capabilities = ["read"] }';
    await server.request('POST', 'sys/policies/acl/q', { policy });
    await send('POST', 'group', { policies: ['q'], member_group_ids: [id] });
    reported.login = ['Admins'];

    expect(await capabilities((await logIn()).client_token, 'secret/y')).toEqual(['read']);
  });

  test('costs a login without news no write', async () => {
    const { server, reported, logIn } = await startDirectory();
    reported.login = ['Admins'];
    await logIn();
    const generation = () => server.core.lifecycle.unsealed?.configurations.latest?.generation;
    await logIn();
    const before = generation();

    await logIn();
    await logIn();

    expect(generation()).toBe(before);
  });
});

describe('the alias of a group', () => {
  test('is read, listed and looked up', async () => {
    const { send, directory, id, aliasId } = await startDirectory();
    const read = await send('GET', `group-alias/id/${aliasId}`);

    expect(read.data).toEqual({
      id: aliasId,
      canonical_id: id,
      name: 'Admins',
      mount_accessor: directory,
      mount_path: 'auth/directory/',
      mount_type: 'directory',
      metadata: null,
      custom_metadata: null,
      merged_from_canonical_ids: null,
      local: false,
      creation_time: '2026-01-01T00:00:00Z',
      last_update_time: '2026-01-01T00:00:00Z',
      namespace_id: 'root',
    });
    expect((await send('LIST', 'group-alias/id')).data['keys']).toEqual([aliasId]);
    const way = { alias_name: 'Admins', alias_mount_accessor: directory };
    expect((await send('POST', 'lookup/group', way)).data['id']).toBe(id);
    expect((await send('POST', 'lookup/group', { alias_id: aliasId })).data['id']).toBe(id);
  });

  test('without a group makes one', async () => {
    const { send, directory } = await startDirectory();

    const { data } = await send('POST', 'group-alias', { name: 'x', mount_accessor: directory });

    const group = await send('GET', `group/id/${String(data['canonical_id'])}`);
    expect(group.data).toMatchObject({ type: 'external', alias: { name: 'x' } });
  });

  test('stands for one group', async () => {
    const { send, alias } = await startDirectory();
    const other = await send('POST', 'group', { type: 'external' });

    const answer = await send('POST', 'group-alias', {
      ...alias,
      canonical_id: String(other.data['id']),
    });

    expect(answer.refusal).toEqual([
      400,
      'combination of mount and group alias name is already in use',
    ]);
  });

  test.each([
    [{}, 'missing alias name'],
    [{ name: 'x' }, 'missing mount_accessor'],
    [{ name: 'x', mount_accessor: 'nope' }, 'invalid mount accessor "nope"'],
    [{ id: 'nope', name: 'x' }, 'invalid group alias ID'],
  ])('of %j is refused', async (body, text) => {
    const { send } = await startIdentity();

    expect((await send('POST', 'group-alias', body)).refusal).toEqual([400, text]);
  });

  test('belongs to an external group that exists', async () => {
    const { send, directory } = await startDirectory();
    const { data } = await send('POST', 'group', { name: 'int' });
    const body = { name: 'x', mount_accessor: directory };

    const internal = { ...body, canonical_id: String(data['id']) };
    expect((await send('POST', 'group-alias', internal)).refusal[1]).toBe(
      "alias can't be set on an internal group",
    );
    const unknown = { ...body, canonical_id: 'nope' };
    expect((await send('POST', 'group-alias', unknown)).refusal[1]).toBe(
      "invalid group ID given in 'canonical_id'",
    );
  });
});
