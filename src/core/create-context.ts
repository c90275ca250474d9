import { bindRecords } from '../storage/records.ts';
import { Folders } from '../storage/folders.ts';
import { inTransaction, type Transaction } from '../storage/transaction.ts';
import { cubbyholeOf } from '../token/token-store.ts';
import type { JsonObject } from '../lib/json.ts';
import { ApiError } from '../errors/api-error.ts';
import { AuditService } from './audit-service.ts';
import { DocumentService } from './document-service.ts';
import { ExplainService } from './explain-service.ts';
import { healthOf } from './health-watch.ts';
import { identityOf } from './identity-of.ts';
import { KeyService } from './key-service.ts';
import type { LifecycleService } from './lifecycle-service.ts';
import { LockoutService } from './lockout-service.ts';
import { MetricsService } from './metrics-service.ts';
import { monitorsOf } from './log-monitors.ts';
import { singleLogger } from './loggers.ts';
import type { MountContext, ServiceName, Services } from './mount-context.ts';
import { type MountEntry, mountPrefix } from './mount-entry.ts';
import { MountService } from './mount-service.ts';
import type { MountType } from './mount-type.ts';
import { PolicyService } from './policy-service.ts';
import { LiveTokenQuotas } from './quota/live-token-quotas.ts';
import { QuotaService } from './quota/quota-service.ts';
import { reloadsOf } from './reloads.ts';
import { RevocationService } from './revocation-service.ts';
import { type Log, mountTtls, type Scope } from './scope.ts';
import { StateService } from './state-service.ts';
import type { TokenService } from './token-service.ts';
import { WebService } from './web-service.ts';
import { WrappingService } from './wrapping-service.ts';

/** Services that exist before the request does. */
export interface GivenServices {
  readonly lifecycle: LifecycleService;
  readonly tokens: TokenService;
  /** What a handler would be given in another scope. */
  readonly contextOf: (scope: Scope, target: ContextTarget) => unknown;
}

/** The mount that a handler works for. */
export interface ContextTarget {
  readonly mount: MountEntry;
  readonly type?: MountType | undefined;
}

/** What a handler of a mount is given: its own records, and the services that its type names. */
export function createContext(
  scope: Scope,
  target: ContextTarget,
  given: GivenServices,
): MountContext<Readonly<Record<string, never>>, ServiceName> {
  const { mount, type } = target;
  const prefix = mountPrefix(mount.uuid);
  const { transaction } = scope;
  const place = { transaction, prefix, cache: scope.configuration.records };
  return {
    mount,
    records: bindRecords(place, type?.records ?? {}) as never,
    folders: new Folders<JsonObject>(scope.transaction, `${prefix}folder/`),
    services: createServices(scope, type, given),
    random: scope.parts.random,
    clock: scope.parts.clock,
    passwords: scope.parts.passwords,
    ttls: mountTtls(scope.parts, mount),
    once: scope.once,
    apart: (decide) => {
      const bound = (own: Transaction) =>
        decide(bindRecords({ transaction: own, prefix }, type?.records ?? {}) as never);
      return transaction.isScratch
        ? bound(transaction.scratch())
        : inTransaction(transaction.open, bound);
    },
    keep: (key, create) => scope.configuration.keep(prefix + key, create),
    checks: scope.checks,
    keyedHash: (purpose, text) => transaction.barrier.mac(prefix + purpose, text),
    ...(scope.caller ? { caller: scope.caller } : {}),
  };
}

type Makers = {
  readonly [N in ServiceName]: (
    scope: Scope,
    given: GivenServices,
    type: MountType | undefined,
  ) => Services[N];
};

const makers: Makers = {
  tokens: (_scope, given) => given.tokens,
  lifecycle: (_scope, given) => given.lifecycle,
  keys: (scope, given) => new KeyService(scope, given.lifecycle),
  lockout: (scope) => new LockoutService(scope),
  quotas: (scope) => new QuotaService(scope),
  explain: (scope, given) => new ExplainService(scope, given),
  audit: (scope) => new AuditService(scope),
  auditHealth: (scope) => scope.parts.audit,
  identity: (scope) => identityOf(scope.transaction),
  mounts: (scope) => new MountService(scope),
  policies: (scope) => new PolicyService(scope),
  revocations: (scope) => new RevocationService(scope),
  wrapping: (scope, given) => new WrappingService(scope, given.tokens),
  documents: (scope) => new DocumentService(scope),
  web: (scope) => new WebService(scope),
  state: (scope) => new StateService(scope),
  health: (scope) => healthOf(scope.parts),
  monitors: (scope) => monitorsOf(scope.parts),
  reloads: (scope) => reloadsOf(scope.parts),
  metrics: (scope) => new MetricsService(scope),
  liveTokens: (scope) => new LiveTokenQuotas(scope),
  log: (scope, _given, type) => logOf(scope, type),
  loggers: (scope) => scope.parts.loggers ?? singleLogger(scope.parts.log),
  cubbyhole: cubbyholeOfCaller,
};

function createServices(scope: Scope, type: MountType | undefined, given: GivenServices): Services {
  return Object.fromEntries(
    (type?.needs ?? []).map((name) => [name, makers[name](scope, given, type)]),
  ) as unknown as Services;
}

/** Methods and engines log by their type: `auth.jwt`. */
function logOf({ parts }: Scope, type: MountType | undefined): Log {
  return (type && parts.loggers?.named(`${type.kind}.${type.type}`)) ?? parts.log;
}

function cubbyholeOfCaller(scope: Scope): Folders<JsonObject> {
  const token = scope.caller?.token;
  if (token?.entry.type !== 'service') throw new ApiError('CUBBYHOLE_NEEDS_SERVICE_TOKEN');
  return cubbyholeOf(scope.transaction, token);
}
