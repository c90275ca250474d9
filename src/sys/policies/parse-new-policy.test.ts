import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

const rules = (count: number): string =>
  Array.from({ length: count }, (_, i) => `path "t/${i}" { capabilities = ["read"] }`).join('\n');

test.each([
  [5000, 204],
  [5001, 400],
  [12_000, 400],
])('a policy of %i rules is answered %i', async (count, status) => {
  const server = await startTestServer();

  const answer = await server.request('POST', 'sys/policies/acl/p', { policy: rules(count) });

  expect(answer.status).toBe(status);
  if (status === 204) return;
  expect(answer.body['errors']).toEqual([
    'a policy cannot have more than 5000 rules; divide it into several',
  ]);
});
