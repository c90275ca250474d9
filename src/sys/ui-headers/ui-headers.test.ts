import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

test('a page header is kept under one name, whatever the case', async () => {
  const server = await startTestServer();
  const path = 'sys/config/ui/headers';

  const written = await server.request('POST', `${path}/x-one`, { values: ['a', 'b'] });
  await server.request('POST', `${path}/X-ONE`, { values: ['a', 'b'] });
  const listed = await server.request('LIST', path);
  const first = await server.request('GET', `${path}/X-One`);
  const all = await server.request('GET', `${path}/x-one`, { multivalue: 'true' });
  await server.request('DELETE', `${path}/x-oNe`);
  const gone = await server.request('GET', `${path}/X-One`);
  const empty = await server.request('LIST', path);

  expect(written.status).toBe(200);
  expect(listed.body['data']).toEqual({ keys: ['X-One'] });
  expect(first.body['data']).toEqual({ value: 'a' });
  expect(all.body['data']).toEqual({ values: ['a', 'b'] });
  expect([gone.status, empty.status]).toEqual([404, 404]);
});

test.each([
  ['X-One', {}, 'header and values must be specified'],
  ['x-vault-token', { values: ['a'] }, 'X-Vault headers cannot be set'],
  ['Content-Length', { values: ['1'] }, expect.stringContaining('already exists')],
  ['X-One', { values: ['a\r\nX-Two: b'] }, expect.stringContaining('printable')],
  ['X-One', { values: [''] }, expect.stringContaining('printable')],
] as const)('the header %s with %j is refused', async (name, body, text) => {
  const server = await startTestServer();

  const answer = await server.request('POST', `sys/config/ui/headers/${name}`, body);

  expect(answer.status).toBe(400);
  expect(answer.body['errors']).toEqual([text]);
});

test('there can be so many page headers and no more', async () => {
  const server = await startTestServer();
  const statuses = new Set<number>();
  for (let i = 0; i < 64; i++) {
    const body = { values: ['a'] };
    statuses.add((await server.request('POST', `sys/config/ui/headers/x-${i}`, body)).status);
  }

  const more = await server.request('POST', 'sys/config/ui/headers/x-more', { values: ['a'] });

  expect([...statuses]).toEqual([200]);
  expect(more.status).toBe(400);
});
