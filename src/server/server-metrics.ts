import type { ServerConfig } from '../config/server-config.ts';
import { passwordReport, tellPasswordLoad } from '../core/watch-passwords.ts';
import { defaultPasswordCost } from '../crypto/password-hash.ts';
import { PasswordHasher } from '../crypto/password-hasher.ts';
import { systemRandom } from '../crypto/random.ts';
import { Metrics } from '../metrics/metrics.ts';

/** The metrics of a server, as its configuration wants them. */
export function createMetrics({ telemetry }: Pick<ServerConfig, 'telemetry'>): Metrics {
  return new Metrics({
    prefix: telemetry.metrics_prefix,
    mostLabelSets: telemetry.maximum_gauge_cardinality,
    hasPrometheus: telemetry.prometheus_retention_time > 0,
  });
}

/** Hashing at its real cost, measured. */
export function createPasswordHasher(metrics: Metrics): PasswordHasher {
  const passwords = new PasswordHasher({
    cost: defaultPasswordCost,
    random: systemRandom,
    report: passwordReport(metrics),
  });
  tellPasswordLoad(metrics, passwords);
  return passwords;
}
