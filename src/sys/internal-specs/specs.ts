import type { DocumentService } from '../../core/document-service.ts';
import type { MountContext, NoRecords } from '../../core/mount-context.ts';
import { isVisible } from '../../core/mount-visibility.ts';
import { findType } from '../../core/scope.ts';
import { buildOpenApi, type DocumentedMount } from '../../framework/openapi.ts';
import type { Handlers, RawAnswer } from '../../framework/operation.ts';
import { release } from '../../lib/release.ts';
import type { Acl } from '../../policy/acl.ts';
import type { operations } from './operations.ts';

type Context = MountContext<NoRecords, 'documents'>;

/** The description of the API. */
export const handlers: Handlers<typeof operations, Context> = {
  'internal-generate-open-api-document': ({ body }, context) => answerDocument(body, context),
  'internal-generate-open-api-document-with-parameters': ({ body }, context) =>
    answerDocument(body, context),
};

function answerDocument(
  { generic_mount_paths = false }: { readonly generic_mount_paths: boolean | undefined },
  { services, caller }: Context,
): { status: number; raw: RawAnswer } {
  const document = buildOpenApi(visibleMounts(services.documents, caller?.acl), {
    version: release.version,
    hasGenericPaths: generic_mount_paths,
  });
  return {
    status: 200,
    raw: { body: JSON.stringify(document), contentType: 'application/json' },
  };
}

/** A mount whose type this server lacks has no document. */
function visibleMounts(documents: DocumentService, acl: Acl | undefined): DocumentedMount[] {
  return documents.mounts
    .all()
    .filter((mount) => isVisible(mount, acl))
    .flatMap((mount) => {
      const type = findType(documents.types, mount);
      return type ? [{ mount, type }] : [];
    });
}
