import { answerMetrics, type MetricsDocument } from '../metrics/answer-metrics.ts';
import type { Scope } from './scope.ts';

/** What the process counts, for the system's endpoint. */
export class MetricsService {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** @param format - `prometheus`, or empty: then the Accept header decides */
  answer(format: string): MetricsDocument {
    const { parts, request, now } = this.#scope;
    return answerMetrics(parts.metrics, { format, accept: request.header?.('accept'), now });
  }
}
