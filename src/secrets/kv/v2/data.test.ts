import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/json.ts';
import { clientTokenOf } from '../../../testing/client-token.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

async function startWithKv(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/mounts/kv', { type: 'kv-v2' });
  return server;
}

async function write(server: TestServer, path: string, data: JsonObject) {
  return server.request('POST', `kv/data/${path}`, { data });
}

async function writeCas(server: TestServer, data: JsonObject, cas: number | string) {
  return server.request('POST', 'kv/data/a', { data, options: { cas } });
}

async function read(server: TestServer, path: string, query: JsonObject = {}) {
  const { status, body } = await server.request('GET', `kv/data/${path}`, query);
  const answer = body['data'] as unknown as { data: JsonObject; metadata: JsonObject } | undefined;
  return { status, data: answer?.data, metadata: answer?.metadata };
}

async function metadataOf(server: TestServer, path: string) {
  const { body } = await server.request('GET', `kv/metadata/${path}`);
  return body['data'] as unknown as JsonObject & { versions: Record<string, JsonObject> };
}

describe('versions', () => {
  test('are written one after the other and each can be read', async () => {
    const server = await startWithKv();

    const first = await write(server, 'a/b', { x: 1 });
    await write(server, 'a/b', { x: 2 });

    expect(first).toMatchObject({
      status: 200,
      body: {
        data: {
          version: 1,
          created_time: '2026-01-01T00:00:00Z',
          deletion_time: '',
          destroyed: false,
          custom_metadata: null,
        },
      },
    });
    expect(await read(server, 'a/b')).toMatchObject({ data: { x: 2 }, metadata: { version: 2 } });
    expect(await read(server, 'a/b', { version: '1' })).toMatchObject({ data: { x: 1 } });
    for (const version of ['3', '-1']) {
      expect((await read(server, 'a/b', { version })).status).toBe(404);
    }
    expect((await read(server, 'a')).status).toBe(404);
  });

  test('keep numbers that no JavaScript number holds, and keys like __proto__', async () => {
    const server = await startWithKv();
    const sent = '{"__proto__":{"x":1},"big":12345678901234567890,"exact":1.10}';
    const data = JSON.parse('{"__proto__":{"x":1}}') as Record<string, unknown>;
    data['big'] = JSON.rawJSON('12345678901234567890');
    data['exact'] = JSON.rawJSON('1.10');
    await write(server, 'a', data as JsonObject);
    const options = { cas: 1 };
    await server.request('PATCH', 'kv/data/a', { data: { new: 1 }, options });

    const { raw } = await server.request('GET', 'kv/data/a');

    expect(raw.body).toContain(`"data":{${sent.slice(1, -1)},"new":1}`);
    expect({}).not.toHaveProperty('x');
  });

  test('may be empty, but need data that is an object', async () => {
    const server = await startWithKv();

    expect((await write(server, 'a', {})).status).toBe(200);
    expect(await server.request('POST', 'kv/data/a', { x: 1 })).toMatchObject({
      status: 400,
      body: { errors: ['no data provided'] },
    });
    expect((await server.request('PATCH', 'kv/data/a', {})).status).toBe(400);
    expect((await server.request('POST', 'kv/data/a', { data: 'text' })).status).toBe(400);
    expect((await server.request('POST', 'kv/data/a/', { data: {} })).status).toBe(400);
    expect((await server.request('POST', 'kv/data', { data: {} })).status).toBe(404);
  });

  test('that are too many are dropped, the oldest first', async () => {
    const server = await startWithKv();

    for (let x = 1; x <= 12; x++) await write(server, 'a', { x });

    expect((await read(server, 'a', { version: '2' })).status).toBe(404);
    expect((await read(server, 'a', { version: '3' })).data).toEqual({ x: 3 });
    const metadata = await metadataOf(server, 'a');
    expect(metadata).toMatchObject({ current_version: 12, oldest_version: 3 });
    expect(Object.keys(metadata.versions)).toHaveLength(10);
  });

  test('are kept in the larger number of key and mount', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/config', { max_versions: 2 });
    await server.request('POST', 'kv/metadata/more', { max_versions: 3 });
    await server.request('POST', 'kv/metadata/less', { max_versions: 1 });

    for (let x = 1; x <= 4; x++) {
      await write(server, 'more', { x });
      await write(server, 'less', { x });
    }

    expect(Object.keys((await metadataOf(server, 'more')).versions)).toEqual(['2', '3', '4']);
    expect(Object.keys((await metadataOf(server, 'less')).versions)).toEqual(['3', '4']);
  });

  test('written at the same moment are as many, and none is lost', async () => {
    const server = await startWithKv();

    const answers = await Promise.all([1, 2, 3, 4, 5].map((x) => write(server, 'a', { x })));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const seen = await Promise.all(
      ['1', '2', '3', '4', '5'].map(async (version) => (await read(server, 'a', { version })).data),
    );
    expect(new Set(seen.map((data) => data?.['x']))).toEqual(new Set([1, 2, 3, 4, 5]));
  });
});

