import type { AclRule, RuleSet, UnresolvedRule } from './acl-rule.ts';
import { mergeRules } from './acl-rule.ts';
import { checkParameters } from './check-parameters.ts';
import type {
  AccessRequest,
  Acl,
  AclOperation,
  Decision,
  DecisionReason,
  Explanation,
  ResultantAcl,
} from './decision.ts';
import { toDecidingRule } from './decision.ts';
import { decideLimit } from './pagination.ts';
import { compilePathPattern, foldPath, foldPattern, matchesPath } from './path-pattern.ts';
import type { TemplateContext } from './path-template.ts';
import { PatternIndex, type Patterned } from './pattern-index.ts';
import type { NamedPolicy } from './policy.ts';
import { resultantAcl } from './resultant-acl.ts';
import { rootAcl } from './root-acl.ts';
import { nearestRule, witnessPaths } from './rule-search.ts';

export { rootAcl };
export type { AccessRequest, Acl, Decision, DecisionReason, Explanation } from './decision.ts';

/**
 * Make an ACL of the policies of a token. Compiled once per set of policies, then shared by requests.
 *
 * Beyond what policies say in Vault, a rule that denies also covers the other spellings that back ends
 * take for the same name (case, outer blanks of a segment).
 *
 * @param context - values for templated paths; undefined: no templated rule grants anything
 * @param nowMs - milliseconds since the epoch, to leave out expired rules; see `validUntilMs`
 * @throws ApiError `INTERNAL` when `root` is one of several policies
 */
export function compileAcl(
  policies: readonly NamedPolicy[],
  context: TemplateContext | undefined,
  nowMs: number,
): Acl {
  const [first, ...others] = policies;
  if (first?.name === 'root' && others.length === 0) return rootAcl();
  return new CompiledAcl(mergeRules(policies, context, nowMs));
}

/** A rule under the folded form of its pattern. */
interface FoldedRule extends Patterned {
  readonly rule: AclRule;
}

type Finding =
  | { readonly reason: 'DENY_RULE' | 'DENY_RULE_OTHER_SPELLING'; readonly rule: AclRule }
  | { readonly reason: 'DENY_RULE_TEMPLATE_UNRESOLVED'; readonly unresolved: UnresolvedRule }
  | { readonly reason: 'NO_RULE_MATCHES' }
  | { readonly reason: 'FOUND'; readonly rule: AclRule };

class CompiledAcl implements Acl {
  readonly isRoot = false;
  readonly validUntilMs: number;
  readonly #set: RuleSet;
  readonly #index: PatternIndex<AclRule>;
  /** Absent when no rule denies: then no other spelling can be denied. */
  readonly #folded: PatternIndex<FoldedRule> | undefined;
  readonly #unresolvedDenies: readonly UnresolvedRule[];
  /** Segments of the longest pattern. */
  readonly #maxDepth: number;

  constructor(set: RuleSet) {
    this.validUntilMs = set.validUntilMs;
    this.#set = set;
    this.#index = new PatternIndex(set.rules);
    this.#maxDepth = set.rules.reduce(
      (depth, { pattern }) => Math.max(depth, pattern.literal.split('/').length),
      0,
    );
    this.#folded = set.rules.some(isDeny) ? foldRules(set.rules) : undefined;
    this.#unresolvedDenies = set.unresolved
      .filter((rule) => rule.isDeny)
      .map((rule) => ({ ...rule, pattern: compilePathPattern(foldPattern(rule.pattern.text)) }));
  }

  decide(request: AccessRequest): Decision {
    if (request.operation === 'help') return { allowed: true, reason: 'HELP' };
    const found = this.#find(request.path, isListing(request.operation));
    return found.reason === 'FOUND' ? decideByRule(found.rule, request) : refusalOf(found);
  }

  explain(request: AccessRequest): Explanation {
    const path = withoutLeadingSlashes(request.path);
    const matching = this.#index.findAll(path, isListing(request.operation)).map(toDecidingRule);
    const nearest = matching.length > 0 ? undefined : nearestRule(this.#set.rules, path);
    return {
      ...this.decide(request),
      matching,
      ...(nearest ? { nearest: toDecidingRule(nearest) } : {}),
      unresolved: this.#set.unresolved.map(({ path, policy }) => ({ path, policy })),
    };
  }

  capabilities(path: string): readonly string[] {
    const found = this.#find(path, true);
    if (found.reason !== 'FOUND' || found.rule.capabilities.size === 0) return ['deny'];
    return [...found.rule.capabilities].sort();
  }

  grantsAnythingUnder(prefix: string): boolean {
    return this.#set.rules.some(({ pattern, capabilities }) => {
      if (capabilities.size === 0 || capabilities.has('deny')) return false;
      const paths = witnessPaths(pattern, prefix, this.#maxDepth);
      return paths.some((path) => this.capabilities(path)[0] !== 'deny');
    });
  }

  resultant(): ResultantAcl {
    return resultantAcl(this.#set);
  }

  #find(written: string, isListing: boolean): Finding {
    const path = withoutLeadingSlashes(written);
    const rule = this.#index.find(path, isListing);
    if (rule && isDeny(rule)) return { reason: 'DENY_RULE', rule };
    const denied = this.#findOtherDeny(path, isListing);
    if (denied) return denied;
    return rule ? { reason: 'FOUND', rule } : { reason: 'NO_RULE_MATCHES' };
  }

  #findOtherDeny(path: string, isListing: boolean): Finding | undefined {
    if (!this.#folded && this.#unresolvedDenies.length === 0) return undefined;
    const folded = foldPath(path);
    const segments = folded.split('/');
    const unresolved = this.#unresolvedDenies.find(({ pattern }) =>
      matchesPath(pattern, folded, segments),
    );
    if (unresolved) return { reason: 'DENY_RULE_TEMPLATE_UNRESOLVED', unresolved };
    const rule = this.#folded?.find(folded, isListing)?.rule;
    return rule && isDeny(rule) ? { reason: 'DENY_RULE_OTHER_SPELLING', rule } : undefined;
  }
}

