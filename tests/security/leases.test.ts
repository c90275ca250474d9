import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import { at, startAudited } from '../../src/testing/audited-server.ts';
import { clientTokenOf } from '../../src/testing/client-token.ts';
import {
  dataOf,
  isAccepted,
  lookUpSelf,
  makeToken,
  refusalOf,
} from '../../src/testing/make-token.ts';
import { startTestServer, type TestServer } from '../../src/testing/test-server.ts';

const password = 'one two three';

/** A server at whose mount somebody logged in. */
async function startWithLogin(mount = 'up', user = 'bob', given?: TestServer) {
  const server = given ?? (await startTestServer());
  await server.request('POST', `sys/auth/${mount}`, { type: 'userpass' });
  await server.request('POST', `auth/${mount}/users/${user}`, { password });
  const login = async () => {
    const path = `auth/${mount}/login/${user}`;
    return clientTokenOf(await server.request('POST', path, { password }, { token: '' }));
  };
  return { server, login, token: await login(), path: `auth/${mount}/login/${user}` };
}

/** The ids of the leases below a path. */
async function leasesOf(server: TestServer, path: string): Promise<string[]> {
  const answer = await server.request('LIST', `sys/leases/lookup/${path}`);
  const keys = answer.status === 200 ? (dataOf(answer)['keys'] as unknown as string[]) : [];
  return keys.map((key) => `${path}/${key}`);
}

const aliases: readonly (readonly [older: string, present: string, body: JsonObject])[] = [
  ['sys/renew', 'sys/leases/renew', { lease_id: 'a/b' }],
  ['sys/renew/a/b', 'sys/leases/renew/a/b', {}],
  ['sys/revoke', 'sys/leases/revoke', { lease_id: 'a/b' }],
  ['sys/revoke/a/b', 'sys/leases/revoke/a/b', {}],
  ['sys/revoke-prefix/a/b', 'sys/leases/revoke-prefix/a/b', {}],
  ['sys/revoke-force/a/b', 'sys/leases/revoke-force/a/b', {}],
];

const policies: Readonly<Record<string, string>> = {
  none: '',
  all: 'path "sys/*" { capabilities = ["update", "sudo"] }',
  'no-sudo': 'path "sys/*" { capabilities = ["update"] }',
  present: 'path "sys/leases/*" { capabilities = ["update", "sudo"] }',
  older: 'path "sys/re*" { capabilities = ["update", "sudo"] }',
  denied:
    'path "sys/*" { capabilities = ["update", "sudo"] } path "sys/leases/*" { capabilities = ["deny"] }',
};

describe('the older paths of leases', () => {
  test.each(aliases)(
    '%s gets the status and the record of %s for every token (CVE-2026-45808)',
    async (older, present, body) => {
      const { server, last } = await startAudited();
      const outcomeOf = async (path: string, of: { token: string; namespace?: string }) => {
        const { status } = await server.request('PUT', path, body, of);
        const { request, ...entry } = last() as Readonly<Record<string, object>>;
        const { path: _path, ...asked } = (request ?? {}) as JsonObject;
        return { status, entry: { ...entry, time: '' }, asked };
      };
      const tokens = ['', server.rootToken];
      for (const [name, policy] of Object.entries(policies)) {
        await server.request('POST', `sys/policies/acl/${name}`, { policy: policy || '# nothing' });
        tokens.push((await makeToken(server, { policies: [name] })).token);
      }

      for (const token of tokens) {
        const expected = await outcomeOf(present, { token });
        expect(await outcomeOf(older, { token })).toEqual(expected);
        expect(expected.asked).toHaveProperty('operation', 'update');
      }
      const elsewhere = { token: server.rootToken, namespace: 'ns1/' };
      expect((await outcomeOf(older, elsewhere)).status).toBe(
        (await outcomeOf(present, elsewhere)).status,
      );
    },
  );

  test('of prefixes need sudo, and a deny on the present path holds for them (CVE-2026-45808)', async () => {
    const { server, token } = await startWithLogin();
    for (const name of ['no-sudo', 'denied']) {
      await server.request('POST', `sys/policies/acl/${name}`, { policy: policies[name] ?? '' });
      const maker = await makeToken(server, { policies: [name] });
      for (const path of ['sys/revoke-prefix/auth/up', 'sys/revoke-force/auth/up']) {
        const answer = await server.request('PUT', path, {}, { token: maker.token });
        expect(answer.status).toBe(403);
      }
    }

    expect(await isAccepted(server, token)).toBe(true);
    expect((await server.request('PUT', 'sys/revoke-prefix/auth/up')).status).toBe(204);
    expect(await isAccepted(server, token)).toBe(false);
  });

  test('are of no other verb than the present ones', async () => {
    const { server } = await startAudited();

    for (const [older, present] of aliases) {
      for (const verb of ['GET', 'LIST', 'DELETE', 'PATCH'] as const) {
        const answers = [await server.request(verb, older), await server.request(verb, present)];
        expect(answers[0]?.status).toBe(answers[1]?.status);
      }
    }
  });
});

