import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';
import { parseLevel } from './parse-level.ts';

type Context = MountContext<NoRecords, 'loggers'>;

/** The level of the log by subsystem. Nothing of it is stored: it belongs to this process. */
export const handlers: Handlers<typeof operations, Context> = {
  'loggers-read-verbosity-level': (_request, { services }) => ({
    status: 200,
    data: { ...services.loggers.levels() },
  }),

  'loggers-update-verbosity-level': ({ body }, { services }) => {
    services.loggers.setLevel(parseLevel(body.level));
    return { status: 204 };
  },

  'loggers-revert-verbosity-level': (_request, { services }) => {
    services.loggers.resetLevel();
    return { status: 204 };
  },

  'loggers-read-verbosity-level-for': ({ params: { name } }, { services }) => {
    const levels = services.loggers.levels();
    const level = Object.hasOwn(levels, name) ? levels[name] : undefined;
    if (level === undefined) throw new ApiError('LOGGER_UNKNOWN', { values: { name } });
    return { status: 200, data: { [name]: level } };
  },

  'loggers-update-verbosity-level-for': ({ params: { name }, body }, { services }) => {
    if (services.loggers.setLevel(parseLevel(body.level), name)) return { status: 204 };
    throw new ApiError('LOGGER_UNKNOWN', { values: { name } });
  },

  'loggers-revert-verbosity-level-for': ({ params: { name } }, { services }) => {
    if (services.loggers.resetLevel(name)) return { status: 204 };
    throw new ApiError('LOGGER_UNKNOWN', { values: { name } });
  },
};
