import { describe, expect, test } from 'vitest';
import { at as textAt, startAudited } from '../testing/audited-server.ts';
import { applied, DeclaredFolder, planOf, stateOf } from '../testing/declared-server.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { ApplyError, applyPlan } from './apply.ts';
import type { Plan } from './plan.ts';
import { makePlan } from './plan.ts';
import { formatPlan, planDocument } from './show-plan.ts';

const PASSWORD = 'correct horse battery';

const people = (policies = '["ops"]'): string => `
  policy "Ops" { policy = "path \\"sys/health\\" { capabilities = [\\"read\\"] }" }
  auth "userpass" "people/" {
    description = "Staff"
    tune { default_lease_ttl = "1h" }
    user "Alice" {
      password = { env = "ALICE" }
      token_policies = ${policies}
      token_ttl = "15m"
    }
  }
`;

function folderOf(text: string, env = { ALICE: PASSWORD }): DeclaredFolder {
  return new DeclaredFolder({ 'people.hcl': text }, env);
}

function pathsOf({ changes }: Plan): readonly (readonly string[])[] {
  return changes.map(({ action, object }) => [action, object.target.path]);
}

async function login(server: TestServer, password: string): Promise<number> {
  return (await server.request('POST', 'auth/people/login/alice', { password })).status;
}

describe('applying a folder', () => {
  test('makes what is declared, mounts and policies first, and nothing the second time', async () => {
    const server = await startTestServer();
    using folder = folderOf(people());

    const first = await applied(server, folder);
    const second = await applied(server, folder);

    expect(pathsOf(first)).toEqual([
      ['create', 'sys/auth/people'],
      ['create', 'sys/policies/acl/ops'],
      ['create', 'auth/people/users/alice'],
    ]);
    expect(pathsOf(second)).toEqual([]);
    expect(await login(server, PASSWORD)).toBe(200);
  });

  test('does not set a password again that somebody changed, because of another field', async () => {
    const server = await startTestServer();
    using folder = folderOf(people());
    await applied(server, folder);
    await server.request('POST', 'auth/people/users/alice/password', { password: 'their own one' });

    folder.write({ 'people.hcl': people('["ops", "dev"]') });
    await applied(server, folder);

    expect(await login(server, 'their own one')).toBe(200);
    const { body } = await server.request('GET', 'auth/people/users/alice');
    expect(body['data']).toMatchObject({ token_policies: ['ops', 'dev'], token_ttl: 900 });
  });

  test('sets a password that the folder changed', async () => {
    const server = await startTestServer();
    using folder = folderOf(people());
    await applied(server, folder);

    using changed = folderOf(people(), { ALICE: 'another password' });
    const plan = await applied(server, changed);

    expect(pathsOf(plan)).toEqual([['change', 'auth/people/users/alice']]);
    expect(plan.changes[0]?.fields.map(({ name }) => name)).toEqual(['password']);
    expect(await login(server, 'another password')).toBe(200);
  });

  test('writes a policy that counts its versions only over the one that was seen', async () => {
    const server = await startTestServer();
    const text = (rule: string): string =>
      `policy "ops" { policy = "path \\"${rule}\\" {}" cas_required = true }`;
    using folder = folderOf(text('a'));
    await applied(server, folder);
    folder.write({ 'people.hcl': text('b') });
    const state = stateOf(server);
    const plan = await makePlan(state, folder.load().objects);
    await server.request('POST', 'sys/policies/acl/ops', { policy: 'path "c" {}', cas: 1 });

    await expect(applyPlan(state, plan)).rejects.toThrow(/policy "ops": update of .* 400/);

    const again = await applied(server, folder);
    expect(again.changes).toHaveLength(1);
  });

  test('does not name again what was decided when a thing was made', async () => {
    const server = await startTestServer();
    const role = (ttl: number): string =>
      `auth "approle" "ci" { role "a" { local_secret_ids = true token_ttl = ${ttl} } }`;
    using folder = folderOf(role(60));
    await applied(server, folder);

    folder.write({ 'people.hcl': role(90) });
    await applied(server, folder);

    const { body } = await server.request('GET', 'auth/ci/role/a');
    expect(body['data']).toMatchObject({ token_ttl: 90, local_secret_ids: true });
  });

  test('makes groups after the groups that are in them, and names members', async () => {
    const server = await startTestServer();
    using folder = folderOf(`
      group "all" { member_groups = ["inner"] }
      group "inner" { member_entities = ["alice"] }
      entity "alice" { policies = ["ops"] }
    `);

    const plan = await applied(server, folder);

    expect(plan.changes.map(({ object }) => object.target.title)).toEqual([
      'entity "alice"',
      'group "inner"',
      'group "all"',
    ]);
    await server.request('POST', 'identity/group/name/inner', { member_entity_ids: [] });
    const [change] = (await planOf(server, folder)).changes;
    expect(change?.fields).toMatchObject([
      { name: 'member_entities', before: [], after: ['alice'], origin: 'server' },
    ]);
  });

  test('members by the ids of the server are compared as they are', async () => {
    const server = await startTestServer();
    const { body } = await server.request('POST', 'identity/entity', { name: 'alice' });
    const id = textAt(body, 'data', 'id');
    const inner = await server.request('POST', 'identity/group', { name: 'inner' });
    const groupId = textAt(inner.body, 'data', 'id');
    using folder = folderOf(
      `group "all" { member_entity_ids = ["${id}"] member_group_ids = ["${groupId}"] }`,
    );

    await applied(server, folder);

    expect(pathsOf(await planOf(server, folder))).toEqual([]);
  });
});

