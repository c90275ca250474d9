import type { Method, OperationDeclaration, Operations } from '../framework/operation.ts';
import type { IncomingRequest } from './request.ts';

/** An operation with its id. */
export interface BoundOperation {
  readonly operationId: string;
  readonly declaration: OperationDeclaration;
}

/** What a path leads to inside a mount. */
export interface Route {
  /** Captures of the path template, as sent. */
  readonly captures: Readonly<Record<string, string>>;
  /** Undefined: the path is known, the verb is not offered. */
  readonly operation: BoundOperation | undefined;
  /** Operations of the path by verb. */
  readonly verbs: ReadonlyMap<Method, BoundOperation>;
}

interface Pattern {
  readonly regex: RegExp;
  readonly names: readonly string[];
  readonly verbs: ReadonlyMap<Method, BoundOperation>;
  /** Whether it takes the path of a folder too: it ends in a name that may be empty. */
  readonly takesFolders: boolean;
}

/** The compiled paths of one mount type. */
export interface RouteTable {
  readonly exact: ReadonlyMap<string, Pattern>;
  /** In the order of the declarations: the first match wins. */
  readonly patterns: readonly Pattern[];
  /** Literal beginnings of paths that need no token: exact, or with `*` any continuation. */
  readonly unauthenticated: readonly string[];
}

/** One segment that begins and ends with a word character. */
const NAME = String.raw`(\w(?:[\w.-]*\w)?)`;

/** Compile the operations of a mount type. */
export function compileRoutes(operations: Operations): RouteTable {
  const byPath = new Map<string, Map<Method, BoundOperation>>();
  for (const [operationId, declaration] of Object.entries(operations)) {
    for (const path of pathsOf(declaration)) {
      const verbs = byPath.get(path) ?? new Map<Method, BoundOperation>();
      verbs.set(declaration.method, { operationId, declaration });
      byPath.set(path, verbs);
    }
  }
  const patterns = [...byPath].map(([path, verbs]) => ({
    path,
    pattern: compilePattern(path, verbs),
  }));
  return {
    exact: new Map(patterns.filter(isExact).map(({ path, pattern }) => [path, pattern])),
    patterns: patterns.filter((entry) => !isExact(entry)).map(({ pattern }) => pattern),
    unauthenticated: Object.values(operations)
      .filter((declaration) => declaration.unauthenticated)
      .flatMap(pathsOf)
      .map((path) => path.replace(/\{.*/, '*')),
  };
}

/** Find the operation of a path below a mount. @returns undefined when the path is unknown */
export function findRoute(
  table: RouteTable,
  path: string,
  operation: IncomingRequest['operation'],
): Route | undefined {
  const isListing = operation === 'list' || operation === 'scan';
  // a list is asked for with a trailing slash that is no part of the declared path
  const plain = isListing && path.endsWith('/') ? path.slice(0, -1) : path;
  const spellings = isListing ? [plain, `${plain}/`] : [plain];
  const pattern =
    table.exact.get(plain) ??
    table.patterns.find(({ regex }) => spellings.some((spelling) => regex.test(spelling))) ??
    findFolder(table, plain);
  if (!pattern) return undefined;
  const found = pattern.verbs.get(methodOf(operation));
  // a listing verb at a path that is no folder's is an unknown path, not a wrong verb
  if (isListing && !found && !pattern.takesFolders) return undefined;
  return { captures: captureNames(pattern, spellings), operation: found, verbs: pattern.verbs };
}

/** A path that lists things may also be read with the slash of a folder: `policy/` is `policy`. */
function findFolder(table: RouteTable, path: string): Pattern | undefined {
  const pattern = path.endsWith('/') ? table.exact.get(path.slice(0, -1)) : undefined;
  return pattern?.verbs.has('LIST') ? pattern : undefined;
}

/** Whether a path below a mount is served without a token. */
export function isUnauthenticated(table: RouteTable, path: string): boolean {
  return table.unauthenticated.some((entry) =>
    entry.endsWith('*') ? path.startsWith(entry.slice(0, -1)) : path === entry,
  );
}

function pathsOf({ path, olderPaths = [] }: OperationDeclaration): readonly string[] {
  return [path, ...olderPaths];
}

function isExact({ path }: { path: string }): boolean {
  return !path.includes('{');
}

function compilePattern(path: string, verbs: ReadonlyMap<Method, BoundOperation>): Pattern {
  const names: string[] = [];
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^$()[\]\\|]/g, String.raw`\$&`);
      const name = part.slice(1, -1);
      names.push(name.replace(/[+*]$/, ''));
      if (name.endsWith('+')) return '(.+)';
      return name.endsWith('*') ? '(.*)' : NAME;
    })
    .join('');
  const takesFolders = path.endsWith('*}');
  return { regex: new RegExp(`^${source}$`, 's'), names, verbs, takesFolders };
}

function captureNames(pattern: Pattern, spellings: readonly string[]): Record<string, string> {
  if (pattern.names.length === 0) return {};
  const match = spellings.map((spelling) => pattern.regex.exec(spelling)).find(Boolean);
  return Object.fromEntries(pattern.names.map((name, i) => [name, match?.[i + 1] ?? '']));
}

function methodOf(operation: IncomingRequest['operation']): Method {
  switch (operation) {
    case 'read':
    case 'help':
      return 'GET';
    case 'list':
      return 'LIST';
    case 'scan':
      return 'SCAN';
    case 'update':
      return 'POST';
    case 'patch':
      return 'PATCH';
    case 'delete':
      return 'DELETE';
    case 'header':
      return 'HEAD';
    default:
      return operation satisfies never;
  }
}
