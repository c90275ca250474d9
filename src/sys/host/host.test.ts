import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

test('the machine is told of by processors, memory, disk and name', async () => {
  const server = await startTestServer();

  const { status, body } = await server.request('GET', 'sys/host-info');

  expect(status).toBe(200);
  const { data } = body as unknown as { data: Record<string, Record<string, unknown>> };
  expect(data).toMatchObject({ timestamp: '2026-01-01T00:00:00Z', host: { hostname: hostname() } });
  expect(data['memory']?.['total']).toBeGreaterThan(0);
  expect(data['cpu']?.['length']).toBe(data['cpu_times']?.['length']);
  expect(data['disk']).toMatchObject([{ total: expect.any(Number) as number }]);
});

test('a node knows of itself', async () => {
  const server = await startTestServer();

  const { body } = await server.request('GET', 'sys/ha-status');

  expect(body).toMatchObject({ data: { nodes: [{ hostname: hostname(), active_node: true }] } });
});
