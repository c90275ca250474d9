import type { JsonObject } from '../lib/json.ts';
import type { AclRule } from './acl-rule.ts';
import type { Capability } from './policy.ts';

/** What is asked of an ACL, in the words of policies. */
export type AclOperation = Exclude<Capability, 'deny' | 'sudo'> | 'header' | 'help';

/** A request as policies see it. */
export interface AccessRequest {
  readonly operation: AclOperation;
  /** Canonical path below `/v1/`; lists end in `/`. */
  readonly path: string;
  readonly data: JsonObject;
  /** Seconds asked for by the caller; 0: no wrapping. */
  readonly wrapTtlSeconds: number;
  /** The path is one that needs `sudo` beside its own capability. */
  readonly isSudoPath: boolean;
}

/** Why a request is allowed or refused; stable words for log, audit and `explain`. */
export type DecisionReason =
  | 'ALLOWED'
  | 'ROOT'
  | 'HELP'
  | 'NO_RULE_MATCHES'
  | 'DENY_RULE'
  | 'DENY_RULE_OTHER_SPELLING'
  | 'DENY_RULE_TEMPLATE_UNRESOLVED'
  | 'CAPABILITY_MISSING'
  | 'SUDO_MISSING'
  | 'WRAPPING_TTL'
  | 'PARAMETER_MISSING'
  | 'PARAMETER_DENIED'
  | 'PARAMETER_NOT_ALLOWED'
  | 'PAGINATION_LIMIT';

/** The rule that decided, or would have. */
export interface DecidingRule {
  readonly pattern: string;
  readonly policies: readonly string[];
  /** Sorted. */
  readonly capabilities: readonly string[];
}

/** The answer of an ACL. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  /** Absent for root, help, and where nothing matches. */
  readonly rule?: DecidingRule;
  /** Name of the parameter that made the difference. */
  readonly parameter?: string;
  /** The handler must list with this `limit` instead of the one that was sent; 0: all. */
  readonly limit?: number;
  /** The keys of the answer must go through `filterListedKeys` with this template. */
  readonly keysFilter?: string;
}

/** A decision with what else was in play; costs more than a decision. */
export interface Explanation extends Decision {
  /** Every rule that matches the path, the strongest first: the first one decides, unless a deny does. */
  readonly matching: readonly DecidingRule[];
  /** Where nothing matches: the pattern that has the longest beginning in common with the path. */
  readonly nearest?: DecidingRule;
  /** Templated rules without a safe value: allow rules match nothing, deny rules all below their text. */
  readonly unresolved: readonly { readonly path: string; readonly policy: string }[];
}

/** Capabilities and constraints of one path in `sys/internal/ui/resultant-acl`. */
export interface ResultantRule {
  readonly capabilities: readonly string[];
  readonly allowed_parameters?: Readonly<Record<string, readonly unknown[]>>;
  readonly denied_parameters?: Readonly<Record<string, readonly unknown[]>>;
  readonly required_parameters?: readonly string[];
  readonly min_wrapping_ttl?: number;
  readonly max_wrapping_ttl?: number;
  readonly pagination_limit?: number;
}

/** Everything an ACL says, except patterns with `+`; glob paths stand without their `*`. */
export interface ResultantAcl {
  readonly root: boolean;
  readonly exact_paths: Readonly<Record<string, ResultantRule>>;
  readonly glob_paths: Readonly<Record<string, ResultantRule>>;
  /** Paths of templated rules without a safe value, as written. */
  readonly unresolved_paths: readonly string[];
}

/** What a set of policies allows. */
export interface Acl {
  readonly isRoot: boolean;
  /** Milliseconds since the epoch from which on the ACL must be compiled anew; Infinity: never. */
  readonly validUntilMs: number;
  /** Decide about one request. */
  decide(request: AccessRequest): Decision;
  /** The same, with everything that explains it. */
  explain(request: AccessRequest): Explanation;
  /** Sorted; `['root']` for root, `['deny']` where nothing is granted. Parameters are not looked at. */
  capabilities(path: string): readonly string[];
  /** Whether any path that begins with a prefix (usually a mount's, with `/`) is granted anything. */
  grantsAnythingUnder(prefix: string): boolean;
  resultant(): ResultantAcl;
}

/** A rule in the form that is shown. */
export function toDecidingRule(rule: AclRule): DecidingRule {
  return {
    pattern: rule.pattern.text,
    policies: rule.policies,
    capabilities: [...rule.capabilities].sort(),
  };
}
