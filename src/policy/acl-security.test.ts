import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../lib/json.ts';
import { type AccessRequest, type Acl, type DecisionReason, compileAcl, rootAcl } from './acl.ts';
import { parsePolicy } from './parse-policy.ts';
import type { TemplateContext } from './path-template.ts';

function aclOf(text: string, context?: TemplateContext): Acl {
  return compileAcl([{ name: 'p', policy: parsePolicy(text) }], context, 0);
}

function reasonOf(acl: Acl, path: string, more: Partial<AccessRequest> = {}): DecisionReason {
  const request = { operation: 'read', data: {}, wrapTtlSeconds: 0, isSudoPath: false } as const;
  return acl.decide({ ...request, ...more, path }).reason;
}

describe('a deny also covers other spellings of a name (CVE-2026-89322)', () => {
  const acl = aclOf(`
    path "auth/userpass/users/*" { capabilities = ["update", "read"] }
    path "auth/userpass/users/admin" { capabilities = ["deny"] }
    path "secret/data/*" { capabilities = ["read"] }
    path "secret/data/Example" { capabilities = ["deny"] }
    path "secret/data/team/+/Private*" { capabilities = ["deny"] }`);

  test.each(['ADMIN', 'Admin', 'admin ', ' admin', '\tADMIN\n', 'admin\u00a0'])(
    'users/%j is refused',
    (name) => {
      expect(reasonOf(acl, `auth/userpass/users/${name}`)).toBe('DENY_RULE_OTHER_SPELLING');
      expect(acl.capabilities(`auth/userpass/users/${name}`)).toEqual(['deny']);
    },
  );

  test('other names stay allowed, and the written spelling is refused by the rule itself', () => {
    expect(reasonOf(acl, 'auth/userpass/users/administrator')).toBe('ALLOWED');
    expect(reasonOf(acl, 'auth/userpass/users/admin')).toBe('DENY_RULE');
  });

  test('prefixes and patterns with + are covered too', () => {
    expect(reasonOf(acl, 'secret/data/EXAMPLE')).toBe('DENY_RULE_OTHER_SPELLING');
    expect(reasonOf(acl, 'secret/data/team/x/private-1')).toBe('DENY_RULE_OTHER_SPELLING');
    expect(reasonOf(acl, 'SECRET/data/team/x/q')).toBe('NO_RULE_MATCHES');
    expect(reasonOf(acl, 'secret/data/team/x/q')).toBe('ALLOWED');
  });

  test('a deny wins over an allow of another spelling of the same name', () => {
    const both = aclOf(
      'path "a/X" { capabilities = ["read"] } path "a/x" { capabilities = ["deny"] }',
    );

    expect(reasonOf(both, 'a/X')).toBe('DENY_RULE_OTHER_SPELLING');
  });

  test('a more specific allow below a wide deny still holds', () => {
    const both = aclOf(
      'path "a/*" { capabilities = ["deny"] } path "a/Ok" { capabilities = ["read"] }',
    );

    expect(reasonOf(both, 'a/Ok')).toBe('ALLOWED');
    expect(reasonOf(both, 'a/ok')).toBe('DENY_RULE');
    expect(reasonOf(both, 'A/x')).toBe('DENY_RULE_OTHER_SPELLING');
  });
});

describe('a list does not slip past a narrower deny (CVE-2026-12624)', () => {
  test.each(['kv/private/*', 'kv/private', 'kv/private/', 'kv/+/'])('%s', (pattern) => {
    const acl = aclOf(`path "kv/*" { capabilities = ["list", "scan", "read"] }
      path "${pattern}" { capabilities = ["deny"] }`);

    expect(reasonOf(acl, 'kv/private/', { operation: 'list' })).toBe('DENY_RULE');
    expect(reasonOf(acl, 'kv/private/', { operation: 'scan' })).toBe('DENY_RULE');
    expect(reasonOf(acl, 'kv/PRIVATE/', { operation: 'list' })).toMatch(/^DENY_RULE/);
  });
});

