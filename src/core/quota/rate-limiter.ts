import { BoundedMap } from '../../lib/bounded-map.ts';
import type { Grouping, RateLimitRule } from './rate-limit-rule.ts';

/** Allowances that are kept of one generation; what is forgotten starts anew with a full one. */
const MAX_BUCKETS = 50_000;

/** What one address, or everybody, has left by one rule. */
interface Bucket {
  /** Requests, with what has grown by `at`. */
  left: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Refused until then, whatever is left. */
  blockedUntil: number;
}

/** How a request fared. */
export interface RateVerdict {
  readonly isAllowed: boolean;
  /** Requests at once when nothing was used. */
  readonly limit: number;
  /** Whole requests left. */
  readonly remaining: number;
  /** Seconds, rounded up, until the allowance is whole again. */
  readonly resetSeconds: number;
  /** Seconds, rounded up, until the next request is allowed; 0 where it is already. */
  readonly retrySeconds: number;
}

/**
 * Token buckets, in memory and for this process: each allows `rate` requests at once and grows by `rate` in
 * every interval. Memory is bounded, however many addresses come.
 */
export class RateLimiter {
  readonly #buckets: BoundedMap<string, Bucket>;

  constructor(mostBuckets = MAX_BUCKETS) {
    this.#buckets = new BoundedMap(mostBuckets);
  }

  /** Count a request. @param now - milliseconds since the epoch */
  take(rule: RateLimitRule, remoteAddress: string, now: number): RateVerdict {
    const limit = Math.max(1, Math.round(rule.rate));
    const perMs = rule.rate / (rule.interval * 1000);
    const bucket = this.#bucketOf(rule, remoteAddress, { limit, now });
    // a clock that was set back takes nothing away
    bucket.left = Math.min(limit, bucket.left + Math.max(0, now - bucket.at) * perMs);
    bucket.at = now;
    const isAllowed = now >= bucket.blockedUntil && bucket.left >= 1;
    if (isAllowed) bucket.left -= 1;
    else if (now >= bucket.blockedUntil) bucket.blockedUntil = now + rule.block_interval * 1000;
    const blockedMs = Math.max(0, bucket.blockedUntil - now);
    const growMs = Math.max(0, (1 - bucket.left) / perMs);
    return {
      isAllowed,
      limit,
      remaining: isAllowed ? Math.floor(bucket.left) : 0,
      resetSeconds: toWholeSeconds(Math.max(blockedMs, (limit - bucket.left) / perMs)),
      retrySeconds: isAllowed ? 0 : Math.max(1, toWholeSeconds(Math.max(blockedMs, growMs))),
    };
  }

  /** Take back that a request was counted: another rule counts it. */
  giveBack(rule: RateLimitRule, remoteAddress: string): void {
    const bucket = this.#buckets.get(keyOf(rule, remoteAddress));
    if (bucket) bucket.left = Math.min(Math.max(1, Math.round(rule.rate)), bucket.left + 1);
  }

  #bucketOf(
    rule: RateLimitRule,
    remoteAddress: string,
    { limit, now }: { limit: number; now: number },
  ): Bucket {
    const key = keyOf(rule, remoteAddress);
    const known = this.#buckets.get(key);
    if (known) return known;
    const bucket = { left: limit, at: now, blockedUntil: 0 };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

function keyOf({ id, group_by }: RateLimitRule, remoteAddress: string): string {
  return `${id} ${callerOf(group_by, remoteAddress)}`;
}

function callerOf(grouping: Grouping, remoteAddress: string): string {
  return grouping === 'none' ? '' : networkOf(remoteAddress);
}

/**
 * Who counts as one caller: an IPv4 address, or the 64 bits of an IPv6 address that its site was given, since
 * a single host may use all addresses below them (RFC 4291 section 2.5.1).
 */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::', 2);
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: gap }, () => '0'), ...last];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function toWholeSeconds(ms: number): number {
  // what is whole but for the last bit of a fraction is whole
  return Math.ceil(ms / 1000 - 1e-9);
}
