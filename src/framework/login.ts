import type { JsonObject } from '../lib/json.ts';
import type { TokenSettings } from './token-fields.ts';

/** Who a login proved to be. The core alone makes entities, tokens and leases of it. */
export interface LoginResult {
  /** Name of the person or machine at this mount, in its one canonical spelling. */
  readonly alias: { readonly name: string; readonly metadata?: Readonly<Record<string, string>> };
  /** Shown in the token, behind the path of the mount. */
  readonly displayName: string;
  /** Metadata of the token. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly settings: TokenSettings;
  /** Name of the role that it went by; absent where the method has none. */
  readonly role?: string;
  /** Groups that the other side reported; absent where the method knows no groups. */
  readonly groups?: readonly string[];
  /**
   * The token may be meant for another machine than the one that logs in: its address bounds hold from its
   * first use on, not for the login. Absent: for both.
   */
  readonly isForElsewhere?: true;
  /** Kept with the token for its renewal. Never a secret. */
  readonly renewal: JsonObject;
}

/** What a method grants at a renewal; lifetimes in seconds, 0 for "as the mount has it". */
export interface Renewal {
  readonly ttl: number;
  readonly max_ttl: number;
  readonly period: number;
  readonly explicit_max_ttl: number;
  /** Groups that the other side reports now; absent where the method knows none, or did not ask. */
  readonly groups?: readonly string[];
}

/**
 * A renewal by what the settings of a role or user say now.
 *
 * @param entry - of the token: its hard end was fixed when it was made
 */
export function renewalBy(
  settings: TokenSettings,
  { explicit_max_ttl }: Pick<Renewal, 'explicit_max_ttl'>,
): Renewal {
  const { token_ttl, token_max_ttl, token_period } = settings;
  return { ttl: token_ttl, max_ttl: token_max_ttl, period: token_period, explicit_max_ttl };
}