describe('check-and-set', () => {
  test('lets one of many writers of a version through', async () => {
    const server = await startWithKv();

    const answers = await Promise.all([1, 2, 3].map((x) => writeCas(server, { x }, 0)));

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
    expect((await writeCas(server, {}, 2)).body).toEqual({
      errors: ['check-and-set parameter did not match the current version'],
    });
    expect((await writeCas(server, {}, 'odd')).body).toEqual({
      errors: ['error parsing check-and-set parameter'],
    });
    expect((await writeCas(server, {}, '1')).status).toBe(200);
  });

  test.each(['config', 'metadata/a'])('is demanded where %s says so', async (path) => {
    const server = await startWithKv();
    await server.request('POST', `kv/${path}`, { cas_required: true });

    expect((await write(server, 'a', { x: 1 })).body).toEqual({
      errors: ['check-and-set parameter required for this call'],
    });
    expect((await writeCas(server, { x: 1 }, 0)).status).toBe(200);
    const patch = { data: { y: 1 } };
    expect((await server.request('PATCH', 'kv/data/a', patch)).status).toBe(400);
  });
});

describe('a patch', () => {
  test('changes members, removes those that are null, and makes a new version', async () => {
    const server = await startWithKv();
    await write(server, 'a', { keep: 1, gone: 2, deep: { x: 1, y: [1, 2] }, was: 'text' });

    const data = { gone: null, deep: { y: [3], z: { n: null, m: 1 } }, was: { now: 'object' } };
    expect((await server.request('PATCH', 'kv/data/a', { data })).status).toBe(200);

    expect(await read(server, 'a')).toMatchObject({
      data: { keep: 1, deep: { x: 1, y: [3], z: { m: 1 } }, was: { now: 'object' } },
      metadata: { version: 2 },
    });
  });

  test('needs a secret that is there', async () => {
    const server = await startWithKv();
    await write(server, 'a', { x: 1 });
    await server.request('DELETE', 'kv/data/a');

    expect(await server.request('PATCH', 'kv/data/a', { data: {} })).toMatchObject({
      status: 404,
      body: { data: { data: null, metadata: { version: 1 } } },
    });
    expect((await server.request('PATCH', 'kv/data/b', { data: {} })).body).toEqual({ errors: [] });
  });
});

describe('a version', () => {
  test('is deleted, undeleted, and destroyed for good', async () => {
    const server = await startWithKv();
    for (let x = 1; x <= 3; x++) await write(server, 'a', { x });

    expect((await server.request('DELETE', 'kv/data/a')).status).toBe(204);
    await server.request('POST', 'kv/delete/a', { versions: ['1', 9] });
    await server.request('POST', 'kv/destroy/a', { versions: '2' });

    expect(await read(server, 'a')).toMatchObject({ status: 404, data: null });
    expect((await read(server, 'a', { version: '1' })).status).toBe(404);
    expect(await read(server, 'a', { version: '2' })).toMatchObject({
      status: 404,
      metadata: { destroyed: true },
    });

    await server.request('POST', 'kv/undelete/a', { versions: [1, 2, 3] });
    expect((await read(server, 'a')).data).toEqual({ x: 3 });
    expect((await read(server, 'a', { version: '1' })).data).toEqual({ x: 1 });
    expect((await read(server, 'a', { version: '2' })).status).toBe(404);
  });

  test('that is absent is deleted, undeleted and destroyed without a trace', async () => {
    const server = await startWithKv();

    expect((await server.request('DELETE', 'kv/data/a')).status).toBe(204);
    for (const part of ['delete', 'undelete', 'destroy']) {
      const answer = await server.request('POST', `kv/${part}/a`, { versions: [1] });
      expect(answer.status).toBe(204);
    }
    expect((await server.request('LIST', 'kv/metadata')).status).toBe(404);
  });

  test.each([
    ['delete', 'No version number provided'],
    ['undelete', 'No version number provided'],
    ['destroy', 'no version number provided'],
  ])('must be named to %s it', async (part, text) => {
    const server = await startWithKv();

    expect((await server.request('POST', `kv/${part}/a`, {})).body).toEqual({ errors: [text] });
    const odd = await server.request('POST', `kv/${part}/a`, { versions: ['odd'] });
    expect(odd.status).toBe(400);
  });

  test.each([
    ['1h', 0, 3600],
    [0, '1h', 3600],
    ['1h', '2h', 3600],
    ['2h', '1h', 3600],
  ])('is gone by itself where mount says %j and key %j', async (mount, key, seconds) => {
    const server = await startWithKv();
    await server.request('POST', 'kv/config', { delete_version_after: mount });
    await server.request('POST', 'kv/metadata/a', { delete_version_after: key });
    await write(server, 'a', { x: 1 });

    server.advance(seconds - 1);
    expect((await read(server, 'a')).data).toEqual({ x: 1 });
    server.advance(1);
    expect(await read(server, 'a')).toMatchObject({
      status: 404,
      metadata: { deletion_time: '2026-01-01T01:00:00Z', destroyed: false },
    });
  });

  test('never goes by itself where the mount says a negative duration', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/config', { delete_version_after: '-5s' });
    await server.request('POST', 'kv/metadata/a', { delete_version_after: '1h' });
    await write(server, 'a', { x: 1 });

    expect((await read(server, 'a')).metadata).toMatchObject({ deletion_time: '' });
    const { body } = await server.request('GET', 'kv/config');
    expect(body['data']).toEqual({
      max_versions: 0,
      cas_required: false,
      delete_version_after: '-1s',
      metadata_cas_required: false,
    });
  });
});

