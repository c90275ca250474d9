import { expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { failedCheck } from '../framework/checks.ts';
import { Metrics } from '../metrics/metrics.ts';
import { lifetimeLabel, RequestMetrics } from './request-metrics.ts';

const mount = { type: 'jwt', path: 'auth/jwt/' };

test.each([
  [0, '+Inf'],
  [60, '1m'],
  [61, '10m'],
  [3600, '1h'],
  [2_592_000, '30d'],
  [2_764_800, '+Inf'],
])('a lifetime of %i s is told as %s', (seconds, label) => {
  expect(lifetimeLabel(seconds)).toBe(label);
});

test('a refused login is counted by its check, by its code where it has none, and not when we fail', () => {
  const metrics = new Metrics();
  const requests = new RequestMetrics(metrics);
  const unknownRole = failedCheck('role', {}, new ApiError('PERMISSION_DENIED'));

  requests.noteRefusal(mount, unknownRole);
  requests.noteRefusal(mount, new ApiError('SEALED'));
  requests.noteRefusal(mount, new ApiError('NOT_FOUND'));
  requests.noteRefusal(mount, new Error('a fault'));
  // a browser login that goes on
  requests.noteRefusal(mount, new ApiError('OIDC_PENDING'));

  const counted = metrics.counter('login.refusals_total').members;
  expect(counted.map(({ labels }) => labels.at(-1))).toEqual(['role', 'NOT_FOUND']);
});

test('tokens around wrapped answers are no tokens that were made for somebody', () => {
  const metrics = new Metrics();
  const entry = { type: 'service', creation_ttl: 60 } as const;
  const requests = new RequestMetrics(metrics);

  const wrapping = { creation_path: 'a', creation_ttl: 60 };
  requests.noteIssued({ mount, entry: { ...entry, wrapping } }, false);
  requests.noteIssued({ mount, entry }, false);

  const [only, ...others] = metrics.counter('token.creation').members;
  expect([only?.instrument.value, others]).toEqual([1, []]);
  expect(metrics.counter('login.successes_total').members).toEqual([]);
});
