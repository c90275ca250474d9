import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/json.ts';
import { clientTokenOf } from '../../../testing/client-token.ts';
import { startTestServer, type TestServer, type Verb } from '../../../testing/test-server.ts';

async function startWithKv(options: JsonObject = {}): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/mounts/kv', { type: 'kv', ...options });
  return server;
}

async function tokenFor(server: TestServer, policy: string): Promise<string> {
  await server.request('POST', 'sys/policies/acl/p', { policy });
  const created = await server.request('POST', 'auth/token/create', { policies: ['p'] });
  return clientTokenOf(created);
}

async function keysOf(server: TestServer, what: `${Verb} ${string}`, data: JsonObject = {}) {
  const [verb, path] = what.split(' ') as [Verb, string];
  const { body } = await server.request(verb, path, data);
  return (body['data'] as JsonObject | undefined)?.['keys'];
}

describe('a secret', () => {
  test('is read as it was written, and what is written replaces all of it', async () => {
    const server = await startWithKv({ options: { version: '1' } });
    const data = { s: 'x', n: 1.5, b: true, nil: null, l: [1, '2'], o: { p: { q: 1 } }, path: 'z' };

    expect((await server.request('POST', 'kv/a', data)).status).toBe(204);
    expect((await server.request('GET', 'kv/a')).body).toMatchObject({
      lease_id: '',
      renewable: false,
      lease_duration: 2_764_800,
      data,
    });

    await server.request('PUT', 'kv/a', { only: 'this' });
    expect((await server.request('GET', 'kv/a')).body['data']).toEqual({ only: 'this' });
  });

  test('keeps numbers that no JavaScript number holds', async () => {
    const server = await startWithKv();
    const written = '{"big":12345678901234567890,"exact":1.10,"power":1e400}';
    const data = {
      big: JSON.rawJSON('12345678901234567890'),
      exact: JSON.rawJSON('1.10'),
      power: JSON.rawJSON('1e400'),
    };

    await server.request('POST', 'kv/a', data);

    expect((await server.request('GET', 'kv/a')).raw.body).toContain(`"data":${written}`);
  });

  test.each(['__proto__', 'constructor', 'toString'])('may have the key %s', async (key) => {
    const server = await startWithKv();
    const data = JSON.parse(`{"${key}":{"polluted":1},"x":[{"${key}":2}]}`) as JsonObject;

    await server.request('POST', 'kv/a', data);

    const { raw } = await server.request('GET', 'kv/a');
    expect(raw.body).toContain(`"data":${JSON.stringify(data)}`);
    expect({}).not.toHaveProperty('polluted');
  });

  test('needs a name and at least one field', async () => {
    const server = await startWithKv();

    expect(await server.request('POST', 'kv/a', {})).toMatchObject({
      status: 400,
      body: { errors: ['missing data fields'] },
    });
    expect(await server.request('POST', 'kv', { a: 1 })).toMatchObject({
      status: 400,
      body: { errors: ['missing path'] },
    });
    expect(await server.request('POST', 'kv/dir/', { a: 1 })).toMatchObject({
      status: 400,
      body: { errors: ["cannot write to a path ending in '/'"] },
    });
    expect((await server.request('LIST', 'kv/')).status).toBe(404);
  });

  test('is gone once deleted, and deleting it again is no error', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/a/b', { x: 1 });

    expect((await server.request('DELETE', 'kv/a/b')).status).toBe(204);
    expect((await server.request('DELETE', 'kv/a/b')).status).toBe(204);

    expect((await server.request('GET', 'kv/a/b')).body).toEqual({ errors: [] });
    expect((await server.request('LIST', 'kv/')).status).toBe(404);
  });

  test('is neither read nor deleted by the name of its folder', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/a/b', { x: 1 });

    for (const path of ['kv/a', 'kv/a/', 'kv/', 'kv']) {
      expect((await server.request('GET', path)).status, `at ${path}`).toBe(404);
      expect((await server.request('DELETE', path)).status, `at ${path}`).toBe(204);
    }

    expect(await keysOf(server, 'LIST kv/')).toEqual(['a/']);
    expect(await keysOf(server, 'LIST kv/a')).toEqual(['b']);
    expect((await server.request('GET', 'kv/a/b')).status).toBe(200);
  });

  test('of one mount is not seen in another, nor after the mount is made anew', async () => {
    const server = await startWithKv();
    await server.request('POST', 'sys/mounts/other', { type: 'kv' });
    await server.request('POST', 'kv/a', { x: 1 });

    expect((await server.request('GET', 'other/a')).status).toBe(404);

    await server.request('DELETE', 'sys/mounts/kv');
    await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
    expect((await server.request('GET', 'kv/a')).status).toBe(404);
  });

  test.each([
    ['__proto__', 'hasOwnProperty', 'constructor/prototype'],
    ['ключ', 'naïve', 'naïve'.normalize('NFD')],
    ['A', 'a', 'a '],
    ['x%2fy', 'x\\y', 'x;y=1'],
    ['a\0b', 'a', 'a\0'],
    ['..a', '...', 'a..'],
  ])('under the odd names %j, %j and %j is three', async (...names) => {
    const server = await startWithKv();

    for (const name of names) await server.request('POST', `kv/odd/${name}`, { name });

    for (const name of names) {
      const { body } = await server.request('GET', `kv/odd/${name}`);
      expect(body['data'], `of ${name}`).toEqual({ name });
    }
    expect(await keysOf(server, 'SCAN kv/odd')).toHaveLength(3);
  });
});

