import { describe, expect, test } from 'vitest';
import { compileAcl } from './acl.ts';
import { builtinPolicies } from './builtin-policies.ts';
import { parsePolicy } from './parse-policy.ts';

function capabilitiesOf(name: string, path: string): readonly string[] {
  const policy = parsePolicy(builtinPolicies.get(name) ?? '');
  return compileAcl([{ name, policy }], undefined, 0).capabilities(path);
}

describe('built-in policies', () => {
  test.each([
    ['auth/token/lookup-self', ['read']],
    ['auth/token/renew-self', ['update']],
    ['auth/token/revoke-self', ['update']],
    ['sys/capabilities-self', ['update']],
    ['cubbyhole/x', ['create', 'delete', 'list', 'read', 'update']],
    ['sys/wrapping/wrap', ['update']],
    ['sys/wrapping/lookup', ['update']],
    ['sys/wrapping/unwrap', ['update']],
    ['sys/tools/hash', ['update']],
    ['sys/tools/hash/sha2-256', ['update']],
    ['sys/leases/renew', ['update']],
    ['sys/leases/lookup', ['update']],
    ['sys/internal/ui/resultant-acl', ['read']],
    ['identity/oidc/provider/p/authorize', ['read', 'update']],
    ['identity/entity/id/x', ['deny']],
    ['sys/auth', ['deny']],
    ['sys/control-group/request', ['deny']],
  ])('default gives %s %j', (path, capabilities) => {
    expect(capabilitiesOf('default', path)).toEqual(capabilities);
  });

  test('response-wrapping opens one answer and nothing else', () => {
    expect(capabilitiesOf('response-wrapping', 'cubbyhole/response')).toEqual(['create', 'read']);
    expect(capabilitiesOf('response-wrapping', 'sys/wrapping/unwrap')).toEqual(['update']);
    expect(capabilitiesOf('response-wrapping', 'cubbyhole/other')).toEqual(['deny']);
    expect(capabilitiesOf('response-wrapping', 'auth/token/lookup-self')).toEqual(['deny']);
  });
});
