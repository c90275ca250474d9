import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'metrics'>;

/** What the process counts. */
export const handlers: Handlers<typeof operations, Context> = {
  metrics: ({ body }, { services }) => {
    const { status, ...raw } = services.metrics.answer(body.format ?? '');
    return { status, raw };
  },
};
