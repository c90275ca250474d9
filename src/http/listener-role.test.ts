import { describe, expect, test } from 'vitest';
import { refuseByRole } from './listener-role.ts';

const none = {
  unauthenticated_metrics_access: false,
  metrics_only: false,
  disallow_metrics: false,
};

describe('a listener', () => {
  test('without a role answers everything', () => {
    expect(refuseByRole('sys/metrics', undefined)).toBeUndefined();
    expect(refuseByRole('sys/metrics', none)).toBeUndefined();
    expect(refuseByRole('auth/token/lookup-self', none)).toBeUndefined();
  });

  test('for metrics alone knows no other path', () => {
    const telemetry = { ...none, metrics_only: true };

    expect(refuseByRole('sys/metrics', telemetry)).toBeUndefined();
    expect(refuseByRole('sys/health', telemetry)).toMatchObject({ status: 404 });
    expect(refuseByRole('sys/metrics-of-others', telemetry)).toMatchObject({ status: 404 });
  });

  test('without metrics refuses them in whatever form', () => {
    const telemetry = { ...none, disallow_metrics: true };

    expect(refuseByRole('sys/metrics', telemetry)).toMatchObject({ status: 403 });
    expect(refuseByRole('sys/metrics/', telemetry)).toMatchObject({ status: 403 });
    expect(refuseByRole('sys/health', telemetry)).toBeUndefined();
  });
});
