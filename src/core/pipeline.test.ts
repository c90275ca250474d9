import { expect, test } from 'vitest';
import { startTestServer } from '../testing/test-server.ts';

test('a token that is valid reads itself', async () => {
  const server = await startTestServer();

  const answer = await server.request('GET', 'auth/token/lookup-self');

  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ data: { id: server.rootToken } });
});

test('a token that nobody issued is refused', async () => {
  const server = await startTestServer();

  const answer = await server.request('GET', 'auth/token/lookup-self', {}, { token: 's.made-up' });

  expect(answer.status).toBe(403);
  expect(answer.body).toEqual({ errors: ['permission denied'] });
});

test('a sealed server answers only what needs no key', async () => {
  const server = await startTestServer();
  await server.request('POST', 'sys/seal');

  expect((await server.request('GET', 'auth/token/lookup-self')).status).toBe(503);
  expect((await server.request('GET', 'sys/health')).status).toBe(503);
  expect((await server.request('GET', 'sys/seal-status')).body).toMatchObject({ sealed: true });

  const key = Buffer.from(server.unsealKey).toString('hex');
  expect((await server.request('POST', 'sys/unseal', { key })).status).toBe(200);
  expect((await server.request('GET', 'auth/token/lookup-self')).status).toBe(200);
});
