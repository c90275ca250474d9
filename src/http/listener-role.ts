import type { ListenerTelemetryConfig } from '../config/telemetry-options.ts';
import type { OutgoingAnswer } from '../core/request.ts';

const METRICS_PATH = 'sys/metrics';
const contentType = 'text/plain; charset=utf-8';

/**
 * What a listener answers that is for metrics alone, or for everything but metrics.
 *
 * @param path - canonical, below `/v1/`
 * @returns undefined where the request may go on
 */
export function refuseByRole(
  path: string,
  telemetry: ListenerTelemetryConfig | undefined,
): OutgoingAnswer | undefined {
  if (!telemetry) return undefined;
  const isMetrics = path === METRICS_PATH || path.startsWith(`${METRICS_PATH}/`);
  if (telemetry.metrics_only && !isMetrics) {
    return { status: 404, contentType, body: '404 page not found\n' };
  }
  if (telemetry.disallow_metrics && isMetrics) {
    return { status: 403, contentType, body: 'metrics are not told by this listener\n' };
  }
  return undefined;
}
