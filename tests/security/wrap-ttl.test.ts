import { expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/test-server.ts';

test('an answer is wrapped for no longer than a token may live, whatever is asked for', async () => {
  const server = await startTestServer();
  const wrap = async (wrapTtlSeconds: number) => {
    const { body } = await server.request(
      'POST',
      'sys/wrapping/wrap',
      { a: 'b' },
      { wrapTtlSeconds },
    );
    return (body['wrap_info'] as unknown as { ttl: number }).ttl;
  };

  expect(await wrap(9_223_372_036)).toBe(2_764_800);
  expect(await wrap(60)).toBe(60);
});
