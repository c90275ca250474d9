import type { Metrics } from './metrics.ts';
import { JSON_TYPE, writeJson } from './write-json.ts';
import { PROMETHEUS_TYPE, writePrometheus } from './write-prometheus.ts';

/** How metrics are asked for. */
export interface MetricsQuestion {
  /** `prometheus`, or empty. */
  readonly format: string;
  /** The header, if one was sent. */
  readonly accept: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A document as it is answered. */
export interface MetricsDocument {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

const TEXT_TYPE = 'text/plain; charset=utf-8';
const MAX_FORMAT_SHOWN = 64;

/** What `sys/metrics` answers: JSON, or the text of Prometheus where that is asked for. */
export function answerMetrics(metrics: Metrics, question: MetricsQuestion): MetricsDocument {
  const { format, now } = question;
  const { prefix } = metrics;
  if (format === '' && !prefersPrometheus(question.accept)) {
    return { status: 200, body: writeJson(metrics, { prefix, now }), contentType: JSON_TYPE };
  }
  if (format !== '' && format !== 'prometheus') {
    const shown = JSON.stringify(format.slice(0, MAX_FORMAT_SHOWN));
    return refusal(`metric response format ${shown} unknown`);
  }
  if (!metrics.hasPrometheus) return refusal('prometheus is not enabled');
  return { status: 200, body: writePrometheus(metrics, prefix), contentType: PROMETHEUS_TYPE };
}

/** What the collectors of Prometheus send. */
function prefersPrometheus(accept = ''): boolean {
  return (
    accept.startsWith('application/openmetrics-text') || accept.includes('prometheus/telemetry')
  );
}

function refusal(body: string): MetricsDocument {
  return { status: 400, body, contentType: TEXT_TYPE };
}
