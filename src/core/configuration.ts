import { type Acl, compileAcl, rootAcl } from '../policy/acl.ts';
import { builtinPolicies } from '../policy/builtin-policies.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import type { NamedPolicy, Policy } from '../policy/policy.ts';
import { policyRecord } from '../policy/policy-record.ts';
import { bindRecord, type RecordCache } from '../storage/records.ts';
import type { Transaction } from '../storage/transaction.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import { type MountEntry, mountRecord, ROOT_NAMESPACE } from './mount-entry.ts';
import { MountTable } from './mount-table.ts';

interface LoadedPolicy {
  readonly policy: Policy;
  /** Milliseconds; Infinity: never. */
  readonly expiresAt: number;
}

/** Records that are kept of one generation at most; then it begins anew. */
const MAX_RECORDS = 20_000;

/** What is kept in memory of one generation of the configuration; dropped when the next one is seen. */
export class Configuration {
  readonly generation: number;
  readonly mounts: MountTable;
  /** What mounts have read of their own configuration. */
  readonly records: RecordCache = new BoundedMap(MAX_RECORDS);
  readonly #policies = new Map<string, LoadedPolicy | undefined>();
  readonly #acls = new Map<string, { readonly acl: Acl; readonly validUntil: number }>();

  constructor(generation: number, mounts: readonly MountEntry[]) {
    this.generation = generation;
    this.mounts = new MountTable(mounts);
  }

  /** Whether the mount that made a token still stands and has not revoked it since. */
  isIssuerLive(entry: TokenEntry): boolean {
    const mount = this.mounts.byUuid(entry.mount_uuid);
    return mount !== undefined && entry.created_at > mount.tokens_revoked_until;
  }

  /** The rules of a set of policies; names without a policy are left out. */
  async acl(names: readonly string[], transaction: Transaction, now: number): Promise<Acl> {
    if (names.includes('root')) return rootAcl();
    const key = names.join('\n');
    const cached = this.#acls.get(key);
    if (cached && now < cached.validUntil) return cached.acl;
    const policies: NamedPolicy[] = [];
    let validUntil = Infinity;
    for (const name of names) {
      const loaded = await this.#load(name, transaction);
      if (!loaded || now >= loaded.expiresAt) continue;
      policies.push({ name, policy: loaded.policy });
      validUntil = Math.min(validUntil, loaded.expiresAt);
    }
    const acl = compileAcl(policies, undefined, now);
    this.#acls.set(key, { acl, validUntil: Math.min(validUntil, acl.validUntilMs) });
    return acl;
  }

  async #load(name: string, transaction: Transaction): Promise<LoadedPolicy | undefined> {
    if (this.#policies.has(name)) return this.#policies.get(name);
    const builtin = builtinPolicies.get(name);
    const stored = await bindRecord(transaction, ROOT_NAMESPACE, policyRecord).get(name);
    const text = stored?.text ?? builtin;
    const loaded =
      text === undefined
        ? undefined
        : { policy: parsePolicy(text), expiresAt: stored?.expires_at || Infinity };
    this.#policies.set(name, loaded);
    return loaded;
  }
}

/** Forgets everything when it is full, which is seldom. */
class BoundedMap implements RecordCache {
  readonly #most: number;
  readonly #records = new Map<string, unknown>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): unknown {
    return this.#records.get(key);
  }

  set(key: string, record: unknown): void {
    if (this.#records.size >= this.#most) this.#records.clear();
    this.#records.set(key, record);
  }
}

/** Hands out the configuration of a generation, loading it once. */
export class ConfigurationCache {
  #current: Configuration | undefined;

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
    );
    if ((this.#current?.generation ?? 0) < generation) this.#current = loaded;
    return loaded;
  }
}
