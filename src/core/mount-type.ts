import type { Renewal } from '../framework/login.ts';
import type {
  AnyAnswer,
  HandlerRequest,
  Handlers,
  OperationDeclaration,
  Operations,
} from '../framework/operation.ts';
import type { RecordTypes } from '../framework/record.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import type { MountKind } from './mount-entry.ts';
import type { MountContext, ServiceName } from './mount-context.ts';
import { explainOperation } from './explain-operation.ts';
import { compileRoutes, type RouteTable } from './route-table.ts';

/** How finished a mount type is; experimental ones must be acknowledged in the configuration. */
export type Stability = 'stable' | 'experimental';

/** What a mount type is made of. `N` are the services it needs beyond its own records. */
export interface MountTypeDefinition<
  T extends Operations,
  R extends RecordTypes,
  N extends ServiceName,
> {
  readonly type: string;
  /** For people: `Username and password`. */
  readonly title: string;
  readonly stability: Stability;
  readonly operations: T;
  readonly records: R;
  readonly needs: readonly N[];
  readonly handlers: Handlers<T, MountContext<R, N>>;
  /** For operations with `createSupported`: whether the thing is there already. */
  readonly exists?: {
    readonly [K in keyof T]?: (
      request: HandlerRequest<T[K]>,
      context: MountContext<R, N>,
    ) => Promise<boolean>;
  };
  /** What a token made by this mount gets at its renewal; undefined: nothing, its end stays. */
  readonly renew?: (entry: TokenEntry, context: MountContext<R, N>) => Promise<Renewal | undefined>;
  /** Only one mount of it exists, made by init. */
  readonly isSingleton?: true;
  /** Failed logins are counted at its mounts; needs `loginName`. */
  readonly hasUserLockout?: true;
  /** To verify a login costs no more than a read or two: any number of one name may run at once. */
  readonly hasCheapLogins?: true;
  /**
   * Of each login, whose failures are counted, in the one canonical spelling; pure, told before anything
   * is verified. Empty or undefined: the request names nobody.
   */
  readonly loginName?: {
    readonly [K in keyof T]?: (request: HandlerRequest<T[K]>) => string | undefined;
  };
  /**
   * Of each login that goes by roles, which one it asks for: told before anything is verified, for quotas.
   * Undefined: none, or one that does not exist.
   */
  readonly roleName?: {
    readonly [K in keyof T]?: (
      request: HandlerRequest<T[K]>,
      context: MountContext<R, N>,
    ) => Promise<string | undefined> | string | undefined;
  };
  /** Names of the checks of its login, in the order in which they are reached. */
  readonly checks?: readonly string[];
  /** What the option `version` of a mount may be; absent: a mount of this type has no such option. */
  readonly versions?: readonly string[];
  /** By value of that option: what such a mount is instead. */
  readonly variants?: Readonly<Record<string, MountType>>;
}

type ErasedHandler = (
  request: HandlerRequest<OperationDeclaration>,
  context: unknown,
) => Promise<AnyAnswer> | AnyAnswer;

/** A mount type with its types forgotten, as the core runs it. */
export interface MountType {
  readonly kind: MountKind;
  readonly type: string;
  readonly title: string;
  readonly stability: Stability;
  readonly operations: Operations;
  readonly records: RecordTypes;
  readonly needs: readonly ServiceName[];
  readonly handlers: Readonly<Record<string, ErasedHandler>>;
  readonly exists: Readonly<
    Record<
      string,
      (request: HandlerRequest<OperationDeclaration>, context: unknown) => Promise<boolean>
    >
  >;
  readonly renew?: (entry: TokenEntry, context: unknown) => Promise<Renewal | undefined>;
  readonly isSingleton: boolean;
  readonly hasUserLockout: boolean;
  readonly hasCheapLogins: boolean;
  readonly loginName: Readonly<
    Record<string, (request: HandlerRequest<OperationDeclaration>) => string | undefined>
  >;
  readonly roleName: Readonly<
    Record<
      string,
      (
        request: HandlerRequest<OperationDeclaration>,
        context: unknown,
      ) => Promise<string | undefined> | string | undefined
    >
  >;
  readonly checks: readonly string[];
  readonly versions: readonly string[];
  readonly variants: Readonly<Record<string, MountType>>;
  readonly routes: RouteTable;
}

/** Declare an auth method: a folder below `src/auth/`. */
export function defineAuthMethod<
  const T extends Operations,
  R extends RecordTypes,
  N extends ServiceName = never,
>(definition: MountTypeDefinition<T, R, N>): MountType {
  return erase('auth', definition);
}

/** Declare a secrets engine: a folder below `src/secrets/`. */
export function defineSecretsEngine<
  const T extends Operations,
  R extends RecordTypes,
  N extends ServiceName = never,
>(definition: MountTypeDefinition<T, R, N>): MountType {
  return erase('secret', definition);
}

/** Declare the system's own operations: the folders below `src/sys/`. */
export function defineSystem<
  const T extends Operations,
  R extends RecordTypes,
  N extends ServiceName = never,
>(definition: MountTypeDefinition<T, R, N>): MountType {
  return erase('system', definition);
}

function erase<T extends Operations, R extends RecordTypes, N extends ServiceName>(
  kind: MountKind,
  definition: MountTypeDefinition<T, R, N>,
): MountType {
  const { isSingleton = false, hasUserLockout = false, exists = {}, ...rest } = definition;
  const { versions = [], variants = {}, loginName = {}, hasCheapLogins = false } = definition;
  const { checks = [], roleName = {} } = definition;
  const explained = kind === 'auth' ? withExplain(definition) : definition;
  const { operations, handlers, needs } = explained;
  const routes = compileRoutes(operations);
  const options = { versions, variants, checks, roleName };
  const marks = { isSingleton, hasUserLockout, hasCheapLogins, loginName, exists, ...options };
  const filled = { ...rest, ...marks, operations, handlers, needs, kind, routes };
  return filled as unknown as MountType;
}

/** What the definition has, and the operation that explains its logins. */
function withExplain<T extends Operations, R extends RecordTypes, N extends ServiceName>(
  definition: MountTypeDefinition<T, R, N>,
): Pick<MountType, 'operations' | 'needs'> & { readonly handlers: object } {
  const explain = explainOperation(definition.operations);
  if (!explain) return definition;
  const { operationId, declaration, handler } = explain;
  return {
    operations: { ...definition.operations, [operationId]: declaration },
    handlers: { ...definition.handlers, [operationId]: handler },
    needs: [...definition.needs, 'explain'],
  };
}
