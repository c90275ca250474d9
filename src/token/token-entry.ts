import type { JsonObject } from '../lib/json.ts';

/** A token as it is stored (service) or carried in the token itself (batch). Lifetimes in seconds. */
export interface TokenEntry {
  readonly type: 'service' | 'batch';
  /** Empty for batch tokens. */
  readonly accessor: string;
  /** Row of the parent; absent: an orphan. */
  readonly parent?: string;
  /**
   * When the parent was made, milliseconds: a later token of the same row, as an id of one's own can
   * make it, is not the parent.
   */
  readonly parent_created_at?: number;
  readonly policies: readonly string[];
  /** Path of the request that made it. */
  readonly path: string;
  readonly meta: Readonly<Record<string, string>> | null;
  readonly display_name: string;
  /** Uses left; 0: unlimited. */
  readonly num_uses: number;
  /** Milliseconds since the epoch. */
  readonly created_at: number;
  readonly creation_ttl: number;
  readonly explicit_max_ttl: number;
  readonly period: number;
  /** Token role that made it. */
  readonly role?: string;
  readonly entity_id: string;
  readonly bound_cidrs: readonly string[];
  readonly renewable: boolean;
  /** Milliseconds since the epoch; 0: never, which only root tokens may. */
  readonly expires_at: number;
  /** Milliseconds since the epoch; 0: not yet renewed. */
  readonly renewed_at: number;
  /** Lifetime that was granted last. */
  readonly granted_ttl: number;
  /** The mount whose login or endpoint made it: when that is gone, so is the token. */
  readonly mount_uuid: string;
  /** The first root token has no lease, so it shows no issue time and cannot be renewed. */
  readonly has_lease: boolean;
  /** Present on tokens around a wrapped answer: what is told of it without opening it. */
  readonly wrapping?: {
    readonly creation_path: string;
    /** Seconds. */
    readonly creation_ttl: number;
  };
  /** What the method that made it needs to renew it. */
  readonly login?: JsonObject;
  /** Of a login: the role that it went by; absent where the method has none. */
  readonly login_role?: string;
  /** Of a login: the name at its mount that it proved. */
  readonly alias?: string;
  /** Generation of the configuration in which the request that made it began; see `VoidedTokens`. */
  readonly generation?: number;
}

/** What tokens that may do everything, without an end and for nobody in particular, have in common. */
export const endlessRoot = {
  policies: ['root'],
  meta: null,
  num_uses: 0,
  creation_ttl: 0,
  explicit_max_ttl: 0,
  period: 0,
  entity_id: '',
  bound_cidrs: [],
  renewable: false,
  expires_at: 0,
  renewed_at: 0,
  granted_ttl: 0,
} as const satisfies Partial<TokenEntry>;

/** A token in use: its entry, and where it is stored. */
export interface Token {
  /** As the caller presented it; empty when found by its accessor. */
  readonly id: string;
  /** Row of a service token; empty for batch. */
  readonly key: string;
  readonly entry: TokenEntry;
  /** Whether it has no parent, or one that was revoked alone. */
  readonly isOrphan: boolean;
}

/** Whether a token has a root policy. */
export function isRootToken(entry: TokenEntry): boolean {
  return entry.policies.includes('root');
}

/** Whether the token's own lifetime lasts. A token without an end must be a root token. */
export function isWithinLifetime(entry: TokenEntry, now: number): boolean {
  return entry.expires_at === 0 ? isRootToken(entry) : now < entry.expires_at;
}

/** Seconds that are left; 0 for a token without an end. */
export function remainingTtl(entry: TokenEntry, now: number): number {
  return entry.expires_at === 0 ? 0 : Math.max(0, Math.floor((entry.expires_at - now) / 1000));
}