describe('a lease id that leaked to another namespace', () => {
  test('opens nothing there, in body, path or with the suffix (CVE-2026-55774)', async () => {
    const { server, token, path } = await startWithLogin();
    const [id = ''] = await leasesOf(server, path);
    const before = await lookUpSelf(server, token);

    for (const namespace of ['ns1/', 'ns1/ns2/']) {
      for (const lease_id of [id, `${id}.ns1`]) {
        const refused = [
          await server.request('PUT', 'sys/leases/lookup', { lease_id }, { namespace }),
          await server.request('PUT', 'sys/leases/renew', { lease_id }, { namespace }),
          await server.request('PUT', 'sys/leases/revoke', { lease_id }, { namespace }),
          await server.request('PUT', `sys/leases/revoke/${lease_id}`, {}, { namespace }),
          await server.request('PUT', `sys/leases/revoke-prefix/${lease_id}`, {}, { namespace }),
        ];
        expect(refused.filter(({ status }) => status < 400)).toEqual([]);
      }
    }
    const answer = await server.request('PUT', 'sys/leases/lookup', { lease_id: `${id}.ns1` });

    expect(refusalOf(answer)).toEqual([400, 'invalid lease']);
    expect(await lookUpSelf(server, token)).toEqual(before);
  });
});

test('the leases of a token are gone with it (CVE-2019-18616)', async () => {
  const { server, token, path } = await startWithLogin();
  const [lease_id = ''] = await leasesOf(server, path);

  await server.request('POST', 'auth/token/revoke-self', {}, { token });

  expect(await leasesOf(server, path)).toEqual([]);
  const answer = await server.request('PUT', 'sys/leases/lookup', { lease_id });
  expect(refusalOf(answer)).toEqual([400, 'invalid lease']);
});

describe('a lease of a mount and a name with unusual characters', () => {
  const mounts = ['te.am', 'a b', 'a+b', '100%', 'größe', 'a/b.c/d'];

  test.each(mounts)('is revoked by its id and by its prefix: %s (Vault 0.11.3)', async (mount) => {
    const { server, login, token, path } = await startWithLogin(mount, 'b.ob-1');
    const [first = ''] = await leasesOf(server, path);

    await server.request('PUT', 'sys/leases/revoke', { lease_id: first });
    const second = await login();
    const [id = ''] = await leasesOf(server, path);
    await server.request('PUT', `sys/leases/revoke/${id}`);
    const third = await login();
    await server.request('PUT', `sys/leases/revoke-prefix/${path}`);
    const fourth = await login();
    await server.request('PUT', `sys/leases/revoke-prefix/auth/${mount}`);

    for (const ended of [token, second, third, fourth]) {
      expect(await isAccepted(server, ended)).toBe(false);
    }
    expect(await leasesOf(server, path)).toEqual([]);
    expect(await isAccepted(server, await login())).toBe(true);
  });
});

describe('a revocation by prefix', () => {
  test('ends the logins of one mount only, and is for those with sudo (Vault 0.6.0)', async () => {
    const { server, token } = await startWithLogin('userpass');
    const other = await startWithLogin('userpass2', 'bob', server);
    const made = await makeToken(server);
    const policy = 'path "sys/leases/*" { capabilities = ["update"] }';
    await server.request('POST', 'sys/policies/acl/near', { policy });
    const near = await makeToken(server, { policies: ['near'] });
    const revoke = (as: string) =>
      server.request('PUT', 'sys/leases/revoke-prefix/auth/userpass', {}, { token: as });

    expect((await revoke(near.token)).status).toBe(403);
    expect(await isAccepted(server, token)).toBe(true);
    expect((await revoke(server.rootToken)).status).toBe(204);

    expect(await isAccepted(server, token)).toBe(false);
    for (const stays of [other.token, made.token, near.token]) {
      expect(await isAccepted(server, stays)).toBe(true);
    }
  });
});

test('no lease id, and no answer about leases, holds a token or its accessor', async () => {
  const { server, last } = await startAudited();
  const { token, path } = await startWithLogin('up', 'bob', server);
  const accessor = (await lookUpSelf(server, token))['accessor'] as string;

  const [lease_id = ''] = await leasesOf(server, path);
  const answer = await server.request('PUT', 'sys/leases/lookup', { lease_id });
  const told = JSON.stringify(answer.body) + JSON.stringify(last());

  expect(at(answer.body, 'data', 'id')).toBe(lease_id);
  for (const secret of [token, token.slice(2), accessor]) expect(told).not.toContain(secret);
});