function foldRules(rules: readonly AclRule[]): PatternIndex<FoldedRule> {
  const folded = new Map<string, FoldedRule>();
  for (const rule of rules) {
    const text = foldPattern(rule.pattern.text);
    // of several spellings of one pattern, a rule that denies stands for all
    const isTaken = folded.has(text) && !isDeny(rule);
    if (!isTaken) folded.set(text, { pattern: compilePathPattern(text), rule });
  }
  return new PatternIndex([...folded.values()]);
}

function refusalOf(found: Exclude<Finding, { reason: 'FOUND' }>): Decision {
  if (found.reason === 'NO_RULE_MATCHES') return { allowed: false, reason: found.reason };
  if (found.reason !== 'DENY_RULE_TEMPLATE_UNRESOLVED') return refuse(found.reason, found.rule);
  const { path, policy } = found.unresolved;
  const rule = { pattern: path, policies: [policy], capabilities: ['deny'] };
  return { allowed: false, reason: found.reason, rule };
}

function decideByRule(rule: AclRule, request: AccessRequest): Decision {
  const { operation, data, isSudoPath } = request;
  if (operation === 'help') return { allowed: true, reason: 'HELP' };
  if (operation === 'header' || !rule.capabilities.has(operation)) {
    return refuse('CAPABILITY_MISSING', rule);
  }
  if (isSudoPath && !rule.capabilities.has('sudo')) return refuse('SUDO_MISSING', rule);
  if (!isWrappingWithin(rule, request.wrapTtlSeconds)) return refuse('WRAPPING_TTL', rule);
  if (isListing(operation)) return decideList(rule, request);
  // a delete has no parameters worth a rule, as in the original
  const fault = operation === 'delete' ? undefined : checkParameters(rule, data);
  if (!fault) return { allowed: true, reason: 'ALLOWED', rule: toDecidingRule(rule) };
  return { ...refuse(fault.reason, rule), parameter: fault.parameter };
}

function decideList(rule: AclRule, { data }: AccessRequest): Decision {
  const isBounded = rule.pagination_limit > 0;
  const isRequired = rule.required_parameters.includes('limit');
  if (isBounded && isRequired && !Object.hasOwn(data, 'limit')) {
    return { ...refuse('PARAMETER_MISSING', rule), parameter: 'limit' };
  }
  const decided = decideLimit(rule.pagination_limit, data);
  if (!decided.allowed) return { ...refuse('PAGINATION_LIMIT', rule), parameter: 'limit' };
  const keysFilter = rule.list_scan_response_keys_filter_path;
  return {
    allowed: true,
    reason: 'ALLOWED',
    rule: toDecidingRule(rule),
    ...(decided.limit === undefined ? {} : { limit: decided.limit }),
    ...(keysFilter === '' ? {} : { keysFilter }),
  };
}

function isWrappingWithin(rule: AclRule, wrapTtlSeconds: number): boolean {
  const { min_wrapping_ttl: min, max_wrapping_ttl: max } = rule;
  if (min === 0 && max === 0) return true;
  const isAsked = wrapTtlSeconds > 0;
  // merging keeps the smaller bound of each kind, so that a minimum may have overtaken the maximum
  const isSatisfiable = max === 0 || min <= max;
  return isAsked && isSatisfiable && wrapTtlSeconds >= min && (max === 0 || wrapTtlSeconds <= max);
}

function refuse(reason: DecisionReason, rule: AclRule): Decision {
  return { allowed: false, reason, rule: toDecidingRule(rule) };
}

function isDeny(rule: AclRule): boolean {
  return rule.capabilities.has('deny');
}

function isListing(operation: AclOperation): boolean {
  return operation === 'list' || operation === 'scan';
}

function withoutLeadingSlashes(path: string): string {
  return path.startsWith('/') ? path.replace(/^\/+/, '') : path;
}
