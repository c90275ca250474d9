import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { startIdentity } from '../../testing/identity-server.ts';

async function givenTemplate(path: string, settings: JsonObject = {}) {
  const started = await startIdentity();
  const { server, accessor } = started;
  const write = (text: string, more: JsonObject = {}) =>
    server.request('POST', 'sys/policies/acl/t', { policy: text, ...settings, ...more });
  const filled = path.replace('<acc>', accessor);
  await write(`path "${filled}" { capabilities = ["read"] }`);
  await started.addUser('bob', { token_policies: 't' });
  const { entity_id, client_token } = await started.login('bob');
  const describeAs = (metadata: JsonObject) =>
    started.send('POST', `entity/id/${entity_id}`, { metadata });
  const sees = (at: string) => started.capabilities(client_token, at);
  return { ...started, write, entity: entity_id, token: client_token, describeAs, sees };
}

describe('a templated policy', () => {
  test('follows the entity of each token, at once', async () => {
    const { describeAs, sees, addUser, login, capabilities } = await givenTemplate(
      'secret/{{identity.entity.metadata.team}}/*',
    );
    await addUser('ann', { token_policies: 't' });
    const ann = await login('ann');

    expect(await sees('secret/red/x')).toEqual(['deny']);
    await describeAs({ team: 'red' });
    expect(await sees('secret/red/x')).toEqual(['read']);
    expect(await capabilities(ann.client_token, 'secret/red/x')).toEqual(['deny']);
    await describeAs({ team: 'blue' });
    expect(await sees('secret/red/x')).toEqual(['deny']);
    expect(await sees('secret/blue/x')).toEqual(['read']);
  });

  test.each(['a/b', '+', '*', 'a*', '', '..'])(
    'grants nothing for the value %j (CVE-2026-5006, CVE-2026-71543)',
    async (value) => {
      const { describeAs, sees } = await givenTemplate(
        'secret/data/{{identity.entity.metadata.scope}}/*',
      );
      await describeAs({ scope: value });

      for (const path of ['secret/data/a/b/x', 'secret/data/other/x', `secret/data/${value}/x`]) {
        expect(await sees(path)).toEqual(['deny']);
      }
      await describeAs({ scope: 'own' });
      expect(await sees('secret/data/own/x')).toEqual(['read']);
    },
  );

  test('allows wildcards or slashes in values only where it says so', async () => {
    const { describeAs, sees, write } = await givenTemplate(
      'secret/{{identity.entity.metadata.scope}}',
      { allow_slashes_in_identity_templates: true },
    );
    const text = 'path "secret/{{identity.entity.metadata.scope}}" { capabilities = ["read"] }';
    await describeAs({ scope: 'a/b' });
    expect(await sees('secret/a/b')).toEqual(['read']);
    await describeAs({ scope: 'a*' });
    expect(await sees('secret/ab')).toEqual(['deny']);
    await write(text, {
      allow_slashes_in_identity_templates: false,
      allow_wildcards_in_identity_templates: true,
    });
    expect(await sees('secret/ab')).toEqual(['read']);
    await describeAs({ scope: 'a/b' });
    expect(await sees('secret/a/b')).toEqual(['deny']);
  });

  test('that cannot be filled still denies (GHSA-hr5j-3j78-4vh2)', async () => {
    const { describeAs, sees, write } = await givenTemplate('kv/*');
    await write(`
      path "kv/*" { capabilities = ["read"] }
      path "kv/{{identity.entity.metadata.x}}/*" { capabilities = ["deny"] }`);
    await describeAs({ x: '*' });
    expect(await sees('kv/a/b')).toEqual(['deny']);

    await describeAs({ x: 'own' });
    expect(await sees('kv/a/b')).toEqual(['read']);
    expect(await sees('kv/own/b')).toEqual(['deny']);
  });

  test('sees each mount its own alias, also where names are the same (CVE-2022-40186)', async () => {
    const { send, enable, accessor, entity, sees } = await givenTemplate(
      'secret/{{identity.entity.aliases.<acc>.custom_metadata.k}}/x',
    );
    const other = await enable('other');
    const note = (mount_accessor: string, k: string) =>
      send('POST', 'entity-alias', {
        name: 'bob',
        mount_accessor,
        canonical_id: entity,
        custom_metadata: { k },
      });
    await note(other, 'theirs');
    await note(accessor, 'mine');

    expect(await sees('secret/mine/x')).toEqual(['read']);
    expect(await sees('secret/theirs/x')).toEqual(['deny']);
  });

  test('reads time as it is', async () => {
    const { server, sees } = await givenTemplate('secret/{{time.now}}');
    const seconds = server.now() / 1000;

    expect(await sees(`secret/${seconds}`)).toEqual(['read']);
    server.advance(5);
    expect(await sees(`secret/${seconds}`)).toEqual(['deny']);
    expect(await sees(`secret/${seconds + 5}`)).toEqual(['read']);
  });

  test('follows the metadata that logins bring, on tokens that live', async () => {
    const { server } = await startIdentity();
    await server.request('POST', 'sys/auth/approle', { type: 'approle' });
    const mount = await server.request('GET', 'sys/auth/approle');
    const { accessor } = (mount.body as unknown as { data: { accessor: string } }).data;
    const at = `identity.entity.aliases.${accessor}.metadata.scope`;
    const policy = `path "secret/{{${at}}}/*" { capabilities = ["read"] }`;
    await server.request('POST', 'sys/policies/acl/t', { policy });
    await server.request('POST', 'auth/approle/role/web', { role_id: 'web', token_policies: 't' });
    const logIn = async (scope: string) => {
      const metadata = JSON.stringify({ scope });
      const issued = await server.request('POST', 'auth/approle/role/web/secret-id', { metadata });
      const { secret_id } = (issued.body as unknown as { data: { secret_id: string } }).data;
      const login = { role_id: 'web', secret_id };
      const answer = await server.request('POST', 'auth/approle/login', login);
      return (answer.body as unknown as { auth: { client_token: string } }).auth.client_token;
    };
    const sees = async (token: string, path: string) => {
      const body = { path: [path] };
      const { body: answer } = await server.request('POST', 'sys/capabilities-self', body, {
        token,
      });
      return (answer as unknown as { data: { capabilities: string[] } }).data.capabilities;
    };

    const first = await logIn('one');
    expect(await sees(first, 'secret/one/x')).toEqual(['read']);
    const second = await logIn('a/b');
    expect(await sees(second, 'secret/a/b/x')).toEqual(['deny']);
    expect(await sees(first, 'secret/one/x')).toEqual(['deny']);
  });
});
