import { expect, test } from 'vitest';
import { startAudited } from '../testing/audited-server.ts';

interface Figure {
  readonly Name: string;
  readonly Labels: { readonly device?: string };
  readonly Value?: number;
  readonly Sum?: number;
}

test('entries and failures are counted for each device, and one that fails is down', async () => {
  const { server, devices } = await startAudited([{}, {}]);
  const [, second] = devices;
  await server.request('GET', 'cubbyhole/a');
  if (second) second.failure = 'error';
  await server.request('GET', 'cubbyhole/a');

  const { body } = await server.request('GET', 'sys/metrics');

  const figures = [body['Gauges'], body['Counters']].flat() as unknown as Figure[];
  const of = (name: string, device: string) => {
    const found = figures.find(({ Name, Labels }) => Name === name && Labels.device === device);
    return found?.Value ?? found?.Sum;
  };
  expect([of('vault.audit.device.up', 'd0/'), of('vault.audit.device.up', 'd1/')]).toEqual([1, 0]);
  expect(of('vault.audit.device.failures_total', 'd0/')).toBe(0);
  // request and answer, and the question itself
  expect(of('vault.audit.device.failures_total', 'd1/')).toBe(3);
  const [first = 0, other = 0] = ['d0/', 'd1/'].map((device) =>
    of('vault.audit.device.entries_total', device),
  );
  expect(first - other).toBe(3);
});

test('what no device records counts as a failure of all', async () => {
  const { server, devices } = await startAudited([{}]);
  const [device] = devices;
  if (device) device.failure = 'error';

  expect((await server.request('GET', 'cubbyhole/a')).status).toBe(500);
  if (device) device.failure = undefined;

  const { body } = await server.request('GET', 'sys/metrics');
  const failed = (body['Counters'] as unknown as Figure[]).find(
    ({ Name }) => Name === 'vault.audit.log_request_failure',
  );
  expect(failed?.Sum).toBeGreaterThan(0);
});