describe('a change that fails', () => {
  test('ends it: what came before is done and remembered, what comes after is not tried', async () => {
    const server = await startTestServer();
    const broken = `
      policy "ops" { policy = "path \\"a\\" {}" }
      auth "jwt" "jwt/" { config { jwks_url = "not a url" } role "r" { user_claim = "sub" } }
    `;
    using folder = folderOf(broken);

    const failure = await applied(server, folder).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ApplyError);
    expect(failure).toMatchObject({ done: 2, left: 1 });
    expect(String(failure)).toMatch(
      /people\.hcl:3: config in auth\/jwt\/: update of auth\/jwt\/config was answered by 400: /,
    );
    const plan = await planOf(server, folder);
    expect(pathsOf(plan)).toEqual([
      ['create', 'auth/jwt/config'],
      ['create', 'auth/jwt/role/r'],
    ]);
    expect(plan.settled.every(({ isRemembered }) => isRemembered)).toBe(true);
  });

  test('for want of rights is named with its path, and asked with the rights of the caller alone', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/policies/acl/deploy', {
      policy: `
        path "sys/declared/*" { capabilities = ["read", "update", "sudo"] }
        path "sys/auth" { capabilities = ["read"] }
        path "sys/auth/people" { capabilities = ["create", "update", "sudo"] }
        path "sys/policies/acl/ops" { capabilities = ["read", "create", "update"] }
        path "auth/people/users/*" { capabilities = ["read"] }`,
    });
    const made = await server.request('POST', 'auth/token/create', { policies: ['deploy'] });
    const token = textAt(made.body, 'auth', 'client_token');
    using folder = folderOf(people());

    const failure = await applied(server, folder, token).catch((error: unknown) => error);

    expect(String(failure)).toMatch(
      /user "alice" in auth\/people\/: update of auth\/people\/users\/alice was answered by 403: .*permission denied/i,
    );
    expect(String(failure)).not.toContain(PASSWORD);
  });

  test('a mount of another type is never replaced', async () => {
    const server = await startTestServer();
    await server.request('POST', 'sys/auth/people', { type: 'approle' });
    using folder = folderOf(people());

    await expect(planOf(server, folder)).rejects.toThrow(
      /people\.hcl:3: auth "userpass" "people\/": people\/ is a mount of type approle, not userpass/,
    );
  });
});

describe('secrets', () => {
  test('stand in no plan, log, error or audit entry', async () => {
    const { server, devices, logged } = await startAudited();
    using folder = folderOf(`
      ${people()}
      auth "jwt" "jwt/" {
        config { oidc_discovery_url = "https://127.0.0.1:1" oidc_client_id = "c" oidc_client_secret = { env = "ALICE" } }
      }
      entity "alice" { metadata = { key = { env = "ALICE" } } }
    `);
    const { objects } = folder.load();
    const plan = await makePlan(stateOf(server), objects);

    const failure = await applyPlan(stateOf(server), plan).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ApplyError);
    const shown = { changes: plan.changes, removals: [] };
    const texts = [formatPlan(shown), JSON.stringify(planDocument(shown)), String(failure)];
    const written = devices.flatMap(({ lines }) => lines);
    expect([...texts, ...written, ...logged].join('\n')).not.toContain(PASSWORD);
    expect(texts[0]).toContain('password        (secret, new)');
    expect(written.join('\n')).toContain('"path":"auth/jwt/config"');
  });

  test('are remembered as keyed hashes, which nothing answers', async () => {
    const server = await startTestServer();
    using folder = folderOf(people());
    await applied(server, folder);

    const { raw } = await server.request('GET', 'sys/declared/objects');

    expect(String(raw.body)).toContain('auth/people/users/alice');
    expect(String(raw.body)).not.toContain('marks');
    expect(String(raw.body)).not.toContain(PASSWORD);
  });
});

test('each change has an audit entry with the token of the caller', async () => {
  const { server, devices } = await startAudited();
  using folder = folderOf(people());

  await applied(server, folder);

  const writes = (devices[0]?.entries ?? [])
    .filter((entry) => textAt(entry, 'type') === 'request')
    .filter((entry) => textAt(entry, 'request', 'operation') === 'create');
  expect(writes.map((entry) => textAt(entry, 'auth', 'display_name'))).toEqual(['root']);
  expect(writes.map((entry) => textAt(entry, 'request', 'path'))).toEqual([
    'auth/people/users/alice',
  ]);
});