describe('subkeys', () => {
  test('are the names without the values, to the depth that is asked for', async () => {
    const server = await startWithKv();
    await write(server, 'a', { x: 1, deep: { er: { est: 'value' }, list: [{ n: 1 }] }, empty: {} });
    const subkeys = async (query: JsonObject) => {
      const { body } = await server.request('GET', 'kv/subkeys/a', query);
      return (body['data'] as unknown as JsonObject | undefined)?.['subkeys'];
    };

    const whole = { x: null, deep: { er: { est: null }, list: null }, empty: null };
    expect(await subkeys({})).toEqual(whole);
    expect(await subkeys({ depth: '0', version: '1' })).toEqual(whole);
    expect(await subkeys({ depth: '1' })).toEqual({ x: null, deep: null, empty: null });
    expect(await subkeys({ depth: '2' })).toMatchObject({ deep: { er: null } });
    await server.request('DELETE', 'kv/data/a');
    expect(await server.request('GET', 'kv/subkeys/a')).toMatchObject({
      status: 404,
      body: { data: { subkeys: null } },
    });
  });
});

describe('who may write', () => {
  test('create makes a key once, also when all its versions are deleted', async () => {
    const server = await startWithKv();
    const policy = 'path "kv/data/*" { capabilities = ["create"] }';
    await server.request('POST', 'sys/policies/acl/p', { policy });
    const created = await server.request('POST', 'auth/token/create', { policies: ['p'] });
    const token = clientTokenOf(created);
    const create = async () =>
      (await server.request('POST', 'kv/data/a', { data: {} }, { token })).status;

    expect([await create(), await create()]).toEqual([200, 403]);
    await server.request('DELETE', 'kv/data/a');
    expect(await create()).toBe(403);
    await server.request('DELETE', 'kv/metadata/a');
    expect(await create()).toBe(200);
  });

  test('the right to one part is none to the others', async () => {
    const server = await startWithKv();
    await write(server, 'a', { x: 1 });
    const policy =
      'path "kv/subkeys/a" { capabilities = ["read"] } path "kv/metadata/" { capabilities = ["list"] }';
    await server.request('POST', 'sys/policies/acl/p', { policy });
    const created = await server.request('POST', 'auth/token/create', { policies: ['p'] });
    const as = { token: clientTokenOf(created) };

    expect((await server.request('GET', 'kv/subkeys/a', {}, as)).status).toBe(200);
    expect((await server.request('LIST', 'kv/metadata', {}, as)).status).toBe(200);
    for (const path of ['kv/data/a', 'kv/metadata/a', 'kv/config', 'kv/a']) {
      expect((await server.request('GET', path, {}, as)).status, `at ${path}`).toBe(403);
    }
    expect((await server.request('LIST', 'kv/detailed-metadata', {}, as)).status).toBe(403);
  });
});

test('a path outside the parts is told of, and a folder of data is not listed', async () => {
  const server = await startWithKv();

  for (const verb of ['GET', 'LIST', 'POST', 'DELETE'] as const) {
    const { status, body } = await server.request(verb, 'kv/a', { x: 1 });
    expect(status).toBe(404);
    expect(body['warnings']).toEqual([
      expect.stringMatching(/^Invalid path for a versioned K\/V secrets engine\./),
    ]);
  }
  expect((await server.request('LIST', 'kv/data/')).status).toBe(405);
});

test('the documents tell of the parts, not of the explanation elsewhere', async () => {
  const server = await startWithKv();

  const document = await server.request('GET', 'sys/internal/specs/openapi');
  const help = await server.core.handle({
    id: 'id',
    operation: 'help',
    path: 'kv/',
    data: {},
    token: server.rootToken,
    namespace: '',
    wrapTtlSeconds: 0,
    remoteAddress: '127.0.0.1',
    peerAddress: '127.0.0.1',
  });

  for (const text of [JSON.stringify(document.body), String(help.body)]) {
    expect(text).toContain('/kv/data/{path}');
    expect(text).not.toContain('kv-v2-unknown');
  }
  expect(String(help.body)).not.toContain('Explain');
});
