import { encodeJson } from '../../core/envelope.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import type { InstalledVersion } from '../../core/version-history.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { toRfc3339 } from '../../lib/time.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'state'>;

/** What a server knows of itself. */
export const handlers: Handlers<typeof operations, Context> = {
  'version-history': async (_request, { services }) => {
    const versions = await services.state.versions();
    const keys = versions.map(({ version }) => version);
    const rows = versions.map((version) => [version.version, describe(version)] as const);
    return { status: 200, data: { keys, key_info: Object.fromEntries(rows) } };
  },

  'collect-in-flight-request-information': (_request, { services }) => {
    const body = `${encodeJson(services.state.inFlight())}\n`;
    return { status: 200, raw: { body, contentType: 'application/json' } };
  },

  'read-sanitized-configuration-state': (_request, { services }) => ({
    status: 200,
    data: services.state.configuration,
  }),

  'internal-count-tokens': async (_request, { services }) => {
    const total = await services.state.countTokens();
    return { status: 200, data: { counters: { service_tokens: { total } } } };
  },

  'internal-count-entities': async (_request, { services }) => {
    const total = await services.state.countEntities();
    return { status: 200, data: { counters: { entities: { total } } } };
  },

  'internal-count-requests': () => {
    throw new ApiError('COUNTER_REMOVED');
  },
};

function describe({ installed_at, previous_version, release_date }: InstalledVersion): JsonObject {
  return {
    timestamp_installed: toRfc3339(installed_at),
    previous_version,
    build_date: release_date,
    commit_date: release_date,
  };
}
