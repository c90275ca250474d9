import { text, withDefault } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** The log, while it is written: data only. */
export const operations = defineOperations({
  monitor: {
    method: 'GET',
    path: 'monitor',
    summary: 'Send the log of this process as it is written, until the caller goes.',
    body: {
      log_level: withDefault(text('Least level, whatever the log itself has.'), 'info'),
      log_format: withDefault(
        text('Form of the lines.', { allowed: ['standard', 'json'] }),
        'standard',
      ),
    },
    responses: { 200: 'raw' },
  },
});
