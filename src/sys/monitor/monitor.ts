import { type LogLevel, logLevels } from '../../core/loggers.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'lifecycle' | 'monitors'>;

/** The log, while it is written. */
export const handlers: Handlers<typeof operations, Context> = {
  monitor: ({ body, wrapTtlSeconds }, { services: { lifecycle, monitors } }) => {
    // what never ends cannot be put into a cubbyhole
    if (wrapTtlSeconds > 0) throw new ApiError('MONITOR_WRAPPED');
    const level = readLevel(body.log_level);
    const format = body.log_format;
    if (format !== 'standard' && format !== 'json') throw new ApiError('LOG_FORMAT_UNKNOWN');
    const isOpen = (): boolean => lifecycle.unsealed !== undefined;
    const stream = monitors.open({ level, format }, { isOpen });
    const contentType = format === 'json' ? 'application/x-ndjson' : 'text/plain; charset=utf-8';
    return { status: 200, raw: { body: '', contentType, stream } };
  },
};

function readLevel(word: string): LogLevel {
  const level = logLevels.find((known) => known === word.toLowerCase());
  if (!level) throw new ApiError('MONITOR_LEVEL_UNKNOWN');
  return level;
}
