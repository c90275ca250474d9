import { beforeAll, describe, expect, test } from 'vitest';
import { mountTypes } from '../../src/mount-types.ts';
import { startTestServer, type TestServer, type Verb } from '../../src/testing/test-server.ts';
import { describeEntry, readList, surface } from './surface.ts';

/*
 * Three lists stand beside this file. Whoever adds or changes an operation changes them by hand, and so
 * sees that an old policy with a glob may grant it (CVE-2021-42135), and who may call it (CVE-2023-0665).
 */
const expectedSurface = readList('surface.json');
const unauthenticated = readList('unauthenticated.json');
const grantedByDefault = readList('default-policy.json');

const verbs: readonly Verb[] = ['GET', 'LIST', 'SCAN', 'POST', 'PATCH', 'DELETE'];

/** Where each type is mounted in these tests. */
function mountPathOf(key: string): string {
  const [kind, type] = key.split(':');
  if (kind === 'system') return 'sys/';
  return kind === 'auth' ? `auth/${type}/` : `${type}/`;
}

/** A path of each template, every name in it being `x`; a template once for all its verbs. */
const paths = new Map(
  surface.map(({ key, path }) => [
    mountPathOf(key) + path.replace(/\{[^}]+\}/g, 'x'),
    `${key} ${path}`,
  ]),
);
/** What is about a wrapping token refuses one that is none before it asks for a right: it is sent a sound one. */
const aboutWrapping = new Set(
  surface
    .filter(({ declaration }) => declaration.checksWrappingToken)
    .map(({ key, path }) => mountPathOf(key) + path),
);
const guarded = [...paths].filter(([, entry]) => !unauthenticated.includes(entry));

describe('the committed lists', () => {
  test('name every operation with its verb and marks (CVE-2021-42135)', () => {
    expect(surface.map(describeEntry).toSorted()).toEqual(expectedSurface);
  });

  test('name every path that needs no token', () => {
    const declared = surface
      .filter(({ declaration }) => declaration.unauthenticated)
      .map(({ key, path }) => `${key} ${path}`);

    expect([...new Set(declared)].toSorted()).toEqual(unauthenticated);
  });

  test('a path is open with all its verbs or with none', () => {
    const open = surface.filter(({ key, path }) => unauthenticated.includes(`${key} ${path}`));

    expect(open.filter(({ declaration }) => !declaration.unauthenticated)).toEqual([]);
  });
});

describe('with every type mounted', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
    for (const { kind, type, isSingleton, variants } of mountTypes.values()) {
      if (isSingleton || kind === 'system') continue;
      const table = kind === 'auth' ? 'auth' : 'mounts';
      const enabled = await server.request('POST', `sys/${table}/${type}`, { type });
      if (enabled.status !== 204) throw new Error(`${type} could not be mounted`);
      for (const version of Object.keys(variants)) {
        const body = { type, options: { version } };
        const made = await server.request('POST', `sys/${table}/${type}-v${version}`, body);
        if (made.status !== 204) throw new Error(`${type} ${version} could not be mounted`);
      }
    }
  });

  async function givenToken(policy: string): Promise<string> {
    const body = { policies: [policy], no_default_policy: policy !== 'default', ttl: '1h' };
    const answer = await server.request('POST', 'auth/token/create', body);
    const { auth } = answer.body as unknown as { auth: { client_token: string } };
    return auth.client_token;
  }

  async function givenData(path: string): Promise<{ token?: string }> {
    if (!aboutWrapping.has(path)) return {};
    const answer = await server.request('POST', 'sys/wrapping/wrap', {}, { wrapTtlSeconds: 60 });
    const { wrap_info } = answer.body as unknown as { wrap_info: { token: string } };
    return { token: wrap_info.token };
  }

  test('without a token nothing but the open paths is answered (CVE-2023-0665)', async () => {
    const answered: string[] = [];
    for (const [path] of guarded) {
      for (const verb of verbs) {
        const data = await givenData(path);
        const { status } = await server.request(verb, path, data, { token: '' });
        if (status !== 403) answered.push(`${verb} ${path}: ${status}`);
      }
    }

    expect(answered).toEqual([]);
  });

  test('the default policy opens what its list has, and nothing else (CVE-2023-0665)', async () => {
    const answered: string[] = [];
    for (const [path, entry] of guarded) {
      for (const verb of verbs) {
        // anew each time: one of the paths ends it
        const token = await givenToken('default');
        const data = await givenData(path);
        const { status } = await server.request(verb, path, data, { token });
        if (status !== 403) answered.push(`${verb} ${entry}`);
      }
    }

    expect(answered.toSorted()).toEqual(grantedByDefault);
  });

  test('with every capability but sudo the sudo operations stay closed', async () => {
    const all = '["create", "read", "update", "patch", "delete", "list", "scan"]';
    const policy = `path "*" { capabilities = ${all} }`;
    await server.request('POST', 'sys/policies/acl/no-sudo', { policy });
    const token = await givenToken('no-sudo');
    const protectedOnes = surface.filter(({ declaration }) => declaration.sudo);

    const answered: string[] = [];
    for (const { key, method, path } of protectedOnes) {
      const target = mountPathOf(key) + path.replace(/\{[^}]+\}/g, 'x');
      const { status } = await server.request(method, target, {}, { token });
      if (status !== 403) answered.push(`${method} ${target}: ${status}`);
    }

    expect(protectedOnes.length).toBeGreaterThan(5);
    expect(answered).toEqual([]);
  });
});