describe('the lifetime of a secret', () => {
  test.each([
    [{ ttl: '1h' }, 3600],
    [{ lease: '90' }, 90],
    [{ ttl: 120, lease: '1h' }, 120],
    [{ ttl: '7d' }, 604_800],
    [{ ttl: 'odd', lease: '1h' }, 2_764_800],
    [{ ttl: '-5s' }, 2_764_800],
    [{ ttl: null }, 2_764_800],
    [{ ttl: ['1h'] }, 2_764_800],
    [{ ttl: 1e300 }, 2_764_800],
  ])('with %j is %i seconds', async (data, seconds) => {
    const server = await startWithKv();
    await server.request('POST', 'kv/a', data);

    expect((await server.request('GET', 'kv/a')).body).toMatchObject({ lease_duration: seconds });
  });

  test('is that of the mount where the secret has none', async () => {
    const server = await startWithKv({ config: { default_lease_ttl: '10m' } });
    await server.request('POST', 'kv/a', { x: 1 });

    expect((await server.request('GET', 'kv/a')).body).toMatchObject({ lease_duration: 600 });
    expect((await server.request('LIST', 'kv/')).body).toMatchObject({ lease_duration: 0 });
  });
});

describe('the list of a folder', () => {
  test('shows a secret and a folder of the same name beside each other', async () => {
    const server = await startWithKv();
    for (const path of ['a', 'a/b/c', 'a-b', 'z'])
      await server.request('POST', `kv/${path}`, { x: 1 });

    expect(await keysOf(server, 'LIST kv/')).toEqual(['a', 'a-b', 'a/', 'z']);
    expect(await keysOf(server, 'LIST kv')).toEqual(['a', 'a-b', 'a/', 'z']);
    expect(await keysOf(server, 'LIST kv/a')).toEqual(['b/']);
    expect(await keysOf(server, 'LIST kv/a/b/')).toEqual(['c']);
    expect(await keysOf(server, 'LIST kv/', { after: 'a', limit: 2 })).toEqual(['a-b', 'a/']);
    expect((await server.request('LIST', 'kv/none')).status).toBe(404);
  });
});

describe('a scan', () => {
  const paths = ['a', 'a-b', 'a/b', 'a/b/c', 'a/b/d/e', 'a/z', 'a0', 'b/c'];

  async function startWithTree(): Promise<TestServer> {
    const server = await startWithKv();
    for (const path of paths.toReversed()) await server.request('POST', `kv/${path}`, { x: 1 });
    return server;
  }

  test('names every secret below a folder, in byte order', async () => {
    const server = await startWithTree();

    expect(await keysOf(server, 'SCAN kv/')).toEqual(paths);
    expect(await keysOf(server, 'SCAN kv/a/b')).toEqual(['c', 'd/e']);
    expect((await server.request('SCAN', 'kv/none')).status).toBe(404);
  });

  test('in pages of any size names each secret once', async () => {
    const server = await startWithTree();

    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      for (;;) {
        const page = await keysOf(server, 'SCAN kv/', { limit, after: seen.at(-1) ?? '' });
        if (!Array.isArray(page)) break;
        expect(page.length).toBeLessThanOrEqual(limit);
        seen.push(...(page as string[]));
      }
      expect(seen, `limit ${limit}`).toEqual(paths);
    }
  });

  test('goes on behind a path that is not there', async () => {
    const server = await startWithTree();

    expect(await keysOf(server, 'SCAN kv/', { after: 'a/b/d' })).toEqual([
      'a/b/d/e',
      'a/z',
      'a0',
      'b/c',
    ]);
    expect(await keysOf(server, 'SCAN kv/', { after: 'a/c', limit: -1 })).toEqual([
      'a/z',
      'a0',
      'b/c',
    ]);
  });
});

describe('who may write', () => {
  test('create makes a secret once, update changes what is there', async () => {
    const server = await startWithKv();
    const token = await tokenFor(
      server,
      'path "kv/new" { capabilities = ["create"] } path "kv/old" { capabilities = ["update"] }',
    );
    const write = async (path: string) =>
      (await server.request('POST', path, { a: 1 }, { token })).status;

    expect([await write('kv/new'), await write('kv/new')]).toEqual([204, 403]);
    expect(await write('kv/old')).toBe(403);
    await server.request('POST', 'kv/old', { a: 1 });
    expect(await write('kv/old')).toBe(204);
  });

  test('of many who create at the same moment one succeeds', async () => {
    const server = await startWithKv();
    const token = await tokenFor(server, 'path "kv/*" { capabilities = ["create"] }');

    const answers = await Promise.all(
      [1, 2, 3, 4].map((a) => server.request('POST', 'kv/one', { a }, { token })),
    );

    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 403, 403, 403]);
    const { body } = await server.request('GET', 'kv/one');
    expect(body['data']).toEqual({ a: statuses.indexOf(204) + 1 });
  });

  // CVE-2026-12624
  test('a denied folder cannot be listed under any of its spellings', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/private/x', { a: 1 });
    const token = await tokenFor(
      server,
      `path "kv/*" { capabilities = ["list", "scan", "read"] }
       path "kv/private/*" { capabilities = ["deny"] }`,
    );

    for (const verb of ['LIST', 'SCAN'] as const) {
      for (const path of ['kv/private/', 'kv/private']) {
        const answer = await server.request(verb, path, {}, { token });
        expect(answer.status, `${verb} ${path}`).toBe(403);
      }
    }
  });

  test('the root of the mount is listed by the right to list it', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/a', { a: 1 });
    const token = await tokenFor(server, 'path "kv/" { capabilities = ["list"] }');

    expect((await server.request('LIST', 'kv/', {}, { token })).status).toBe(200);
    expect((await server.request('LIST', 'kv', {}, { token })).status).toBe(200);
    expect((await server.request('GET', 'kv/a', {}, { token })).status).toBe(403);
  });
});
