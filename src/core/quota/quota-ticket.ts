import type { IncomingRequest } from '../request.ts';
import type { RateLimitRule } from './rate-limit-rule.ts';
import type { RateVerdict } from './rate-limiter.ts';

/** What is known of a request before its body is read. */
export interface ArrivingRequest {
  readonly id: string;
  readonly operation: IncomingRequest['operation'];
  /** Canonical, below `/v1/`. */
  readonly path: string;
  readonly remoteAddress: string;
}

/** What quotas have made of a request so far: counted once, by one rule, however often it is looked at. */
export class QuotaTicket {
  /** Generation of the configuration that it was last decided by; -1: by none yet. */
  generation: number;
  #rule: RateLimitRule | undefined;
  #headers: Readonly<Record<string, string>> | undefined;
  /** Only its fields will tell which rule counts it. */
  awaitsRole = false;
  /** Whether it turned out to be a login. */
  isLogin = false;

  constructor(generation = -1) {
    this.generation = generation;
  }

  /** The rule that has counted it. */
  get rule(): RateLimitRule | undefined {
    return this.#rule;
  }

  /** Headers for its answer, whatever that is. */
  get headers(): Readonly<Record<string, string>> | undefined {
    return this.#headers;
  }

  note(rule: RateLimitRule, verdict: RateVerdict, hasHeaders: boolean): void {
    this.#rule = rule;
    if (!hasHeaders) return;
    this.#headers = {
      'X-RateLimit-Limit': String(verdict.limit),
      'X-RateLimit-Remaining': String(verdict.remaining),
      'X-RateLimit-Reset': String(verdict.resetSeconds),
    };
  }
}
