import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Metrics } from '../metrics/metrics.ts';
import { bindRecord } from '../storage/records.ts';
import { inTransaction, Transaction } from '../storage/transaction.ts';
import { clearSlots, hashesInSlots, olderSlotKey, slotValue } from '../token/token-slots.ts';
import type { TokenEntry } from '../token/token-entry.ts';
import { type decodeRow, tokenKeys, TokenStore } from '../token/token-store.ts';
import type { Configuration } from './configuration.ts';
import { ROOT_NAMESPACE } from './mount-entry.ts';
import { liveTokenRecord, type LiveTokenRule } from './quota/live-token-rule.ts';
import { lifetimeLabel } from './request-metrics.ts';
import type { Unsealed } from './scope.ts';

/** Rows that one step looks at: two milliseconds or so, in which no request is answered. */
const PAGE = 50;
/** How often slots are cleared where nobody wants tokens counted. */
const HOUR_MS = 3_600_000;

/** What a count has found so far. */
class Tally {
  count = 0;
  withEnd = 0;
  readonly byTtl = new Map<string, number>();
  /** By mount, then by role. */
  readonly byMount = new Map<string, Map<string, number>>();

  add({ expires_at, creation_ttl, mount_uuid, login_role = '' }: TokenEntry): void {
    this.count += 1;
    if (expires_at !== 0) this.withEnd += 1;
    increase(this.byTtl, lifetimeLabel(creation_ttl));
    let roles = this.byMount.get(mount_uuid);
    if (!roles) this.byMount.set(mount_uuid, (roles = new Map()));
    increase(roles, login_role);
  }
}

/** A count that is under way. */
interface Walk {
  readonly tally: Tally;
  /** Quotas whose older tokens get slots by the way, with the hashes of the tokens that have some. */
  readonly adopting: ReadonlyMap<string, { rule: LiveTokenRule; held: ReadonlySet<string> }>;
  /** Tokens of this generation of the configuration, and later ones, have slots. */
  readonly generation: number;
  after: string;
}

/** What a count goes by. */
export interface CensusOptions {
  readonly metrics: Metrics;
  /** Least time between the beginnings of two counts; 0: only quotas are counted. */
  readonly periodMs: number;
  /** Counts the names that are locked out; absent: nobody asks. */
  readonly countLocked?: CountLocked;
}

/** Counts the names that are locked out now. */
export type CountLocked = (at: {
  readonly transaction: Transaction;
  readonly configuration: Configuration;
  readonly now: number;
}) => Promise<number>;

/**
 * Counts the live tokens a page at a time, by mount, role and lifetime, now and then while somebody reads the
 * metrics; and gives slots to the tokens that are older than the quota which is to count them.
 *
 * Nothing is kept of a token, and a count that is broken off begins again: the figures are those of the last one
 * that came to its end.
 */
export class TokenCensus {
  readonly #options: CensusOptions;
  #walk: Walk | undefined;
  #begunAt = -Infinity;
  #clearedAt = -Infinity;
  /** So often had been asked for metrics when the last count began. */
  #answered = 0;

  constructor(options: CensusOptions) {
    this.#options = options;
  }

