import type { MountContext } from '../../core/mount-context.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';
import type { records } from './records.ts';

/** What the handlers of a JWT mount are given. */
export type Context = MountContext<typeof records, 'log'>;

/** The handlers, by operationId. */
export type Handle = Handlers<typeof operations, Context>;
