import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { type AccessRequest, type Acl, compileAcl, rootAcl } from './acl.ts';
import { filterListedKeys } from './filter-listed-keys.ts';
import { parsePolicy } from './parse-policy.ts';

/** An ACL of policies p1, p2, … */
function aclOf(...texts: string[]): Acl {
  return aclAt(0, ...texts);
}

function aclAt(nowMs: number, ...texts: string[]): Acl {
  const policies = texts.map((text, at) => ({ name: `p${at + 1}`, policy: parsePolicy(text) }));
  return compileAcl(policies, undefined, nowMs);
}

function ask(path: string, more: Partial<AccessRequest> = {}): AccessRequest {
  return { operation: 'read', data: {}, wrapTtlSeconds: 0, isSudoPath: false, ...more, path };
}

describe('which rule decides', () => {
  const acl = aclOf(`
    path "kv/data/*" { capabilities = ["read"] }
    path "kv/data/a*" { capabilities = ["create"] }
    path "kv/data/ab/c" { capabilities = ["update"] }
    path "kv/data/+/c" { capabilities = ["delete"] }
    path "kv/data/+/+/d" { capabilities = ["list"] }
    path "kv/data/x/+/*" { capabilities = ["read", "sudo"] }
    path "kv/data/no" { capabilities = ["deny"] }
    path "kv/data/x/y/z*" { capabilities = ["patch"] }`);

  test.each([
    ['kv/data/q', ['read']],
    ['kv/data/aa', ['create']],
    ['kv/data/ab/c', ['update']],
    ['kv/data/zz/c', ['delete']],
    ['kv/data/a/b/d', ['create']],
    ['kv/data/x/1/2', ['read', 'sudo']],
    ['kv/data/x/y/zed', ['patch']],
    ['kv/data/no', ['deny']],
    ['elsewhere', ['deny']],
    ['kv/data/', ['read']],
    ['kv/data', ['deny']],
    ['/kv/data/q', ['read']],
  ])('%s gives %j', (path, capabilities) => {
    expect(acl.capabilities(path)).toEqual(capabilities);
  });

  test.each([
    ['foo/bar/+/baz', 'foo/+/bar/baz', 'foo/bar/bar/baz'],
    ['1/2/+', '1/2/*', '1/2/3'],
    ['1/2/+/+', '1/2/+/*', '1/2/3/4'],
    ['1/2/3*', '1/2/+', '1/2/3'],
    ['a/+/c', 'a/+/+', 'a/b/c'],
    ['a/+/cc*', 'a/+/c*', 'a/b/ccc'],
    ['a/b', 'a/b*', 'a/b'],
    ['a/+b', 'a/*', 'a/+b'],
    ['+/b', '*', 'a/b'],
  ])('%s beats %s for %s', (strong, weak, path) => {
    for (const order of [
      [strong, weak],
      [weak, strong],
    ]) {
      const rules = order.map(
        (text) => `path "${text}" { capabilities = ["${text === strong ? 'read' : 'list'}"] }`,
      );
      expect(aclOf(rules.join('\n')).capabilities(path)).toEqual(['read']);
    }
  });

  test('a plus in the middle of a segment is a plain character', () => {
    const acl = aclOf('path "a+b/+c" { capabilities = ["read"] }');

    expect(acl.capabilities('a+b/+c')).toEqual(['read']);
    expect(acl.capabilities('a+b/xc')).toEqual(['deny']);
    expect(acl.capabilities('axb/+c')).toEqual(['deny']);
  });

  test('a list is also granted by the exact rule without the slash', () => {
    const acl = aclOf(
      'path "kv/l" { capabilities = ["list"] } path "kv/m*" { capabilities = ["list"] }',
    );

    expect(acl.decide(ask('kv/l/', { operation: 'list' })).allowed).toBe(true);
    expect(acl.decide(ask('kv/m/', { operation: 'list' })).allowed).toBe(true);
    expect(acl.decide(ask('kv/l/', { operation: 'read' })).allowed).toBe(false);
  });
});

