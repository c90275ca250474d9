import { ApiError } from '../errors/api-error.ts';
import { type PathPattern, compilePathPattern } from './path-pattern.ts';
import { type TemplateContext, type ValueBounds, fillPathTemplate } from './path-template.ts';
import type { NamedPolicy, ParameterRules, PathRule } from './policy.ts';
import { uniteValues } from './read-rule-fields.ts';

/** All that a set of policies says about one pattern, merged. */
export interface AclRule extends Omit<PathRule, 'path' | 'template' | 'line' | 'comment'> {
  readonly pattern: PathPattern;
  /** Names of the policies that contributed, sorted. */
  readonly policies: readonly string[];
}

/** A templated rule whose values are missing or unsafe. */
export interface UnresolvedRule {
  /** As written. */
  readonly path: string;
  readonly policy: string;
  readonly isDeny: boolean;
  /** Of a rule that denies: everything that it denies instead. */
  readonly pattern: PathPattern;
}

/** The rules of a set of policies. */
export interface RuleSet {
  readonly rules: readonly AclRule[];
  readonly unresolved: readonly UnresolvedRule[];
  /** Milliseconds since the epoch at which a rule expires, so that the set must be made anew. */
  readonly validUntilMs: number;
}

/**
 * Merge policies into one rule per pattern.
 *
 * Capabilities add up, and so do constraints: a rule without parameter lists does not lift those of
 * another. A deny takes the whole pattern. Expired rules count for nothing.
 */
export function mergeRules(
  policies: readonly NamedPolicy[],
  context: TemplateContext | undefined,
  nowMs: number,
): RuleSet {
  const rules = new Map<string, AclRule>();
  const unresolved: UnresolvedRule[] = [];
  let validUntilMs = Infinity;
  for (const { bounds, name, rule } of policies.flatMap(rulesOf)) {
    if (rule.expiresAtMs <= nowMs) continue;
    validUntilMs = Math.min(validUntilMs, rule.expiresAtMs);
    const path = rule.template ? fillPathTemplate(rule.template, context, bounds) : rule.path;
    if (path === undefined) unresolved.push(unresolvedRule(name, rule));
    else {
      const added = toAclRule(name, path, rule);
      const earlier = rules.get(added.pattern.text);
      rules.set(added.pattern.text, earlier ? mergeTwo(earlier, added) : added);
    }
  }
  return { rules: [...rules.values()], unresolved, validUntilMs };
}

function rulesOf(bounds: NamedPolicy): { bounds: ValueBounds; name: string; rule: PathRule }[] {
  const { name, policy } = bounds;
  if (name === 'root') {
    throw new ApiError('INTERNAL', { detail: 'the root policy must stand alone' });
  }
  return policy.paths.map((rule) => ({ bounds, name, rule }));
}

function toAclRule(name: string, path: string, rule: PathRule): AclRule {
  const { path: _path, template: _template, line: _line, comment: _comment, ...settings } = rule;
  const pattern = compilePathPattern(path.replace(/^\/+/, ''));
  return { ...settings, pattern, policies: [name] };
}

/** An unresolved deny covers all below the text before its first `{{`. */
function unresolvedRule(policy: string, rule: PathRule): UnresolvedRule {
  const before = rule.template?.texts[0] ?? '';
  // `a/+{{x}}` would end in +*, which stands for nothing: cover the whole segment
  const covered = before.endsWith('+') ? before.slice(0, -1) : before;
  return {
    path: rule.path,
    policy,
    isDeny: rule.capabilities.has('deny'),
    pattern: compilePathPattern(`${covered.replace(/^\/+/, '')}*`),
  };
}

function mergeTwo(left: AclRule, right: AclRule): AclRule {
  const policies = [...new Set([...left.policies, ...right.policies])].sort();
  if (left.capabilities.has('deny')) return { ...left, policies };
  if (right.capabilities.has('deny')) return { ...right, policies };
  return {
    pattern: left.pattern,
    policies,
    capabilities: left.capabilities.union(right.capabilities),
    allowed_parameters: uniteParameters(left.allowed_parameters, right.allowed_parameters),
    denied_parameters: uniteParameters(left.denied_parameters, right.denied_parameters),
    required_parameters: uniteNames(left.required_parameters, right.required_parameters),
    min_wrapping_ttl: smallestBound(left.min_wrapping_ttl, right.min_wrapping_ttl),
    max_wrapping_ttl: smallestBound(left.max_wrapping_ttl, right.max_wrapping_ttl),
    mfa_methods: uniteNames(left.mfa_methods, right.mfa_methods),
    pagination_limit: smallestBound(left.pagination_limit, right.pagination_limit),
    list_scan_response_keys_filter_path:
      left.list_scan_response_keys_filter_path || right.list_scan_response_keys_filter_path,
    expiresAtMs: Math.min(left.expiresAtMs, right.expiresAtMs),
  };
}

function uniteParameters(left: ParameterRules, right: ParameterRules): ParameterRules {
  const united = new Map(left);
  for (const [name, values] of right) united.set(name, uniteValues(united.get(name), values));
  return united;
}

function uniteNames(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])];
}

/** The smaller of two bounds, where 0 is none. */
function smallestBound(left: number, right: number): number {
  return left === 0 || right === 0 ? left + right : Math.min(left, right);
}
