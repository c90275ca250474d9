import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from './parse-policy.ts';
import { type PathRule, PolicySyntaxError } from './policy.ts';

function faultOf(text: string): string {
  try {
    parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicySyntaxError) return error.message;
    throw error;
  }
  return 'no fault';
}

function onlyRule(body: string): PathRule | undefined {
  return parsePolicy(`path "a" { ${body} }`).paths[0];
}

const granted = (body: string): readonly string[] =>
  [...(onlyRule(body)?.capabilities ?? [])].sort();

describe('parsePolicy', () => {
  test('every setting of a path is read', () => {
    const rule = onlyRule(`
      comment = "why"
      capabilities = ["create", "list"]
      allowed_parameters = { "Name" = ["x", 1, true] "any" = [] }
      denied_parameters { "no" = [] }
      required_parameters = ["Must"]
      min_wrapping_ttl = "1m"
      max_wrapping_ttl = 300
      mfa_methods = ["m"]
      expiration = "2030-01-01T00:00:00Z"
      pagination_limit = 10
      list_scan_response_keys_filter_path = "a/{{ .path }}{{.key}}"
    `);

    expect(rule).toEqual({
      path: 'a',
      line: 1,
      comment: 'why',
      capabilities: new Set(['create', 'list']),
      allowed_parameters: new Map([
        ['name', ['x', 1, true]],
        ['any', []],
      ]),
      denied_parameters: new Map([['no', []]]),
      required_parameters: ['must'],
      min_wrapping_ttl: 60,
      max_wrapping_ttl: 300,
      mfa_methods: ['m'],
      expiresAtMs: Date.UTC(2030, 0),
      pagination_limit: 10,
      list_scan_response_keys_filter_path: 'a/{{ .path }}{{.key}}',
    });
  });

  test('JSON says the same as HCL, and one leading slash is left out', () => {
    const hcl = parsePolicy('path "/a/*" { capabilities = ["create"] }');
    const json = parsePolicy('{"path": {"/a/*": {"capabilities": ["create"]}}}');

    expect(hcl.paths[0]?.path).toBe('a/*');
    expect(json).toEqual(hcl);
  });

  test.each([
    ['policy = "read"', ['list', 'read']],
    ['policy = "write"', ['create', 'delete', 'list', 'read', 'update']],
    ['policy = "sudo"', ['create', 'delete', 'list', 'read', 'sudo', 'update']],
    ['policy = "deny"', ['deny']],
    ['policy = "read" capabilities = ["patch"]', ['list', 'patch', 'read']],
    ['policy = "deny" capabilities = ["patch"]', ['deny']],
    ['capabilities = ["read", "deny"]', ['deny']],
    ['', []],
  ])('%s grants %j', (body, capabilities) => {
    expect(granted(body)).toEqual(capabilities);
  });

  test('other settings of a rule that denies are not even read', () => {
    expect(
      onlyRule('capabilities = ["deny"] min_wrapping_ttl = "nonsense"')?.min_wrapping_ttl,
    ).toBe(0);
  });

  test('parameter names that differ only in case are one', () => {
    const rule = onlyRule('allowed_parameters = { "A" = ["x"] "a" = ["y"] "B" = ["z"] "b" = [] }');

    expect(rule?.allowed_parameters).toEqual(
      new Map([
        ['a', ['x', 'y']],
        ['b', []],
      ]),
    );
  });

  const list = (...lines: string[]): string => {
    const count = lines.length === 1 ? '1 error' : `${lines.length} errors`;
    return `${count} occurred:\n${lines.map((line) => `\t* ${line}\n`).join('')}\n`;
  };

  test.each([
    ['path "a" { capabilities = ["fly"] }', 'path "a": invalid capability "fly"'],
    ['path "a" { capabilites = ["read"] }', list('path "a": invalid key "capabilites" on line 1')],
    [
      'path "a" {\n  x = 1\n  control_group {}\n}',
      list(
        'path "a": invalid key "x" on line 2',
        'path "a": invalid key "control_group" on line 0',
      ),
    ],
    ['path "a" {', 'At 1:12: object expected closing RBRACE got: EOF'],
    ['pth "a" { capabilities = ["read"] }', list('invalid key "pth" on line 0')],
    [
      'path "a/+*" { capabilities = ["read"] }',
      `path "a/+*": invalid use of wildcards ('+*' is forbidden)`,
    ],
    ['path "a" { policy = "admin" }', 'path "a": invalid policy "admin"'],
    [
      'path "a" { min_wrapping_ttl = "2m" max_wrapping_ttl = "1m" }',
      'max_wrapping_ttl cannot be less than min_wrapping_ttl',
    ],
    [
      'path "a" { min_wrapping_ttl = "x" }',
      'error parsing min_wrapping_ttl: time: invalid duration',
    ],
    ['path "a" { max_wrapping_ttl = -1 }', 'error parsing max_wrapping_ttl: cannot be negative'],
    [
      'path "a" { expiration = "soon" }',
      'path "a": invalid expiration time: expected RFC 3339 or unix seconds',
    ],
    ['path "a/{{x" { }', 'failed to validate policy templating: unbalanced templating characters'],
    ['path "a/x}}" { }', 'failed to validate policy templating: unbalanced templating characters'],
    [
      'path "a/{{x}}}}" { }',
      'failed to validate policy templating: unbalanced templating characters',
    ],
    [
      'path "a" { capabilities = "read" }',
      'path "a": "capabilities" must be a list of strings on line 1',
    ],
    [
      'path "a" { capabilities = [1] }',
      'path "a": "capabilities" must be a list of strings on line 1',
    ],
    [
      'path "a" { allowed_parameters = { "x" = "y" } }',
      'path "a": "allowed_parameters" must be a map of lists on line 1',
    ],
    [
      'path "a" { pagination_limit = -1 }',
      'path "a": "pagination_limit" must be a whole number, 0 or more on line 1',
    ],
    [
      'path "a" { capabilities = ["read"]\ncapabilities = ["deny"] }',
      'path "a": key "capabilities" is set twice, on line 2',
    ],
    ['path "a" "b" { }', '"path" on line 1 must be a block'],
    ['path = "a"', '"path" on line 1 must be a block'],
    [
      'path "a" { list_scan_response_keys_filter_path = "{{.key}}" }',
      'path "a": list_scan_response_keys_filter_path needs the capability list or scan',
    ],
    [
      'path "a" { capabilities = ["list"] list_scan_response_keys_filter_path = "{{.path}}" }',
      'path "a": list_scan_response_keys_filter_path must use {{ .key }}, and beside it only {{ .path }}',
    ],
  ])('%j is refused', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('any text is a policy, or refused with a syntax error', () => {
    const words = [
      'path',
      '"a"',
      '{',
      '}',
      '=',
      '[',
      ']',
      '"deny"',
      'capabilities',
      '"{{x}}"',
      '\n',
    ];
    const policies = fc.array(fc.constantFrom(...words)).map((parts) => parts.join(' '));

    fc.assert(
      fc.property(policies, (text) => {
        expect(faultOf(text)).toMatch(/./);
      }),
    );
  });
});
