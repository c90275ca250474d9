import type { JsonObject, JsonValue } from '../lib/json.ts';
import { documentOperation, type DocumentedOperation } from './openapi-operation.ts';
import type { Method, OperationDeclaration, Operations } from './operation.ts';

/** As much of a mount type as its documents need. */
export interface DocumentedType {
  readonly kind: 'auth' | 'secret' | 'system';
  readonly type: string;
  readonly title: string;
  readonly stability: 'stable' | 'experimental';
  readonly operations: Operations;
  readonly isSingleton: boolean;
}

/** A mount with its type. */
export interface DocumentedMount {
  /** Whole path with a trailing `/`. */
  readonly mount: { readonly path: string };
  readonly type: DocumentedType;
}

/** How a document is written. */
export interface OpenApiOptions {
  readonly version: string;
  /** Write `{userpass_mount_path}` instead of where the method is mounted. */
  readonly hasGenericPaths: boolean;
}

const verbs: Readonly<Record<Method, string>> = {
  GET: 'get',
  LIST: 'get',
  SCAN: 'get',
  POST: 'post',
  PATCH: 'patch',
  DELETE: 'delete',
  HEAD: 'head',
};

const tags = { auth: 'auth', secret: 'secrets', system: 'system' } as const;

/**
 * The OpenAPI 3.0.2 document of some mounts.
 *
 * Operations keep their declared ids; where a type is mounted twice, those of the second mount end in its
 * path, since ids are unique.
 */
export function buildOpenApi(
  mounts: readonly DocumentedMount[],
  { version, hasGenericPaths }: OpenApiOptions,
): JsonObject {
  const paths = new Map<string, Record<string, JsonValue>>();
  const schemas: Record<string, JsonValue> = {};
  const ids = new Set<string>();
  for (const target of mounts) {
    for (const entry of orderOperations(target.type.operations)) {
      const place = placeOf(target, hasGenericPaths);
      const operationId = ids.has(entry.operationId)
        ? `${entry.operationId}-${slugOf(target.mount.path)}`
        : entry.operationId;
      // with generic paths a second mount of a type is the same paths again
      if (hasGenericPaths && operationId !== entry.operationId) continue;
      ids.add(operationId);
      const documented = documentOperation(entry.declaration, { ...place, operationId });
      addOperation(paths, `/${place.prefix}${entry.declaration.path}`, { ...entry, documented });
      addOlderPaths(paths, `/${place.prefix}`, { ...entry, operationId, documented });
      Object.assign(schemas, documented.schemas);
    }
  }
  return {
    openapi: '3.0.2',
    info: {
      title: 'Portcullis API',
      description:
        'HTTP API below /v1/. Schemas of answers describe the part of the envelope that x-vault-answer names.',
      version,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    paths: sorted(Object.fromEntries(paths)),
    components: { schemas: sorted(schemas) },
  };
}

interface Entry {
  readonly operationId: string;
  readonly declaration: OperationDeclaration;
}

/** Reads before lists: a list takes the path of a read only where there is none. */
function orderOperations(operations: Operations): readonly Entry[] {
  const entries = Object.entries(operations)
    .filter(([, declaration]) => !declaration.undocumented)
    .map(([operationId, declaration]) => ({ operationId, declaration }));
  const rank = ({ declaration: { method } }: Entry): number =>
    method === 'SCAN' ? 2 : method === 'LIST' ? 1 : 0;
  return entries.toSorted((left, right) => rank(left) - rank(right));
}

function placeOf({ mount, type }: DocumentedMount, hasGenericPaths: boolean) {
  const common = { tag: tags[type.kind], isExperimental: type.stability === 'experimental' };
  if (!hasGenericPaths || type.isSingleton) {
    return { ...common, prefix: mount.path, mountParameters: [] };
  }
  const name = `${type.type}_mount_path`;
  return {
    ...common,
    prefix: `${type.kind === 'auth' ? 'auth/' : ''}{${name}}/`,
    mountParameters: [
      {
        name,
        in: 'path',
        description: 'Path at which it is mounted.',
        required: true,
        schema: { type: 'string', default: type.type },
      },
    ],
  };
}

function addOperation(
  paths: Map<string, Record<string, JsonValue>>,
  template: string,
  { declaration, documented }: Entry & { documented: DocumentedOperation },
): void {
  const path = template.replace(/[+*]\}/g, '}');
  const verb = verbs[declaration.method];
  const isTaken = paths.get(path)?.[verb] !== undefined;
  const key = isTaken && !path.endsWith('/') ? `${path}/` : path;
  const item = paths.get(key) ?? {};
  // a list and a recursive list beside a read: OpenAPI has no third place
  const slot = item[verb] === undefined ? verb : 'x-vault-scan';
  paths.set(key, { ...item, ...marksOf(declaration), [slot]: documented.operation });
}

/** Other spellings of the same operation, with the same schemas: clients that are made from a document may use them. */
function addOlderPaths(
  paths: Map<string, Record<string, JsonValue>>,
  prefix: string,
  entry: Entry & { documented: DocumentedOperation },
): void {
  for (const [at, olderPath] of (entry.declaration.olderPaths ?? []).entries()) {
    const operationId = `${entry.operationId}-older${at === 0 ? '' : at + 1}`;
    const operation = { ...entry.documented.operation, operationId, deprecated: true };
    const documented = { ...entry.documented, operation };
    addOperation(paths, prefix + olderPath, { ...entry, documented });
  }
}

/** Marks that clients of the original look for beside the operations of a path. */
function marksOf({ sudo, unauthenticated, createSupported }: OperationDeclaration): JsonObject {
  return {
    ...(sudo ? { 'x-vault-sudo': true } : {}),
    ...(unauthenticated ? { 'x-vault-unauthenticated': true } : {}),
    ...(createSupported ? { 'x-vault-createSupported': true } : {}),
  };
}

function slugOf(path: string): string {
  return path.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
}
