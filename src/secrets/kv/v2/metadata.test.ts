import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/json.ts';
import { startTestServer, type TestServer, type Verb } from '../../../testing/test-server.ts';

async function startWithKv(): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/mounts/kv', { type: 'kv', options: { version: '2' } });
  return server;
}

async function dataOf(server: TestServer, what: `${Verb} ${string}`, query: JsonObject = {}) {
  const [verb, path] = what.split(' ') as [Verb, string];
  const { body } = await server.request(verb, path, query);
  return body['data'] as unknown as JsonObject | undefined;
}

describe('metadata', () => {
  test('can come before any data, and is told with it', async () => {
    const server = await startWithKv();
    const sent = { max_versions: 3, delete_version_after: '90m', custom_metadata: { team: 'red' } };

    expect((await server.request('POST', 'kv/metadata/a', sent)).status).toBe(204);

    expect(await dataOf(server, 'GET kv/metadata/a')).toEqual({
      max_versions: 3,
      cas_required: false,
      metadata_cas_required: false,
      delete_version_after: '1h30m0s',
      custom_metadata: { team: 'red' },
      created_time: '2026-01-01T00:00:00Z',
      updated_time: '2026-01-01T00:00:00Z',
      current_version: 0,
      oldest_version: 0,
      current_metadata_version: 1,
      versions: {},
    });
    expect((await server.request('GET', 'kv/data/a')).body).toEqual({ errors: [] });
    const written = await dataOf(server, 'POST kv/data/a', { data: {} });
    expect(written).toMatchObject({ version: 1, custom_metadata: { team: 'red' } });
  });

  test('that is not sent stays; custom metadata are replaced as a whole', async () => {
    const server = await startWithKv();
    const sent = { max_versions: 3, custom_metadata: { a: '1', b: '2' } };
    await server.request('POST', 'kv/metadata/a', sent);

    await server.request('POST', 'kv/metadata/a', { custom_metadata: { c: '3' } });

    expect(await dataOf(server, 'GET kv/metadata/a')).toMatchObject({
      max_versions: 3,
      custom_metadata: { c: '3' },
      current_metadata_version: 2,
    });
  });

  test('is patched name by name, null takes a value back', async () => {
    const server = await startWithKv();
    const sent = { max_versions: 3, cas_required: true, delete_version_after: '1h' };
    await server.request('POST', 'kv/metadata/a', { ...sent, custom_metadata: { a: '1', b: '2' } });

    const custom_metadata = { a: null, c: '3' };
    await server.request('PATCH', 'kv/metadata/a', { custom_metadata, max_versions: null });
    expect(await dataOf(server, 'GET kv/metadata/a')).toMatchObject({
      max_versions: 0,
      cas_required: true,
      delete_version_after: '1h0m0s',
      custom_metadata: { b: '2', c: '3' },
    });

    const cleared = { custom_metadata: null, delete_version_after: null };
    await server.request('PATCH', 'kv/metadata/a', cleared);
    expect(await dataOf(server, 'GET kv/metadata/a')).toMatchObject({
      delete_version_after: '0s',
      custom_metadata: null,
    });
    expect((await server.request('PATCH', 'kv/metadata/none', {})).status).toBe(404);
  });

  test('can demand that its writer knows it', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/config', { metadata_cas_required: true });
    const write = async (verb: 'POST' | 'PATCH', body: JsonObject) =>
      (await server.request(verb, 'kv/metadata/a', body)).status;

    expect(await write('POST', {})).toBe(400);
    expect(await write('POST', { metadata_cas: 0 })).toBe(204);
    expect(await write('POST', { metadata_cas: 0 })).toBe(400);
    expect(await write('PATCH', { metadata_cas: 1 })).toBe(204);
  });

  test.each<[string, JsonObject]>([
    ['a value that is no text', { a: { b: 1 } }],
    ['an empty name', { '': 'x' }],
    ['a name that is too long', { ['ä'.repeat(65)]: 'x' }],
    ['a value that is too long', { a: 'x'.repeat(513) }],
    ['unprintable characters', { a: 'x\u0007' }],
    ['too many', Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, 'x']))],
  ])("of one's own is refused: %s", async (_why, custom_metadata) => {
    const server = await startWithKv();

    const { status, body } = await server.request('POST', 'kv/metadata/a', { custom_metadata });

    expect(status).toBe(400);
    expect(body).toEqual({
      errors: [expect.stringMatching(/^custom_metadata validation failed: /)],
    });
    expect((await server.request('GET', 'kv/metadata/a')).status).toBe(404);
  });

  test('refuses a negative number of versions', async () => {
    const server = await startWithKv();

    for (const path of ['kv/metadata/a', 'kv/config']) {
      const { status } = await server.request('POST', path, { max_versions: -1 });
      expect(status, `at ${path}`).toBe(400);
    }
  });

  test('is removed with all versions, and a key made anew has none of them', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/data/a', { data: { secret: 'old' } });

    expect((await server.request('DELETE', 'kv/metadata/a')).status).toBe(204);
    expect((await server.request('DELETE', 'kv/metadata/a')).status).toBe(204);

    expect((await server.request('GET', 'kv/metadata/a')).status).toBe(404);
    await server.request('POST', 'kv/metadata/a', {});
    expect((await server.request('GET', 'kv/data/a', { version: '1' })).status).toBe(404);
    expect(await dataOf(server, 'POST kv/data/a', { data: {} })).toMatchObject({ version: 1 });
  });
});

describe('lists', () => {
  test('show keys and folders, also those whose versions are deleted', async () => {
    const server = await startWithKv();
    for (const path of ['a', 'a/b', 'a/c/d', 'z']) {
      await server.request('POST', `kv/data/${path}`, { data: {} });
    }
    await server.request('DELETE', 'kv/data/z');

    for (const path of ['kv/metadata', 'kv/metadata/'] as const) {
      expect(await dataOf(server, `LIST ${path}`)).toEqual({ keys: ['a', 'a/', 'z'] });
    }
    expect(await dataOf(server, 'LIST kv/metadata/a')).toEqual({ keys: ['b', 'c/'] });
    const page = await dataOf(server, 'LIST kv/metadata', { after: 'a', limit: '1' });
    expect(page).toEqual({ keys: ['a/'] });
    expect(await dataOf(server, 'SCAN kv/metadata')).toEqual({ keys: ['a', 'a/b', 'a/c/d', 'z'] });
    expect((await server.request('LIST', 'kv/metadata/none')).status).toBe(404);
    expect((await server.request('SCAN', 'kv/metadata/none')).status).toBe(404);
  });

  test('with details tell the metadata of each key', async () => {
    const server = await startWithKv();
    await server.request('POST', 'kv/data/f/a', { data: {} });
    await server.request('POST', 'kv/data/f/b/c', { data: {} });

    expect(await dataOf(server, 'LIST kv/detailed-metadata/f')).toEqual({
      keys: ['a', 'b/'],
      key_info: { a: await dataOf(server, 'GET kv/metadata/f/a') },
    });
    expect((await server.request('LIST', 'kv/detailed-metadata/none')).status).toBe(404);
  });
});
