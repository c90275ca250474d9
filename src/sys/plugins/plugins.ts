import type { DocumentService } from '../../core/document-service.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { ApiError } from '../../errors/api-error.ts';
import type { Handlers } from '../../framework/operation.ts';
import type { JsonObject } from '../../lib/json.ts';
import { runningVersion } from '../mounts/setting-values.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'documents'>;

/** The catalogue of what can be enabled. */
export const handlers: Handlers<typeof operations, Context> = {
  'plugins-catalog-list-plugins': (_request, { services: { documents } }) => {
    const detailed = ['auth', 'secret'].flatMap((type) =>
      namesOf(documents, type).map((name) => describeBriefly(type, name)),
    );
    const data = { auth: namesOf(documents, 'auth'), secret: namesOf(documents, 'secret') };
    return { status: 200, data: { ...data, detailed } };
  },

  'plugins-catalog-list-plugins-with-type': ({ params }, { services: { documents } }) => {
    const keys = namesOf(documents, params.type);
    if (keys.length === 0) throw new ApiError('NOT_FOUND');
    return { status: 200, data: { keys } };
  },

  'plugins-catalog-read-plugin-configuration-with-type': (
    { params: { type, name }, body: { version } },
    { services: { documents } },
  ) => {
    const isKnown = namesOf(documents, type).includes(name);
    const isBuiltin = version === undefined || version === '' || version === runningVersion;
    if (!isKnown || !isBuiltin) throw new ApiError('NOT_FOUND');
    return { status: 200, data: describe(name) };
  },
};

/** What can be enabled of a kind, by name; nothing where the kind is unknown. */
function namesOf(documents: DocumentService, kind: string): string[] {
  return [...documents.types.values()]
    .filter((type) => type.kind === kind && !type.isSingleton)
    .map(({ type }) => type)
    .toSorted();
}

function describeBriefly(type: string, name: string): JsonObject {
  return { type, name, version: runningVersion, builtin: true, deprecation_status: 'supported' };
}

function describe(name: string): JsonObject {
  return {
    name,
    args: [],
    command: '',
    sha256: '',
    builtin: true,
    version: runningVersion,
    oci: false,
    declarative: false,
    deprecation_status: 'supported',
  };
}
