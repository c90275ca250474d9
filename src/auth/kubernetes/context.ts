import type { MountContext } from '../../core/mount-context.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';
import type { records } from './records.ts';

/** What the handlers of a Kubernetes mount are given. */
export type Context = MountContext<typeof records>;

/** The handlers, by operationId. */
export type Handle = Handlers<typeof operations, Context>;
