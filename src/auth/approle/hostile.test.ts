import { describe, expect, test } from 'vitest';
import { startApprole } from '../../testing/approle-server.ts';
import { withCounted } from '../../testing/counted-store.ts';
import { makeToken, refusalOf } from '../../testing/make-token.ts';

const refused = [400, 'invalid role or secret ID'];

describe('a SecretID', () => {
  test('past its end logs in nowhere, although nothing has swept it (GHSA-7m59-mp95-w6ph)', async () => {
    const approle = await startApprole();
    await approle.writeRole('web');
    const { secret_id, accessor } = await approle.issue('web', { ttl: 2 });
    approle.server.advance(1.999);
    expect((await approle.loginAt('web', secret_id)).status).toBe(200);
    approle.server.advance(0.001);

    expect(refusalOf(await approle.loginAt('web', secret_id))).toEqual(refused);
    const named = { secret_id_accessor: accessor };
    expect((await approle.send('POST', 'role/web/secret-id/lookup', { secret_id })).status).toBe(
      204,
    );
    expect((await approle.send('POST', 'role/web/secret-id-accessor/lookup', named)).status).toBe(
      404,
    );
  });

  test('cannot be read or destroyed by its accessor at another role (CVE-2023-24999)', async () => {
    const approle = await startApprole();
    await approle.writeRole('a');
    await approle.writeRole('b');
    const { secret_id, accessor } = await approle.issue('b');
    const named = { secret_id, secret_id_accessor: accessor };

    for (const path of ['secret-id-accessor/destroy', 'secret-id-accessor/lookup']) {
      expect((await approle.send('POST', `role/a/${path}`, named)).status).toBe(404);
    }
    expect((await approle.send('DELETE', 'role/a/secret-id-accessor/destroy', named)).status).toBe(
      404,
    );
    expect((await approle.send('POST', 'role/a/secret-id/destroy', named)).status).toBe(204);
    expect((await approle.send('POST', 'role/a/secret-id/lookup', named)).status).toBe(204);

    expect((await approle.loginAt('b', secret_id)).status).toBe(200);
  });

  test('of a role in mixed case is destroyed through every spelling, with all that belongs to it', async () => {
    const approle = await startApprole();
    await approle.writeRole('MyRole', { role_id: 'mine' });
    const rowsBefore = (await approle.server.store.scan('', { limit: 1000 })).length;
    const first = await approle.issue('MyRole');
    const second = await approle.issue('myrole');

    await approle.send('POST', 'role/MYROLE/secret-id/destroy', { secret_id: first.secret_id });
    await approle.send('POST', 'role/myrole/secret-id-accessor/destroy', {
      secret_id_accessor: second.accessor,
    });

    for (const { secret_id } of [first, second]) {
      expect(refusalOf(await approle.login({ role_id: 'mine', secret_id }))).toEqual(refused);
    }
    expect((await approle.server.store.scan('', { limit: 1000 })).length).toBe(rowsBefore);
  });

  test('never stands in an error, whatever is wrong with it', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { role_id: 'web-id', secret_id_num_uses: 1 });
    const secret = 'sesame-open';
    await approle.send('POST', 'role/web/custom-secret-id', { secret_id: secret });

    const answers = [
      await approle.send('POST', 'role/web/custom-secret-id', { secret_id: secret }),
      await approle.send('POST', 'role/web/secret-id-accessor/lookup', {
        secret_id_accessor: secret,
      }),
      await approle.send('POST', 'role/web/secret-id-accessor/destroy', {
        secret_id_accessor: secret,
      }),
      await approle.send('POST', 'role/web/secret-id', { metadata: secret }),
      await approle.send('POST', 'role/web/secret-id', { cidr_list: secret }),
      await approle.send('POST', 'role/web/secret-id', { num_uses: secret }),
      await approle.login({ role_id: secret, secret_id: secret }),
      await approle.login({ role_id: 'web-id', secret_id: `${secret}!` }),
    ];

    for (const { status, raw } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(raw.body).not.toContain(secret);
    }
  });

  test('may be kept from bringing metadata, which templates of policies may read (CVE-2026-5006)', async () => {
    const approle = await startApprole();
    await approle.writeRole('web', { secret_id_metadata_refused: true });

    const answer = await approle.send('POST', 'role/web/secret-id', {
      metadata: '{"scope":"a/b"}',
    });

    expect(refusalOf(answer)).toEqual([400, 'the role refuses metadata of secret IDs']);
    expect((await approle.issue('web')).secret_id).not.toBe('');
    expect((await approle.issue('web', { metadata: '' })).secret_id).not.toBe('');
  });
});

