import type { JsonValue } from '../lib/json.ts';
import type { PathTemplate } from './path-template.ts';

/** What a rule may grant; `deny` stands alone. */
export type Capability =
  | 'create'
  | 'read'
  | 'update'
  | 'delete'
  | 'list'
  | 'patch'
  | 'scan'
  | 'sudo'
  | 'deny';

/** Parameter names in lower case, each with its values; no values: any value. */
export type ParameterRules = ReadonlyMap<string, readonly JsonValue[]>;

/** One `path` block of a policy. Of a rule that denies only path, line, comment and expiry are kept. */
export interface PathRule {
  /** As written, without one leading `/`; may end in `*` and hold `+` segments and `{{…}}`. */
  readonly path: string;
  /** Present when the path holds `{{…}}`. */
  readonly template?: PathTemplate;
  readonly line: number;
  readonly capabilities: ReadonlySet<Capability>;
  readonly allowed_parameters: ParameterRules;
  readonly denied_parameters: ParameterRules;
  readonly required_parameters: readonly string[];
  /** Seconds; 0: no bound. */
  readonly min_wrapping_ttl: number;
  /** Seconds; 0: no bound. */
  readonly max_wrapping_ttl: number;
  readonly mfa_methods: readonly string[];
  /** Keys that one list may answer; 0: no bound. */
  readonly pagination_limit: number;
  /** Template of the path that must be readable for a listed key to be shown; empty: none. */
  readonly list_scan_response_keys_filter_path: string;
  readonly comment: string;
  /** Milliseconds since the epoch from which on the rule counts no more; Infinity: never. */
  readonly expiresAtMs: number;
}

/** A policy as parsed. */
export interface Policy {
  readonly paths: readonly PathRule[];
}

/** A policy with the name under which it is stored. */
export interface NamedPolicy {
  readonly name: string;
  readonly policy: Policy;
  /** Values in its templated paths may hold `*` and `+`. */
  readonly allowsWildcardValues?: boolean;
  /** Values in its templated paths may hold `/`. */
  readonly allowsSlashValues?: boolean;
}

/** A text that is no policy; the message is what follows `failed to parse policy: ` on the wire. */
export class PolicySyntaxError extends Error {
  override readonly name = 'PolicySyntaxError';
  /** The original names no path in these few texts. */
  readonly isPathless: boolean;

  constructor(message: string, options: { cause?: unknown; isPathless?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.isPathless = options.isPathless ?? false;
  }
}
