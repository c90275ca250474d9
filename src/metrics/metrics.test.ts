import { describe, expect, test } from 'vitest';
import { Metrics } from './metrics.ts';
import { writeJson } from './write-json.ts';
import { writePrometheus } from './write-prometheus.ts';

function createMetrics(mostLabelSets = 500): Metrics {
  let now = 0;
  return new Metrics({ mostLabelSets, monotonic: () => (now += 1000) });
}

describe('a family', () => {
  test('gives the same instrument for the same labels', () => {
    const family = createMetrics().counter('login.successes_total');

    family.of('userpass', 'auth/a/', '').add();
    family.of('userpass', 'auth/a/', '').add(2);
    family.of('approle', 'auth/a/', '').add(5);

    const values = family.members.map(({ labels, instrument }) => [labels[0], instrument.value]);
    expect(values).toEqual([
      ['userpass', 3],
      ['approle', 5],
    ]);
  });

  test('counts what is beyond its bound of label sets as other', () => {
    const family = createMetrics(2).counter('quota.rate_limit.violation');

    for (const name of ['a', 'b', 'c', 'd', 'a', 'other']) family.of(name).add();

    const values = family.members.map(({ labels, instrument }) => [labels[0], instrument.value]);
    expect(values).toEqual([
      ['a', 2],
      ['b', 1],
      ['other', 3],
    ]);
  });
});

describe('the text for Prometheus', () => {
  test('has help, type, labels and cumulative buckets', () => {
    const metrics = createMetrics();
    metrics.gauge('core.unsealed').of().set(1);
    const duration = metrics.histogram('request.duration_seconds').of('read', '2xx');
    for (const seconds of [0.0002, 0.003, 0.004, 99]) duration.observe(seconds);

    const lines = writePrometheus(metrics, 'vault').split('\n');

    expect(lines).toContain('# TYPE vault_core_unsealed gauge');
    expect(lines).toContain('vault_core_unsealed 1');
    const bucket = (le: string) =>
      lines.find((line) => line.includes(`operation="read",status="2xx",le="${le}"`));
    expect(bucket('0.00025')).toMatch(/ 1$/);
    expect(bucket('0.005')).toMatch(/ 3$/);
    expect(bucket('10')).toMatch(/ 3$/);
    expect(bucket('+Inf')).toMatch(/ 4$/);
    expect(lines).toContain(
      'vault_request_duration_seconds_count{operation="read",status="2xx"} 4',
    );
  });

  test('escapes what labels hold, and leaves names of all processes as they are', () => {
    const metrics = createMetrics();
    metrics.counter('quota.rate_limit.violation').of('a"b\\c\nd').add();
    metrics.gauge('process_resident_memory_bytes').of().set(7);

    const text = writePrometheus(metrics, 'auth');

    expect(text).toContain(String.raw`auth_quota_rate_limit_violation{name="a\"b\\c\nd"} 1`);
    expect(text).toContain('\nprocess_resident_memory_bytes 7\n');
  });
});

test('the JSON form has gauges, counters and samples with their labels', () => {
  const metrics = createMetrics();
  metrics.counter('login.refusals_total').of('jwt', 'auth/jwt/', 'role').add(3);
  const histogram = metrics.histogram('core.handle_request').of();
  for (const ms of [1, 3]) histogram.observe(ms);

  const written = JSON.parse(writeJson(metrics, { prefix: 'vault', now: 0 })) as {
    Timestamp: string;
    Points: unknown[];
    Gauges: unknown[];
    Counters: unknown[];
    Samples: unknown[];
  };

  expect(written.Timestamp).toBe('1970-01-01 00:00:00 +0000 UTC');
  expect(written.Points).toEqual([]);
  expect(written.Gauges).toContainEqual({ Name: 'vault.core.unsealed', Value: 0, Labels: {} });
  expect(written.Counters).toContainEqual(
    expect.objectContaining({
      Name: 'vault.login.refusals_total',
      Count: 3,
      Labels: { auth_method: 'jwt', mount_point: 'auth/jwt/', check: 'role' },
    }),
  );
  expect(written.Samples).toContainEqual(
    expect.objectContaining({ Name: 'vault.core.handle_request', Count: 2, Sum: 4, Mean: 2 }),
  );
});
