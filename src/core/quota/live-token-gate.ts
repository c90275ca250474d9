import { ApiError } from '../../errors/api-error.ts';
import { failedCheck } from '../../framework/checks.ts';
import { BoundedMap } from '../../lib/bounded-map.ts';
import { slotKey, slotValue } from '../../token/token-slots.ts';
import type { Token, TokenEntry } from '../../token/token-entry.ts';
import type { TokenStore, TokenView } from '../../token/token-store.ts';
import type { Configuration } from '../configuration.ts';
import type { CoreParts, Scope } from '../scope.ts';
import { isLogin, type Target } from '../target.ts';
import type { LiveTokenRule } from './live-token-rule.ts';
import { LiveTokenSlots } from './live-token-slots.ts';

/** Quotas whose slots are remembered at most. */
const MAX_QUOTAS = 1000;
/** Numbers that one token tries at most. */
const MAX_TRIES = 64;
/** Longest time to be told to wait, seconds. */
const MAX_WAIT_SECONDS = 3600;

/** A slot that a request has taken. */
export interface TakenSlot {
  readonly quotaId: string;
  readonly number: number;
}

/**
 * Holds the number of live tokens of a role or mount to a limit.
 *
 * A limit of N tokens is N numbered slots. A token takes one in the commit that makes it, by a row that names
 * the token and must be as it was read: free, or that of a token that is no more. Two that want the same slot
 * conflict and the later one looks for another, so the limit holds exactly, in however many processes; and no
 * row is written by every login. A slot is given back by nobody: it is free as soon as its token is not alive,
 * for whatever reason.
 */
export class LiveTokenGate {
  readonly #parts: CoreParts;
  readonly #slots = new BoundedMap<string, LiveTokenSlots>(MAX_QUOTAS);

  constructor(parts: CoreParts) {
    this.#parts = parts;
  }

  /**
   * Refuse a login whose quota is used up before it costs anything.
   *
   * @param roleOf - the role that the login asks for, as the method tells it
   * @throws ApiError `LIVE_TOKENS_EXHAUSTED`
   */
  async admit(
    scope: Scope,
    target: Target,
    roleOf: () => Promise<string | undefined> | string | undefined,
  ): Promise<void> {
    const { liveTokens } = scope.configuration.quotas;
    const { uuid } = target.mount;
    if (!liveTokens.looksAt(uuid) || !isLogin(target)) return;
    const role = liveTokens.hasRoles(uuid) ? await roleOf() : undefined;
    const rule = liveTokens.of(uuid, role);
    if (rule) await this.#find(rule, scope);
  }

  /**
   * Give a new token a slot, as part of the commit of its request.
   *
   * @returns what its owner should be told, if the limit is near
   * @throws ApiError `LIVE_TOKENS_EXHAUSTED`
   */
  async claim(scope: Scope, store: TokenStore, token: Token): Promise<string | undefined> {
    const rule = scope.configuration.quotas.liveTokens.ofToken(token.entry);
    if (!rule) return undefined;
    const { trail } = scope;
    // of an earlier try of the same request
    if (trail.slot) this.giveBack(trail.slot);
    trail.slot = undefined;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const slots = await this.#find(rule, scope);
      const number = slots.take(token.entry.expires_at);
      if (number === undefined || !(await isFree(scope, store, slotKey(rule.id, number)))) continue;
      scope.transaction.put(slotKey(rule.id, number), slotValue(token.key));
      trail.slot = { quotaId: rule.id, number };
      return this.#warn(rule, slots, scope.configuration);
    }
    throw this.#refusal(rule, scope, 1);
  }

  /** The request that has taken a slot came to nothing. */
  giveBack({ quotaId, number }: TakenSlot): void {
    this.#slots.get(quotaId)?.giveBack(number);
  }

  /** A token is about to end. */
  noteEnded(configuration: Configuration, entry: TokenEntry): void {
    const rule = configuration.quotas.liveTokens.ofToken(entry);
    if (rule) this.#slots.get(rule.id)?.expectChange();
  }

  /** The slots of a quota, one of which is thought to be free. */
  async #find(rule: LiveTokenRule, scope: Scope): Promise<LiveTokenSlots> {
    const { configuration, transaction, now } = scope;
    const slots = this.#slotsOf(rule);
    const view: TokenView = { now, isIssuerLive: (entry) => configuration.isIssuerLive(entry) };
    const { generation } = configuration;
    const { open } = transaction;
    const { random } = this.#parts;
    const hasRoom = await slots.find({ rule, open, view, generation, random });
    this.#tell(rule, slots);
    if (hasRoom) return slots;
    this.#parts.metrics.counter('quota.lease_count.violation').of(rule.name).add();
    throw this.#refusal(rule, scope, (slots.nextExpiry - now) / 1000);
  }

  #refusal(rule: LiveTokenRule, { request }: Scope, seconds: number): ApiError {
    const wait = Math.min(Math.max(1, Math.ceil(seconds)), MAX_WAIT_SECONDS);
    const error = new ApiError('LIVE_TOKENS_EXHAUSTED', {
      values: { path: request.path },
      detail: `quota ${rule.name}: ${rule.max_live_tokens} tokens are alive`,
      headers: { 'Retry-After': String(wait) },
    });
    const expected = `fewer than ${rule.max_live_tokens} live tokens (quota ${rule.name})`;
    return failedCheck('live_tokens', { expected, received: 'as many' }, error);
  }

  #warn(
    rule: LiveTokenRule,
    slots: LiveTokenSlots,
    configuration: Configuration,
  ): string | undefined {
    this.#tell(rule, slots);
    if (!slots.isNearLimit) return undefined;
    const { name, max_live_tokens, role } = rule;
    const mount = configuration.mounts.byUuid(rule.mount_uuid)?.path ?? '';
    const used = Math.min(slots.used, max_live_tokens);
    if (!slots.isWarned) {
      slots.isWarned = true;
      const details = { quota: name, mount, role, used, limit: max_live_tokens };
      this.#parts.log('warn', 'live tokens come near their limit', details);
    }
    const whose = role === '' ? mount : `role "${role}" at ${mount}`;
    return `${used} of ${max_live_tokens} live tokens of ${whose} are in use; logins beyond that are refused.`;
  }

  #tell({ name, max_live_tokens }: LiveTokenRule, slots: LiveTokenSlots): void {
    const { metrics } = this.#parts;
    metrics.gauge('quota.lease_count.max').of(name).set(max_live_tokens);
    metrics.gauge('quota.lease_count.counter').of(name).set(slots.used);
    metrics
      .gauge('quota.live_tokens_warning')
      .of(name)
      .set(slots.isNearLimit ? 1 : 0);
  }

  #slotsOf({ id }: LiveTokenRule): LiveTokenSlots {
    let slots = this.#slots.get(id);
    if (!slots) {
      slots = new LiveTokenSlots(this.#parts.metrics.monotonic);
      this.#slots.set(id, slots);
    }
    return slots;
  }
}

/** Whether a slot has no live token; it must stay as it is until the commit. */
async function isFree({ transaction }: Scope, store: TokenStore, key: string): Promise<boolean> {
  const row = await transaction.get(key);
  if (!row) return true;
  const holder = store.keyOfHash(row.value.toString());
  if (await store.findByHash(row.value.toString())) return false;
  transaction.require(holder);
  return true;
}
