import type { AclRule, RuleSet } from './acl-rule.ts';
import type { ResultantAcl, ResultantRule } from './decision.ts';
import type { ParameterRules } from './policy.ts';

/** A set of rules in the form of `sys/internal/ui/resultant-acl`. */
export function resultantAcl({ rules, unresolved }: RuleSet): ResultantAcl {
  const plain = rules.filter(({ pattern }) => !pattern.segments);
  const exact = plain.filter(({ pattern }) => !pattern.isPrefix);
  const globs = plain.filter(({ pattern }) => pattern.isPrefix);
  const covered = unresolved.filter(({ isDeny, pattern }) => isDeny && !pattern.segments);
  return {
    root: false,
    exact_paths: toRecord(exact.map((rule) => [rule.pattern.literal, toResultantRule(rule)])),
    glob_paths: toRecord([
      ...globs.map((rule): Entry => [rule.pattern.literal, toResultantRule(rule)]),
      ...covered.map(({ pattern }): Entry => [pattern.literal, { capabilities: ['deny'] }]),
    ]),
    unresolved_paths: unresolved.map(({ path }) => path),
  };
}

type Entry = readonly [path: string, rule: ResultantRule];

function toResultantRule(rule: AclRule): ResultantRule {
  const { allowed_parameters, denied_parameters, required_parameters } = rule;
  const { min_wrapping_ttl, max_wrapping_ttl, pagination_limit } = rule;
  return {
    capabilities: [...rule.capabilities].sort(),
    ...(allowed_parameters.size > 0 && { allowed_parameters: fromRules(allowed_parameters) }),
    ...(denied_parameters.size > 0 && { denied_parameters: fromRules(denied_parameters) }),
    ...(required_parameters.length > 0 && { required_parameters }),
    ...(min_wrapping_ttl > 0 && { min_wrapping_ttl }),
    ...(max_wrapping_ttl > 0 && { max_wrapping_ttl }),
    ...(pagination_limit > 0 && { pagination_limit }),
  };
}

function fromRules(rules: ParameterRules): Record<string, readonly unknown[]> {
  return toRecord([...rules]);
}

/** Without a prototype, because paths and parameter names come from outside. */
function toRecord<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}
