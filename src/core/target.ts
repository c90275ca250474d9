import { canonicalCaptures } from './decode-request.ts';
import type { OperationDeclaration } from '../framework/operation.ts';
import type { Configuration } from './configuration.ts';
import type { MountEntry } from './mount-entry.ts';
import type { MountType } from './mount-type.ts';
import type { IncomingRequest } from './request.ts';
import { findRoute, isUnauthenticated, type Route } from './route-table.ts';
import { type CoreParts, typeOf } from './scope.ts';

/** Where a request goes. Absent parts are errors only once the policy has been asked. */
export interface Target {
  readonly mount: MountEntry;
  readonly type?: MountType | undefined;
  readonly route?: Route | undefined;
  readonly isUnauthenticated: boolean;
  readonly isSudo: boolean;
  /**
   * The path in the one spelling that the back end will use: policies see no other. Only lists keep a slash
   * at the end, since no handler ever sees one that its path template does not capture.
   */
  readonly aclPath: string;
}

const nowhere: MountEntry = {
  path: '',
  kind: 'secret',
  type: '',
  uuid: '',
  accessor: '',
  description: '',
  options: null,
  config: { default_lease_ttl: 0, max_lease_ttl: 0, force_no_cache: false },
  local: false,
  seal_wrap: false,
  external_entropy_access: false,
  tokens_revoked_until: 0,
  is_builtin: true,
};

/** Whether a request is a login. */
export function isLogin({ route }: Pick<Target, 'route'>): boolean {
  return route?.operation?.declaration.responses[200] === 'login';
}

/** Find mount, path and operation of a request. */
export function findTarget(
  parts: CoreParts,
  configuration: Configuration,
  request: Pick<IncomingRequest, 'path' | 'operation' | 'opensRekey' | 'opensGenerateRoot'>,
): Target {
  const match = configuration.mounts.match(request.path);
  if (!match) {
    return { mount: nowhere, isUnauthenticated: false, isSudo: false, aclPath: request.path };
  }
  const type = typeOf(parts, match.mount);
  const route = findRoute(type.routes, match.rest, request.operation);
  const bound = route?.operation ?? [...(route?.verbs.values() ?? [])][0];
  const openedBy = bound?.declaration.openedBy;
  return {
    mount: match.mount,
    type,
    route,
    isUnauthenticated:
      isUnauthenticated(type.routes, match.rest) ||
      (openedBy !== undefined && request[openedBy] === true),
    isSudo: bound?.declaration.sudo === true,
    aclPath:
      route && bound
        ? match.mount.path + canonicalPath(bound.declaration, route, request)
        : request.path,
  };
}

function canonicalPath(
  declaration: OperationDeclaration,
  route: Route,
  { operation }: Pick<IncomingRequest, 'operation'>,
): string {
  const path = fillTemplate(declaration, route);
  const isListing = operation === 'list' || operation === 'scan';
  return isListing && path !== '' && !path.endsWith('/') ? `${path}/` : path;
}

function fillTemplate(declaration: OperationDeclaration, { captures }: Route): string {
  const { path } = declaration;
  if (!path.includes('{')) return path;
  const canonical = canonicalCaptures(declaration, captures);
  return path.replace(/\{(\w+)[+*]?\}/g, (_place, name: string) => canonical[name] ?? '');
}