describe('values in templated paths cannot widen a rule (CVE-2026-5006, GHSA-hr5j-3j78-4vh2)', () => {
  const text = `path "secret/data/{{identity.entity.metadata.scope}}/*" { capabilities = ["read"] }
    path "kv/*" { capabilities = ["read"] }
    path "kv/{{ identity.entity.metadata.scope }}/*" { capabilities = ["deny"] }`;
  const withScope = (scope: string | undefined): Acl =>
    aclOf(text, {
      resolve: (name) => (name === 'identity.entity.metadata.scope' ? scope : undefined),
    });

  test.each(['a/b', '+', '*', 'a*', '', '..', '.', 'a\0', undefined])(
    'value %j: nothing is allowed, and the deny covers all below its text',
    (scope) => {
      const acl = withScope(scope);

      for (const path of ['secret/data/a/b/x', 'secret/data/other/x', 'secret/data//x']) {
        expect(reasonOf(acl, path)).toBe('NO_RULE_MATCHES');
        expect(acl.capabilities(path)).toEqual(['deny']);
      }
      expect(reasonOf(acl, 'kv/anything')).toBe('DENY_RULE_TEMPLATE_UNRESOLVED');
      expect(reasonOf(acl, 'KV /anything')).toBe('DENY_RULE_TEMPLATE_UNRESOLVED');
      expect(reasonOf(acl, 'kv/', { operation: 'list' })).toBe('DENY_RULE_TEMPLATE_UNRESOLVED');
    },
  );

  test('an ordinary value is put in', () => {
    const acl = withScope('team-a');

    expect(reasonOf(acl, 'secret/data/team-a/x')).toBe('ALLOWED');
    expect(reasonOf(acl, 'secret/data/team-b/x')).toBe('NO_RULE_MATCHES');
    expect(reasonOf(acl, 'kv/team-a/x')).toBe('DENY_RULE');
    expect(reasonOf(acl, 'kv/TEAM-A/x')).toBe('DENY_RULE_OTHER_SPELLING');
    expect(reasonOf(acl, 'kv/team-b/x')).toBe('ALLOWED');
  });

  test('an unresolved deny beats even an exact allow below its text, and is told', () => {
    const acl = aclOf(`path "kv/ok" { capabilities = ["read"] }
      path "kv/+/{{x}}" { capabilities = ["deny"] } path "kv/b+{{x}}" { capabilities = ["deny"] }`);

    expect(reasonOf(acl, 'kv/ok')).toBe('ALLOWED');
    expect(reasonOf(acl, 'kv/ok/deep/er')).toBe('DENY_RULE_TEMPLATE_UNRESOLVED');
    expect(reasonOf(acl, 'kv/b+1')).toBe('DENY_RULE_TEMPLATE_UNRESOLVED');
    const explained = acl.explain({
      operation: 'read',
      path: 'kv/b+1',
      data: {},
      wrapTtlSeconds: 0,
      isSudoPath: false,
    });
    expect(explained.rule).toEqual({
      pattern: 'kv/b+{{x}}',
      policies: ['p'],
      capabilities: ['deny'],
    });
    expect(explained.unresolved).toHaveLength(2);
  });
});

