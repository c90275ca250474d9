import type { MountType } from '../../src/core/mount-type.ts';
import { methodName } from '../../src/client/row.ts';
import type { OperationDeclaration } from '../../src/framework/operation.ts';

/** The operations of one mount type as the client groups them. */
export interface ClientGroup {
  /** How the group is called: `approle`, `kv2`. */
  readonly name: string;
  /** Where it stands on the client. */
  readonly place: 'auth' | 'secrets' | 'sys';
  readonly prefix: string;
  readonly title: string;
  /** Path of the mount unless somebody names another, without a trailing `/`. */
  readonly mountPath: string;
  /** Exists once, so that nobody may name another mount. */
  readonly isSingleton: boolean;
  readonly operations: readonly ClientOperation[];
}

/** An operation with the name of its method. */
export interface ClientOperation {
  readonly operationId: string;
  /** The id without the prefix of its group. */
  readonly rest: string;
  readonly name: string;
  readonly declaration: OperationDeclaration;
}

/** What a type is documented under. */
export interface GroupSource {
  readonly type: MountType;
  readonly mountPath: string;
  readonly page: string;
}

/** Pages whose group has a shorter name. */
const names: Readonly<Record<string, string>> = { kv: 'kv1', 'kv-v2': 'kv2', system: 'sys' };

/** What the ids of a page begin with, where that is not the name of the page. */
const prefixes: Readonly<Record<string, string>> = {
  approle: 'app-role-',
  kv: 'kv-v1-',
  identity: '',
  system: '',
};

/** Answers that go on until the caller goes: nothing for a client that waits for the whole of it. */
export const endless: ReadonlySet<string> = new Set(['monitor']);

/** Group what is documented on one page. */
export function groupOf({ type, mountPath, page }: GroupSource): ClientGroup {
  const prefix = prefixes[page] ?? `${page}-`;
  const operations = Object.entries(type.operations)
    .filter(([operationId, { undocumented }]) => !undocumented && !endless.has(operationId))
    .map(([operationId, declaration]) => {
      assertOneName(operationId, declaration);
      if (!operationId.startsWith(prefix)) throw new Error(`${operationId} lacks ${prefix}`);
      const rest = operationId.slice(prefix.length);
      return { operationId, rest, name: methodName(rest), declaration };
    });
  const methods = operations.map(({ name }) => name);
  const twice = methods.find((name, i) => methods.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`${page} has two methods called ${twice}`);
  const place = type.kind === 'system' ? 'sys' : type.kind === 'auth' ? 'auth' : 'secrets';
  return {
    name: names[page] ?? page,
    place,
    prefix,
    title: type.title,
    mountPath: mountPath.replace(/\/$/, ''),
    isSingleton: type.isSingleton || type.kind === 'system',
    operations,
  };
}

/** Path and body are one object for the caller. */
function assertOneName(
  operationId: string,
  { params = {}, body = {} }: OperationDeclaration,
): void {
  const shared = Object.keys(params).find((name) => Object.hasOwn(body, name));
  if (shared !== undefined) {
    throw new Error(`${operationId} has ${shared} in its path and among its fields`);
  }
}