describe('several policies', () => {
  test('capabilities of one pattern add up, and one deny takes all', () => {
    const acl = aclOf(
      'path "s/*" { capabilities = ["read"] } path "t/one" { capabilities = ["read", "update"] }',
      'path "s/*" { capabilities = ["update"] } path "t/one" { capabilities = ["deny"] }',
      'path "t/one" { capabilities = ["delete"] }',
    );

    expect(acl.capabilities('s/x')).toEqual(['read', 'update']);
    expect(acl.capabilities('t/one')).toEqual(['deny']);
    expect(acl.decide(ask('t/one'))).toEqual({
      allowed: false,
      reason: 'DENY_RULE',
      rule: { pattern: 't/one', policies: ['p1', 'p2', 'p3'], capabilities: ['deny'] },
    });
  });

  test('a rule without parameter lists does not lift those of another', () => {
    const acl = aclOf(
      'path "a" { capabilities = ["update"] allowed_parameters = { "x" = ["1"] "y" = [] } required_parameters = ["x"] }',
      'path "a" { capabilities = ["create"] }',
      'path "a" { capabilities = ["read"] allowed_parameters = { "x" = ["2"] "y" = ["3"] } }',
    );
    const update = (data: AccessRequest['data']): string =>
      acl.decide(ask('a', { operation: 'update', data })).reason;

    expect(update({ x: '1' })).toBe('ALLOWED');
    expect(update({ x: '2', y: 'anything' })).toBe('ALLOWED');
    expect(update({ x: '3' })).toBe('PARAMETER_NOT_ALLOWED');
    expect(update({ y: 'z' })).toBe('PARAMETER_MISSING');
    expect(update({})).toBe('PARAMETER_MISSING');
  });

  test('of wrapping bounds the smaller one of each kind stays, even when nothing can meet them', () => {
    const acl = aclOf(
      'path "a" { capabilities = ["read"] min_wrapping_ttl = 300 }',
      'path "a" { capabilities = ["read"] max_wrapping_ttl = 60 }',
    );

    for (const wrapTtlSeconds of [0, 30, 60, 300, 400]) {
      expect(acl.decide(ask('a', { wrapTtlSeconds })).reason).toBe('WRAPPING_TTL');
    }
  });

  test('root alone allows everything, and among others it is refused', () => {
    const root = { name: 'root', policy: { paths: [] } };

    expect(compileAcl([root], undefined, 0).isRoot).toBe(true);
    expect(() => compileAcl([root, { ...root, name: 'a' }], undefined, 0)).toThrow(ApiError);
  });

  test('an expired rule counts for nothing, and the ACL knows until when it holds', () => {
    const text = `path "a" { capabilities = ["read"] expiration = 100 }
      path "b" { capabilities = ["read"] expiration = 200 }`;

    expect(aclAt(99_999, text).capabilities('a')).toEqual(['read']);
    expect(aclAt(99_999, text).validUntilMs).toBe(100_000);
    expect(aclAt(100_000, text).capabilities('a')).toEqual(['deny']);
    expect(aclAt(100_000, text).validUntilMs).toBe(200_000);
    expect(aclAt(200_000, text).validUntilMs).toBe(Infinity);
  });
});

describe('decisions', () => {
  test('each operation needs its own capability', () => {
    const operations = ['read', 'list', 'scan', 'create', 'update', 'patch', 'delete'] as const;

    for (const held of operations) {
      const acl = aclOf(`path "a*" { capabilities = ["${held}"] }`);
      const allowed = operations.filter(
        (operation) => acl.decide(ask('a/', { operation })).allowed,
      );
      expect(allowed).toEqual([held]);
    }
  });

  test('help always passes, HEAD only for root', () => {
    const acl = aclOf('path "*" { capabilities = ["read", "sudo"] }');

    expect(acl.decide(ask('a', { operation: 'help' })).allowed).toBe(true);
    expect(aclOf().decide(ask('a', { operation: 'help' })).allowed).toBe(true);
    expect(acl.decide(ask('a', { operation: 'header' })).allowed).toBe(false);
    expect(rootAcl().decide(ask('a', { operation: 'header' })).allowed).toBe(true);
  });

  test('a protected path needs sudo beside the capability, and sudo alone grants nothing', () => {
    const acl = aclOf(`path "both" { capabilities = ["read", "sudo"] }
      path "read" { capabilities = ["read"] } path "sudo" { capabilities = ["sudo"] }`);
    const reason = (path: string): string => acl.decide(ask(path, { isSudoPath: true })).reason;

    expect(reason('both')).toBe('ALLOWED');
    expect(reason('read')).toBe('SUDO_MISSING');
    expect(reason('sudo')).toBe('CAPABILITY_MISSING');
  });

  test.each([
    [0, false],
    [59, false],
    [60, true],
    [300, true],
    [301, false],
  ])('wrapping for %i s within 60 to 300 s: %s', (wrapTtlSeconds, allowed) => {
    const acl = aclOf(
      'path "a" { capabilities = ["read"] min_wrapping_ttl = "1m" max_wrapping_ttl = "5m" }',
    );

    expect(acl.decide(ask('a', { wrapTtlSeconds })).allowed).toBe(allowed);
  });

  test('a refusal names rule and parameter, never the value', () => {
    const acl = aclOf('path "a" { capabilities = ["update"] denied_parameters = { "x" = ["v"] } }');

    expect(acl.decide(ask('a', { operation: 'update', data: { X: 'v' } }))).toEqual({
      allowed: false,
      reason: 'PARAMETER_DENIED',
      parameter: 'X',
      rule: { pattern: 'a', policies: ['p1'], capabilities: ['update'] },
    });
  });

  test('an explanation has every matching rule, the strongest first, or the nearest', () => {
    const acl = aclOf(
      'path "a/*" { capabilities = ["read"] } path "a/b" { capabilities = ["list"] }',
      'path "a/+" { capabilities = ["update"] } path "z" { capabilities = ["update"] }',
    );

    const explained = acl.explain(ask('a/b'));

    expect(explained.reason).toBe('CAPABILITY_MISSING');
    expect(explained.matching.map(({ pattern }) => pattern)).toEqual(['a/b', 'a/+', 'a/*']);
    expect(acl.explain(ask('a')).nearest?.pattern).toBe('a/*');
    expect(acl.explain(ask('q'))).toEqual({
      allowed: false,
      reason: 'NO_RULE_MATCHES',
      matching: [],
      unresolved: [],
    });
  });
});

