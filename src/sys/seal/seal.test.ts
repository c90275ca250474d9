import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

test('the state of the seal tells the date of the version by both names that clients read', async () => {
  const server = await startTestServer({ isReady: false });

  const { body } = await server.request('GET', 'sys/seal-status');

  expect(body).toMatchObject({ commit_date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
  expect(body).toHaveProperty('build_date', Reflect.get(body, 'commit_date'));
});
