import type { PathRule, Policy } from '../../policy/policy.ts';

/** What a rule may look like that no request ever meets, and why. */
const oddities: readonly (readonly [(rule: PathRule, now: number) => boolean, string])[] = [
  [({ path }) => path === '', 'it names no path'],
  [({ path }) => path.startsWith('v1/'), 'paths are written without v1/'],
  [({ path }) => path.slice(0, -1).includes('*'), '* stands for anything only at the end'],
  [({ path }) => /\/\/|(?:^|\/)\.{1,2}(?:\/|$)/.test(path), 'no request path has such segments'],
  [({ expiresAtMs }, now) => expiresAtMs <= now, 'it has expired'],
];

/**
 * Say which rules of a policy can never match.
 *
 * @returns one warning per rule that is surely in vain; the policy is stored as it is
 */
export function lintPolicy(policy: Policy, now: number): readonly string[] {
  return policy.paths.flatMap((rule) => {
    const [, reason] = oddities.find(([isOdd]) => isOdd(rule, now)) ?? [];
    if (reason === undefined) return [];
    return [`the rule for "${rule.path}" on line ${rule.line} never matches: ${reason}`];
  });
}
