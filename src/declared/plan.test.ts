import { describe, expect, test } from 'vitest';
import { at as textAt } from '../testing/audited-server.ts';
import { applied, DeclaredFolder, planOf, stateOf } from '../testing/declared-server.ts';
import { startTestServer } from '../testing/test-server.ts';
import { mountTypes } from '../mount-types.ts';
import { findUnknown } from './find-unknown.ts';
import { findUndeclared, prune } from './prune.ts';
import { driftOf, formatPlan } from './show-plan.ts';

const role = (fields: string): string => `auth "approle" "ci/" { role "build" { ${fields} } }`;

describe('a plan', () => {
  test.each([
    ['"1h" and 3600', 'token_ttl = "1h"', 'token_ttl = 3600'],
    ['a list in another order', 'token_policies = ["a", "b"]', 'token_policies = "b,a"'],
    ['a flag and its word', 'bind_secret_id = true', 'bind_secret_id = "true"'],
    [
      'what is left out and its default',
      '',
      'bind_secret_id = true token_ttl = 0 token_policies = []',
    ],
    ['an older name', 'token_policies = ["a"]', 'policies = ["a"]'],
  ])('sees no difference between %s', async (_what, before, after) => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({ 'a.hcl': role(before) });
    await applied(server, folder);

    folder.write({ 'a.hcl': role(after) });

    expect((await planOf(server, folder)).changes).toEqual([]);
  });

  test('finds what the server has made canonical as it was', async () => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({
      'a.hcl': role('token_bound_cidrs = ["10.1.2.3/8"] token_policies = [" OPS ", "ops"]'),
    });
    await applied(server, folder);

    expect((await planOf(server, folder)).changes).toEqual([]);
  });

  test('gives what is not declared its default again', async () => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({
      'a.hcl': role('token_policies = ["ops"] token_ttl = "1h"'),
    });
    await applied(server, folder);

    folder.write({ 'a.hcl': role('token_policies = ["ops"]') });
    const plan = await applied(server, folder);

    expect(plan.changes[0]?.fields).toMatchObject([{ name: 'token_ttl', before: 3600, after: 0 }]);
    const { body } = await server.request('GET', 'auth/ci/role/build');
    expect(body['data']).toMatchObject({ token_ttl: 0, token_policies: ['ops'] });
  });

  test('is an order of lines that people can read', async () => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({
      'a.hcl': `${role('token_ttl = "1h"')}
policy "ops" { policy = "one\\ntwo\\nthree" }`.replaceAll(/one|two|three/g, 'path \\"$&\\" {}'),
    });
    await applied(server, folder);
    await server.request('POST', 'auth/ci/role/build', { token_ttl: 60, token_policies: 'admin' });
    folder.write({
      'a.hcl': `${role('token_ttl = "1h" secret_id_ttl = 10')}
policy "ops" { policy = "one\\nthree\\nfour" }`.replaceAll(/one|three|four/g, 'path \\"$&\\" {}'),
    });

    const { changes } = await planOf(server, folder);

    const text = formatPlan({ changes, removals: [] }).replaceAll(`${folder.path}/`, '');
    expect(text.split('\n')).toEqual([
      '~ policy "ops"  (a.hcl:2)',
      '    policy',
      '        path "one" {}',
      '      - path "two" {}',
      '        path "three" {}',
      '      + path "four" {}',
      '~ role "build" in auth/ci/  (a.hcl:1)',
      '    secret_id_ttl   0 -> 10',
      '    token_ttl       60 -> 3600  (changed at the server)',
      '    token_policies  ["admin"] -> []  (changed at the server)',
      '0 to create, 2 to change, 0 to remove.',
    ]);
  });
});

describe('drift', () => {
  test('is what others changed since, and not what the folder changed', async () => {
    const server = await startTestServer();
    const text = (ttl: string): string =>
      `${role(`token_ttl = "${ttl}"`)} policy "ops" { policy = "path \\"a\\" {}" }`;
    using folder = new DeclaredFolder({ 'a.hcl': text('1h') });
    await applied(server, folder);

    const before = driftOf(await planOf(server, folder));
    folder.write({ 'a.hcl': text('2h') });
    await server.request('POST', 'auth/ci/role/build', { token_num_uses: 7 });
    await server.request('DELETE', 'sys/policies/acl/ops');
    const after = driftOf(await planOf(server, folder));

    expect(before).toEqual([]);
    expect(
      after.map(({ action, object, fields }) => [
        action,
        object.target.path,
        fields.map(({ name }) => name),
      ]),
    ).toEqual([
      ['create', 'sys/policies/acl/ops', ['policy']],
      ['change', 'auth/ci/role/build', ['token_num_uses']],
    ]);
  });
});

