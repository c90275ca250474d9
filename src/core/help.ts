import type { OperationDeclaration } from '../framework/operation.ts';
import type { OutgoingAnswer } from './request.ts';
import { writeBare } from './envelope.ts';
import type { Target } from './target.ts';
import { ApiError } from '../errors/api-error.ts';
import { buildOpenApi } from '../framework/openapi.ts';
import { release } from '../lib/release.ts';

/**
 * What `?help=1` answers: a page for people, and the OpenAPI document of the path; at the path of a mount,
 * or a path that it does not have, those of the whole mount.
 */
export function writeHelp(target: Target): OutgoingAnswer {
  const { type, route, mount } = target;
  if (!type) throw new ApiError('PATH_UNSUPPORTED');
  const atPath = [...(route?.verbs.values() ?? [])]
    .filter(({ declaration }) => !declaration.undocumented)
    .map(({ operationId, declaration }) => [operationId, declaration] as const);
  const operations = atPath.length > 0 ? Object.fromEntries(atPath) : type.operations;
  const page = Object.values(operations)
    .filter(({ undocumented }) => !undocumented)
    .map(describe);
  return writeBare(200, {
    help: [`${mount.path} — ${type.title}`, '', ...page].join('\n'),
    see_also: null,
    openapi: buildOpenApi([{ mount, type: { ...type, operations } }], {
      version: release.version,
      hasGenericPaths: false,
    }),
  });
}

function describe(declaration: OperationDeclaration): string {
  const fields = Object.entries({ ...declaration.params, ...declaration.body });
  const lines = fields.map(([name, field]) => `    ${name} (${field.kind})\n        ${field.doc}`);
  const head = `${declaration.method} ${declaration.path}\n  ${declaration.summary}`;
  return [head, ...lines, ''].join('\n');
}