describe('what lies below a mount', () => {
  test.each([
    ['path "kv/a" { capabilities = ["read"] }', true],
    ['path "kv/*" { capabilities = ["list"] }', true],
    ['path "*" { capabilities = ["read"] }', true],
    ['path "k*" { capabilities = ["read"] }', true],
    ['path "kv/a/b*" { capabilities = ["read"] }', true],
    ['path "+/a" { capabilities = ["read"] }', true],
    ['path "+/+/*" { capabilities = ["read"] }', true],
    ['path "kv" { capabilities = ["list"] }', true],
    ['path "kv/*" { capabilities = ["deny"] }', false],
    ['path "kv/*" { }', false],
    ['path "kvx/*" { capabilities = ["read"] }', false],
    ['path "other/+" { capabilities = ["read"] }', false],
    ['path "*" { capabilities = ["read"] } path "kv/*" { capabilities = ["deny"] }', false],
    ['path "*" { capabilities = ["read"] } path "kv/no" { capabilities = ["deny"] }', true],
    ['path "kv/{{x}}" { capabilities = ["read"] }', false],
  ])('%s: %s', (text, isGranted) => {
    expect(aclOf(text).grantsAnythingUnder('kv/')).toBe(isGranted);
  });
});

describe('resultant', () => {
  test('exact and glob paths are shown, with their constraints; patterns with + are not', () => {
    const acl =
      aclOf(`path "a" { capabilities = ["update", "create"] allowed_parameters = { "x" = [] } }
      path "b/*" { capabilities = ["read"] } path "c/+" { capabilities = ["read"] }
      path "d/{{x}}" { capabilities = ["read"] } path "e/{{x}}/f" { capabilities = ["deny"] }`);

    expect(JSON.parse(JSON.stringify(acl.resultant()))).toEqual({
      root: false,
      exact_paths: { a: { capabilities: ['create', 'update'], allowed_parameters: { x: [] } } },
      glob_paths: { 'b/': { capabilities: ['read'] }, 'e/': { capabilities: ['deny'] } },
      unresolved_paths: ['d/{{x}}', 'e/{{x}}/f'],
    });
    expect(rootAcl().resultant().root).toBe(true);
  });
});

describe('filterListedKeys', () => {
  test('keys stay that may be read, folders that may be listed', () => {
    const acl = aclOf(`path "kv/meta/*" { capabilities = ["list"] }
      path "kv/data/a" { capabilities = ["read"] } path "kv/data/b" { capabilities = ["update"] }
      path "kv/data/dir/" { capabilities = ["list"] }`);

    const kept = filterListedKeys(acl, {
      template: 'kv/data/{{ .key }}',
      path: 'kv/meta/',
      keys: ['a', 'b', 'c', 'dir/', 'other/'],
    });

    expect(kept).toEqual(['a', 'dir/']);
  });

  test('the path of the list can be used, and root keeps all', () => {
    const acl = aclOf('path "kv/m/a" { capabilities = ["read"] }');
    const listed = { template: '{{ .path }}/{{.key}}', path: 'kv/m/', keys: ['a', 'b'] };

    expect(filterListedKeys(acl, listed)).toEqual(['a']);
    expect(filterListedKeys(rootAcl(), listed)).toEqual(['a', 'b']);
  });
});
