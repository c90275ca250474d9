import { text } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** What the process counts: data only. */
export const operations = defineOperations({
  metrics: {
    method: 'GET',
    path: 'metrics',
    summary: 'Read the metrics of this process, as JSON or for Prometheus.',
    body: {
      format: text('`prometheus` for its text format; without it the Accept header decides.'),
    },
    responses: { 200: 'raw' },
  },
});
