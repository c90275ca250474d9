import type { OperationDeclaration } from '../framework/operation.ts';
import type { OutgoingAnswer } from './request.ts';
import { writeBare } from './envelope.ts';
import type { Target } from './target.ts';
import { ApiError } from '../errors/api-error.ts';
import { buildOpenApi } from './openapi.ts';

/** What `?help=1` answers: a page for people, and the OpenAPI document of the mount. */
export function writeHelp(target: Target): OutgoingAnswer {
  const { type, route, mount } = target;
  if (!type) throw new ApiError('PATH_UNSUPPORTED');
  const declarations = route
    ? [...route.verbs.values()].map(({ declaration }) => declaration)
    : Object.values(type.operations);
  return writeBare(200, {
    help: [`${mount.path} — ${type.title}`, '', ...declarations.map(describe)].join('\n'),
    see_also: null,
    openapi: buildOpenApi([{ mount, type }]),
  });
}

function describe(declaration: OperationDeclaration): string {
  const fields = Object.entries({ ...declaration.params, ...declaration.body });
  const lines = fields.map(([name, field]) => `    ${name} (${field.kind})\n        ${field.doc}`);
  const head = `${declaration.method} ${declaration.path}\n  ${declaration.summary}`;
  return [head, ...lines, ''].join('\n');
}
