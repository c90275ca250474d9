import { expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/json.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

/** A mount with secrets of version 1, upgraded a day later. */
async function startUpgraded(secrets: Record<string, JsonObject>): Promise<TestServer> {
  const server = await startTestServer();
  await server.request('POST', 'sys/mounts/kv', { type: 'kv' });
  for (const [path, data] of Object.entries(secrets)) {
    await server.request('POST', `kv/${path}`, data);
  }
  server.advance(86_400);
  const answer = await server.request('POST', 'sys/mounts/kv/tune', { options: { version: '2' } });
  expect(answer).toMatchObject({
    status: 200,
    body: { warnings: [expect.stringMatching(/^Upgrading mount/)] },
  });
  return server;
}

async function read(server: TestServer, path: string, query: JsonObject = {}) {
  const { status, body } = await server.request('GET', `kv/data/${path}`, query);
  return { status, data: body['data'] as unknown as JsonObject | undefined };
}

test('secrets from before the upgrade are version 1, of the moment of the upgrade', async () => {
  const server = await startUpgraded({ 'a/b': { x: 1 }, c: { y: 2 } });
  server.advance(60);

  expect((await read(server, 'a/b')).data).toEqual({
    data: { x: 1 },
    metadata: {
      version: 1,
      created_time: '2026-01-02T00:00:00Z',
      deletion_time: '',
      destroyed: false,
      custom_metadata: null,
    },
  });
  const listed = await server.request('LIST', 'kv/metadata');
  expect(listed.body).toMatchObject({ data: { keys: ['a/', 'c'] } });
  expect((await read(server, 'a/b', { version: '2' })).status).toBe(404);
});

test('they get further versions and keep the first', async () => {
  const server = await startUpgraded({ a: { x: 1 } });

  await server.request('PATCH', 'kv/data/a', { data: { y: 2 }, options: { cas: 1 } });

  expect((await read(server, 'a')).data).toMatchObject({ data: { x: 1, y: 2 } });
  expect((await read(server, 'a', { version: '1' })).data).toMatchObject({ data: { x: 1 } });
});

test('they are deleted, undeleted, destroyed and removed like others', async () => {
  const server = await startUpgraded({ a: { x: 1 }, b: { x: 2 }, c: { x: 3 } });

  await server.request('DELETE', 'kv/data/a');
  expect((await read(server, 'a')).status).toBe(404);
  await server.request('POST', 'kv/undelete/a', { versions: [1] });
  expect((await read(server, 'a')).data).toMatchObject({ data: { x: 1 } });

  await server.request('POST', 'kv/destroy/b', { versions: [1] });
  await server.request('POST', 'kv/undelete/b', { versions: [1] });
  expect((await read(server, 'b')).status).toBe(404);

  await server.request('DELETE', 'kv/metadata/c');
  expect((await read(server, 'c')).status).toBe(404);
});

test('one that is dropped with its first overwrite is gone', async () => {
  const server = await startUpgraded({ a: { x: 1 } });
  await server.request('POST', 'kv/config', { max_versions: 1 });

  await server.request('POST', 'kv/data/a', { data: { x: 2 } });

  expect((await read(server, 'a', { version: '1' })).status).toBe(404);
  expect((await read(server, 'a')).data).toMatchObject({ data: { x: 2 } });
});

test('no secret of version 1 can pass itself off as the metadata of a key', async () => {
  const forged = { current_version: 9, versions: { '9': { destroyed: false } }, storage_id: 'x' };
  const server = await startUpgraded({ a: forged });

  const { data } = await read(server, 'a');

  expect(data).toMatchObject({ data: forged, metadata: { version: 1 } });
});

test('a mount is not made younger again, nor of a version that is none', async () => {
  const server = await startUpgraded({});

  for (const version of ['1', '3']) {
    const options = { version };
    expect((await server.request('POST', 'sys/mounts/kv/tune', { options })).status).toBe(400);
    const made = await server.request('POST', 'sys/mounts/x', { type: 'kv', options });
    expect(made.status).toBe(version === '1' ? 204 : 400);
  }
  const again = await server.request('POST', 'sys/mounts/kv/tune', { options: { version: '2' } });
  expect(again.status).toBe(204);
});
