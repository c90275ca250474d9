import type { AuditBroker } from '../audit/broker.ts';
import type { PasswordHasher } from '../crypto/password-hasher.ts';
import type { RandomBytes } from '../crypto/random.ts';
import type { Checks } from '../framework/checks.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Log } from '../lib/log.ts';
import type { Clock } from '../lib/time.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { OpenStore, Transaction } from '../storage/transaction.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { Configuration, ConfigurationCache } from './configuration.ts';
import type { LoginAttempt } from './lockout-attempt.ts';
import type { Loggers } from './loggers.ts';
import type { LockoutOptions } from './lockout-settings.ts';
import type { Caller } from './mount-context.ts';
import type { MountEntry } from './mount-entry.ts';
import type { MountType } from './mount-type.ts';
import type { Once } from './once.ts';
import type { IncomingRequest } from './request.ts';

export type { Log } from '../lib/log.ts';

/** Lifetimes, in seconds, where a mount has none of its own. */
export interface SystemTtls {
  readonly default_lease_ttl: number;
  readonly max_lease_ttl: number;
}

/** The system's lifetimes when nothing is configured: 32 days. */
export const defaultSystemTtls: SystemTtls = {
  default_lease_ttl: 2_764_800,
  max_lease_ttl: 2_764_800,
};

/** What the process has, for as long as it runs. */
export interface CoreParts {
  readonly types: ReadonlyMap<string, MountType>;
  readonly ttls: SystemTtls;
  readonly lockout: LockoutOptions;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly passwords: PasswordHasher;
  /** The log by subsystem; absent: there is `log` alone. */
  readonly loggers?: Loggers;
  /** Its configuration as it may be shown; absent: nothing is shown. */
  readonly shownConfig?: JsonObject;
  /** Milliseconds that nobody can set; absent: whether the clock is set is not watched. */
  readonly monotonic?: Clock;
  readonly audit: AuditBroker;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** An unsealed server: what requests work on. */
export interface Unsealed {
  readonly open: OpenStore;
  readonly configurations: ConfigurationCache;
}

/** What one request works with. Made anew for each try of its transaction. */
export interface Scope {
  readonly parts: CoreParts;
  readonly transaction: Transaction;
  readonly configuration: Configuration;
  readonly request: IncomingRequest;
  readonly now: number;
  /** Generation of the configuration when the request was first tried. */
  readonly began: number;
  readonly once: Once;
  readonly checks: Checks;
  readonly attempt: LoginAttempt;
  readonly trail: AuditTrail;
  readonly caller?: Caller;
}

/** Key of a mount type in the registry: the same word may name a method and an engine. */
export function typeKey(kind: MountType['kind'], type: string): string {
  return `${kind}:${type}`;
}

/** The type of a mount, that of its version where there are several; undefined: this server has none. */
export function findType(
  types: CoreParts['types'],
  mount: Pick<MountEntry, 'kind' | 'type' | 'options'>,
): MountType | undefined {
  const type = types.get(typeKey(mount.kind, mount.type));
  const version = mount.options?.['version'] ?? '';
  return type && Object.hasOwn(type.variants, version) ? type.variants[version] : type;
}

/** The type of a mount. @throws Error when a stored mount is of a type that this server does not have */
export function typeOf(parts: CoreParts, mount: MountEntry): MountType {
  const type = findType(parts.types, mount);
  if (!type) throw new Error(`mount ${mount.path} is of unknown type ${mount.type}`);
  return type;
}

/** Lifetimes of a mount: its own where tuned, else the system's. Seconds. */
export function mountTtls(parts: CoreParts, mount: MountEntry): SystemTtls {
  return {
    default_lease_ttl: mount.config.default_lease_ttl || parts.ttls.default_lease_ttl,
    max_lease_ttl: mount.config.max_lease_ttl || parts.ttls.max_lease_ttl,
  };
}