describe('pruning', () => {
  test('removes what was applied once and is declared no longer, and nothing else', async () => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({
      'a.hcl': `${role('token_ttl = 60')}
        policy "ops" { policy = "path \\"a\\" {}" }
        entity "alice" { alias "ci" "alice" {} }`,
    });
    await applied(server, folder);
    await server.request('POST', 'sys/policies/acl/by-hand', { policy: 'path "b" {}' });
    await server.request('POST', 'auth/ci/role/by-hand', { token_ttl: 60 });

    folder.write({ 'a.hcl': 'auth "approle" "ci/" {}' });
    const state = stateOf(server);
    const found = await findUndeclared(state, folder.load());
    await prune(state, found);

    expect(found.map(({ title }) => title)).toEqual([
      'alias "ci/" "alice" of entity "alice"',
      'entity "alice"',
      'role "build" in auth/ci/',
      'policy "ops"',
    ]);
    const left = await Promise.all([
      server.request('GET', 'auth/ci/role/build'),
      server.request('GET', 'auth/ci/role/by-hand'),
      server.request('GET', 'sys/policies/acl/ops'),
      server.request('GET', 'sys/policies/acl/by-hand'),
      server.request('GET', 'identity/entity/name/alice'),
    ]);
    expect(left.map(({ status }) => status)).toEqual([404, 200, 404, 200, 404]);
    expect(await findUndeclared(stateOf(server), folder.load())).toEqual([]);
  });

  test('of all removes what was made by hand, but for what every server has and logins make', async () => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({ 'a.hcl': role('token_ttl = 60') });
    await applied(server, folder);
    await server.request('POST', 'sys/policies/acl/folder/by-hand', { policy: 'path "b" {}' });
    await server.request('POST', 'auth/ci/role/by-hand', { token_ttl: 60 });
    await server.request('POST', 'sys/auth/other', { type: 'userpass' });
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    await server.request('POST', 'identity/group/name/by-hand', {});
    await server.request('POST', 'identity/entity/name/somebody', {});
    await server.request('POST', 'sys/quotas/rate-limit/by-hand', { rate: 1000 });

    const state = stateOf(server);
    const found = await findUnknown(state, folder.load().objects, mountTypes);
    await prune(state, found);

    expect(found.map(({ path }) => path).toSorted()).toEqual([
      'auth/ci/role/by-hand',
      'identity/group/name/by-hand',
      'sys/auth/other',
      'sys/mounts/kv',
      'sys/policies/acl/folder/by-hand',
      'sys/quotas/rate-limit/by-hand',
    ]);
    expect(await findUnknown(stateOf(server), folder.load().objects, mountTypes)).toEqual([]);
    expect((await planOf(server, folder)).changes).toEqual([]);
  });

  test('of a folder with a name leaves alone what other folders have applied', async () => {
    const server = await startTestServer();
    const policy = (folder: string, name: string): string =>
      `folder = "${folder}"\npolicy "${name}" { policy = "path \\"a\\" {}" }`;
    using one = new DeclaredFolder({ 'a.hcl': policy('one', 'first') });
    using other = new DeclaredFolder({ 'a.hcl': policy('other', 'second') });
    await applied(server, one);
    await applied(server, other);

    one.write({ 'a.hcl': policy('one', 'third') });
    const found = await findUndeclared(stateOf(server), one.load());

    expect(found.map(({ path }) => path)).toEqual(['sys/policies/acl/first']);
  });

  test('forgets what cannot be removed', async () => {
    const server = await startTestServer();
    using folder = new DeclaredFolder({
      'a.hcl': 'sys "quotas/config" { rate_limit_exempt_paths = ["sys/health"] }',
    });
    await applied(server, folder);

    folder.write({ 'a.hcl': 'policy "ops" { policy = "path \\"a\\" {}" }' });
    const state = stateOf(server);
    const found = await findUndeclared(state, folder.load());
    await prune(state, found);

    expect(formatPlan({ changes: [], removals: found })).toContain('cannot be removed');
    const { body } = await server.request('GET', 'sys/quotas/config');
    expect(body['data']).toMatchObject({ rate_limit_exempt_paths: ['sys/health'] });
    expect(await findUndeclared(stateOf(server), folder.load())).toEqual([]);
  });

  test('only those with sudo say what was applied: whoever prunes would remove it', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/policies/acl/almost', {
      policy: 'path "sys/declared/*" { capabilities = ["read", "create", "update"] }',
    });
    const made = await server.request('POST', 'auth/token/create', { policies: ['almost'] });
    const token = textAt(made.body, 'auth', 'client_token');
    const objects = [
      { path: 'x', title: 'x', removal: 'sys/policies/acl/almost', phase: 1, marks: {} },
    ];

    const { status } = await server.request('POST', 'sys/declared/record', { objects }, { token });

    expect(status).toBe(403);
  });
});