describe('a role', () => {
  test.each(['admin', 'ADMIN', 'Admin', 'admin '])(
    'whose name is denied is denied as %j too (CVE-2026-89322)',
    async (name) => {
      const approle = await startApprole();
      await approle.writeRole('admin', { role_id: 'before' });
      const { server } = approle;
      const all = 'capabilities = ["create", "read", "update", "delete"]';
      const policy = `path "auth/ar/role/*" { ${all} }
        path "auth/ar/role/admin" { capabilities = ["deny"] }
        path "auth/ar/role/admin/*" { capabilities = ["deny"] }`;
      await server.request('POST', 'sys/policies/acl/roles', { policy });
      const { token } = await makeToken(server, { policies: ['roles'] });
      const send = (verb: 'GET' | 'POST' | 'DELETE', path: string) =>
        server.request(verb, `auth/ar/role/${path}`, { role_id: 'after' }, { token });

      expect((await send('POST', 'other')).status).toBe(204);
      expect((await send('POST', name)).status).toBe(403);
      expect((await send('DELETE', name)).status).toBe(403);
      expect((await send('GET', `${name}/role-id`)).status).toBe(403);
      expect((await send('POST', `${name}/role-id`)).status).toBe(403);
      expect((await send('POST', `${name}/secret-id`)).status).toBe(403);
      expect(await approle.roleIdOf('admin')).toBe('before');
    },
  );

  test.each([['root'], ['ROOT'], [' root'], ['a,root']])(
    'with the policy %j logs nobody in as root (CVE-2025-5999)',
    async (token_policies) => {
      const approle = await startApprole();
      await approle.writeRole('web', { token_policies });
      const { secret_id } = await approle.issue('web');

      const answer = await approle.loginAt('web', secret_id);

      expect(answer.status).toBe(400);
      expect(answer.body).not.toHaveProperty('auth');
    },
  );

  test('can only be made by who may create, and only be changed by who may update', async () => {
    const approle = await startApprole();
    await approle.writeRole('old');
    const policy = 'path "auth/ar/role/+" { capabilities = ["create"] }';
    await approle.server.request('POST', 'sys/policies/acl/maker', { policy });
    const { token } = await makeToken(approle.server, { policies: ['maker'] });
    const write = (name: string) =>
      approle.server.request('POST', `auth/ar/role/${name}`, { token_ttl: 5 }, { token });

    expect((await write('new')).status).toBe(204);
    expect((await write('OLD')).status).toBe(403);
  });

  test.each(['-a', 'a-', '.a', 'a.', 'a b', 'a@b', 'ä'])('cannot be called %j', async (name) => {
    const approle = await startApprole();

    expect((await approle.send('POST', `role/${name}`, {})).status).toBe(404);
  });
});

describe('failed logins', () => {
  test('are counted by RoleID, known or not, with or without blanks', async () => {
    const approle = await startApprole({ hasLockout: true });
    await approle.writeRole('web', { role_id: 'web-id' });
    const { secret_id } = await approle.issue('web');

    for (const role_id of ['web-id', 'none']) {
      const guesses = [role_id, ` ${role_id}`, `${role_id}\n`, role_id, role_id];
      for (const guess of guesses) {
        const answer = await approle.login({ role_id: guess, secret_id: 'wrong' });
        expect(refusalOf(answer)).toEqual(refused);
      }
      const locked = await approle.login({ role_id, secret_id });
      expect(refusalOf(locked)).toEqual([403, 'permission denied']);
    }
  });

  test('cost as many reads for an unknown role as for a wrong SecretID', async () => {
    const { store, counts } = withCounted();
    const approle = await startApprole({ store });
    await approle.writeRole('web', { role_id: 'web-id' });
    const attempt = async (role_id: string) => {
      counts.gets = 0;
      await approle.login({ role_id, secret_id: 'wrong' });
      return counts.gets;
    };
    await attempt('web-id');

    expect(await attempt('web-id')).toBe(await attempt('none'));
  });
});
