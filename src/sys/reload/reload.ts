import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'reloads'>;

/** Reading files of the process anew. Done once, however often the request is decided anew. */
export const handlers: Handlers<typeof operations, Context> = {
  'reload-subsystem': async ({ params: { subsystem } }, { services, once }) => {
    // tools for the original send it after they have renewed one
    if (subsystem === 'license') return { status: 204 };
    const reload = services.reloads.get(subsystem);
    if (!reload) throw new ApiError('RELOAD_UNKNOWN', { values: { names: namesOf(services) } });
    await once('reload', async () => reload()).catch((cause: unknown) => {
      throw new ApiError('RELOAD_FAILED', { cause });
    });
    return { status: 204 };
  },
};

function namesOf({ reloads }: Context['services']): string {
  return [...reloads.keys()].toSorted().join(', ');
}
