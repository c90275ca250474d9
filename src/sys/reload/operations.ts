import { parameter } from '../../framework/field.ts';
import { defineOperations } from '../../framework/operation.ts';

/** What SIGHUP does, by the API: data only. */
export const operations = defineOperations({
  'reload-subsystem': {
    method: 'POST',
    path: 'config/reload/{subsystem}',
    summary: 'Read files of this process anew: listeners (certificates), audit (open files anew).',
    params: { subsystem: parameter('listeners or audit; license is accepted, there is none.') },
    responses: { 204: {} },
    sudo: true,
  },
});
