import { bindRecord } from '../../storage/records.ts';
import type { Transaction } from '../../storage/transaction.ts';
import { liveTokenRecord } from './live-token-rule.ts';
import { LiveTokenTable } from './live-token-table.ts';
import { ROOT_NAMESPACE } from '../mount-entry.ts';
import {
  defaultQuotaConfig,
  type QuotaConfig,
  quotaConfigRecord,
  rateLimitRecord,
  type RateLimitRule,
} from './rate-limit-rule.ts';

/** The rules of one mount, by what they are for. */
interface MountRules {
  whole?: RateLimitRule;
  readonly roles: Map<string, RateLimitRule>;
  readonly exact: Map<string, RateLimitRule>;
  /** Those that end in `*`, the longest first. */
  readonly globs: RateLimitRule[];
}

/** The rate-limit quotas of one generation, arranged for finding the one that counts a request. */
export class QuotaTable {
  readonly config: QuotaConfig;
  readonly rules: readonly RateLimitRule[];
  readonly liveTokens: LiveTokenTable;
  readonly #byMount = new Map<string, MountRules>();
  #global: RateLimitRule | undefined;

  constructor(
    rules: readonly RateLimitRule[] = [],
    config: QuotaConfig = defaultQuotaConfig,
    liveTokens = new LiveTokenTable(),
  ) {
    this.liveTokens = liveTokens;
    this.rules = rules;
    this.config = config;
    for (const rule of rules) this.#add(rule);
    for (const { globs } of this.#byMount.values()) {
      globs.sort((a, b) => b.suffix.length - a.suffix.length);
    }
  }

  /** Whether requests are not limited. */
  get isEmpty(): boolean {
    return this.rules.length === 0;
  }

  /** Whether a path is never counted. */
  isExempt(path: string): boolean {
    return this.config.rate_limit_exempt_paths.some((prefix) => path.startsWith(prefix));
  }

  /** Whether rules of a mount look at more than its path. */
  looksBeyond(mountUuid: string): boolean {
    const rules = this.#byMount.get(mountUuid);
    return rules !== undefined && rules.exact.size + rules.globs.length + rules.roles.size > 0;
  }

  /** Whether rules of a mount go by the role of a login. */
  hasRoles(mountUuid: string): boolean {
    return (this.#byMount.get(mountUuid)?.roles.size ?? 0) > 0;
  }

  /** The rule for logins with a role at a mount. */
  ofRole(mountUuid: string, role: string): RateLimitRule | undefined {
    return this.#byMount.get(mountUuid)?.roles.get(role);
  }

  /**
   * The one rule that counts a request: that of its path, of the longest beginning of it, of its mount, or of
   * everything, in this order.
   *
   * @param suffix - what follows the path of the mount, in its canonical spelling
   */
  ofPath(mountUuid: string, suffix: string): RateLimitRule | undefined {
    const rules = this.#byMount.get(mountUuid);
    if (!rules) return this.#global;
    return (
      rules.exact.get(suffix.replace(/\/$/, '')) ??
      rules.globs.find((rule) => suffix.startsWith(rule.suffix.slice(0, -1))) ??
      rules.whole ??
      this.#global
    );
  }

  #add(rule: RateLimitRule): void {
    const { mount_uuid, role, suffix } = rule;
    if (mount_uuid === '') {
      this.#global = rule;
      return;
    }
    const rules: MountRules = this.#byMount.get(mount_uuid) ?? {
      roles: new Map(),
      exact: new Map(),
      globs: [],
    };
    this.#byMount.set(mount_uuid, rules);
    if (role !== '') rules.roles.set(role, rule);
    else if (suffix === '') rules.whole = rule;
    else if (suffix.endsWith('*')) rules.globs.push(rule);
    else rules.exact.set(suffix, rule);
  }
}

/** The quotas as they are stored. */
export async function loadQuotas(transaction: Transaction): Promise<QuotaTable> {
  const rules = await bindRecord(transaction, ROOT_NAMESPACE, rateLimitRecord).all();
  const config = await bindRecord(transaction, ROOT_NAMESPACE, quotaConfigRecord).get('config');
  const live = await bindRecord(transaction, ROOT_NAMESPACE, liveTokenRecord).all();
  return new QuotaTable(
    rules.map(({ record }) => record),
    config,
    new LiveTokenTable(live.map(({ record }) => record)),
  );
}
