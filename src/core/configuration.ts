import type { EntityView } from '../identity/identity-store.ts';
import { BoundedMap } from '../lib/bounded-map.ts';
import type { Acl } from '../policy/acl.ts';
import { type AuditSettings, noAuditSettings } from '../audit/device-entry.ts';
import { bindRecord, type RecordCache } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import { loadVoidedTokens, VoidedTokens } from '../token/voided-tokens.ts';
import { AclCache, type AclView } from './acl-cache.ts';
import { identityOf } from './identity-of.ts';
import { loadAuditSettings } from './audit-settings.ts';
import { type MountEntry, mountRecord, ROOT_NAMESPACE } from './mount-entry.ts';
import { MountTable } from './mount-table.ts';
import { loadQuotas, QuotaTable } from './quota/quota-table.ts';
import { loadWebSettings, noWebSettings, type WebSettings } from './web-settings.ts';

/** Records that are kept of one generation at most. */
const MAX_RECORDS = 20_000;
/** Entities that are kept of one generation at most. */
const MAX_ENTITIES = 20_000;
/** Things that mounts keep in the process from one generation to the next. */
const MAX_KEPT = 2000;

/** What is kept in memory beyond a generation; its users see to it that it is fresh. */
export type Kept = BoundedMap<string, object>;

/** What is kept in memory of one generation of the configuration; dropped when the next one is seen. */
export class Configuration {
  readonly generation: number;
  readonly mounts: MountTable;
  /** Audit devices and headers that the store knows. */
  readonly audit: AuditSettings;
  /** Tokens that were ended together. */
  readonly voided: VoidedTokens;
  /** How many requests are allowed. */
  readonly quotas: QuotaTable;
  /** CORS and page headers. */
  readonly web: WebSettings;
  /** What mounts have read of their own configuration. */
  readonly records: RecordCache = new BoundedMap<string, unknown>(MAX_RECORDS);
  readonly #acls = new AclCache();
  readonly #entities = new BoundedMap<string, EntityView>(MAX_ENTITIES);
  readonly #kept: Kept;

  constructor(
    generation: number,
    mounts: readonly MountEntry[],
    {
      audit = noAuditSettings,
      kept = new BoundedMap(MAX_KEPT),
      voided = new VoidedTokens([], -1),
      quotas = new QuotaTable(),
      web = noWebSettings,
    }: {
      audit?: AuditSettings;
      kept?: Kept;
      voided?: VoidedTokens;
      quotas?: QuotaTable;
      web?: WebSettings;
    } = {},
  ) {
    this.generation = generation;
    this.audit = audit;
    this.#kept = kept;
    this.voided = voided;
    this.quotas = quotas;
    this.web = web;
    this.mounts = new MountTable(mounts);
  }

  /** What was kept under a key, or is from now on. */
  keep<T extends object>(key: string, create: () => T): T {
    const known = this.#kept.get(key) as T | undefined;
    if (known) return known;
    const made = create();
    this.#kept.set(key, made);
    return made;
  }

  /** Whether the mount that made a token still stands, and the token was not ended together with others. */
  isIssuerLive(entry: TokenEntry): boolean {
    const mount = this.mounts.byUuid(entry.mount_uuid);
    if (!mount || entry.created_at <= mount.tokens_revoked_until) return false;
    return !this.voided.has(entry);
  }

  /** The rules of a token's policies and of its entity's; names without a policy are left out. */
  acl(names: readonly string[], view: AclView): Promise<Acl> {
    return this.#acls.acl(names, view);
  }

  /** Whether a policy of this name is there and counts. */
  hasPolicy(name: string, view: AclView): Promise<boolean> {
    return this.#acls.hasPolicy(name, view);
  }

  /**
   * The entity of an id, or the one that it was merged into, mostly without a read; undefined where there
   * is none. What the transaction itself changed counts.
   */
  async entity(id: string, transaction: Transaction): Promise<EntityView | undefined> {
    if (id === '') return undefined;
    if (transaction.changesConfiguration) return identityOf(transaction).view(id);
    const known = this.#entities.get(id);
    if (known) return known;
    const view = await identityOf(transaction).view(id);
    // what is absent is not remembered: the next login may make it, and renews nothing
    if (view) this.#entities.set(id, view);
    return view;
  }
}

/** Hands out the configuration of a generation, loading it once. */
export class ConfigurationCache {
  #current: Configuration | undefined;
  readonly #kept: Kept = new BoundedMap(MAX_KEPT);

  /** The latest that was seen: good for guessing what to read, not for deciding. */
  get latest(): Configuration | undefined {
    return this.#current;
  }

  /**
   * The configuration as of a generation that was just read. What is loaded may be newer than asked for,
   * never older.
   */
  async at(generation: number, transaction: Transaction): Promise<Configuration> {
    if (this.#current?.generation === generation) return this.#current;
    const mounts = await bindRecord(transaction, ROOT_NAMESPACE, mountRecord).all();
    const loaded = new Configuration(
      generation,
      mounts.map(({ record }) => record),
      {
        audit: await loadAuditSettings(transaction),
        kept: this.#kept,
        voided: await loadVoidedTokens(transaction),
        quotas: await loadQuotas(transaction),
        web: await loadWebSettings(transaction),
      },
    );
    if ((this.#current?.generation ?? 0) < generation) this.#current = loaded;
    return loaded;
  }
}
