import { describe, expect, test } from 'vitest';
import { type PolicyChoice, type PolicyRules, choosePolicies } from './choose-policies.ts';

const rules: PolicyRules = {
  allowed_policies: [],
  allowed_policies_glob: [],
  disallowed_policies: [],
  disallowed_policies_glob: [],
  token_no_default_policy: false,
};

function choose(choice: Partial<PolicyChoice>): readonly string[] {
  return choosePolicies({
    requested: [],
    leavesOutDefault: false,
    parentPolicies: ['a', 'b', 'default'],
    hasSudo: false,
    ...choice,
  });
}

describe('a token that is made without a role', () => {
  test('gets the policies of its parent when it asks for none', () => {
    expect(choose({})).toEqual(['a', 'b', 'default']);
    expect(choose({ parentPolicies: ['a'] })).toEqual(['a']);
    expect(choose({ parentPolicies: ['root'] })).toEqual(['root']);
  });

  test('gets a part of what its parent has, with "default" where the parent has it', () => {
    expect(choose({ requested: ['b'] })).toEqual(['b', 'default']);
    expect(choose({ requested: [' B ', 'b', ''] })).toEqual(['b', 'default']);
    expect(choose({ requested: ['a'], parentPolicies: ['a'] })).toEqual(['a']);
  });

  test.each([[['c']], [['a', 'c']], [['root']]])(
    'is refused %j that its parent lacks',
    (requested) => {
      expect(() => choose({ requested })).toThrow('child policies must be subset of parent');
    },
  );

  // Vault 0.6.4
  test('does not get "default" from a parent that has none', () => {
    expect(() => choose({ requested: ['default'], parentPolicies: ['a'] })).toThrow(
      'child policies must be subset of parent',
    );
  });

  test('of a maker with sudo gets any policies, and "default" with them', () => {
    const choice = { hasSudo: true, parentPolicies: ['a'] };
    expect(choose({ ...choice, requested: ['x', 'y'] })).toEqual(['default', 'x', 'y']);
    expect(choose({ ...choice, requested: ['x', 'root'] })).toEqual(['root']);
    expect(choose({ ...choice, requested: ['x'], leavesOutDefault: true })).toEqual(['x']);
  });

  test('loses "default" on wish, even if it asks for it', () => {
    expect(choose({ leavesOutDefault: true })).toEqual(['a', 'b']);
    expect(choose({ leavesOutDefault: true, requested: ['a', 'default'] })).toEqual(['a']);
  });

  test.each(['response-wrapping', ' Response-Wrapping'])('never gets %j', (name) => {
    expect(() => choose({ requested: [name], hasSudo: true })).toThrow(
      'cannot assign policy "response-wrapping"',
    );
  });

  test.each(['a\nb', 'a/../root', '.', 'x\u0000'])('is refused the name %j', (name) => {
    expect(() => choose({ requested: [name], hasSudo: true })).toThrow(
      expect.objectContaining({ code: 'TOKEN_POLICY_NAME_INVALID', status: 400 }),
    );
  });
});

describe('a token that is made by a role with lists of policies', () => {
  const allowing = { ...rules, allowed_policies: ['x', 'y'] };

  test('gets all that is allowed when it asks for none', () => {
    expect(choose({ rules: allowing })).toEqual(['default', 'x', 'y']);
    const globs = { ...rules, allowed_policies_glob: ['team-*'] };
    expect(choose({ rules: globs })).toEqual(['default']);
    expect(choose({ rules: globs, leavesOutDefault: true })).toEqual([]);
  });

  test('gets what is allowed by name or pattern, not bounded by its parent', () => {
    const both = { ...allowing, allowed_policies_glob: ['team-*'] };
    expect(choose({ rules: both, requested: ['x', 'team-red'] })).toEqual([
      'default',
      'team-red',
      'x',
    ]);
  });

  test('is refused what is not allowed, in words that list what is', () => {
    expect(() => choose({ rules: allowing, requested: ['z'], hasSudo: true })).toThrow(
      `token policies (["default" "z"]) must be subset of the role's allowed policies (["default" "x" "y"]) or glob policies ([])`,
    );
  });

  test.each([
    [{ ...rules, disallowed_policies: ['b'] }, 'b'],
    [{ ...rules, disallowed_policies_glob: ['*b*'] }, 'b'],
    [{ ...allowing, disallowed_policies: ['y'] }, 'y'],
    [{ ...rules, allowed_policies_glob: ['*'], disallowed_policies: ['root'] }, 'root'],
  ])('is refused what is disallowed', (refusing, name) => {
    expect(() => choose({ rules: refusing, requested: [name] })).toThrow(
      `token policy "${name}" is disallowed by this role`,
    );
  });

  test('takes the policies of its parent where a role only disallows', () => {
    expect(choose({ rules: { ...rules, disallowed_policies: ['c'] } })).toEqual([
      'a',
      'b',
      'default',
    ]);
    expect(() => choose({ rules: { ...rules, disallowed_policies: ['b'] } })).toThrow('disallowed');
  });

  test('gets no "default" where the role leaves it out or disallows it', () => {
    const requested = ['x'];
    const without = { ...allowing, token_no_default_policy: true };
    expect(choose({ rules: without, requested })).toEqual(['x']);
    expect(choose({ rules: { ...allowing, disallowed_policies: ['default'] }, requested })).toEqual(
      ['x'],
    );
    expect(
      choose({ rules: { ...allowing, disallowed_policies_glob: ['def*'] }, requested }),
    ).toEqual(['x']);
  });
});

test('a role without lists follows the rules of its caller, whatever it says of "default"', () => {
  const without = { ...rules, token_no_default_policy: true };
  expect(choose({ rules: without, requested: ['a'] })).toEqual(['a', 'default']);
});
