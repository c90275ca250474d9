import type { RandomBytes } from '../crypto/random.ts';
import type { PasswordHasher } from '../crypto/password-hasher.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Clock } from '../lib/time.ts';
import type { Checks } from '../framework/checks.ts';
import type { RecordTypes } from '../framework/record.ts';
import type { HealthWatch } from './health-watch.ts';
import type { IdentityStore } from '../identity/identity-store.ts';
import type { Acl } from '../policy/acl.ts';
import type { Folders } from '../storage/folders.ts';
import type { Collections } from '../storage/records.ts';
import type { Token } from '../token/token-entry.ts';
import type { AuditBroker } from '../audit/broker.ts';
import type { AuditService } from './audit-service.ts';
import type { ExplainService } from './explain-service.ts';
import type { KeyService } from './key-service.ts';
import type { LifecycleService } from './lifecycle-service.ts';
import type { LockoutService } from './lockout-service.ts';
import type { MetricsService } from './metrics-service.ts';
import type { LogMonitors } from './log-monitors.ts';
import type { Loggers } from './loggers.ts';
import type { MountEntry } from './mount-entry.ts';
import type { MountService } from './mount-service.ts';
import type { Once } from './once.ts';
import type { PolicyService } from './policy-service.ts';
import type { LiveTokenQuotas } from './quota/live-token-quotas.ts';
import type { QuotaService } from './quota/quota-service.ts';
import type { Reload } from './reloads.ts';
import type { RevocationService } from './revocation-service.ts';
import type { DocumentService } from './document-service.ts';
import type { Log, SystemTtls } from './scope.ts';
import type { StateService } from './state-service.ts';
import type { TokenService } from './token-service.ts';
import type { WebService } from './web-service.ts';
import type { WrappingService } from './wrapping-service.ts';

/** Who asks: a valid token and what its policies allow. */
export interface Caller {
  readonly token: Token;
  readonly acl: Acl;
  /** Of its entity and the groups of that; absent: none. */
  readonly identityPolicies?: readonly string[] | undefined;
  /** Whether its policies grant sudo on the path of this request. */
  readonly hasSudo: boolean;
}

/** What a mount type can ask for beyond its own records. */
export interface Services {
  readonly tokens: TokenService;
  readonly mounts: MountService;
  readonly revocations: RevocationService;
  readonly policies: PolicyService;
  readonly lifecycle: LifecycleService;
  readonly keys: KeyService;
  readonly lockout: LockoutService;
  readonly quotas: QuotaService;
  readonly explain: ExplainService;
  readonly audit: AuditService;
  /** Which audit devices fail. */
  readonly auditHealth: Pick<AuditBroker, 'failing' | 'isUnavailable'>;
  readonly identity: IdentityStore;
  readonly documents: DocumentService;
  readonly wrapping: WrappingService;
  readonly metrics: MetricsService;
  readonly liveTokens: LiveTokenQuotas;
  readonly web: WebService;
  readonly state: StateService;
  /** What ails this process and its store. */
  readonly health: HealthWatch;
  /** The server's log. Values are never secrets. */
  readonly log: Log;
  /** The log by subsystem, and its levels. */
  readonly loggers: Loggers;
  /** Those who read the log along. */
  readonly monitors: LogMonitors;
  /** What of the process can be read anew, by name. */
  readonly reloads: ReadonlyMap<string, Reload>;
  /** Storage that is private to the calling token. */
  readonly cubbyhole: Folders<JsonObject>;
}

export type ServiceName = keyof Services;

/** For mount types that keep no records of their own. */
export type NoRecords = Readonly<Record<string, never>>;

/** What a handler is given beside the request. */
export interface MountContext<R extends RecordTypes, N extends ServiceName = never> {
  readonly mount: MountEntry;
  readonly records: Collections<R>;
  /** Free-form storage of the mount, by path. */
  readonly folders: Folders<JsonObject>;
  readonly services: Pick<Services, N>;
  readonly random: RandomBytes;
  /** For work that has a time limit; what is decided goes by the request's `now`. */
  readonly clock: Clock;
  readonly passwords: PasswordHasher;
  /** Lifetimes of the mount, seconds. */
  readonly ttls: SystemTtls;
  /** For work that is dear: done once per request, however often the request is decided anew. */
  readonly once: Once;
  /**
   * Read, decide and commit beside this request, and before it: what is done so stays done, whatever becomes
   * of the request. Goes into `once`, since a request may be decided anew.
   */
  readonly apart: <T>(decide: (records: Collections<R>) => Promise<T>) => Promise<T>;
  /**
   * What this process keeps in memory for the mount from request to request; made where there is nothing. It may
   * be dropped at any moment and is shared by requests. The key holds all that it depends on, above all the
   * version of the configuration that it was made from.
   */
  readonly keep: <T extends object>(key: string, create: () => T) => T;
  /** Where a login, or whatever may refuse by a named check, notes what held and what failed. */
  readonly checks: Checks;
  /**
   * HMAC-SHA-256 under a key of the store, different for each mount and purpose: stands for a secret that is
   * not to be kept, or for the name that follows from one.
   */
  readonly keyedHash: (purpose: string, text: string) => Uint8Array;
  /** Absent on operations that need no token. */
  readonly caller?: Caller;
}
