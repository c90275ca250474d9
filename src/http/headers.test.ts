import { describe, expect, test } from 'vitest';
import { ApiError } from '../errors/api-error.ts';
import { canonicalNamespace, type HeaderSource, readApiHeaders } from './headers.ts';

/** Headers as Node makes them: names in lower case, repeated values joined, of authorization the first. */
function headersOf(...rawHeaders: readonly string[]): HeaderSource {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    const present = headers[name];
    if (present === undefined) headers[name] = value;
    else if (name !== 'authorization') headers[name] = `${present}, ${value}`;
  }
  return { headers, rawHeaders };
}

function failureOf(source: HeaderSource): unknown {
  try {
    readApiHeaders(source);
  } catch (error) {
    if (error instanceof ApiError) return [error.code, error.message];
    throw error;
  }
  return 'none';
}

describe('the token', () => {
  test.each([
    [['X-Vault-Token', 'a'], 'a'],
    [['X-Vault-Token', 'a', 'Authorization', 'Bearer b'], 'a'],
    [['X-Vault-Token', '', 'Authorization', 'Bearer b'], 'b'],
    [['Authorization', 'Bearer   b  '], 'b'],
    [['Authorization', 'bearer b'], ''],
    [['Authorization', 'Bearer'], ''],
    [['Authorization', 'Basic YTpi'], ''],
    [['x-vault-token', 'first', 'X-Vault-Token', 'second'], 'first'],
    [['X-Vault-Token', 'a,b'], 'a,b'],
    [['Cookie', 'token=a; X-Vault-Token=a'], ''],
    [[], ''],
  ])('of %j is %j', (rawHeaders, token) => {
    expect(readApiHeaders(headersOf(...rawHeaders)).token).toBe(token);
  });
});

describe('the namespace', () => {
  test.each([
    ['', ''],
    ['root', ''],
    ['root/', ''],
    ['/', ''],
    ['team', 'team/'],
    ['/team/', 'team/'],
    ['team//a', 'team/a/'],
    ['team/./a/../b', 'team/b/'],
    ['../..', ''],
  ])('%j is canonically %j', (header, namespace) => {
    expect(canonicalNamespace(header)).toBe(namespace);
  });
});

describe('the wrapping TTL', () => {
  test.each([
    ['60', 60],
    ['5m', 300],
    ['1h30m', 5400],
    ['2d', 172_800],
    ['0', 0],
  ])('%j is %d seconds', (header, seconds) => {
    expect(readApiHeaders(headersOf('X-Vault-Wrap-TTL', header)).wrapTtlSeconds).toBe(seconds);
  });

  test('a negative one and one that is no duration are refused', () => {
    const prefix = 'error parsing X-Vault-Wrap-TTL header: ';

    expect(failureOf(headersOf('X-Vault-Wrap-TTL', '-5'))).toEqual([
      'WRAP_TTL_INVALID',
      `${prefix}requested wrap ttl cannot be negative`,
    ]);
    expect(failureOf(headersOf('X-Vault-Wrap-TTL', 'soon'))).toEqual([
      'WRAP_TTL_INVALID',
      expect.stringContaining(prefix),
    ]);
  });
});

describe('MFA headers', () => {
  test.each(['totp', 'totp:123456', 'my_id:a:b'])('%j is accepted', (value) => {
    expect(failureOf(headersOf('X-Vault-MFA', value))).toBe('none');
  });

  test.each([
    ['', 'missing method name or ID'],
    [':123456', 'missing method name or ID'],
    ['totp:', 'missing method value'],
  ])('%j is refused', (value, what) => {
    expect(failureOf(headersOf('X-Vault-MFA', 'totp:1', 'x-vault-mfa', value))).toEqual([
      'MFA_HEADER_INVALID',
      `failed to parse X-Vault-MFA header: invalid data in header "X-Vault-MFA"; ${what}`,
    ]);
  });
});

test('headers named like parts of every object mean nothing', () => {
  const source = headersOf('__proto__', 'x', 'constructor', 'y', 'X-Vault-Policy-Override', 'true');

  expect(readApiHeaders(source)).toEqual({ token: '', namespace: '', wrapTtlSeconds: 0 });
});
