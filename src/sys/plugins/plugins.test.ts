import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

test('the catalogue lists what can be enabled, and nothing else', async () => {
  const server = await startTestServer();
  const list = async (type: string) => server.request('LIST', `sys/plugins/catalog/${type}`);

  const all = (await server.request('GET', 'sys/plugins/catalog')).body['data'];
  const auth = (await list('auth')).body['data'];
  const answers = [await list('database'), await list('odd')];

  expect(auth).toMatchObject({ keys: expect.arrayContaining(['approle', 'userpass']) as string[] });
  expect(auth).not.toMatchObject({ keys: expect.arrayContaining(['token']) as string[] });
  expect(all).toMatchObject({ secret: ['kv'], detailed: expect.any(Array) as unknown[] });
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});

test('an entry of the catalogue is read by kind and name', async () => {
  const server = await startTestServer();
  const read = (path: string, query = {}) =>
    server.request('GET', `sys/plugins/catalog/${path}`, query);

  const found = await read('auth/userpass');
  const missing = [
    await read('secret/userpass'),
    await read('auth/nothing'),
    await read('auth/userpass', { version: 'v9.9.9' }),
  ];

  expect(found.body['data']).toMatchObject({ name: 'userpass', builtin: true, sha256: '' });
  expect(missing.map(({ status }) => status)).toEqual([404, 404, 404]);
});