  /** Whether there is something to do. */
  isDue({ configurations }: Unsealed, now: number): boolean {
    const { latest } = configurations;
    if (this.#isWalkDue(latest, now)) return true;
    const rules = latest?.quotas.liveTokens.rules.length ?? 0;
    return rules > 0 && Math.abs(now - this.#clearedAt) >= HOUR_MS;
  }

  /** Count on. @returns whether more is left to count */
  async work(
    unsealed: Unsealed,
    { now, until }: { now: number; until: () => boolean },
  ): Promise<boolean> {
    const configuration = await currentConfiguration(unsealed);
    if (!this.isDue(unsealed, now)) return false;
    if (this.#isWalkDue(configuration, now)) {
      const walk = (this.#walk ??= await this.#begin(unsealed, configuration, now));
      if (!(await this.#walkOn(unsealed, { walk, configuration, now, until }))) return true;
      this.#walk = undefined;
      await markCounted(unsealed, walk);
      this.#tell(walk.tally, configuration, now);
      await this.#tellLocked(unsealed, configuration, now);
    }
    this.#clearedAt = now;
    await clearAll(unsealed, configuration, now);
    return false;
  }

  /** Whether all tokens are to be looked at: a count goes on, a quota lacks its older tokens, or somebody reads metrics. */
  #isWalkDue(configuration: Configuration | undefined, now: number): boolean {
    if (this.#walk || this.#isCountWanted(now)) return true;
    return (configuration?.quotas.liveTokens.uncounted.length ?? 0) > 0;
  }

  #isCountWanted(now: number): boolean {
    const { metrics, periodMs } = this.#options;
    return (
      periodMs > 0 &&
      metrics.timesAsked > this.#answered &&
      Math.abs(now - this.#begunAt) >= periodMs
    );
  }

  /** @returns whether it came to the end */
  async #walkOn(
    unsealed: Unsealed,
    of: { walk: Walk; configuration: Configuration; now: number; until: () => boolean },
  ): Promise<boolean> {
    while (!(await this.#step(unsealed, of))) {
      if (of.until()) return false;
      await nextTurn();
    }
    return true;
  }

  async #begin(
    { open }: Unsealed,
    { quotas, generation }: Configuration,
    now: number,
  ): Promise<Walk> {
    this.#begunAt = now;
    this.#answered = this.#options.metrics.timesAsked;
    const adopting = new Map<string, { rule: LiveTokenRule; held: ReadonlySet<string> }>();
    for (const rule of quotas.liveTokens.uncounted) {
      adopting.set(rule.id, { rule, held: await hashesInSlots(open, rule.id) });
    }
    return { tally: new Tally(), adopting, generation, after: tokenKeys.prefix };
  }

  /** @returns whether that was the last page */
  async #step(
    { open }: Unsealed,
    of: { walk: Walk; configuration: Configuration; now: number },
  ): Promise<boolean> {
    const { walk, configuration, now } = of;
    const transaction = new Transaction(open);
    const store = new TokenStore(transaction, {
      now,
      isIssuerLive: (entry) => configuration.isIssuerLive(entry),
    });
    const page = await transaction.scan(tokenKeys.prefix, { after: walk.after, limit: PAGE });
    const older: { key: string; rule: LiveTokenRule }[] = [];
    for (const row of page) {
      walk.after = row.key;
      // not frozen: it goes no further
      const entry = JSON.parse(row.value.toString()) as ReturnType<typeof decodeRow>;
      if ('orphaned' in entry || entry.wrapping) continue;
      if (!(await store.ofRow(row.key, entry))) continue;
      walk.tally.add(entry);
      const rule = configuration.quotas.liveTokens.ofToken(entry);
      const adopted = rule && walk.adopting.get(rule.id);
      const isOlder = (entry.generation ?? 0) < walk.generation;
      if (isOlder && adopted?.held.has(tokenKeys.keyHash(row.key)) === false) {
        older.push({ key: row.key, rule: adopted.rule });
      }
    }
    if (older.length > 0) await inTransaction(open, (own) => giveSlots(own, older));
    return page.length < PAGE;
  }

  async #tellLocked({ open }: Unsealed, configuration: Configuration, now: number): Promise<void> {
    const { metrics, countLocked } = this.#options;
    if (!countLocked) return;
    const count = await countLocked({ transaction: new Transaction(open), configuration, now });
    metrics.gauge('core.locked_users').of().set(count);
  }

  #tell(tally: Tally, { mounts }: Configuration, now: number): void {
    const { metrics } = this.#options;
    metrics.gauge('token.count').of().set(tally.count);
    metrics.gauge('expire.num_leases').of().set(tally.withEnd);
    metrics
      .gauge('token.counted_timestamp_seconds')
      .of()
      .set(now / 1000);
    const byTtl = metrics.gauge('token.count.by_ttl');
    const byAuth = metrics.gauge('token.count.by_auth');
    const byRole = metrics.gauge('token.count.by_role');
    for (const family of [byTtl, byAuth, byRole]) family.clear();
    for (const [ttl, count] of tally.byTtl) byTtl.of(ttl).set(count);
    const rows = [...tally.byMount].flatMap(([uuid, roles]) => {
      const mount = mounts.byUuid(uuid);
      return mount ? [...roles].map(([role, count]) => ({ mount, role, count })) : [];
    });
    // beyond the bound of label sets the many small ones are told together
    for (const { mount, role, count } of rows.toSorted((a, b) => b.count - a.count)) {
      byAuth.of(mount.type, mount.path).add(count);
      byRole.of(mount.type, mount.path, role).add(count);
    }
  }
}

/** A row for each, unless the token is no more. */
async function giveSlots(
  transaction: Transaction,
  older: readonly { readonly key: string; readonly rule: LiveTokenRule }[],
): Promise<void> {
  const rows = await transaction.getMany(older.map(({ key }) => key));
  for (const [i, { key, rule }] of older.entries()) {
    if (!rows[i]) continue;
    transaction.put(olderSlotKey(rule.id, tokenKeys.keyHash(key)), slotValue(key));
  }
}

/** Rows of tokens that are no more are looked at by each count of their quota. */
async function clearAll({ open }: Unsealed, by: Configuration, now: number): Promise<void> {
  const view = { now, isIssuerLive: (entry: TokenEntry) => by.isIssuerLive(entry) };
  for (const { id } of by.quotas.liveTokens.rules) await clearSlots(open, id, view);
}

/** Every process counts the slots anew once older tokens are among them. */
async function markCounted({ open }: Unsealed, { adopting }: Walk): Promise<void> {
  if (adopting.size === 0) return;
  await inTransaction(open, async (transaction) => {
    const rules = bindRecord(transaction, ROOT_NAMESPACE, liveTokenRecord);
    for (const { rule } of adopting.values()) {
      const known = await rules.get(rule.name);
      if (known?.id === rule.id) rules.put(rule.name, { ...known, is_counted: true });
    }
  });
}

async function currentConfiguration({ open, configurations }: Unsealed): Promise<Configuration> {
  const transaction = new Transaction(open);
  return configurations.at(await transaction.generation([]), transaction);
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