describe('parameters', () => {
  const update = (policy: string, data: JsonObject): DecisionReason =>
    reasonOf(aclOf(`path "a" { capabilities = ["update", "create"] ${policy} }`), 'a', {
      operation: 'update',
      data,
    });

  test.each([
    [['super-admin']],
    [['Super-Admin']],
    [[' super-admin ']],
    [['x', 'SUPER-ADMIN']],
    ['x,SUPER-ADMIN'],
    ['super-admin'],
    [' Super-Admin\t'],
    ['a , super-admin , b'],
    [[['super-admin']]],
    [['x,super-admin']],
  ])('a denied value is found in %j', (policies) => {
    expect(update('denied_parameters = { policies = ["super-admin"] }', { policies })).toBe(
      'PARAMETER_DENIED',
    );
    expect(update('denied_parameters = { policies = ["super-*"] }', { POLICIES: policies })).toBe(
      'PARAMETER_DENIED',
    );
  });

  test.each([[['super-admins']], ['x'], [[]], [null], [{ 'super-admin': 1 }]])(
    'a denied value is not found in %j',
    (policies) => {
      expect(update('denied_parameters = { policies = ["super-admin"] }', { policies })).toBe(
        'ALLOWED',
      );
    },
  );

  test.each([true, 'true', 'TRUE', ' t ', '1', 1, JSON.rawJSON('1')])(
    'a denied true is found in %j, which decoders read as true',
    (value) => {
      expect(update('denied_parameters = { no_parent = [true] }', { no_parent: value })).toBe(
        'PARAMETER_DENIED',
      );
    },
  );

  test('denied numbers are found in any spelling, lists and objects by equality', () => {
    const denied = 'denied_parameters = { n = [16, [1, "a"], { k = "v" }] }';

    for (const n of [16, '16', '0x10', ' 16', JSON.rawJSON('16.0'), [1, 'A'], { k: 'V' }]) {
      expect(update(denied, { n })).toBe('PARAMETER_DENIED');
    }
    for (const n of [17, '', [1, 'b'], [1], { k: 'v', l: 1 }, { j: 'v' }]) {
      expect(update(denied, { n })).toBe('ALLOWED');
    }
  });

  test('allowed values compare as written; numbers of a policy equal no number of a request', () => {
    const allowed =
      'allowed_parameters = { s = ["x", "y*", "*z", "*in*", "*"] n = [1] b = [true] o = [] }';

    for (const s of ['x', 'yes', 'fizz', 'inside', 'winner', '*']) {
      expect(update(allowed, { s })).toBe('ALLOWED');
    }
    for (const s of ['X', 'xx', 'zy', '', ['x'], null]) {
      expect(update(allowed, { s })).toBe('PARAMETER_NOT_ALLOWED');
    }
    expect(update(allowed, { n: 1 })).toBe('PARAMETER_NOT_ALLOWED');
    expect(update(allowed, { n: '1' })).toBe('PARAMETER_NOT_ALLOWED');
    expect(update(allowed, { b: true })).toBe('ALLOWED');
    expect(update(allowed, { o: { any: 1 }, B: true })).toBe('ALLOWED');
    expect(update(allowed, { other: 1 })).toBe('PARAMETER_NOT_ALLOWED');
  });

  test('a star allows or denies every other parameter', () => {
    expect(update('allowed_parameters = { "*" = [] "x" = ["1"] }', { y: 1 })).toBe('ALLOWED');
    expect(update('allowed_parameters = { "*" = [] "x" = ["1"] }', { x: '2' })).toBe(
      'PARAMETER_NOT_ALLOWED',
    );
    expect(update('denied_parameters = { "*" = [] }', { y: 1 })).toBe('PARAMETER_DENIED');
    expect(update('denied_parameters = { "*" = [] }', {})).toBe('ALLOWED');
    expect(
      update('allowed_parameters = { "*" = [] } denied_parameters = { "no" = [] }', { no: 1 }),
    ).toBe('PARAMETER_DENIED');
  });

  test('required parameters are looked for as written in lower case', () => {
    expect(update('required_parameters = ["Must"]', { must: 1 })).toBe('ALLOWED');
    expect(update('required_parameters = ["Must"]', { Must: 1 })).toBe('PARAMETER_MISSING');
  });

  test('names that objects inherit are ordinary names', () => {
    const hostile: JsonObject = JSON.parse('{"__proto__": "x", "constructor": "y"}');

    expect(update('allowed_parameters = { "x" = [] }', hostile)).toBe('PARAMETER_NOT_ALLOWED');
    expect(update('denied_parameters = { "__proto__" = [] }', hostile)).toBe('PARAMETER_DENIED');
    expect(update('required_parameters = ["constructor"]', { a: 1 })).toBe('PARAMETER_MISSING');
    expect(update('required_parameters = ["__proto__"]', { a: 1 })).toBe('PARAMETER_MISSING');
    expect(update('denied_parameters = { "constructor" = ["z"] }', hostile)).toBe('ALLOWED');
  });

  test('parameters are held against reads, but not against deletes', () => {
    const acl = aclOf(
      'path "a" { capabilities = ["read", "delete"] denied_parameters = { "v" = [] } }',
    );

    expect(reasonOf(acl, 'a', { data: { v: '1' } })).toBe('PARAMETER_DENIED');
    expect(reasonOf(acl, 'a', { operation: 'delete', data: { v: '1' } })).toBe('ALLOWED');
  });
});

