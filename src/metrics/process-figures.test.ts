import { expect, test } from 'vitest';
import { release } from '../lib/release.ts';
import { Metrics } from './metrics.ts';
import { watchProcess } from './process-figures.ts';

test('the process tells its memory, its processor time and what runs', () => {
  const metrics = new Metrics();
  const stop = watchProcess(metrics, 5000);

  metrics.collect();

  expect(metrics.gauge('process_resident_memory_bytes').of().value).toBeGreaterThan(1e6);
  expect(metrics.counter('process_cpu_seconds_total').of().value).toBeGreaterThan(0);
  expect(metrics.gauge('process_start_time_seconds').of().value).toBe(5);
  expect(metrics.gauge('portcullis_build_info').members[0]?.labels[0]).toBe(release.version);
  // nothing was watched yet: no number of nanoseconds that stands for none
  expect(metrics.gauge('nodejs_eventloop_lag_max_seconds').of().value).toBeLessThan(60);
  stop();
});
