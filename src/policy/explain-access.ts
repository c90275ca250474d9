import type { JsonObject } from '../lib/json.ts';
import type { AccessRequest, Acl, Decision, Explanation } from './acl.ts';
import type { DecidingRule, DecisionReason } from './decision.ts';
import { comparePatterns, compilePathPattern } from './path-pattern.ts';

/** Rules that are told at most beside the one that decided. */
const MAX_RULES = 20;

/**
 * A decision for people: the rule that won and why, what is missing, and what else was in play.
 *
 * @param decided - what was decided in truth, where that took more into account than the ACL alone
 */
export function explainAccess(acl: Acl, request: AccessRequest, decided?: Decision): JsonObject {
  const explanation: Explanation = { ...acl.explain(request), ...decided };
  const { allowed, reason, rule, matching, nearest, unresolved, parameter } = explanation;
  return {
    allowed,
    reason,
    why: whyItWon(explanation),
    ...(rule && { rule: showRule(rule) }),
    ...(parameter !== undefined && { parameter }),
    missing: missing(reason, request),
    matching: matching.slice(0, MAX_RULES).map(showRule),
    ...(nearest && { nearest: showRule(nearest) }),
    ...(unresolved.length > 0 && {
      unresolved: unresolved.slice(0, MAX_RULES).map(showUnresolved),
    }),
  };
}

/** A decision in one line, for log and audit. */
export function decisionLine({ reason, rule, parameter }: Decision): string {
  const by = rule ? ` by ${rule.pattern} of ${rule.policies.join(', ')}` : '';
  return `${reason}${parameter === undefined ? '' : ` (${parameter})`}${by}`;
}

function showRule({ pattern, policies, capabilities }: DecidingRule): JsonObject {
  return { path: pattern, policies, capabilities };
}

function showUnresolved({ path, policy }: { path: string; policy: string }): JsonObject {
  return { path, policy };
}

/** What the policies would have to grant; nothing where a grant would not help. */
function missing(reason: DecisionReason, request: AccessRequest): readonly string[] {
  const { operation, isSudoPath } = request;
  if (reason === 'NO_RULE_MATCHES') return isSudoPath ? [operation, 'sudo'] : [operation];
  if (reason === 'CAPABILITY_MISSING') return [operation];
  return reason === 'SUDO_MISSING' ? ['sudo'] : [];
}

const fixedReasons: Partial<Record<DecisionReason, string>> = {
  ROOT: 'The policy "root" allows everything.',
  HELP: 'Help needs no capability.',
  NO_RULE_MATCHES: 'No rule matches the path, and what no rule grants is denied.',
  DENY_RULE_OTHER_SPELLING: 'It denies another spelling of the same name.',
  DENY_RULE_TEMPLATE_UNRESOLVED:
    'Its template has no safe value for this token: a rule that denies then covers all below its text.',
};

function whyItWon({ reason, rule, matching }: Explanation): string {
  const fixed = fixedReasons[reason];
  if (fixed !== undefined || !rule) return fixed ?? '';
  const other = matching.find(({ pattern }) => pattern !== rule.pattern);
  if (!other) return 'It is the only rule that matches.';
  return `${whyStronger(rule.pattern, other.pattern)} than ${other.pattern}.`;
}

/** In the order in which patterns are ranked; see `comparePatterns`. */
function whyStronger(winner: string, loser: string): string {
  const [won, lost] = [compilePathPattern(winner), compilePathPattern(loser)];
  if (!won.isPrefix && !won.segments) return 'It is the path itself, which is stronger';
  if (won.head.length !== lost.head.length) return 'Its text before the first wildcard is longer';
  if (won.isPrefix !== lost.isPrefix) return 'It does not end in *, which is stronger';
  if (won.wildcardCount !== lost.wildcardCount) return 'It has fewer +, which is stronger';
  if (won.literal.length !== lost.literal.length) return 'Its text is longer';
  return comparePatterns(won, lost) < 0
    ? 'Its text comes later in the alphabet, which is stronger'
    : 'It matches the path with its slash, which is stronger';
}
