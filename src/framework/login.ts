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
  /** Groups that the other side reported; absent where the method knows no groups. */
  readonly groups?: readonly string[];
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
