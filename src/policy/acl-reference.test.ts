import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAcl } from './acl.ts';
import { parsePolicy } from './parse-policy.ts';

interface Rule {
  readonly pattern: string;
  readonly capabilities: readonly string[];
}

/** Whether a pattern matches, by a regular expression. */
function matches(pattern: string, path: string): boolean {
  const isPrefix = pattern.endsWith('*');
  const segments = (isPrefix ? pattern.slice(0, -1) : pattern).split('/');
  const source = segments
    .map((segment) => (segment === '+' ? '[^/]*' : segment.replaceAll(/[.*+]/g, String.raw`\$&`)))
    .join('/');
  return new RegExp(`^${source}${isPrefix ? '.*' : ''}$`, 's').test(path);
}

/** The table of ranks, criterion by criterion; positive when the left pattern is the stronger one. */
function rank(left: string, right: string): number {
  const facts = (pattern: string): (number | string)[] => {
    const isPrefix = pattern.endsWith('*');
    const text = isPrefix ? pattern.slice(0, -1) : pattern;
    const hasWildcard = text.startsWith('+') || text.includes('/+');
    const plusCount = hasWildcard ? text.split('/').filter((part) => part === '+').length : 0;
    const first = hasWildcard ? text.indexOf('+') : text.length;
    return [first, isPrefix ? 0 : 1, -plusCount, text.length, text];
  };
  const [a, b] = [facts(left), facts(right)];
  for (const [at, fact] of a.entries()) {
    const other = b[at] ?? 0;
    if (fact !== other) return fact > other ? 1 : -1;
  }
  return 0;
}

function isExact(pattern: string): boolean {
  return !pattern.endsWith('*') && !pattern.startsWith('+') && !pattern.includes('/+');
}

/** The winner by looking at every rule, in the order of the four steps. */
function slowWinner(rules: readonly Rule[], path: string): Rule | undefined {
  const bare = path.endsWith('/') ? path.slice(0, -1) : path;
  const exact = (wanted: string): Rule | undefined =>
    rules.find(({ pattern }) => isExact(pattern) && pattern === wanted);
  const best = (wanted: string): Rule | undefined =>
    rules
      .filter(({ pattern }) => !isExact(pattern) && matches(pattern, wanted))
      .sort((left, right) => rank(right.pattern, left.pattern))[0];
  return exact(path) ?? exact(bare) ?? best(path) ?? best(bare);
}

function fold(text: string): string {
  return text.toLowerCase();
}

/** Rules of one pattern merged, a deny taking all. */
function merged(rules: readonly Rule[], key: (pattern: string) => string): Rule[] {
  const groups = Map.groupBy(rules, ({ pattern }) => key(pattern));
  return [...groups].map(([pattern, group]) => {
    const all = [...new Set(group.flatMap(({ capabilities }) => capabilities))].sort();
    return { pattern, capabilities: all.includes('deny') ? ['deny'] : all };
  });
}

function slowCapabilities(rules: readonly Rule[], path: string): readonly string[] {
  const winner = slowWinner(merged(rules, String), path);
  const folded = slowWinner(merged(rules, fold), fold(path));
  if (!winner || winner.capabilities.length === 0) return ['deny'];
  return folded?.capabilities.includes('deny') ? ['deny'] : winner.capabilities;
}

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'ab', 'aa') },
  { weight: 1, arbitrary: fc.constantFrom('', 'A', 'a+', '+a') },
);
const patternSegment = fc.oneof(
  { weight: 3, arbitrary: segment },
  { weight: 2, arbitrary: fc.constant('+') },
);
const pattern = fc
  .tuple(fc.array(patternSegment, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([segments, isPrefix]) => segments.join('/') + (isPrefix ? '*' : ''))
  .filter((text) => !text.includes('+*') && !text.startsWith('/'));
const capabilities = fc.oneof(
  { weight: 4, arbitrary: fc.subarray(['read', 'update', 'list', 'sudo']) },
  { weight: 1, arbitrary: fc.constant(['deny']) },
);
const ruleList = fc.array(fc.record({ pattern, capabilities }), { maxLength: 12 });
const path = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([segments, isList]) => segments.join('/') + (isList ? '/' : ''))
  .filter((text) => !text.startsWith('/'));

function policyText(rules: readonly Rule[]): string {
  return rules
    .map((rule) => {
      return `path "${rule.pattern}" { capabilities = ${JSON.stringify(rule.capabilities)} }`;
    })
    .join('\n');
}

describe('the compiled ACL against one that looks at every rule', () => {
  test('both give the same capabilities', () => {
    fc.assert(
      fc.property(ruleList, fc.array(path, { minLength: 1, maxLength: 8 }), (rules, paths) => {
        const acl = compileAcl(
          [{ name: 'p', policy: parsePolicy(policyText(rules)) }],
          undefined,
          0,
        );
        for (const asked of paths) {
          expect([asked, acl.capabilities(asked)]).toEqual([asked, slowCapabilities(rules, asked)]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('how rules are spread over policies makes no difference', () => {
    fc.assert(
      fc.property(ruleList, path, (rules, asked) => {
        const policies = rules.map((rule, at) => ({
          name: `p${at}`,
          policy: parsePolicy(policyText([rule])),
        }));
        const acl = compileAcl(policies.reverse(), undefined, 0);
        expect(acl.capabilities(asked)).toEqual(slowCapabilities(rules, asked));
      }),
    );
  });

  test('what is granted for a path below a mount is known for the mount', () => {
    fc.assert(
      fc.property(ruleList, path, (rules, asked) => {
        const acl = compileAcl(
          [{ name: 'p', policy: parsePolicy(policyText(rules)) }],
          undefined,
          0,
        );
        const prefix = asked.includes('/') ? asked.slice(0, asked.indexOf('/') + 1) : '';
        const isGranted = acl.capabilities(asked)[0] !== 'deny';
        expect(isGranted && !acl.grantsAnythingUnder(prefix)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('the first rule of an explanation is the one that decides', () => {
    fc.assert(
      fc.property(ruleList, path, (rules, asked) => {
        const acl = compileAcl(
          [{ name: 'p', policy: parsePolicy(policyText(rules)) }],
          undefined,
          0,
        );
        const isListing = asked.endsWith('/');
        const explained = acl.explain({
          operation: isListing ? 'list' : 'read',
          path: asked,
          data: {},
          wrapTtlSeconds: 0,
          isSudoPath: false,
        });
        const winner = slowWinner(merged(rules, String), asked);
        expect(explained.matching[0]?.pattern).toBe(winner?.pattern);
      }),
    );
  });
});