describe('the bound of a list holds for every limit (OpenBao 2.6.1)', () => {
  const acl = aclOf('path "a/*" { capabilities = ["list", "scan"] pagination_limit = 10 }');
  const list = (data: JsonObject): number | string | undefined => {
    const request = { path: 'a/', data, wrapTtlSeconds: 0, isSudoPath: false } as const;
    const decision = acl.decide({ ...request, operation: 'list' });
    expect(acl.decide({ ...request, operation: 'scan' })).toEqual(decision);
    return decision.allowed ? decision.limit : decision.reason;
  };

  test.each([
    [{}, 10],
    [{ limit: '0' }, 10],
    [{ limit: 'max' }, 10],
    [{ limit: '10' }, 10],
    [{ limit: 3 }, 3],
    [{ limit: '-1' }, 'PAGINATION_LIMIT'],
    [{ limit: '11' }, 'PAGINATION_LIMIT'],
    [{ limit: '99999999999' }, 'PAGINATION_LIMIT'],
    [{ limit: '9'.repeat(400) }, 'PAGINATION_LIMIT'],
    [{ limit: 'abc' }, 'PAGINATION_LIMIT'],
    [{ limit: '0x5' }, 'PAGINATION_LIMIT'],
    [{ limit: '1e1' }, 'PAGINATION_LIMIT'],
    [{ limit: '' }, 'PAGINATION_LIMIT'],
    [{ limit: null }, 'PAGINATION_LIMIT'],
    [{ limit: ['5'] }, 'PAGINATION_LIMIT'],
    [{ limit: JSON.rawJSON('5') }, 'PAGINATION_LIMIT'],
  ])('%j', (data, outcome) => {
    expect(list(data)).toBe(outcome);
  });

  test('a required limit must be there, and without a bound max lists all', () => {
    const required = aclOf(
      'path "a/" { capabilities = ["list"] pagination_limit = 10 required_parameters = ["limit"] }',
    );
    const request = {
      operation: 'list',
      path: 'a/',
      wrapTtlSeconds: 0,
      isSudoPath: false,
    } as const;

    expect(required.decide({ ...request, data: {} }).reason).toBe('PARAMETER_MISSING');
    const free = aclOf('path "a/" { capabilities = ["list"] }');
    expect(free.decide({ ...request, data: { limit: 'max' } }).limit).toBe(0);
    expect(free.decide({ ...request, data: { limit: '-4' } }).limit).toBeUndefined();
    expect(rootAcl().decide({ ...request, data: { limit: 'max' } }).limit).toBe(0);
  });

  test('the filter of listed keys is handed on', () => {
    const filtered = aclOf(
      'path "a/" { capabilities = ["list"] list_scan_response_keys_filter_path = "b/{{.key}}" }',
    );
    const request = { operation: 'list', path: 'a/', data: {}, wrapTtlSeconds: 0 } as const;

    expect(filtered.decide({ ...request, isSudoPath: false }).keysFilter).toBe('b/{{.key}}');
  });
});
